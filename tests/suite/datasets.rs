use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sheetpress::model::report::Verdict;
use sheetpress::pipeline::{self, Options};
use tempfile::TempDir;

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
    entries
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                fs::read_to_string(path).unwrap(),
            )
        })
        .collect()
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
    let files = build("budget-disbursement");
    let sums = &files["SHA256SUMS"];
    assert_eq!(sums.lines().count(), files.len() - 1);
    for line in sums.lines() {
        let (sum, file) = line.split_once("  ").unwrap();
        assert_eq!(
            sheetpress::model::digest::sha256(files[file].as_bytes()),
            sum,
            "{file}"
        );
    }
}

#[test]
fn the_plan_of_activities_comes_out_as_the_agency_published_it() {
    let csv = &build("cybersecurity-action-plan")["activities.csv"];
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(
        reader.headers().unwrap().iter().collect::<Vec<_>>(),
        [
            "activity_no",
            "activity",
            "target",
            "unit",
            "start_date",
            "end_date",
            "status",
            "score_band",
            "score"
        ]
    );
    let rows: Vec<Vec<String>> = reader
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect();
    let expected = [
        ["1", "2023-10-01", "2023-12-31", "complete", "<60", "0.1"],
        ["2", "2023-11-01", "2024-01-31", "complete", "60-69", "0.2"],
        [
            "3",
            "2023-12-01",
            "2024-01-31",
            "in_progress",
            "70-79",
            "0.3",
        ],
        [
            "4",
            "2023-12-01",
            "2024-01-31",
            "not_started",
            "80-89",
            "0.4",
        ],
        [
            "5",
            "2023-02-01",
            "2024-02-29",
            "not_started",
            "90-100",
            "0.5",
        ],
    ];
    let columns = [0, 4, 5, 6, 7, 8];
    let picked: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| columns.iter().map(|at| row[*at].as_str()).collect())
        .collect();
    assert_eq!(picked, expected);
    assert_eq!(
        rows[0][1],
        "จัดทำแผนบริหารจัดการเหตุการณ์ด้านความมั่นคงปลอดภัยทางไซเบอร์ กรมอนามัย"
    );
    assert!(rows.iter().all(|row| row[2] == "1" && row[3] == "ครั้ง"));
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
            let dataset = pipeline::Dataset::open(path).unwrap();
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
