use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use sheetpress::model::report::Verdict;
use sheetpress::pipeline::{self, Dataset, Options};
use tempfile::TempDir;

use crate::facts::TABLES;

/// Builds one dataset of the project and returns its files.
fn build(name: &str) -> BTreeMap<String, String> {
    let out = TempDir::new().unwrap();
    let built = pipeline::build(
        &Path::new("datasets").join(name),
        out.path(),
        &Options::default(),
    )
    .unwrap();
    assert_eq!(
        built.report.verdict,
        Verdict::Pass,
        "{:#?}",
        built.report.findings
    );
    let folder = built.release.unwrap().folder;
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    // Pages are kept by their sums alone, which stand in SHA256SUMS; tests of their own read them.
    let is = |path: &Path, ending: &str| path.extension().is_some_and(|it| it == ending);
    entries
        .filter(|path| !is(path, "html"))
        .map(|path| shown(&path))
        .collect()
}

/// A built file by name as text; a workbook as its cells, so that a difference can be read. Its bytes are in SHA256SUMS.
fn shown(path: &Path) -> (String, String) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    if path.extension().is_none_or(|it| it != "xlsx") {
        return (name, fs::read_to_string(path).unwrap());
    }
    let workbook = crate::workbooks::open(path).unwrap();
    let sheets = workbook.sheets.iter().enumerate();
    let text: Vec<String> = sheets
        .map(|(number, sheet)| {
            let cells = crate::workbooks::cells(&workbook, number).join("\n");
            format!("[{}]\n{cells}\n", sheet.name)
        })
        .collect();
    (format!("{name}.txt"), text.concat())
}

#[test]
fn every_dataset_builds_to_its_golden_output() {
    for entry in fs::read_dir("datasets").unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let files = build(&name);
        let golden = Path::new("tests/datasets").join(&name);
        if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
            let _absent = fs::remove_dir_all(&golden);
            fs::create_dir_all(&golden).unwrap();
            for (file, text) in &files {
                fs::write(golden.join(file), text).unwrap();
            }
        }
        let kept: Vec<String> = fs::read_dir(&golden)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        assert_eq!(kept.len(), files.len(), "{name}: {kept:?}");
        for (file, text) in &files {
            let expected = fs::read_to_string(golden.join(file)).unwrap();
            assert_eq!(
                *text, expected,
                "{name}/{file}; SNAPSHOTS=overwrite cargo test accepts it"
            );
        }
    }
}

#[test]
fn a_second_build_gives_the_same_bytes() {
    assert_eq!(
        build("cybersecurity-action-plan"),
        build("cybersecurity-action-plan")
    );
}

#[test]
fn sums_are_those_of_the_files() {
    let out = TempDir::new().unwrap();
    let dataset = Path::new("datasets/budget-disbursement");
    let built = pipeline::build(dataset, out.path(), &Options::default()).unwrap();
    let folder = built.release.unwrap().folder;
    let sums = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    let files = fs::read_dir(&folder).unwrap().count();
    assert_eq!(sums.lines().count(), files - 1);
    for line in sums.lines() {
        let (sum, file) = line.split_once("  ").unwrap();
        let bytes = fs::read(folder.join(file)).unwrap();
        assert_eq!(sheetpress::model::digest::sha256(&bytes), sum, "{file}");
    }
}

/// The rows of a built table, header first, with `|` between their values.
fn rows(csv: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.as_bytes());
    let records = reader.records();
    records
        .map(|record| record.unwrap().iter().collect::<Vec<_>>().join("|"))
        .collect()
}

#[test]
fn every_table_comes_out_as_the_agency_published_it() {
    for (dataset, resource, published) in TABLES {
        let files = build(dataset);
        let expected: Vec<&str> = published.lines().collect();
        assert_eq!(
            rows(&files[&format!("{resource}.csv")]),
            expected,
            "{dataset}/{resource}"
        );
    }
    let built = fs::read_dir("datasets").unwrap().count();
    let mut names: Vec<&str> = TABLES.iter().map(|(dataset, _, _)| *dataset).collect();
    names.dedup();
    assert_eq!(names.len(), built);
}

