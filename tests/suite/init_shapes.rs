use std::collections::BTreeSet;
use std::fs;

use rust_xlsxwriter::Workbook;
use serde_json::{Value as Json, json};
use tempfile::TempDir;

use crate::cli::{code, err, out, run};
use crate::init::{files, grid, json_of, places, told_open};

#[test]
fn every_table_of_a_sheet_is_a_resource() {
    let root = TempDir::new().unwrap();
    crate::cli::workbook(root.path(), "three.xlsx", |sheet| {
        grid(
            sheet,
            0,
            &[
                &["ระดับ", "คะแนน"],
                &["ดี", "3"],
                &["พอใช้", "2"],
                &["แย่", "1"],
            ],
        );
        grid(
            sheet,
            7,
            &[
                &["จังหวัด", "จำนวน"],
                &["น่าน", "5"],
                &["แพร่", "6"],
                &["ตาก", "7"],
            ],
        );
        grid(
            sheet,
            14,
            &[
                &["โรค", "ผู้ป่วย"],
                &["หัด", "8"],
                &["ไอกรน", "9"],
                &["คางทูม", "4"],
            ],
        );
    });
    let output = run(root.path(), &["init", "three.xlsx", "--yes"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let descriptor = json_of(&root.path().join("datasets/three/datapackage.json"));
    assert_eq!(
        descriptor["resources"].as_array().unwrap().len(),
        3,
        "{descriptor}"
    );
    let plan = json_of(&root.path().join("datasets/three/tidy.json"));
    let headers: BTreeSet<&str> = plan["resources"]
        .as_object()
        .unwrap()
        .values()
        .map(|table| table["expects"]["header"].as_str().unwrap())
        .collect();
    assert_eq!(headers, BTreeSet::from(["A1:B1", "A8:B8", "A15:B15"]));
    assert_eq!(
        places(&root.path().join("datasets/three")),
        told_open(root.path(), "datasets/three")
    );
}

#[test]
fn sheets_of_one_signature_are_one_resource_and_hidden_ones_are_said() {
    let root = TempDir::new().unwrap();
    let mut book = Workbook::new();
    let months = [
        "ต.ค.",
        "พ.ย.",
        "ธ.ค.",
        "ม.ค.",
        "ก.พ.",
        "มี.ค.",
        "เม.ย.",
        "พ.ค.",
        "มิ.ย.",
        "ก.ค.",
        "ส.ค.",
        "ก.ย.",
    ];
    for (number, month) in months.into_iter().enumerate() {
        let sheet = book.add_worksheet().set_name(month).unwrap();
        let count = (number + 3).to_string();
        grid(
            sheet,
            0,
            &[
                &["จังหวัด", "จำนวน"],
                &["น่าน", &count],
                &["แพร่", "6"],
                &["ตาก", "7"],
            ],
        );
    }
    let hidden = book.add_worksheet().set_name("ร่างเก่า").unwrap();
    hidden.set_hidden(true);
    grid(hidden, 0, &[&["ชื่อ", "ค่า"], &["ก", "1"], &["ข", "2"]]);
    book.save(root.path().join("months.xlsx")).unwrap();
    let output = run(root.path(), &["init", "months.xlsx", "--yes"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(
        out(&output).contains("sheet \"ร่างเก่า\" is hidden"),
        "{}",
        out(&output)
    );
    let plan = json_of(&root.path().join("datasets/months/tidy.json"));
    assert_eq!(plan["resources"]["data"]["expects"]["sheet"], "*", "{plan}");
    let schema = json_of(&root.path().join("schemas/months/data.json"));
    let names: Vec<&str> = schema["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    assert!(names.contains(&"month"), "{names:?}");
    let tidied = run(root.path(), &["tidy", "datasets/months"]);
    assert!(code(&tidied) < 2, "{}", err(&tidied));
}

#[test]
fn a_crosstab_of_years_drafts_a_plan_that_runs() {
    let root = TempDir::new().unwrap();
    crate::cli::workbook(root.path(), "years.xlsx", |sheet| {
        grid(
            sheet,
            0,
            &[
                &["จังหวัด", "ปี 2564", "ปี 2565", "ปี 2566", "ปี 2567"],
                &["น่าน", "5", "6", "7", "8"],
                &["แพร่", "6", "7", "8", "9"],
                &["ตาก", "7", "8", "9", "10"],
            ],
        );
    });
    let output = run(root.path(), &["init", "years.xlsx", "--yes"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let tidied = run(root.path(), &["tidy", "datasets/years"]);
    assert!(code(&tidied) < 2, "{}", err(&tidied));
    assert_eq!(
        places(&root.path().join("datasets/years")),
        told_open(root.path(), "datasets/years")
    );
}

#[test]
fn a_workbook_without_a_table_drafts_nothing() {
    let root = TempDir::new().unwrap();
    crate::cli::workbook(root.path(), "empty.xlsx", |_| {});
    let before = files(root.path());
    let output = run(root.path(), &["init", "empty.xlsx", "--yes"]);
    assert_eq!(code(&output), 2, "{}", out(&output));
    assert!(
        err(&output).contains("no table was found in"),
        "{}",
        err(&output)
    );
    assert_eq!(files(root.path()), before);
    assert!(!root.path().join("datasets").exists());
}

#[test]
fn text_in_windows_874_is_drafted_in_thai() {
    let root = TempDir::new().unwrap();
    let text = "จังหวัด,จำนวนผู้ป่วย\r\nน่าน,12\r\nแพร่,7\r\nตาก,9\r\n";
    // Windows-874 has the Thai letters of Unicode from 0xA1 on, in the same order.
    let bytes: Vec<u8> = text
        .chars()
        .map(|letter| {
            let code = u32::from(letter);
            u8::try_from(if code < 0x80 {
                code
            } else {
                code - 0x0e01 + 0xa1
            })
            .unwrap()
        })
        .collect();
    fs::write(root.path().join("ผู้ป่วย.csv"), bytes).unwrap();
    let output = run(root.path(), &["init", "ผู้ป่วย.csv", "--yes"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    // The file's Thai name becomes a listed English one.
    let folder = root.path().join("datasets/patients");
    let descriptor = json_of(&folder.join("datapackage.json"));
    assert_eq!(descriptor["thai-gdc"]["data_format"], json!(["CSV"]));
    let dictionary =
        fs::read_to_string(root.path().join("dictionaries/patients/data.csv")).unwrap();
    assert!(dictionary.contains("patients,จำนวนผู้ป่วย,"), "{dictionary}");
}

#[test]
fn no_value_of_a_person_stands_in_any_drafted_file() {
    let root = TempDir::new().unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let mut rows: Vec<Vec<String>> = vec![
        ["เลขบัตรประชาชน", "ชื่อ", "สกุล", "โทรศัพท์", "วันเกิด", "จังหวัด"]
            .map(str::to_owned)
            .to_vec(),
    ];
    let people = [
        ("สมชาย", "ใจดี"),
        ("มานี", "รักเรียน"),
        ("ปิติ", "ยินดี"),
        ("วันดี", "มีสุข"),
    ];
    for number in 0..16u32 {
        let (given, family) = people[number as usize % 4];
        rows.push(vec![
            format!("11014{:08}", 10_000_019 + number * 37),
            given.to_owned(),
            family.to_owned(),
            format!("08{:08}", 91_234_560 + number),
            format!("{} ม.ค. 2530", number + 1),
            ["เชียงใหม่", "น่าน"][number as usize % 2].to_owned(),
        ]);
    }
    for (row, cells) in (0..).zip(&rows) {
        for (column, text) in (0..).zip(cells) {
            sheet.write(row, column, text.as_str()).unwrap();
        }
    }
    let file = root.path().join("people.xlsx");
    book.save(&file).unwrap();
    let file = file.display().to_string();
    let output = run(root.path(), &["init", &file, "--yes", "--name", "people"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let mut drafted = String::new();
    for folder in ["datasets/people", "schemas/people", "dictionaries/people"] {
        for entry in fs::read_dir(root.path().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|it| it != "xlsx") {
                drafted.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    assert!(drafted.contains("จังหวัด"));
    for value in ["สมชาย", "รักเรียน", "ปิติ", "0891234", "11014", "2530", "1987"]
    {
        assert!(!drafted.contains(value), "{value}: {drafted}");
    }
}

#[test]
fn taking_every_default_writes_over_nothing_that_a_person_wrote() {
    let root = TempDir::new().unwrap();
    let file = root.path().join("list.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip([["จังหวัด", "จำนวน"], ["น่าน", "5"], ["แพร่", "7"], ["ตาก", "9"]])
    {
        for (column, text) in (0..).zip(cells) {
            sheet.write(row, column, text).unwrap();
        }
    }
    book.save(&file).unwrap();
    let file = file.display().to_string();
    let first = run(root.path(), &["init", &file, "--yes", "--name", "list"]);
    assert_eq!(code(&first), 0, "{}", err(&first));
    let path = root.path().join("datasets/list/datapackage.json");
    let mut descriptor: Json = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    descriptor["contributors"] = json!([{"title": "กรมอนามัย", "roles": ["contact"]}]);
    descriptor["thai-gdc"]["data_type"] = json!("ตารางสรุป");
    fs::write(&path, descriptor.to_string()).unwrap();
    run(root.path(), &["init", &file, "--yes", "--name", "list"]);
    let after: Json = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(after["contributors"], descriptor["contributors"]);
    assert_eq!(after["thai-gdc"]["data_type"], "ตารางสรุป");
}

#[test]
fn a_day_is_no_key_where_rows_are_numbered() {
    let root = TempDir::new().unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, label) in (0..).zip(["ลำดับ", "วันที่", "สถานที่", "จำนวน"])
    {
        sheet.write(0, column, label).unwrap();
    }
    for row in 1..=12u32 {
        sheet.write(row, 0, row).unwrap();
        sheet
            .write(row, 1, format!("2024-01-{:02}", row + 3))
            .unwrap();
        sheet
            .write(row, 2, ["ห้องประชุม 1", "ห้องประชุม 2"][row as usize % 2])
            .unwrap();
        sheet.write(row, 3, 20 + row * 3).unwrap();
    }
    let file = root.path().join("meetings.xlsx");
    book.save(&file).unwrap();
    let file = file.display().to_string();
    let output = run(root.path(), &["init", &file, "--yes", "--name", "meetings"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let folder = root.path().join("schemas/meetings");
    let path = fs::read_dir(folder)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let schema: Json = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let fields = schema["fields"].as_array().unwrap();
    assert_eq!(schema["primaryKey"], json!([fields[0]["name"]]));
    assert!(fields[2]["constraints"]["enum"].is_null(), "{schema:#}");
}
