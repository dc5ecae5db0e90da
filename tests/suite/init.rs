use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format, Workbook};
use serde_json::{Value as Json, json};
use sheetpress::model::report::Verdict;
use sheetpress::pipeline::init::{self, Open};
use sheetpress::pipeline::{self, Options};
use tempfile::TempDir;

use crate::cli::{code, err, out, run};

/// A sheet as officers make them: titles, a merged header of two rows, Thai digits, dates of the Buddhist era, a total, a
/// note.
fn report(folder: &Path) -> PathBuf {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet
        .write(0, 0, "ผลการคัดกรองผู้สูงอายุ กองแผนงาน กรมอนามัย")
        .unwrap();
    sheet.write(1, 0, "ปีงบประมาณ พ.ศ. ๒๕๖๗").unwrap();
    for (column, label) in [(0, "จังหวัด"), (1, "วันที่"), (4, "หมายเหตุ")]
    {
        sheet
            .merge_range(2, column, 3, column, label, &plain)
            .unwrap();
    }
    sheet.merge_range(2, 2, 2, 3, "จำนวน", &plain).unwrap();
    sheet.write(3, 2, "ชาย").unwrap();
    sheet.write(3, 3, "หญิง").unwrap();
    let rows = [
        ("เชียงใหม่", "1 ต.ค. 2566", "๑,๒๐๐", 340),
        ("น่าน", "2 ต.ค. 2566", "๘๐", 95),
        ("แพร่", "3 ต.ค. 2566", "๙๑", 102),
        ("ลำปาง", "4 ต.ค. 2566", "๑๑๐", 98),
        ("พะเยา", "5 ต.ค. 2566", "๗๗", 81),
        ("ลำพูน", "6 ต.ค. 2566", "๖๐", 64),
    ];
    for (row, (province, day, men, women)) in (4..).zip(rows) {
        sheet.write(row, 0, province).unwrap();
        sheet.write(row, 1, day).unwrap();
        sheet.write(row, 2, men).unwrap();
        sheet.write(row, 3, women).unwrap();
    }
    sheet.write(10, 0, "รวม").unwrap();
    sheet.write(10, 2, 1618).unwrap();
    sheet.write(10, 3, 780).unwrap();
    sheet.write(12, 0, "ที่มา: ระบบ Blue Book").unwrap();
    let path = folder.join("report.xlsx");
    book.save(&path).unwrap();
    path
}

/// A table of words and numbers on a sheet of its own, from the rows of a grid.
pub(crate) fn grid(sheet: &mut rust_xlsxwriter::Worksheet, top: u32, rows: &[&[&str]]) {
    for (row, cells) in (top..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, *text).unwrap(),
            };
        }
    }
}

