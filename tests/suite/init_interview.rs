use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use serde_json::{Value as Json, json};
use sheetpress::model::language::Message;
use tempfile::TempDir;

use crate::cli::{code, err, out, run};
use crate::init::{files, grid, json_of};

/// A workbook of one sheet, drafted; what was printed, and the plan.
fn drafted(root: &Path, name: &str, rows: &[&[&str]]) -> (String, Json) {
    let file = format!("{name}.xlsx");
    crate::cli::workbook(root, &file, |sheet| grid(sheet, 0, rows));
    let output = run(root, &["init", &file, "--yes"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let plan = root.join("datasets").join(name).join("tidy.json");
    (out(&output), json_of(&plan))
}

/// The steps of a table's plan.
fn steps(plan: &Json) -> Vec<Json> {
    plan["resources"]["data"]["steps"]
        .as_array()
        .unwrap()
        .clone()
}

fn place_of(steps: &[Json], name: &str) -> Option<usize> {
    steps.iter().position(|step| step["step"] == name)
}

#[test]
fn a_hidden_sheet_that_is_asked_for_is_not_said_to_be_left_out() {
    let root = TempDir::new().unwrap();
    let mut book = Workbook::new();
    let rows: &[&[&str]] = &[
        &["ระดับ", "คะแนน"],
        &["ดี", "3"],
        &["พอใช้", "2"],
        &["แย่", "1"],
    ];
    for (name, hidden) in [("open", false), ("hid", true)] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.set_hidden(hidden);
        grid(sheet, 0, rows);
    }
    book.save(root.path().join("book.xlsx")).unwrap();
    let output = run(
        root.path(),
        &[
            "init",
            "book.xlsx",
            "--sheet",
            "hid",
            "--yes",
            "--name",
            "hid",
        ],
    );
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(!out(&output).contains("left out"), "{}", out(&output));
    let output = run(
        root.path(),
        &["init", "book.xlsx", "--yes", "--name", "all"],
    );
    assert!(
        out(&output).contains("sheet \"hid\" is hidden and was left out"),
        "{}",
        out(&output)
    );
}

#[test]
fn what_is_no_workbook_is_told_so() {
    let root = TempDir::new().unwrap();
    fs::write(root.path().join("t.txt"), "hello there\nnothing\n").unwrap();
    for (file, said) in [
        (".", "is a folder, not a workbook"),
        ("t.txt", "no table was found in t.txt"),
    ] {
        let output = run(root.path(), &["init", file]);
        assert_eq!(code(&output), 2, "{file}: {}", out(&output));
        let told = err(&output);
        assert!(told.contains(said), "{told}");
        assert!(
            !told.contains("dialect") && !told.contains("free space"),
            "{told}"
        );
    }
}

#[test]
fn a_workbook_that_has_changed_is_told_so_and_what_to_do() {
    let root = TempDir::new().unwrap();
    let file = root.path().join("ngan.csv");
    let rows = "จังหวัด,จำนวน\nน่าน,1\nแพร่,2\nตาก,3\n";
    fs::write(&file, rows).unwrap();
    assert_eq!(code(&run(root.path(), &["init", "ngan.csv", "--yes"])), 0);
    fs::write(&file, format!("{rows}เลย,4\n")).unwrap();
    let before = files(root.path());
    for arguments in [
        vec!["init", "ngan.csv"],
        vec!["init", "ngan.csv", "--name", "ngan"],
    ] {
        let output = run(root.path(), &arguments);
        assert_eq!(code(&output), 2, "{}", out(&output));
        let told = err(&output);
        assert!(told.contains("the file has changed since"), "{told}");
        assert!(told.contains("run sheetpress check"), "{told}");
        assert!(!told.contains("another workbook"), "{told}");
    }
    assert_eq!(files(root.path()), before);
    // Another dataset of it can be made, by a name of its own.
    let output = run(
        root.path(),
        &["init", "ngan.csv", "--yes", "--name", "second"],
    );
    assert_eq!(code(&output), 0, "{}", err(&output));
}

#[test]
fn missing_files_are_drafted_and_others_left_alone() {
    let root = TempDir::new().unwrap();
    drafted(
        root.path(),
        "cases",
        &[
            &["จังหวัด", "จำนวนผู้ป่วย (คน)"],
            &["น่าน", "12"],
            &["แพร่", "7"],
            &["ตาก", "9"],
        ],
    );
    let file = |name: &str| -> PathBuf { root.path().join(name) };
    let (schema, dictionary) = (
        file("schemas/cases/data.json"),
        file("dictionaries/cases/data.csv"),
    );
    let before = files(root.path());
    // Both, then one beside a dictionary that a person wrote in.
    fs::remove_file(&schema).unwrap();
    fs::remove_file(&dictionary).unwrap();
    let output = run(root.path(), &["init", "cases.xlsx"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    for name in ["schemas/cases/data.json", "dictionaries/cases/data.csv"] {
        let said = format!("{name} was missing and was drafted");
        assert!(out(&output).contains(&said), "{}", out(&output));
    }
    assert_eq!(files(root.path()), before);
    let written = fs::read_to_string(&dictionary).unwrap();
    let written = written.replace("จำนวนผู้ป่วย", "ผู้ป่วยนอก");
    fs::write(&dictionary, &written).unwrap();
    fs::remove_file(&schema).unwrap();
    let output = run(root.path(), &["init", "cases.xlsx"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(schema.exists());
    assert_eq!(fs::read_to_string(&dictionary).unwrap(), written);
}

#[test]
fn cells_are_mended_before_their_columns_become_rows() {
    let root = TempDir::new().unwrap();
    let (said, plan) = drafted(
        root.path(),
        "years",
        &[
            &["จังหวัด", "ปี 2564", "ปี 2565", "ปี 2566", "ปี 2567"],
            &["น่าน", "5 คน", "6 คน", "7 คน", "8 คน"],
            &["แพร่", "6 คน", "7 คน", "8 คน", "9 คน"],
            &["ตาก", "7 คน", "8 คน", "9 คน", "10 คน"],
        ],
    );
    assert!(!said.contains("left out of the plan"), "{said}");
    let steps = steps(&plan);
    let units = place_of(&steps, "strip-units").unwrap();
    assert!(units < place_of(&steps, "melt").unwrap(), "{plan}");
    assert_eq!(
        steps[units]["columns"],
        json!(["B", "C", "D", "E"]),
        "{plan}"
    );
}

#[test]
fn remarks_are_not_cut_into_rows() {
    let root = TempDir::new().unwrap();
    for (label, name) in [("ข้อเสนอแนะ", "remarks"), ("หลักฐาน", "items")]
    {
        let (_, plan) = drafted(
            root.path(),
            name,
            &[
                &["ลำดับ", "หน่วยบริการ", "คะแนน", label],
                &["1", "ก", "4", "ดี\nที่นั่งรอไม่พอ"],
                &["2", "ข", "5", "ดีมาก"],
                &["3", "ค", "3", "ร้อน\nรอนาน"],
                &["4", "ง", "4", "ดี"],
            ],
        );
        let splits = place_of(&steps(&plan), "split-rows").is_some();
        assert_eq!(splits, name == "items", "{plan}");
    }
}

#[test]
fn the_legend_of_a_sheet_says_what_its_signs_mean() {
    let root = TempDir::new().unwrap();
    let (_, plan) = drafted(
        root.path(),
        "legend",
        &[
            &["จังหวัด", "จำนวนผู้ป่วย", "จำนวนผู้เสียชีวิต"],
            &["น่าน", "12", "1"],
            &["แพร่", "7", "-"],
            &["ตาก", "9", "2"],
            &["ลำปาง", "4", "3"],
            &["พะเยา", "8", "-"],
            &["เลย", "11", "1"],
            &["ยะลา", "14", "2"],
            &[],
            &["หมายเหตุ : - หมายถึง ไม่มี n/a หมายถึง ยังไม่รายงาน"],
        ],
    );
    let steps = steps(&plan);
    let step = &steps[place_of(&steps, "words-to-missing").unwrap()];
    assert_eq!(step["values"], json!({ "-": "ไม่มี" }), "{plan}");
    let review = step["review"].as_str().unwrap();
    assert!(review.contains("may mean zero"), "{review}");
}

#[test]
fn numbered_tables_sort_as_they_count() {
    let root = TempDir::new().unwrap();
    crate::cli::workbook(root.path(), "many.xlsx", |sheet| {
        for (number, top) in (0u32..11).map(|number| (number, number * 8)) {
            let label = format!("จำนวน {number}");
            grid(
                sheet,
                top,
                &[
                    &["จังหวัด", &label],
                    &["น่าน", "5"],
                    &["แพร่", "6"],
                    &["ตาก", "7"],
                ],
            );
        }
    });
    let output = run(root.path(), &["init", "many.xlsx", "--yes"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let descriptor = json_of(&root.path().join("datasets/many/datapackage.json"));
    let resources = descriptor["resources"].as_array().unwrap();
    let names: Vec<&str> = resources
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    assert!(names.len() > 9, "{names:?}");
    let sorted: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(sorted.into_iter().collect::<Vec<_>>(), names);
}

#[test]
fn a_reason_in_both_languages_is_told_in_one() {
    let said = Message::halves("ตรวจว่าแถว 5 เป็นผลรวม / check that row 5 is a total");
    assert_eq!(said.th, "ตรวจว่าแถว 5 เป็นผลรวม");
    assert_eq!(said.en, "check that row 5 is a total");
    for own in ["ดูกับกองแผน", "A / B", "ชาย / หญิง"] {
        let said = Message::halves(own);
        assert_eq!((said.th.as_str(), said.en.as_str()), (own, own));
    }
}
