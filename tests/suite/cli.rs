use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rust_xlsxwriter::{Chart, ChartType, ExcelDateTime, Format, Workbook, Worksheet};
use tempfile::TempDir;

/// Runs the program in a folder, in English, as in a pipe.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sheetpress"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "C.UTF-8")
        .output()
        .unwrap()
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(crate) fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(crate) fn workbook(folder: &Path, name: &str, fill: impl FnOnce(&mut Worksheet)) -> PathBuf {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    let path = folder.join(name);
    workbook.save(&path).unwrap();
    path
}

pub(crate) fn tidy_sheet(sheet: &mut Worksheet) {
    for (row, (name, count)) in (0..).zip([
        ("province", "cases"),
        ("เชียงใหม่", "12"),
        ("น่าน", "7"),
        ("แพร่", "9"),
    ]) {
        sheet.write(row, 0, name).unwrap();
        match count.parse::<f64>() {
            Ok(number) => sheet.write(row, 1, number).unwrap(),
            Err(_) => sheet.write(row, 1, count).unwrap(),
        };
    }
}

/// Copies the project's dataset 7 with its schema and dictionary into a folder.
pub(crate) fn dataset(root: &Path, name: &str) -> PathBuf {
    for folder in ["datasets", "schemas", "dictionaries"] {
        let to = root.join(folder).join(name);
        fs::create_dir_all(&to).unwrap();
        for entry in fs::read_dir(Path::new(folder).join(name)).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
    root.join("datasets").join(name)
}

#[test]
fn a_tidy_workbook_passes_without_a_finding() {
    let folder = TempDir::new().unwrap();
    workbook(folder.path(), "tidy.xlsx", tidy_sheet);
    let output = run(folder.path(), &["check", "tidy.xlsx", "--format", "json"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["findings"], serde_json::json!([]));
    assert_eq!(
        report["files"][0]["sheets"][0]["tables"][0]["range"],
        "A1:B4"
    );
}

#[test]
fn a_fault_against_each_criterion_is_refused_with_its_cell() {
    type Fill = fn(&mut Worksheet);
    let faults: [(&str, &str, &str, Fill); 8] = [
        ("a", "blank-header", "B1", |sheet| {
            sheet.write(0, 0, "จังหวัด").unwrap();
            for row in 1..5 {
                sheet.write(row, 0, format!("จังหวัดที่ {row}")).unwrap();
                sheet.write(row, 1, row * 7).unwrap();
            }
        }),
        ("b", "title-rows-above", "A1", |sheet| {
            sheet.write(0, 0, "รายงานประจำปี ๒๕๖๗").unwrap();
            for (column, label) in (0..).zip(["จังหวัด", "ชาย", "หญิง"])
            {
                sheet.write(1, column, label).unwrap();
                for row in 2..6 {
                    if column == 0 {
                        sheet.write(row, 0, format!("จ.{row}")).unwrap()
                    } else {
                        sheet
                            .write(row, column, row * 3 + u32::from(column))
                            .unwrap()
                    };
                }
            }
        }),
        ("c", "merged-body", "A2:A3", |sheet| {
            tidy_sheet(sheet);
            sheet
                .merge_range(1, 0, 2, 0, "เชียงใหม่", &Format::new())
                .unwrap();
        }),
        ("d", "mixed-types", "B6", |sheet| {
            tidy_sheet(sheet);
            for (row, name) in [(4, "พะเยา"), (5, "ตาก"), (6, "เลย")] {
                sheet.write(row, 0, name).unwrap();
                sheet.write(row, 1, 3).unwrap();
            }
            sheet.write(5, 1, "ยังไม่ส่งรายงาน").unwrap();
        }),
        ("d", "thai-digits", "B3", |sheet| {
            tidy_sheet(sheet);
            sheet.write(2, 1, "๑๒").unwrap();
        }),
        ("e", "date-as-text", "B2:B4", |sheet| {
            tidy_sheet(sheet);
            for row in 1..4 {
                sheet.write(row, 1, format!("{row} ต.ค. 2566")).unwrap();
            }
        }),
        ("f", "chart-in-data-sheet", "E2:L16", |sheet| {
            tidy_sheet(sheet);
            let mut chart = Chart::new(ChartType::Column);
            chart.add_series().set_values(("Sheet1", 1, 1, 3, 1));
            sheet.insert_chart(1, 4, &chart).unwrap();
        }),
        ("f", "total-row", "A5:B5", |sheet| {
            tidy_sheet(sheet);
            sheet.write(4, 0, "รวม").unwrap();
            sheet.write(4, 1, 28).unwrap();
        }),
    ];
    for (criterion, rule, range, fill) in faults {
        let folder = TempDir::new().unwrap();
        workbook(folder.path(), "fault.xlsx", fill);
        let output = run(folder.path(), &["check", "fault.xlsx", "--format", "json"]);
        assert_eq!(code(&output), 1, "{rule}: {}", out(&output));
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let findings = report["findings"].as_array().unwrap();
        let found = findings
            .iter()
            .find(|finding| finding["rule"] == rule)
            .unwrap_or_else(|| panic!("{rule}: {findings:#?}"));
        assert_eq!(found["location"]["range"], range, "{rule}");
        let failed = report["criteria"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["id"] == criterion)
            .unwrap();
        assert_eq!(failed["pass"], false, "{rule}");
    }
}

#[test]
fn real_dates_pass_and_codes_keep_their_zeros() {
    let folder = TempDir::new().unwrap();
    workbook(folder.path(), "dates.xlsx", |sheet| {
        let format = Format::new().set_num_format("[$-D07041E]d mmmm yyyy");
        for (column, label) in (0..).zip(["รหัส", "วันที่"]) {
            sheet.write(0, column, label).unwrap();
        }
        for row in 1..5u8 {
            sheet.write(u32::from(row), 0, format!("0{row}")).unwrap();
            let day = ExcelDateTime::from_ymd(2024, 2, row).unwrap();
            sheet
                .write_with_format(u32::from(row), 1, &day, &format)
                .unwrap();
        }
    });
    let output = run(folder.path(), &["check", "dates.xlsx"]);
    assert_eq!(code(&output), 0, "{}", out(&output));
}

#[test]
fn reports_validate_against_their_schema() {
    let schema: serde_json::Value =
        serde_json::from_str(&fs::read_to_string("schemas/profiles/report-v1.json").unwrap())
            .unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut inputs: Vec<PathBuf> = fs::read_dir("datasets")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    inputs.push("datasets/cybersecurity-action-plan/cybersecurity-action-plan.xlsx".into());
    for input in inputs {
        for language in ["th", "en"] {
            let path = input.to_string_lossy().into_owned();
            let output = run(
                Path::new("."),
                &["check", &path, "--format", "json", "--lang", language],
            );
            let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            let errors: Vec<String> = validator
                .iter_errors(&report)
                .map(|error| error.to_string())
                .collect();
            assert!(errors.is_empty(), "{path}: {errors:?}");
        }
    }
}

#[test]
fn every_command_explains_itself() {
    let help = out(&run(Path::new("."), &["help"]));
    for command in [
        "check", "tidy", "build", "plan", "publish", "rollback", "releases", "score", "serve",
        "rules", "explain", "cells",
    ] {
        assert!(help.contains(command), "{command}");
        assert_eq!(
            code(&run(Path::new("."), &[command, "--help"])),
            0,
            "{command}"
        );
    }
    let page = out(&run(
        Path::new("."),
        &["explain", "thai-digits", "--lang", "th"],
    ));
    assert!(
        page.contains("ทำไมจึงสำคัญ") && !page.contains("Why it matters"),
        "{page}"
    );
    let page = out(&run(Path::new("."), &["explain", "dates-to-iso"]));
    assert!(page.contains("settles: date-as-text"), "{page}");
}

#[test]
fn cells_show_what_the_reader_saw() {
    let folder = TempDir::new().unwrap();
    workbook(folder.path(), "cells.xlsx", |sheet| {
        sheet.write(0, 0, "ชื่อ").unwrap();
        let day = ExcelDateTime::from_ymd(2024, 1, 2).unwrap();
        sheet
            .write_with_format(1, 1, &day, &Format::new().set_num_format("d/m/bbbb"))
            .unwrap();
        sheet.write(2, 0, 1.5).unwrap();
        sheet.write(3, 0, true).unwrap();
    });
    let output = run(folder.path(), &["cells", "cells.xlsx"]);
    let lines: Vec<serde_json::Value> = out(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        lines,
        [
            serde_json::json!({ "sheet": "Sheet1", "cell": "A1", "kind": "text", "value": "ชื่อ", "format": "" }),
            serde_json::json!({ "sheet": "Sheet1", "cell": "B2", "kind": "date", "value": "2024-01-02", "format": "d/m/bbbb" }),
            serde_json::json!({ "sheet": "Sheet1", "cell": "A3", "kind": "number", "value": 1.5, "format": "" }),
            serde_json::json!({ "sheet": "Sheet1", "cell": "A4", "kind": "boolean", "value": true, "format": "" }),
        ]
    );
}
