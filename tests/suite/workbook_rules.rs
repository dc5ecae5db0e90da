//! What a workbook hides and carries along is judged by how much harm it does.

use std::path::Path;

use rust_xlsxwriter::{Workbook, Worksheet};
use sheetpress::model::diagnostic::{Diagnostic, Severity};
use sheetpress::pipeline::{Options, check_file};
use tempfile::TempDir;

/// Writes rows of `|`-separated cells: what reads as a number is one.
fn fill(sheet: &mut Worksheet, rows: &[&str]) {
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells.split('|')) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, text).unwrap(),
            };
        }
    }
}

/// A workbook of sheets by name; a name that begins with `-` is hidden.
fn check(sheets: &[(&str, &[&str])], rules: &[&str]) -> Vec<Diagnostic> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("ข้อมูล.xlsx");
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name.trim_start_matches('-')).unwrap();
        sheet.set_hidden(name.starts_with('-'));
        fill(sheet, rows);
    }
    workbook.save(&path).unwrap();
    let report = check_file(&path, &Options::default()).unwrap();
    report
        .findings
        .into_iter()
        .filter(|finding| rules.contains(&finding.rule))
        .collect()
}

const NORTH: &[&str] = &["จังหวัด|ผู้ป่วย", "เชียงใหม่|112", "ลำพูน|37", "ลำปาง|61", "แพร่|54"];
const SOUTH: &[&str] = &["จังหวัด|ผู้ป่วย", "สงขลา|98", "สตูล|23", "ตรัง|47"];
const UNITS: &[&str] = &["หน่วยบริการ|เตียง", "รพ. ก|120", "รพ. ข|60", "รพ. ค|90"];

#[test]
fn sheets_with_the_same_header_are_one_table_that_was_cut() {
    let rules = ["several-data-sheets"];
    let said = check(&[("2566", NORTH), ("2567", SOUTH), ("หน่วย", UNITS)], &rules);
    assert_eq!(said.len(), 1);
    assert_eq!((said[0].severity, said[0].count), (Severity::Warning, 2));
    assert!(
        said[0].message.en.contains("\"2566\", \"2567\""),
        "{}",
        said[0]
    );
    let said = check(&[("ก", NORTH), ("ข", UNITS)], &rules);
    assert_eq!((said[0].severity, said[0].count), (Severity::Info, 2));
    let alone: [&[(&str, &[&str])]; 3] = [
        &[("ก", NORTH)],
        &[("ก", NORTH), ("-ข", SOUTH)],
        &[
            ("ก", NORTH),
            ("พจนานุกรมข้อมูล", &["ชื่อ|ความหมาย", "ผู้ป่วย|คน", "จังหวัด|ชื่อ"]),
        ],
    ];
    for sheets in alone {
        assert!(check(sheets, &rules).is_empty(), "{}", sheets.len());
    }
}

#[test]
fn a_hidden_sheet_is_told_with_its_cells_and_lists_are_told_apart() {
    let rules = ["hidden-sheet"];
    let said = check(&[("ก", NORTH), ("-งบ", UNITS)], &rules);
    assert_eq!(said.len(), 1);
    assert_eq!((said[0].severity, said[0].count), (Severity::Error, 8));
    assert_eq!(said[0].location.sheet.as_deref(), Some("งบ"));
    let list: &[&str] = &["ลำดับ|สถานะ", "1|ดำเนินการ", "2|แล้วเสร็จ", "3|ยกเลิก"];
    let said = check(&[("ก", NORTH), ("-รายการ", list)], &rules);
    assert_eq!(said[0].severity, Severity::Warning);
    assert!(check(&[("ก", NORTH), ("-ว่าง", &[])], &rules).is_empty());
}

#[test]
fn an_empty_sheet_that_nobody_named_is_passed_over() {
    let rules = ["blank-sheet"];
    assert!(check(&[("ก", NORTH), ("Sheet2", &[]), ("แผ่น3", &[])], &rules).is_empty());
    assert_eq!(check(&[("ก", NORTH), ("แผนปี 2569", &[])], &rules).len(), 1);
}

#[test]
fn national_numbers_in_a_hidden_column_are_told_from_codes_of_the_same_length() {
    let rules = ["hidden-personal-data"];
    let numbers: &[&str] = &[
        "เลข|ชื่อ",
        "3100600445635|ก",
        "1234545678781|ข",
        "1509900123453|ค",
    ];
    let said = check(&[("ก", NORTH), ("-ข", numbers)], &rules);
    assert_eq!(said.len(), 1);
    assert_eq!((said[0].severity, said[0].count), (Severity::Error, 3));
    assert!(!said[0].message.en.contains("3100600445635"), "{}", said[0]);
    // Bar codes: thirteen digits, and one in ten passes by chance.
    let codes: &[&str] = &[
        "รหัส|ชื่อ",
        "8851234567891|ก",
        "8851234567892|ข",
        "3100600445635|ค",
    ];
    assert!(check(&[("ก", NORTH), ("-ข", codes)], &rules).is_empty());
}

#[test]
fn old_formats_are_named() {
    for (path, expected) in [("tests/files/legacy.xls", 1), ("tests/files/legacy.ods", 0)] {
        let report = check_file(Path::new(path), &Options::default()).unwrap();
        let said = report
            .findings
            .iter()
            .filter(|finding| finding.rule == "legacy-format");
        assert_eq!(said.count(), expected, "{path}");
    }
}