/// What each sheet is known for, and the rules that must say so when it is checked as received.
const FAULTS: [(&str, &[&str]); 6] = [
    (
        "proactive-communication-targets",
        &[
            "title-rows-above",
            "merged-body",
            "thai-digits",
            "unit-in-cell",
            "placeholder",
            "notes-below",
        ],
    ),
    (
        "cybersecurity-action-plan",
        &[
            "title-rows-above",
            "multi-row-header",
            "merged-header",
            "repeated-header",
            "date-as-text",
            "two-digit-year",
            "line-break-in-cell",
        ],
    ),
    (
        "budget-disbursement",
        &[
            "title-rows-above",
            "thai-digits",
            "thousands-separator",
            "unit-in-cell",
            "total-row",
            "notes-below",
        ],
    ),
    (
        "kpi-score-bands",
        &["title-rows-above", "several-tables-in-sheet", "notes-below"],
    ),
    (
        "kpi-evidence",
        &[
            "title-rows-above",
            "merged-body",
            "group-row",
            "line-break-in-cell",
            "notes-below",
        ],
    ),
    (
        "data-scientist-development-plan",
        &["title-rows-above", "merged-body", "line-break-in-cell"],
    ),
];

#[test]
fn the_sheets_as_received_have_the_faults_that_they_are_known_for() {
    for (dataset, faults) in FAULTS {
        let path = Path::new("datasets")
            .join(dataset)
            .join(format!("{dataset}.xlsx"));
        let report = pipeline::check_file(&path, &Options::default()).unwrap();
        assert_eq!(report.verdict, Verdict::Fail, "{dataset}");
        let found: BTreeSet<&str> = report.findings.iter().map(|it| it.rule).collect();
        for fault in faults {
            assert!(
                found.contains(fault),
                "{dataset}: no {fault} among {found:?}"
            );
        }
    }
}

#[test]
fn the_three_small_tables_are_told_apart() {
    let path = Path::new("datasets/kpi-score-bands/kpi-score-bands.xlsx");
    let report = pipeline::check_file(path, &Options::default()).unwrap();
    let tables = &report.files[0].sheets[0].tables;
    let places: Vec<String> = tables.iter().map(|it| it.range.to_string()).collect();
    assert_eq!(places, ["A4:D5", "G4:L5", "A9:F10"]);
}

/// What left the tables of a dataset, as (cells, text, kind), of one resource.
fn left_out(files: &BTreeMap<String, String>, resource: usize) -> Vec<(String, String, String)> {
    let changes: serde_json::Value = serde_json::from_str(&files["changes.json"]).unwrap();
    // What a column said that was taken out stays with its owner.
    let text = |it: &serde_json::Value, key: &str| it[key].as_str().unwrap_or("").to_owned();
    let left = changes["resources"][resource]["left_out"].as_array();
    left.unwrap()
        .iter()
        .map(|it| (text(it, "range"), text(it, "text"), text(it, "what")))
        .collect()
}

/// Whether a text stands in the account with its cell.
fn keeps(left: &[(String, String, String)], cells: &str, part: &str) -> bool {
    left.iter()
        .any(|(range, text, _)| range == cells && text.contains(part))
}

#[test]
fn nothing_of_the_four_sheets_is_lost() {
    let left = left_out(&build("proactive-communication-targets"), 0);
    assert!(keeps(&left, "A2", "ไม่น้อยกว่าร้อยละ ๘๐"), "{left:#?}");
    for (row, milestone) in (4..).zip(["๑. ", "๒. ", "๓. ", "๔. ", "๕. "]) {
        assert!(
            keeps(&left, &format!("A{row}:E{row}"), milestone),
            "{left:#?}"
        );
    }
    let files = build("kpi-score-bands");
    for resource in [0, 1] {
        let left = left_out(&files, resource);
        assert!(keeps(&left, "A12", "คะแนนเต็ม 1.0000"), "{left:#?}");
    }
    assert!(keeps(&left_out(&files, 0), "A6", "DOC 4.0"));
    let left = left_out(&build("kpi-evidence"), 0);
    let gone = ("C5".to_owned(), String::new(), "column".to_owned());
    assert!(left.contains(&gone), "{left:#?}");
    let evidence = Dataset::open(Path::new("datasets/kpi-evidence")).unwrap();
    let checked = pipeline::check_dataset(&evidence, &Options::default()).unwrap();
    let (_, account) = &checked.tables[0];
    let kept = account.left_out.iter();
    let mut links = kept.filter(|it| it.range.to_string() == "C5");
    assert!(links.any(|it| it.text.contains("https://")));
    for (row, declaration) in (22..).zip([
        "องค์กรคุณธรรม",
        "การต่อต้านการทุจริต",
        "No Gift Policy",
        "การล่วงละเมิดทางเพศ",
    ]) {
        assert!(keeps(&left, &format!("A{row}"), declaration), "{left:#?}");
    }
    let left = left_out(&build("data-scientist-development-plan"), 0);
    assert!(keeps(&left, "I4", "ตามเจ้าภาพกองแผนงานกำหนด"), "{left:#?}");
    // The account has them, the published changes only say that the column left.
    let plan = Dataset::open(Path::new("datasets/data-scientist-development-plan")).unwrap();
    let checked = pipeline::check_dataset(&plan, &Options::default()).unwrap();
    let (_, account) = &checked.tables[0];
    for (row, strategy) in (4..).zip(["P: ", "I: ", "R: ", "A: ", "B: "]) {
        let cell = format!("E{row}");
        let mut kept = account.left_out.iter();
        assert!(kept.any(|it| it.range.to_string() == cell && it.text.contains(strategy)));
        assert!(
            left.iter()
                .any(|(range, text, _)| *range == cell && text.is_empty())
        );
    }
}