pub(crate) fn json_of(file: &Path) -> Json {
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

/// Every file below a folder with its bytes.
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

/// Places of the findings of `check` that a draft leaves to a person.
pub(crate) fn told_open(root: &Path, dataset: &str) -> BTreeSet<String> {
    let output = run(root, &["check", dataset, "--format", "json"]);
    assert!(code(&output) < 2, "{}", err(&output));
    let report: Json = serde_json::from_str(&out(&output)).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let open = findings.filter(|finding| {
        ["metadata-missing", "column-undocumented", "plan-unreviewed"]
            .contains(&finding["rule"].as_str().unwrap())
    });
    open.map(|finding| finding["location"]["field"].as_str().unwrap().to_owned())
        .collect()
}

pub(crate) fn places(folder: &Path) -> BTreeSet<String> {
    init::open(folder)
        .unwrap()
        .iter()
        .map(Open::place)
        .collect()
}

/// Answers everything that a draft leaves open, as a person would.
fn complete(folder: &Path) {
    for _ in 0..200 {
        let Some(open) = init::open(folder).unwrap().into_iter().next() else {
            return;
        };
        match open {
            Open::Item { path, message } => {
                let value = match path.as_str() {
                    "keywords" => json!(["ผู้สูงอายุ"]),
                    "thai-gdc.data_type" => json!("ข้อมูลระเบียน"),
                    "thai-gdc.maintainer_email" => json!("contact@anamai.example"),
                    "thai-gdc.objective" => json!(["พันธกิจหน่วยงาน"]),
                    "thai-gdc.update_frequency_unit" => json!("เดือน"),
                    "thai-gdc.update_frequency_interval" => json!("1"),
                    "thai-gdc.geo_coverage" => json!("จังหวัด"),
                    "thai-gdc.data_category" => json!("ข้อมูลสาธารณะ"),
                    "thai-gdc.data_classification" => json!("เปิดเผย"),
                    "thai-gdc.license_id" => json!("Open Data Common"),
                    _ => json!("กรมอนามัย"),
                };
                init::set(folder, &path, value).unwrap();
                let again = init::open(folder).unwrap();
                assert!(
                    again.iter().all(|open| open.place() != path),
                    "{}",
                    message.en
                );
            }
            Open::Column {
                resource,
                field,
                key,
                ..
            } => init::set_column(folder, &resource, &field, key, "คำอธิบาย").unwrap(),
            Open::Step {
                resource, number, ..
            } => init::confirm(folder, &resource, number).unwrap(),
        }
    }
    panic!("{:#?}", init::open(folder).unwrap());
}

#[test]
fn a_report_becomes_a_dataset_that_says_what_is_open() {
    let root = TempDir::new().unwrap();
    let file = report(root.path());
    let output = run(root.path(), &["init", "report.xlsx", "--yes"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let folder = root.path().join("datasets/report");
    assert_eq!(
        fs::read(folder.join("report.xlsx")).unwrap(),
        fs::read(&file).unwrap()
    );
    let descriptor = json_of(&folder.join("datapackage.json"));
    assert_eq!(
        descriptor["title"],
        "ผลการคัดกรองผู้สูงอายุ กองแผนงาน กรมอนามัย ปีงบประมาณ พ.ศ. ๒๕๖๗"
    );
    assert_eq!(descriptor["contributors"][0]["title"], "กองแผนงาน กรมอนามัย");
    assert_eq!(descriptor["thai-gdc"]["data_source"], "ระบบ Blue Book");
    // The licence, the category and the purpose are the agency's to say.
    assert_eq!(descriptor["thai-gdc"]["license_id"], "");
    assert_eq!(descriptor["thai-gdc"]["data_category"], "");
    assert_eq!(descriptor["thai-gdc"]["objective"], json!([]));
    let schema = json_of(&root.path().join("schemas/report/data.json"));
    let names: Vec<&str> = schema["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["name"].as_str().unwrap())
        .collect();
    assert!(names.contains(&"province"), "{names:?}");
    let dictionary = fs::read_to_string(root.path().join("dictionaries/report/data.csv")).unwrap();
    assert!(dictionary.contains("province,จังหวัด,"), "{dictionary}");
    // What is printed, what `open` says and what `check` finds are the same.
    assert_eq!(places(&folder), told_open(root.path(), "datasets/report"));
    assert!(out(&output).contains("license_id"), "{}", out(&output));
    let left: Vec<String> = fs::read_dir(root.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_second_init_changes_nothing_and_never_what_a_person_wrote() {
    let root = TempDir::new().unwrap();
    report(root.path());
    assert_eq!(
        code(&run(
            root.path(),
            &["init", "report.xlsx", "--name", "screening"]
        )),
        0
    );
    let folder = root.path().join("datasets/screening");
    init::set(&folder, "title", json!("ชื่อที่คนพิมพ์")).unwrap();
    let before = files(root.path());
    let output = run(root.path(), &["init", "report.xlsx"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(
        out(&output).contains("drafted from this workbook before"),
        "{}",
        out(&output)
    );
    assert_eq!(files(root.path()), before);
}

#[test]
fn a_dataset_of_another_workbook_is_left_alone() {
    let root = TempDir::new().unwrap();
    report(root.path());
    assert_eq!(code(&run(root.path(), &["init", "report.xlsx"])), 0);
    crate::cli::workbook(root.path(), "other.xlsx", crate::cli::tidy_sheet);
    let before = files(root.path());
    let output = run(root.path(), &["init", "other.xlsx", "--name", "report"]);
    assert_eq!(code(&output), 2, "{}", out(&output));
    assert!(
        err(&output).contains("another workbook"),
        "{}",
        err(&output)
    );
    assert_eq!(files(root.path()), before);
    for (arguments, message) in [
        (vec!["init", "missing.xlsx"], "does not exist"),
        (
            vec!["init", "other.xlsx", "--name", "Other Name"],
            "cannot be a name",
        ),
        (vec!["init", "other.xlsx", "--sheet", "ไม่มี"], "has no sheet"),
    ] {
        let output = run(root.path(), &arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(err(&output).contains(message), "{}", err(&output));
    }
    assert_eq!(files(root.path()), before);
}

#[test]
fn an_answered_draft_builds() {
    let root = TempDir::new().unwrap();
    let file = crate::cli::workbook(root.path(), "cases.xlsx", |sheet| {
        grid(
            sheet,
            0,
            &[
                &["จังหวัด", "จำนวนผู้ป่วย"],
                &["เชียงใหม่", "12"],
                &["น่าน", "7"],
                &["แพร่", "9"],
                &["ตาก", "4"],
            ],
        );
    });
    let options = Options::default();
    let draft = init::draft(&file, None, None, &options).unwrap();
    let folder = init::place(&draft, root.path(), true, &options).unwrap();
    // What a person is about to be asked for is empty until then.
    assert!(places(&folder).contains("title"));
    let built = pipeline::build(&folder, &root.path().join("out"), &options).unwrap();
    assert_eq!(built.report.verdict, Verdict::Fail);
    complete(&folder);
    let built = pipeline::build(&folder, &root.path().join("out"), &options).unwrap();
    assert_eq!(
        built.report.verdict,
        Verdict::Pass,
        "{:#?}",
        built.report.findings
    );
    let csv = fs::read_to_string(root.path().join("out/cases/data.csv")).unwrap();
    assert!(
        csv.starts_with("province,patients\r\nเชียงใหม่,12\r\n"),
        "{csv}"
    );
}

#[test]
fn no_example_is_of_a_person() {
    let root = TempDir::new().unwrap();
    crate::cli::workbook(root.path(), "register.xlsx", |sheet| {
        grid(
            sheet,
            0,
            &[
                &["ลำดับ", "ชื่อ-สกุล", "โทรศัพท์", "สถานะ"],
                &["1", "นายสมชาย ใจดี", "089-417-2863", "เสร็จสิ้น"],
                &["2", "นางมาลี มีสุข", "081-555-7788", "เสร็จสิ้น"],
                &["3", "นางสาวสุดา รักเรียน", "062-333-4455", "กำลังดำเนินการ"],
                &["4", "นายก้อง เกียรติดี", "089-222-1144", "เสร็จสิ้น"],
                &["5", "นางแก้ว งามตา", "086-777-8899", "กำลังดำเนินการ"],
                &["6", "นายชัย ชนะศึก", "083-666-1212", "เสร็จสิ้น"],
            ],
        );
    });
    let output = run(root.path(), &["init", "register.xlsx", "--yes"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    for (path, bytes) in files(root.path()) {
        if path.extension().is_some_and(|it| it == "xlsx") {
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        for secret in ["สมชาย", "มาลี", "089-417", "081-555"] {
            assert!(!text.contains(secret), "{}: {text}", path.display());
        }
    }
    let schema = json_of(&root.path().join("schemas/register/data.json"));
    let status = schema["fields"].as_array().unwrap().last().unwrap();
    assert_eq!(
        status["constraints"]["enum"],
        json!(["กำลังดำเนินการ", "เสร็จสิ้น"]),
        "{schema}"
    );
}
