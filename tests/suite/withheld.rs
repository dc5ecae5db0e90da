use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use sheetpress::pipeline::{self, Dataset, Options};
use tempfile::TempDir;

use crate::cli::dataset;

/// A dataset around one sheet of texts, header in the first row, with a plan of these steps.
fn made(root: &Path, rows: &[&[&str]], steps: &Value) -> PathBuf {
    let folder = dataset(root, "health-media-channels");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) if text.is_empty() => continue,
                Err(_) => sheet.write(row, column, *text).unwrap(),
            };
        }
    }
    workbook.save(folder.join("report.xlsx")).unwrap();
    for file in ["schemas", "dictionaries"] {
        fs::remove_dir_all(root.join(file)).unwrap();
    }
    let path = folder.join("datapackage.json");
    let mut descriptor: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    descriptor["resources"][0]["path"] = "report.xlsx".into();
    fs::write(&path, descriptor.to_string()).unwrap();
    let letters = ["A", "B", "C", "D", "E"];
    let plan = json!({ "plan": 1, "resources": { "channels": {
        "expects": {
            "sheet": "Sheet1",
            "header": format!("A1:{}1", letters[rows[0].len() - 1]),
            "labels": rows[0],
        },
        "steps": steps,
    } } });
    fs::write(folder.join("tidy.json"), plan.to_string()).unwrap();
    folder
}

