use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use serde_json::{Value as Json, json};
use tempfile::TempDir;

use super::Interview;
use crate::model::language::Language;
use crate::pipeline::Options;
use crate::pipeline::init;

/// A small table as a person begins to answer questions about it.
fn cases(root: &Path) -> (PathBuf, PathBuf) {
    let file = root.join("cases.csv");
    fs::write(&file, "จังหวัด,จำนวน (คน)\nน่าน,1\nแพร่,2\nตาก,3\n").unwrap();
    placed(root, file)
}

/// Sheets of words and numbers.
fn sheets(root: &Path, name: &str, sheets: &[(&str, &[&[&str]])]) -> (PathBuf, PathBuf) {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, text) in (0..).zip(*cells) {
                match text.parse::<f64>() {
                    Ok(number) => sheet.write(row, column, number).unwrap(),
                    Err(_) => sheet.write(row, column, *text).unwrap(),
                };
            }
        }
    }
    let file = root.join(name);
    book.save(&file).unwrap();
    placed(root, file)
}

fn placed(root: &Path, file: PathBuf) -> (PathBuf, PathBuf) {
    let options = Options::default();
    let draft = init::draft(&file, None, None, &options).unwrap();
    let folder = init::place(&draft, root, true, &options).unwrap();
    (file, folder)
}

/// Answers questions; what was asked.
fn answered((file, folder): &(PathBuf, PathBuf), answers: &str) -> String {
    let options = Options::default();
    let proposals = json!({ "title": "ผู้ป่วย" });
    let interview = Interview {
        folder,
        workbook: file,
        proposals: &proposals,
        options: &options,
        language: Language::English,
    };
    let mut output = Vec::new();
    let mut input = Cursor::new(answers.to_owned());
    interview.run(&mut input, &mut output).unwrap();
    String::from_utf8(output).unwrap()
}

fn json_of(folder: &Path, file: &str) -> Json {
    serde_json::from_str(&fs::read_to_string(folder.join(file)).unwrap()).unwrap()
}

/// What was asked, and the descriptor afterwards.
fn talked(answers: &str) -> (String, Json) {
    let root = TempDir::new().unwrap();
    let dataset = cases(root.path());
    let asked = answered(&dataset, answers);
    (asked, json_of(&dataset.1, "datapackage.json"))
}

#[test]
fn enter_takes_the_default_and_every_answer_is_written_at_once() {
    let (asked, written) = talked("\nเรื่องของผู้ป่วย\n");
    assert!(asked.contains("[ผู้ป่วย]"), "{asked}");
    assert_eq!(written["title"], "ผู้ป่วย");
    assert_eq!(written["description"], "เรื่องของผู้ป่วย");
    assert_eq!(written["contributors"][0]["title"], "");
    assert!(
        asked.contains("your answers are kept; go on with sheetpress init"),
        "{asked}"
    );
}

#[test]
fn back_asks_for_the_one_before_and_a_dash_leaves_open() {
    let (_, written) = talked("หนึ่ง\nb\nสอง\n-\nกรมอนามัย\n\n");
    assert_eq!(written["title"], "สอง");
    assert_eq!(written["description"], "");
    assert_eq!(written["contributors"][0]["title"], "กรมอนามัย");
    assert_eq!(written["thai-gdc"]["maintainer"], "กรมอนามัย");
}

#[test]
fn back_and_enter_keep_what_was_answered() {
    let (asked, written) = talked("หนึ่ง\nb\n\n");
    assert!(asked.contains("[หนึ่ง]"), "{asked}");
    assert_eq!(written["title"], "หนึ่ง");
}

#[test]
fn a_wrong_answer_is_told_as_it_is_and_never_written() {
    let before = "หนึ่ง\nสอง\nกรมอนามัย\n\nsaraban\n";
    let (asked, written) = talked(before);
    assert!(asked.contains("is \"saraban\""), "{asked}");
    assert!(!asked.contains("is empty"), "{asked}");
    assert_eq!(written["thai-gdc"]["maintainer_email"], "");
    let (_, written) = talked(&format!("{before}saraban@anamai.example\n"));
    assert_eq!(
        written["thai-gdc"]["maintainer_email"],
        "saraban@anamai.example"
    );
}

