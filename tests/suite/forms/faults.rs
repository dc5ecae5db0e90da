use std::collections::BTreeMap;
use std::fs;

use super::{Filled, NAME, at, descriptor, exported, import, layout};
use crate::cli::{out, run};

/// What a person did to a form, the cell that must be named, and words of the message.
type Fault = (fn(&mut Filled), String, &'static str);

fn faults() -> [Fault; 15] {
    const META: &str = "Temp2_Meta_Stat";
    fn set(form: &mut Filled, key: &str, text: &str) {
        form.set(META, &at(layout(), META, key), text);
    }
    let cell = |key: &str| format!("{META}!{}", at(layout(), META, key));
    [
        (
            |form| form.shift(META, 2, 1),
            format!("{META}!C4"),
            "there is no header",
        ),
        (
            |form| form.shift(META, 2, -1),
            format!("{META}!C4"),
            "which belongs in column D",
        ),
        (
            |form| form.set(META, "AE4", "หมายเหตุ"),
            format!("{META}!AE4"),
            "a column too many",
        ),
        (
            |form| form.set(META, "M4", "ผู้อนุมัติ"),
            format!("{META}!M4"),
            "it should be",
        ),
        (
            |form| set(form, "geo_coverage", "จังหวด"),
            cell("geo_coverage"),
            "nearest one is \"จังหวัด\"",
        ),
        (
            |form| set(form, "last_updated_date", "31 ก.พ. 2567"),
            cell("last_updated_date"),
            "no such day",
        ),
        (
            |form| set(form, "last_updated_date", "2024-01-31"),
            cell("last_updated_date"),
            "type 2567-01-31",
        ),
        (
            |form| set(form, "maintainer_email", "โทร 1234"),
            cell("maintainer_email"),
            "no e-mail",
        ),
        (
            |form| set(form, "objective", ""),
            cell("objective"),
            "objective",
        ),
        (
            |form| set(form, "data_format", "CSV, XLS"),
            cell("data_format"),
            "has 2 values",
        ),
        (
            |form| set(form, "d_type", "ข้อมูลระเบียน"),
            cell("d_type"),
            "this sheet is for",
        ),
        (
            |form| {
                let row: Vec<_> = form
                    .sheet(META)
                    .iter()
                    .filter(|((row, _), _)| *row == 5)
                    .map(|((_, column), text)| (*column, text.clone()))
                    .collect();
                for (column, text) in row {
                    form.sheet(META).insert((6, column), text);
                }
            },
            format!("{META}!A7"),
            "stands in Temp2_Meta_Stat!A6 already",
        ),
        (
            |form| form.set("Temp3_Resource_Stat", "A6", "อื่น"),
            "Temp3_Resource_Stat!A6".to_owned(),
            "names no dataset",
        ),
        (
            |form| form.set("Temp3_Resource_Stat", "A6", ""),
            "Temp3_Resource_Stat!A6".to_owned(),
            "names no dataset",
        ),
        (
            |form| {
                form.0.push((
                    "Sheet9".to_owned(),
                    BTreeMap::from([((0, 0), "บันทึก".to_owned())]),
                ));
            },
            "Sheet9!A1".to_owned(),
            "none of this form's",
        ),
    ]
}

/// The same, of cells that contradict others and of what a program or a person left behind.
fn further_faults() -> [Fault; 7] {
    const META: &str = "Temp2_Meta_Stat";
    const LIST: &str = "Temp1_Dataset";
    fn set(form: &mut Filled, key: &str, text: &str) {
        form.set(META, &at(layout(), META, key), text);
    }
    let cell = |key: &str| format!("{META}!{}", at(layout(), META, key));
    [
        (
            |form| form.set(LIST, "B6", "ชื่อใหม่"),
            format!("{LIST}!B6"),
            "but Temp2_Meta_Stat!C6 of the same dataset says",
        ),
        (
            |form| form.set(LIST, "C6", "ข้อมูลระเบียน"),
            format!("{LIST}!C6"),
            "but Temp2_Meta_Stat!B6 of the same dataset says",
        ),
        (
            |form| set(form, "first_year_of_data", "67"),
            cell("first_year_of_data"),
            "four digits",
        ),
        (
            |form| {
                set(form, "first_year_of_data", "2569");
                set(form, "last_year_of_data", "2560");
            },
            cell("first_year_of_data"),
            "lies after the last year 2560",
        ),
        (
            |form| set(form, "notes", "=1+1"),
            cell("notes"),
            "a formula without a value",
        ),
        (
            |form| form.set(LIST, "B6", "=1+1"),
            format!("{LIST}!B6"),
            "a formula without a value",
        ),
        (
            |form| {
                for (name, _) in &mut form.0 {
                    if name == META {
                        "สถิติ".clone_into(name);
                    }
                }
            },
            "สถิติ!A1".to_owned(),
            "it is probably \"Temp2_Meta_Stat\"",
        ),
    ]
}

#[test]
fn every_fault_is_named_by_its_cell_and_nothing_changes() {
    let (folder, path) = exported(&["--form", "1"]);
    let root = folder.path();
    let before = fs::read(descriptor(root)).unwrap();
    for (change, place, words) in faults().into_iter().chain(further_faults()) {
        let mut form = Filled::read(&path);
        form.without("ค่าเพิ่มเติม");
        change(&mut form);
        form.save(&root.join("faulty.xlsx"));
        let (ended, said) = import(root, "faulty.xlsx");
        assert_eq!(ended, 1, "{place} {words}: {said}");
        let named = said
            .lines()
            .any(|line| line.contains(&format!("{place}:")) && line.contains(words));
        assert!(named, "{place} {words}: {said}");
        if words.starts_with("it is probably") {
            // What a renamed sheet leaves open is no further fault.
            assert_eq!(said.matches("error: ").count(), 1, "{said}");
        }
        assert_eq!(fs::read(descriptor(root)).unwrap(), before, "{place}");
        let thai = run(root, &["form", "import", "faulty.xlsx", "--lang", "th"]);
        assert!(out(&thai).contains("ไม่มีไฟล์ใดถูกแก้"), "{}", out(&thai));
    }
}

#[test]
fn faults_of_a_dictionary_are_named_by_their_cells() {
    let (folder, _) = exported(&["--form", "2"]);
    let root = folder.path();
    let csv = root.join(format!("dictionaries/{NAME}/disbursement.csv"));
    let before = fs::read(&csv).unwrap();
    let sheet = "disbursement";
    for (cell, text, place, words) in [
        ("B7", "fiscal_year_be", "B7", "more than one row"),
        ("B7", "", "B7", "no name of its field"),
        ("E6", "แผนภูมิ", "E6", "no type of data"),
        ("G6", "อาจจะ", "G6", "no answer"),
        ("I7", "=1+1", "I7", "a formula without a value"),
        ("B3", "ไม่มีตารางนี้", "B3", "names no resource"),
        ("B2", "another", "B2", "there is no dataset"),
    ] {
        let mut form = Filled::read(&root.join(format!("forms/{NAME}-form2.xlsx")));
        form.set(sheet, cell, text);
        form.save(&root.join("faulty.xlsx"));
        let (ended, said) = import(root, "faulty.xlsx");
        assert_eq!(ended, 1, "{cell}: {said}");
        let place = format!("{sheet}!{place}:");
        assert!(
            said.lines()
                .any(|it| it.contains(&place) && it.contains(words)),
            "{said}"
        );
        assert_eq!(fs::read(&csv).unwrap(), before);
    }
    let mut form = Filled::read(&root.join(format!("forms/{NAME}-form2.xlsx")));
    form.set(sheet, "E6", "VARCHAR(50)");
    form.save(&root.join("words.xlsx"));
    let (ended, said) = import(root, "words.xlsx");
    assert!(
        ended == 0 && said.contains("\"year\" → \"string\""),
        "{said}"
    );
}