#[test]
fn what_stood_around_the_tables_is_in_the_metadata() {
    for (dataset, key, words) in [
        ("proactive-communication-targets", "titles", "เป้าหมายทั้งปี"),
        ("kpi-score-bands", "notes", "คะแนนเต็ม 1.0000"),
        ("kpi-evidence", "notes", "ประกาศเจตนารมณ์ 4 เรื่อง"),
        (
            "data-scientist-development-plan",
            "titles",
            "ศูนย์สื่อสารสาธารณะ",
        ),
    ] {
        let files = build(dataset);
        let metadata: serde_json::Value = serde_json::from_str(&files["metadata.json"]).unwrap();
        let texts = metadata["resources"][0][key].as_array().unwrap();
        let said = texts
            .iter()
            .any(|it| it["text"].as_str().is_some_and(|text| text.contains(words)));
        assert!(said, "{dataset}: {texts:#?}");
    }
}

#[test]
fn the_odd_start_date_is_kept_and_pointed_at() {
    let report: serde_json::Value =
        serde_json::from_str(&build("cybersecurity-action-plan")["report.json"]).unwrap();
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(findings[0]["rule"], "constraint-error");
    assert_eq!(findings[0]["severity"], "warning");
    assert_eq!(findings[0]["location"]["range"], "E13");
    assert_eq!(findings[0]["location"]["field"], "start_date");
}

#[test]
fn the_disbursement_comes_out_as_the_agency_published_it() {
    let files = build("budget-disbursement");
    assert_eq!(
        files["disbursement.csv"],
        "fiscal_year_be,as_of,budget_type,total_baht,allocated_baht,disbursed_baht,disbursed_percent\r\n\
         2567,2024-01-02,operating,1000000,400000,174072,43.52\r\n2567,2024-01-02,investment,,,,\r\n"
    );
    // Nothing is lost: titles, note, total and the sentence stand in the account with their cells.
    let changes: serde_json::Value = serde_json::from_str(&files["changes.json"]).unwrap();
    let left: Vec<(String, String)> = changes["resources"][0]["left_out"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            (
                it["range"].as_str().unwrap().to_owned(),
                it["what"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let expected = [
        ("A1", "title"),
        ("A2", "title"),
        ("A8", "note"),
        ("A6:E6", "total"),
        ("B5", "value"),
    ];
    assert_eq!(
        left,
        expected.map(|(range, what)| (range.to_owned(), what.to_owned()))
    );
    let metadata: serde_json::Value = serde_json::from_str(&files["metadata.json"]).unwrap();
    assert_eq!(
        metadata["resources"][0]["notes"][0]["text"],
        "ที่มา: ระบบ New GFMS Thai"
    );
}

#[test]
fn the_clean_sheet_has_no_finding_at_all() {
    for path in [
        "datasets/health-media-channels/health-media-channels.xlsx",
        "datasets/health-media-channels",
    ] {
        let path = Path::new(path);
        let report = if path.is_file() {
            pipeline::check_file(path, &Options::default()).unwrap()
        } else {
            let dataset = Dataset::open(path).unwrap();
            pipeline::check_dataset(&dataset, &Options::default())
                .unwrap()
                .report
        };
        assert_eq!(report.verdict, Verdict::Pass);
        assert!(
            report.findings.is_empty() && report.settled.is_empty(),
            "{:#?}",
            report.findings
        );
    }
}