#[test]
fn tables_and_steps_come_behind_the_title_and_show_what_they_do() {
    let root = TempDir::new().unwrap();
    let dataset = sheets(
        root.path(),
        "two.xlsx",
        &[
            (
                "cases",
                &[
                    &["จังหวัด", "จำนวนผู้ป่วย"],
                    &["น่าน", "12"],
                    &["แพร่", "7"],
                    &["ตาก", "9"],
                    &["รวม", "28"],
                ],
            ),
            (
                "summary",
                &[
                    &["ระดับ", "คะแนน"],
                    &["ดี", "3"],
                    &["พอใช้", "2"],
                    &["แย่", "1"],
                ],
            ),
        ],
    );
    let folder = dataset.1.clone();
    // Title, table cases, its step, table summary, description.
    let asked = answered(&dataset, "ผู้ป่วยรายจังหวัด\nmaybe\nใช่\nใช่\nไม่ใช่\nจำนวนผู้ป่วย\n");
    assert!(
        asked.contains("cases sheet \"cases\", header A1:B1: จังหวัด | จำนวนผู้ป่วย"),
        "{asked}"
    );
    assert!(asked.contains("\"maybe\" is neither yes nor no"), "{asked}");
    assert!(asked.contains("รวม | 28"), "{asked}");
    assert!(
        asked.contains("summary was taken out of the draft"),
        "{asked}"
    );
    let step = asked.find("apply this step").unwrap();
    assert!(step < asked.find("Description").unwrap(), "{asked}");
    let plan = fs::read_to_string(folder.join("tidy.json")).unwrap();
    assert!(
        !plan.contains("review") && !plan.contains("summary"),
        "{plan}"
    );
    let written = json_of(&folder, "datapackage.json");
    assert_eq!(
        written["resources"].as_array().unwrap().len(),
        1,
        "{written}"
    );
    assert_eq!(written["description"], "จำนวนผู้ป่วย");
    assert!(root.path().join("schemas/two/cases.json").exists());
    for gone in ["schemas/two/summary.json", "dictionaries/two/summary.csv"] {
        assert!(!root.path().join(gone).exists(), "{gone}");
    }
}

#[test]
fn a_step_that_makes_the_columns_can_be_refused() {
    let root = TempDir::new().unwrap();
    let dataset = sheets(
        root.path(),
        "years.xlsx",
        &[(
            "years",
            &[
                &["จังหวัด", "ปี 2564", "ปี 2565", "ปี 2566", "ปี 2567"],
                &["น่าน", "5", "6", "7", "8"],
                &["แพร่", "6", "7", "8", "9"],
                &["ตาก", "7", "8", "9", "10"],
            ],
        )],
    );
    let asked = answered(&dataset, "ผู้ป่วยรายปี\nไม่ใช้\n");
    assert!(asked.contains("drafted anew"), "{asked}");
    let plan = fs::read_to_string(dataset.1.join("tidy.json")).unwrap();
    assert!(!plan.contains("melt"), "{plan}");
    let schema = json_of(root.path(), "schemas/years/data.json");
    let names: Vec<&str> = schema["fields"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|field| field["name"].as_str())
        .collect();
    assert_eq!(
        names,
        [
            "province",
            "year_2564",
            "year_2565",
            "year_2566",
            "year_2567"
        ]
    );
}

#[test]
fn the_rest_of_the_columns_can_be_skipped() {
    let root = TempDir::new().unwrap();
    let dataset = cases(root.path());
    // Everything of the descriptor is put off first: columns are asked last.
    let items = init::open(&dataset.1)
        .unwrap()
        .iter()
        .filter(|open| matches!(open, init::Open::Item { .. }))
        .count();
    let asked = answered(&dataset, &format!("{}s\n1\nyes\nno\n", "-\n".repeat(items)));
    assert!(asked.contains("has no description"), "{asked}");
    assert_eq!(asked.matches("has no description").count(), 1, "{asked}");
    let written = json_of(&dataset.1, "datapackage.json");
    assert_eq!(
        written["sheetpress"]["kpi"],
        json!({ "selection": ["plan-level-2"], "primary": true, "open": false })
    );
}
