use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use serde_json::{Value as Json, json};
use sheetpress::clean;
use sheetpress::pipeline::{self, Dataset, Error, Options};
use tempfile::TempDir;

use crate::cli::{code, dataset, err, out, run};
use crate::init::{grid, json_of};
use crate::steps_reshape::{cell, lines};

/// A sheet's name, the row of its first cells, counted from 0, and these.
type Sheet<'a> = (&'a str, u32, &'a [&'a [&'a str]]);

const NAME: &str = "health-media-channels";

const CASES: &[&[&str]] = &[
    &["จังหวัด", "ผู้ป่วย"],
    &["น่าน", "7"],
    &["แพร่", "9"],
    &["ตาก", "4"],
];
const DISTRICTS: &[&[&str]] = &[
    &["รายงานปี ๒๕๖๗"],
    &["อำเภอ", "จำนวน"],
    &["ปัว", "3"],
    &["สอง", "5"],
    &["อุ้มผาง", "2"],
];
const BEDS: &[&[&str]] = &[
    &["จังหวัด", "เตียง"],
    &["น่าน", "70"],
    &["แพร่", "95"],
    &["ตาก", "41"],
];

/// A dataset of a workbook with these sheets, and the plan of its one table. Neither schema nor dictionary.
fn made(root: &Path, sheets: &[Sheet<'_>], plan: &Json) -> PathBuf {
    let folder = dataset(root, NAME);
    for kind in ["schemas", "dictionaries"] {
        fs::remove_dir_all(root.join(kind)).unwrap();
    }
    let mut book = Workbook::new();
    for (name, top, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        grid(sheet, *top, rows);
    }
    book.save(folder.join("report.xlsx")).unwrap();
    let path = folder.join("datapackage.json");
    let mut descriptor = json_of(&path);
    descriptor["resources"][0]["path"] = "report.xlsx".into();
    fs::write(&path, descriptor.to_string()).unwrap();
    let plan = json!({ "plan": 1, "resources": { "channels": plan } });
    fs::write(folder.join("tidy.json"), plan.to_string()).unwrap();
    folder
}

/// The tidied table's lines, and the cell of the first value of every row.
fn tidied(folder: &Path) -> Result<(Vec<String>, Vec<String>), Error> {
    let dataset = Dataset::open(folder)?;
    let checked = pipeline::check_dataset(&dataset, &Options::default())?;
    let (table, _) = &checked.tables[0];
    let first = table.columns[0].name.as_str();
    let cells = (0..table.row_numbers().count()).map(|row| {
        let origin = table.columns[0].origin(table.row_numbers().nth(row).unwrap());
        format!("{}!{}", table.sheet_of(origin), cell(table, first, row))
    });
    Ok((lines(table), cells.collect()))
}

/// What the program says on standard error in a language, and how it ends.
fn refused(root: &Path, language: &str) -> (i32, String) {
    let folder = format!("datasets/{NAME}");
    let output = run(root, &["tidy", &folder, "--lang", language]);
    assert_eq!(out(&output), "");
    (code(&output), err(&output))
}

/// Two tables with other labels at other places, stacked, and a step on both.
fn stacked() -> Json {
    let rename = json!({ "step": "rename", "columns": { "A": "area", "B": "cases" } });
    json!({
        "expects": { "sheet": "ปี 2566", "header": "A1:B1", "labels": ["จังหวัด", "ผู้ป่วย"] },
        "steps": [rename],
        "and": [{
            "expects": { "sheet": "ปี 2567", "header": "A2:B2", "labels": ["อำเภอ", "จำนวน"] },
            "steps": [{ "step": "text-to-metadata" }, rename],
        }],
        "then": [{ "step": "sheet-to-column", "name": "year", "values": { "ปี 2566": "2566", "ปี 2567": "2567" } }],
    })
}

/// Every sheet with these labels but one.
fn every() -> Json {
    json!({
        "expects": { "sheet": "*", "except": ["สรุป"], "header": "A1:B1", "labels": ["จังหวัด", "ผู้ป่วย"] },
        "steps": [
            { "step": "sheet-to-column", "name": "month" },
            { "step": "rename", "columns": { "A": "province", "B": "cases" } },
        ],
    })
}

#[test]
fn further_tables_are_stacked_and_then_treated_as_one() {
    let root = TempDir::new().unwrap();
    let mut grown = CASES.to_vec();
    grown.push(&["เลย", "6"]);
    for (cases, more) in [(CASES, 0), (&grown[..], 1)] {
        let sheets = [("ปี 2566", 0, cases), ("ปี 2567", 0, DISTRICTS)];
        let folder = made(root.path(), &sheets, &stacked());
        let (lines, cells) = tidied(&folder).unwrap();
        assert_eq!(lines[..3], ["area|cases|year", "น่าน|7|2566", "แพร่|9|2566"]);
        assert_eq!(
            lines[4 + more..],
            ["ปัว|3|2567", "สอง|5|2567", "อุ้มผาง|2|2567"]
        );
        assert_eq!(cells[0], "ปี 2566!A2");
        assert_eq!(cells[3 + more], "ปี 2567!A3");
    }
}

#[test]
fn every_sheet_of_the_same_labels_is_taken_next_month_too() {
    let root = TempDir::new().unwrap();
    let mut sheets = vec![("ม.ค.", 0, CASES), ("สรุป", 0, BEDS), ("ก.พ.", 0, CASES)];
    let (lines, _) = tidied(&made(root.path(), &sheets, &every())).unwrap();
    assert_eq!(lines.len(), 7);
    assert_eq!(lines[0], "province|cases|month");
    assert_eq!((&*lines[1], &*lines[4]), ("น่าน|7|ม.ค.", "น่าน|7|ก.พ."));
    sheets.push(("มี.ค.", 0, CASES));
    let (lines, cells) = tidied(&made(root.path(), &sheets, &every())).unwrap();
    assert_eq!((lines.len(), &*lines[9]), (10, "ตาก|4|มี.ค."));
    assert_eq!(cells[8], "มี.ค.!A4");
}

#[test]
fn a_sheet_that_is_unlike_the_others_is_refused_with_its_cell() {
    let root = TempDir::new().unwrap();
    let other = |sheet| [("ม.ค.", 0, CASES), ("สรุป", 0, BEDS), sheet];
    made(root.path(), &other(("มี.ค.", 0, BEDS)), &every());
    let (code, said) = refused(root.path(), "en");
    assert_eq!(code, 2);
    assert!(
        said.contains(
            "A1: the plan expects \"จังหวัด | ผู้ป่วย\", the sheet has \"จังหวัด | เตียง (มี.ค.)\""
        ),
        "{said}"
    );
    let (_, said) = refused(root.path(), "th");
    assert!(
        said.contains("A1: แผนคาดว่าเป็น") && said.contains("มี.ค."),
        "{said}"
    );
    // The same labels two rows lower: the sheet is looked at, and is another one than was planned for.
    made(root.path(), &other(("มี.ค.", 2, CASES)), &every());
    let (code, said) = refused(root.path(), "en");
    assert_eq!(code, 2);
    assert!(
        said.contains("A3: the plan expects \"header A1:B1\""),
        "{said}"
    );
}

#[test]
fn tables_that_end_unlike_each_other_are_named() {
    let root = TempDir::new().unwrap();
    let mut plan = stacked();
    plan["and"][0]["steps"] = json!([]);
    let sheets = [("ปี 2566", 0, CASES), ("ปี 2567", 0, DISTRICTS)];
    let folder = made(root.path(), &sheets, &plan);
    let Err(Error::Plan { fault, .. }) = tidied(&folder) else {
        panic!("tables of other columns were stacked")
    };
    assert!(matches!(fault, clean::Error::Unlike { .. }), "{fault}");
    assert_eq!(
        fault.to_string(),
        "the table at A3 on sheet \"ปี 2567\" ends with the columns อำเภอ, จำนวน; the first one with area, cases"
    );
    let (code, said) = refused(root.path(), "th");
    assert_eq!(code, 2);
    assert!(
        said.contains("A3") && said.contains("\"ปี 2567\" ได้คอลัมน์ อำเภอ, จำนวน"),
        "{said}"
    );
}

#[test]
fn a_slip_of_the_pen_in_a_plan_is_refused_with_its_place() {
    let root = TempDir::new().unwrap();
    let sheets = [("ปี 2566", 0, CASES), ("ปี 2567", 0, DISTRICTS)];
    let add = |from: &str, made: &str| json!({ "step": "add-column", "name": "year", "from": from, "as": made });
    for (step, place) in [
        (json!({ "step": "strip-units", "unitt": "บาท" }), "unit"),
        (
            json!({ "step": "strip-unit", "unit": "บาท" }),
            "strip-units",
        ),
        (
            json!({ "step": "melt", "columns": ["B"], "names": [] }),
            "names",
        ),
        (add("1A", "year"), "from"),
        (add("A1", "years"), "as"),
        (json!({ "step": "drop-columns", "columns": 3 }), "columns"),
    ] {
        let mut plan = stacked();
        plan["and"][0]["steps"] = json!([step]);
        made(root.path(), &sheets, &plan);
        for language in ["th", "en"] {
            let (code, said) = refused(root.path(), language);
            assert_eq!(code, 2, "{step}");
            assert!(said.contains("tidy.json: channels"), "{step}: {said}");
            assert!(said.contains(place), "{step}: {said}");
        }
    }
}

#[test]
fn a_plan_is_told_in_sentences_of_both_languages() {
    let root = TempDir::new().unwrap();
    let sheets = [("ปี 2566", 0, CASES), ("ปี 2567", 0, DISTRICTS)];
    let folder = made(root.path(), &sheets, &stacked());
    // What it says is known without the workbook.
    fs::remove_file(folder.join("report.xlsx")).unwrap();
    let explained = |language: &str| {
        let dataset = format!("datasets/{NAME}");
        let output = run(
            root.path(),
            &["tidy", &dataset, "--explain", "--lang", language],
        );
        assert_eq!(code(&output), 0, "{}", err(&output));
        out(&output)
    };
    assert_eq!(
        explained("en"),
        "channels ← report.xlsx
  Takes the sheet \"ปี 2566\" whose header stands at A1:B1: จังหวัด | ผู้ป่วย
  1. gives columns their machine names (A → area, B → cases) (rename)
  Takes the sheet \"ปี 2567\" whose header stands at A2:B2: อำเภอ | จำนวน
  2. moves titles and notes around the table into the metadata (text-to-metadata)
  3. gives columns their machine names (A → area, B → cases) (rename)
  Then the 2 tables are stacked into one
  4. adds the column year with the name of the sheet (sheet-to-column)
"
    );
    let thai = explained("th");
    assert!(thai.contains("\n  1. ตั้งชื่อคอลัมน์สำหรับเครื่องอ่าน"), "{thai}");
    assert!(thai.contains("แล้วต่อทั้ง 2 ตารางเป็นตารางเดียว"), "{thai}");
}

/// Titles, Thai digits, units, a column that nobody else may read, and a total.
const BUDGET: &[&[&str]] = &[
    &["รายงานการเบิกจ่าย ปีงบประมาณ ๒๕๖๗"],
    &[],
    &["หน่วยงาน", "วงเงิน", "ผู้ประสานงาน"],
    &["กองคลัง", "๑,๒๐๐ บาท", "โต๊ะลับหนึ่ง"],
    &["กองแผนงาน", "๙๐๐ บาท", "ไม่ทราบ"],
    &["กองช่าง", "๗๐๐ บาท", "โต๊ะลับสาม"],
    &["รวม", "๒,๘๐๐ บาท", "โต๊ะลับสี่"],
];

fn budget(root: &Path) -> PathBuf {
    let plan = json!({
        "expects": { "sheet": "Sheet1", "header": "A3:C3", "labels": ["หน่วยงาน", "วงเงิน", "ผู้ประสานงาน"] },
        "steps": [
            { "step": "text-to-metadata" },
            { "step": "drop-totals" },
            { "step": "thai-digits" },
            { "step": "strip-units", "unit": "บาท", "columns": ["B"] },
            { "step": "thousands-separators" },
            { "step": "words-to-missing", "columns": ["C"], "values": { "ไม่ทราบ": "โต๊ะลับสอง" } },
            { "step": "drop-columns", "columns": ["C"] },
            { "step": "rename", "columns": { "A": "unit", "B": "budget" } },
        ],
    });
    made(root, &[("Sheet1", 0, BUDGET)], &plan)
}

#[test]
fn before_and_after_stand_side_by_side_and_every_change_can_be_undone() {
    let root = TempDir::new().unwrap();
    budget(root.path());
    let folder = format!("datasets/{NAME}");
    let shown = |view: &str, language: &str| {
        let output = run(root.path(), &["tidy", &folder, view, "--lang", language]);
        assert_eq!(code(&output), 0, "{}", err(&output));
        out(&output)
    };
    for (language, size) in [("en", "@@ 3 × 2 rows"), ("th", "@@ 3 × 2 แถว")] {
        let text = shown("--diff", language);
        for line in [
            "@@ Sheet1 A3:C7",
            "- 3 │ หน่วยงาน │ วงเงิน │ ผู้ประสานงาน",
            "+   │ unit │ budget",
            "- 4 │ กองคลัง │ ๑,๒๐๐ บาท │ โต๊ะลับหนึ่ง",
            "+ 1 │ กองคลัง │ 1200",
            "- 7 │ รวม │ ๒,๘๐๐ บาท │ โต๊ะลับสี่   [drop-totals: total]",
        ] {
            assert!(text.lines().any(|it| it == line), "{line}\n{text}");
        }
        assert!(text.contains(size), "{text}");
    }
    let changes = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| line.contains(" → "));
        lines.map(|line| line.trim().to_owned()).collect()
    };
    let output = run(root.path(), &["tidy", &folder]);
    let (made, undone) = (changes(&out(&output)), changes(&shown("--undo", "th")));
    assert_eq!(made.len(), undone.len());
    for (made, undone) in made.iter().zip(undone.iter().rev()) {
        let (cell, rest) = made.split_once(' ').unwrap();
        let (from, to) = rest.trim().split_once(" → ").unwrap();
        let (to, step) = to.split_once("  ").unwrap();
        assert_eq!(*undone, format!("{cell:<8} {to} → {from}  {step}"));
    }
}