/// Every file that a build publishes, as one text.
fn published(folder: &Path) -> String {
    let out = TempDir::new().unwrap();
    let built = pipeline::build(folder, out.path(), &Options::default()).unwrap();
    let release = built
        .release
        .unwrap_or_else(|| panic!("{:#?}", built.report.findings));
    let mut text = String::new();
    for file in release.files {
        let path = release.folder.join(&file.path);
        if path.extension().is_some_and(|it| it != "xlsx") {
            text.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    text
}

const ROWS: &[&[&str]] = &[
    &["หน่วยงาน", "ผู้ประสานงาน", "จำนวน", "สถานะ"],
    &["กองคลัง", "นายสมชาย ใจดี", "12", "จริง"],
    &["กองแผนงาน", "นางสาวมานี รักเรียน", "7", "จริง"],
    &["กองช่าง", "นายทดแทน รวมใจ", "9", "ทดสอบ"],
    &["กองสุขศึกษา", "นางวันดี มีสุข", "5", "จริง"],
    &["กองกิจกรรมทางกาย", "นายปิติ ยินดี", "8", "จริง"],
];

#[test]
fn what_a_plan_takes_out_is_not_published() {
    let root = TempDir::new().unwrap();
    let steps = json!([
        {"step": "drop-rows", "column": "D", "values": ["ทดสอบ"], "why": "แถวทดสอบ"},
        {"step": "drop-columns", "columns": ["B", "D"]},
        {"step": "rename", "columns": {"A": "agency", "C": "count"}},
    ]);
    let folder = made(root.path(), ROWS, &steps);
    let text = published(&folder);
    assert!(text.contains("กองแผนงาน"));
    for name in ["สมชาย", "มานี", "ทดแทน", "วันดี", "ปิติ"]
    {
        assert!(!text.contains(name), "{name}");
    }
    // The steward's own account has them all.
    let opened = Dataset::open(&folder).unwrap();
    let checked = pipeline::check_dataset(&opened, &Options::default()).unwrap();
    let left = &checked.tables[0].1.left_out;
    assert!(left.iter().any(|it| it.text.contains("นายทดแทน รวมใจ")));
    assert!(left.iter().any(|it| it.text == "นายสมชาย ใจดี"));
}

#[test]
fn a_part_of_a_cell_that_leaves_is_not_published() {
    let root = TempDir::new().unwrap();
    let rows: &[&[&str]] = &[
        &["หน่วยงาน", "ติดต่อ", "จำนวน"],
        &["กองคลัง", "นายสมชาย ใจดี / ชั้น 2", "12"],
        &["กองแผนงาน", "นางสาวมานี รักเรียน / ชั้น 3", "7"],
        &["กองช่าง", "นายทดแทน รวมใจ / ชั้น 4", "9"],
    ];
    let steps = json!([
        {"step": "split-columns", "column": "B", "separator": " / ", "into": ["", "floor"]},
        {"step": "rename", "columns": {"A": "agency", "C": "count"}},
    ]);
    let text = published(&made(root.path(), rows, &steps));
    assert!(text.contains("ชั้น 3"));
    for name in ["สมชาย", "มานี", "ทดแทน"] {
        assert!(!text.contains(name), "{name}");
    }
}

#[test]
fn who_signed_a_sheet_is_not_published() {
    let root = TempDir::new().unwrap();
    let rows: &[&[&str]] = &[
        &["หน่วยงาน", "จำนวน"],
        &["กองคลัง", "12"],
        &["กองแผนงาน", "7"],
        &["กองช่าง", "9"],
        &["", ""],
        &["ที่มา: กองแผนงาน กรมอนามัย", ""],
        &["(นายสมชาย ใจดี)", ""],
    ];
    let steps = json!([
        {"step": "text-to-metadata"},
        {"step": "rename", "columns": {"A": "agency", "B": "count"}},
    ]);
    let text = published(&made(root.path(), rows, &steps));
    assert!(text.contains("ที่มา: กองแผนงาน"));
    assert!(!text.contains("สมชาย"));
}

#[test]
fn findings_in_columns_and_rows_that_leave_are_settled() {
    let root = TempDir::new().unwrap();
    let rows: &[&[&str]] = &[
        &["หน่วยงาน", "ผู้ป่วย", "จำนวน"],
        &["กองคลัง", "๑๒", "12"],
        &["กองแผนงาน", "๑๓", "7"],
        &["กองช่าง", "๑๔", "สิบสอง"],
        &["กองสุขศึกษา", "๑๕", "5"],
        &["กองอนามัย", "๑๗", "25"],
        &["กองโภชนาการ", "๑๙", "31"],
    ];
    let whole = made(root.path(), rows, &json!([]));
    let open = |folder: &Path| {
        let opened = Dataset::open(folder).unwrap();
        let report = pipeline::check_dataset(&opened, &Options::default())
            .unwrap()
            .report;
        let rules: Vec<&str> = report.findings.iter().map(|it| it.rule).collect();
        rules.join(" ")
    };
    let found = open(&whole);
    assert!(
        found.contains("thai-digits") && found.contains("mixed-types"),
        "{found}"
    );
    let root = TempDir::new().unwrap();
    let steps = json!([
        {"step": "drop-rows", "column": "C", "values": ["สิบสอง"], "why": "ไม่ใช่จำนวน"},
        {"step": "drop-columns", "columns": ["B"]},
    ]);
    let found = open(&made(root.path(), rows, &steps));
    assert!(
        !found.contains("thai-digits") && !found.contains("mixed-types"),
        "{found}"
    );
}

#[test]
fn steps_after_stacking_settle_and_name_the_right_sheet() {
    let root = TempDir::new().unwrap();
    let folder = made(root.path(), ROWS, &json!([]));
    let mut workbook = Workbook::new();
    for (name, last) in [("ม.ค.", "7"), ("ก.พ.", "๘")] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        let rows = [
            ["หน่วยงาน", "จำนวน"],
            ["กองคลัง", "5"],
            ["กองช่าง", "6"],
            ["กองแผนงาน", last],
        ];
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(cells) {
                sheet.write(row, column, text).unwrap();
            }
        }
    }
    workbook.save(folder.join("report.xlsx")).unwrap();
    let plan = |then: Value| {
        let plan = json!({ "plan": 1, "resources": { "channels": {
            "expects": { "sheet": "*", "header": "A1:B1", "labels": ["หน่วยงาน", "จำนวน"] },
            "steps": [{"step": "sheet-to-column", "name": "month"}],
            "then": then,
        } } });
        fs::write(folder.join("tidy.json"), plan.to_string()).unwrap();
        let opened = Dataset::open(&folder).unwrap();
        pipeline::check_dataset(&opened, &Options::default())
            .unwrap()
            .report
    };
    let mended = json!([{"step": "thai-digits"}, {"step": "text-to-number", "columns": ["B"]}]);
    let report = plan(mended);
    assert!(
        !report.findings.iter().any(|it| it.rule == "thai-digits"),
        "{:#?}",
        report.findings
    );
    let report = plan(json!([{"step": "thai-digits", "columns": ["month"]}]));
    let found = report.findings.iter().filter(|it| it.rule == "thai-digits");
    let sheets: Vec<_> = found.map(|it| it.location.sheet.clone()).collect();
    assert!(
        sheets.contains(&Some("ก.พ.".to_owned())),
        "{sheets:?}: {:#?}",
        report.findings
    );
}
