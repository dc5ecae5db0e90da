use std::fs;
use std::path::Path;

use rust_xlsxwriter::Workbook;
use sheetpress::clean::steps::STEPS;
use sheetpress::pipeline::{self, Checked, Dataset, Error, Options};
use sheetpress::validate;
use tempfile::TempDir;

use crate::cli::dataset;

/// Header in row 3 under two titles, then the rows.
fn write(folder: &Path, rows: &[[&str; 3]], shift: u32) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "รายงานการเบิกจ่าย ปีงบประมาณ ๒๕๖๗").unwrap();
    for (column, label) in (0..).zip(["หน่วยงาน", "วงเงิน", "เบิกจ่าย"])
    {
        sheet.write(2 + shift, column, label).unwrap();
    }
    for (row, cells) in (3 + shift..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, *text).unwrap(),
            };
        }
    }
    workbook.save(folder.join("report.xlsx")).unwrap();
}

const ROWS: [[&str; 3]; 3] = [
    ["กองคลัง", "๑,๒๐๐ บาท", "๑,๑๐๐ บาท"],
    ["กองแผนงาน", "๙๐๐ บาท", "๘๐๐ บาท"],
    ["กองช่าง", "๗๐๐ บาท", "๖๐๐ บาท"],
];

/// A dataset around the sheet, with a plan of these steps.
fn made(
    root: &Path,
    rows: &[[&str; 3]],
    shift: u32,
    steps: &serde_json::Value,
) -> std::path::PathBuf {
    let folder = dataset(root, "health-media-channels");
    write(&folder, rows, shift);
    for file in ["schemas", "dictionaries"] {
        fs::remove_dir_all(root.join(file)).unwrap();
    }
    let path = folder.join("datapackage.json");
    let mut value: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    value["resources"][0]["path"] = "report.xlsx".into();
    fs::write(&path, value.to_string()).unwrap();
    let plan = serde_json::json!({ "plan": 1, "resources": { "channels": {
        "expects": { "sheet": "Sheet1", "header": "A3:C3", "labels": ["หน่วยงาน", "วงเงิน", "เบิกจ่าย"] },
        "steps": steps,
    } } });
    fs::write(folder.join("tidy.json"), plan.to_string()).unwrap();
    folder
}

fn check(folder: &Path) -> Result<Checked, Error> {
    pipeline::check_dataset(&Dataset::open(folder)?, &Options::default())
}

fn full() -> serde_json::Value {
    serde_json::json!([
        { "step": "text-to-metadata" },
        { "step": "thai-digits" },
        { "step": "strip-units", "unit": "บาท", "columns": ["B", "C"] },
        { "step": "thousands-separators" },
        { "step": "rename", "columns": { "A": "unit", "B": "budget", "C": "spent" } },
    ])
}

#[test]
fn a_plan_replays_when_rows_have_grown() {
    let root = TempDir::new().unwrap();
    let mut rows = ROWS.to_vec();
    rows.push(["กองใหม่", "๕๐ บาท", "๔๐ บาท"]);
    for rows in [&ROWS[..], &rows] {
        let folder = made(root.path(), rows, 0, &full());
        let checked = check(&folder).unwrap();
        let (table, account) = &checked.tables[0];
        assert_eq!(table.len(), rows.len() as u64);
        assert!(
            checked
                .report
                .findings
                .iter()
                .all(|it| ["column-undocumented", "schema-missing"].contains(&it.rule)),
            "{:#?}",
            checked.report.findings
        );
        let last = u32::try_from(rows.len()).unwrap() + 2;
        assert!(table.cell(last, 1).is_number());
        assert!(
            account
                .changes
                .iter()
                .any(|change| change.at.cell.to_string() == format!("B{}", last + 1))
        );
    }
}

#[test]
fn a_plan_fails_when_the_layout_has_moved_and_names_the_cell() {
    let root = TempDir::new().unwrap();
    let folder = made(root.path(), &ROWS, 1, &full());
    let error = check(&folder).unwrap_err();
    let Error::Plan { fault, .. } = error else {
        panic!("{error}")
    };
    assert_eq!(
        fault.to_string(),
        "the layout has moved: A4: the plan expects \"header A3:C3\", the sheet has \"header A4:C4\""
    );
}

#[test]
fn a_step_that_would_have_to_guess_refuses_and_names_the_cell() {
    let root = TempDir::new().unwrap();
    let rows = [
        ["กองคลัง", "๑,๒๐๐ บาท", "๓ คน"],
        ["กองแผนงาน", "๙๐๐ บาท", "๘๐๐ บาท"],
    ];
    let folder = made(root.path(), &rows, 0, &full());
    let error = check(&folder).unwrap_err();
    let Error::Plan { fault, .. } = error else {
        panic!("{error}")
    };
    assert_eq!(
        fault.to_string(),
        "step strip-units: C4: \"3 คน\" has another unit than the plan names"
    );
}

#[test]
fn a_claim_that_does_not_hold_leaves_its_finding_open() {
    let root = TempDir::new().unwrap();
    let steps = serde_json::json!([
        { "step": "text-to-metadata" },
        { "step": "thai-digits", "columns": ["B"] },
        { "step": "strip-units", "unit": "บาท", "columns": ["B", "C"] },
        { "step": "thousands-separators" },
    ]);
    let folder = made(root.path(), &ROWS, 0, &steps);
    let report = check(&folder).unwrap().report;
    let open: Vec<_> = report
        .findings
        .iter()
        .filter(|it| it.rule == "thai-digits")
        .collect();
    assert_eq!(open.len(), 1, "{:#?}", report.findings);
    assert_eq!(open[0].location.range.unwrap().to_string(), "C4:C6");
}

#[test]
fn every_change_says_what_stood_in_the_cell_and_what_stands_there_now() {
    let root = TempDir::new().unwrap();
    let folder = made(root.path(), &ROWS, 0, &full());
    let checked = check(&folder).unwrap();
    let (table, account) = &checked.tables[0];
    let of = |cell: &str| {
        account
            .changes
            .iter()
            .filter(|change| change.at.cell.to_string() == cell)
            .collect::<Vec<_>>()
    };
    let path: Vec<(&str, &str)> = of("B4")
        .iter()
        .map(|change| (change.before.as_str(), change.after.as_str()))
        .collect();
    assert_eq!(
        path,
        [
            ("๑,๒๐๐ บาท", "1,200 บาท"),
            ("1,200 บาท", "1,200"),
            ("1,200", "1200")
        ]
    );
    assert_eq!(table.cell(3, 1).value().to_text(&table.strings), "1200");
    assert_eq!(account.left_out[0].text, "รายงานการเบิกจ่าย ปีงบประมาณ ๒๕๖๗");
}

#[test]
fn steps_are_documented_and_claim_rules_that_exist() {
    for step in STEPS {
        assert!(
            step.name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c == '-'),
            "{}",
            step.name
        );
        for rule in step.settles {
            assert!(
                validate::rule(rule).is_some(),
                "{} claims {rule}",
                step.name
            );
        }
        let file = format!("src/clean/steps/{}.rs", step.name.replace('-', "_"));
        assert!(Path::new(&file).exists(), "{file}");
    }
}