#[test]
fn a_fault_in_a_built_file_is_led_back_to_the_workbooks_cell() {
    let root = TempDir::new().unwrap();
    budget(root.path());
    let folder = format!("datasets/{NAME}");
    let build = |more: &[&str]| {
        let allowed = [
            "--allow",
            "column-undocumented",
            "--allow",
            "schema-missing",
        ];
        let arguments = [&["build", folder.as_str()][..], &allowed[..], more].concat();
        let output = run(root.path(), &arguments);
        assert_eq!(code(&output), 0, "{}{}", out(&output), err(&output));
    };
    build(&["--trace"]);
    let out_folder = root.path().join("out").join(NAME);
    let trace = fs::read_to_string(out_folder.join("channels.trace.csv")).unwrap();
    assert!(trace.contains("\n1,budget,Sheet1,B4,"), "{trace}");
    assert!(trace.contains("\n3,unit,Sheet1,A6,"), "{trace}");
    let csv = out_folder.join("channels.csv");
    let spoilt = fs::read_to_string(&csv).unwrap().replace("1200", "๑๒๐๐");
    fs::write(&csv, spoilt).unwrap();
    let path = format!("out/{NAME}/channels.csv");
    let output = run(root.path(), &["check", &path, "--format", "json"]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    let report: Json = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let found = findings.iter().find(|it| it["rule"] == "thai-digits");
    let location = &found.unwrap()["location"];
    assert_eq!(
        (&location["range"], &location["source"]),
        (&json!("B2"), &json!("Sheet1!B4"))
    );
    for (language, words) in [("en", "Sheet1!B4"), ("th", "ในไฟล์ต้นฉบับ: Sheet1!B4")]
    {
        let output = run(root.path(), &["check", &path, "--lang", language]);
        assert!(out(&output).contains(words), "{}", out(&output));
    }
    // Without the trace nobody can say.
    build(&[]);
    assert!(!out_folder.join("channels.trace.csv").exists());
}

#[test]
fn what_a_column_said_that_is_taken_out_is_published_nowhere() {
    let root = TempDir::new().unwrap();
    let folder = budget(root.path());
    let mut options = Options::default();
    for rule in ["column-undocumented", "schema-missing"] {
        options.levels.set(rule, "allow").unwrap();
    }
    let built = pipeline::build(&folder, &root.path().join("out"), &options).unwrap();
    let folder = built.release.unwrap().folder;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "xlsx") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("โต๊ะลับ"), "{}", path.display());
    }
    // That it left is told, and its owner is told all.
    let changes = json_of(&folder.join("changes.json"));
    let left = changes["resources"][0]["left_out"].as_array().unwrap();
    let columns: Vec<&Json> = left.iter().filter(|it| it["what"] == "column").collect();
    assert_eq!(columns.len(), 2, "{changes}");
    assert_eq!(columns[0]["range"], "C4");
    let title = left.iter().find(|it| it["what"] == "title").unwrap();
    assert_eq!(title["text"], "รายงานการเบิกจ่าย ปีงบประมาณ ๒๕๖๗");
    let own = run(root.path(), &["tidy", &format!("datasets/{NAME}")]);
    for word in ["โต๊ะลับหนึ่ง", "โต๊ะลับสาม", "โต๊ะลับสี่"]
    {
        assert!(out(&own).contains(word), "{}", out(&own));
    }
}
