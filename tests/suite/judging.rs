use std::fs;

use rust_xlsxwriter::Note;
use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{code, err, out, run, workbook};

/// Two faults: Thai digits in B3, a placeholder in C4.
fn faulty(folder: &TempDir, name: &str, notes: &[(u32, u16, &str)]) {
    let notes: Vec<(u32, u16, String)> = notes
        .iter()
        .map(|(row, column, text)| (*row, *column, (*text).to_owned()))
        .collect();
    workbook(folder.path(), name, move |sheet| {
        for (column, label) in (0u16..).zip(["จังหวัด", "จำนวนคน", "จำนวนแห่ง"])
        {
            sheet.write(0, column, label).unwrap();
        }
        for (row, province) in (1u32..).zip(["เชียงใหม่", "น่าน", "แพร่", "พะเยา", "ลำปาง", "ลำพูน"])
        {
            sheet.write(row, 0, province).unwrap();
            sheet.write(row, 1, 20 + row * 7).unwrap();
            sheet.write(row, 2, 3 + row).unwrap();
        }
        sheet.write(2, 1, "๓๕").unwrap();
        sheet.write(3, 2, "-").unwrap();
        for (row, column, text) in &notes {
            sheet.insert_note(*row, *column, &Note::new(text)).unwrap();
        }
    });
}

fn check(folder: &TempDir, arguments: &[&str]) -> (i32, Value) {
    let mut all = vec!["check", "a.xlsx", "--format", "json"];
    all.extend(arguments);
    let output = run(folder.path(), &all);
    let report = serde_json::from_str(&out(&output))
        .unwrap_or_else(|error| panic!("{error}: {}", err(&output)));
    (code(&output), report)
}

fn rules(list: &Value) -> Vec<String> {
    let name = |finding: &Value| finding["rule"].as_str().unwrap().to_owned();
    list.as_array().unwrap().iter().map(name).collect()
}

#[test]
fn a_note_on_a_cell_or_header_grants_an_exception_with_its_reason() {
    let folder = TempDir::new().unwrap();
    let dash = "sheetpress: allow placeholder - the regulation asks for a dash";
    let thai = "sheetpress: ยกเว้น thai-digits เพราะเอกสารต้นฉบับใช้เลขไทย";
    faulty(&folder, "a.xlsx", &[(3, 2, dash), (0, 1, thai)]);
    let (exit, report) = check(&folder, &[]);
    assert_eq!((exit, rules(&report["findings"])), (0, vec![]), "{report}");
    let reasons: Vec<_> = report["suppressed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            (
                it["finding"]["rule"].as_str().unwrap(),
                it["reason"].as_str().unwrap(),
                it["by"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        reasons,
        [
            ("thai-digits", "เอกสารต้นฉบับใช้เลขไทย", "B1"),
            ("placeholder", "the regulation asks for a dash", "C4"),
        ]
    );
    // Another cell, another rule, no reason: no exception.
    faulty(
        &folder,
        "a.xlsx",
        &[
            (4, 2, dash),
            (2, 1, dash),
            (0, 1, "sheetpress: allow thai-digits"),
        ],
    );
    let (exit, report) = check(&folder, &[]);
    let found = rules(&report["findings"]);
    assert_eq!(exit, 1);
    for rule in ["thai-digits", "placeholder", "exception-unclear"] {
        assert!(found.contains(&rule.to_owned()), "{rule}: {found:?}");
    }
}

#[test]
fn what_a_flag_leaves_out_is_still_said() {
    let folder = TempDir::new().unwrap();
    faulty(&folder, "a.xlsx", &[]);
    let (_, report) = check(
        &folder,
        &["--allow", "placeholder", "--warn", "thai-digits"],
    );
    assert_eq!(rules(&report["findings"]), ["thai-digits"]);
    assert_eq!(report["findings"][0]["severity"], "warning");
    assert_eq!(report["suppressed"][0]["finding"]["rule"], "placeholder");
    assert_eq!(report["suppressed"][0]["by"], "--allow");
}

#[test]
fn a_baseline_lets_known_faults_pass_and_new_ones_fail() {
    let folder = TempDir::new().unwrap();
    faulty(&folder, "a.xlsx", &[]);
    let (exit, report) = check(&folder, &["--write-baseline", "known.json"]);
    assert_eq!((exit, rules(&report["findings"]).len()), (1, 2));
    let known = fs::read_to_string(folder.path().join("known.json")).unwrap();
    let schema = fs::read_to_string("schemas/profiles/baseline.json").unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    assert!(jsonschema::is_valid(
        &schema,
        &serde_json::from_str(&known).unwrap()
    ));
    let (exit, report) = check(&folder, &["--baseline", "known.json"]);
    assert_eq!((exit, rules(&report["findings"]).len()), (0, 0));
    assert_eq!(report["known"], 2);
    // A known fault is still a fault for the criteria.
    assert_eq!(report["criteria"][3]["pass"], false);
    // One cell more, in a column that is known with one: new.
    workbook(folder.path(), "a.xlsx", |sheet| {
        for (column, label) in (0u16..).zip(["จังหวัด", "จำนวนคน", "จำนวนแห่ง"])
        {
            sheet.write(0, column, label).unwrap();
        }
        for row in 1..9 {
            sheet.write(row, 0, format!("แห่งที่ {row}")).unwrap();
            sheet.write(row, 1, 20 + row * 7).unwrap();
            sheet.write(row, 2, 3 + row).unwrap();
        }
        sheet.write(5, 1, "๓๕").unwrap();
        sheet.write(3, 2, "-").unwrap();
        sheet.write(6, 2, "-").unwrap();
    });
    let (exit, report) = check(&folder, &["--baseline", "known.json"]);
    assert_eq!(
        (exit, rules(&report["findings"])),
        (1, vec!["placeholder".to_owned()])
    );
    assert_eq!(report["known"], 1);
    fs::write(
        folder.path().join("known.json"),
        "{\"baseline\": 2, \"findings\": []}",
    )
    .unwrap();
    let output = run(
        folder.path(),
        &["check", "a.xlsx", "--baseline", "known.json"],
    );
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("version 2"), "{}", err(&output));
}

#[test]
fn a_profile_is_proposed_with_a_reason_and_judges_only_when_chosen() {
    let folder = TempDir::new().unwrap();
    workbook(folder.path(), "a.xlsx", |sheet| {
        for (column, label) in (0u16..).zip(["จังหวัด", "จำนวนคน", "จำนวนแห่ง"])
        {
            sheet.write(0, column, label).unwrap();
        }
        for row in 1..9 {
            sheet.write(row, 0, format!("แห่งที่ {row}")).unwrap();
            sheet.write(row, 1, 20 + row * 7).unwrap();
            sheet.write(row, 2, 3 + row * row).unwrap();
        }
        let sum = |of: &dyn Fn(u32) -> u32| (1..9).map(of).sum::<u32>();
        sheet.write(9, 0, "รวม").unwrap();
        sheet.write(9, 1, sum(&|row| 20 + row * 7)).unwrap();
        sheet.write(9, 2, sum(&|row| 3 + row * row)).unwrap();
    });
    let (exit, report) = check(&folder, &[]);
    assert_eq!(
        (exit, &report["findings"][0]["severity"]),
        (1, &Value::from("error"))
    );
    assert_eq!(report["profile"]["name"], "statistical-table");
    assert_eq!(report["profile"]["chosen"], false);
    let (exit, report) = check(&folder, &["--profile", "statistical-table"]);
    assert_eq!(
        (
            exit,
            &report["findings"][0]["rule"],
            &report["findings"][0]["severity"]
        ),
        (0, &Value::from("total-row"), &Value::from("warning"))
    );
    assert_eq!(report["profile"]["chosen"], true);
    // What the command says comes last.
    let (exit, _) = check(
        &folder,
        &["--profile", "statistical-table", "--deny", "total-row"],
    );
    assert_eq!(exit, 1);
}

#[test]
fn every_level_of_a_profile_is_of_a_rule() {
    for profile in sheetpress::validate::profiles::PROFILES {
        for (rule, _) in profile.levels {
            assert!(
                sheetpress::validate::rule(rule).is_some(),
                "{}: {rule}",
                profile.name
            );
        }
    }
}

/// Names and national numbers of persons, beside a column with a fault of its own.
fn people(sheet: &mut rust_xlsxwriter::Worksheet) {
    for (column, label) in (0u16..).zip(["ผู้ป่วย", "เลขประจำตัวประชาชน", "จำนวน"])
    {
        sheet.write(0, column, label).unwrap();
    }
    for (row, id) in (1u32..).zip([
        "2100000000014",
        "2100000000022",
        "2100000000031",
        "2100000000049",
        "2100000000057",
    ]) {
        let given = ["สมชาย", "มานะ", "ปิติ", "วีระ", "ชูใจ"][row as usize - 1];
        sheet.write(row, 0, format!("นาย{given} ใจดี")).unwrap();
        sheet.write(row, 1, id).unwrap();
        sheet.write(row, 2, row).unwrap();
    }
    sheet.write(3, 2, "๓").unwrap();
}

#[test]
fn setting_a_finding_aside_does_not_lay_persons_open() {
    let folder = TempDir::new().unwrap();
    workbook(folder.path(), "a.xlsx", people);
    run(
        folder.path(),
        &["check", "a.xlsx", "--write-baseline", "known.json"],
    );
    for set_aside in [
        vec!["--allow", "national-id", "--allow", "person-name"],
        vec!["--baseline", "known.json"],
    ] {
        for form in [
            "text",
            "json",
            "html",
            "sarif",
            "csv",
            "github",
            "junit",
            "frictionless",
        ] {
            let mut arguments = vec!["check", "a.xlsx", "--format", form];
            arguments.extend(&set_aside);
            let output = run(folder.path(), &arguments);
            let said = out(&output);
            assert!(
                !said.contains("21000000000"),
                "{form} {set_aside:?}: {said}"
            );
            assert!(!said.contains("ใจดี"), "{form} {set_aside:?}: {said}");
        }
    }
}

#[test]
fn the_command_has_the_last_word_and_a_note_is_good_for_its_own_file() {
    let folder = TempDir::new().unwrap();
    let thai = "sheetpress: ยกเว้น thai-digits เพราะเอกสารต้นฉบับใช้เลขไทย";
    faulty(&folder, "a.xlsx", &[(0, 1, thai)]);
    let (exit, report) = check(
        &folder,
        &["--deny", "thai-digits", "--allow", "placeholder"],
    );
    assert_eq!(
        (exit, rules(&report["findings"])),
        (1, vec!["thai-digits".to_owned()])
    );
    // A baseline replaces no data.
    let output = run(
        folder.path(),
        &["check", "a.xlsx", "--write-baseline", "a.xlsx"],
    );
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("is no baseline"), "{}", err(&output));
    // What cannot be done for one file keeps no other from its report.
    let output = run(
        folder.path(),
        &[
            "check",
            "none.xlsx",
            "a.xlsx",
            "--format",
            "json",
            "--report",
            "r.json",
        ],
    );
    assert_eq!(code(&output), 2);
    let report = fs::read_to_string(folder.path().join("r.json")).unwrap();
    assert!(report.contains("placeholder"), "{report}");
    // Where no dataset is concerned the report is there, and empty.
    let output = run(
        folder.path(),
        &["check", "--datasets-of", "README.md", "--report", "r.sarif"],
    );
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(
        fs::read_to_string(folder.path().join("r.sarif"))
            .unwrap()
            .contains("2.1.0")
    );
}

#[test]
fn what_is_counted_and_not_listed_is_said_and_never_excused_by_a_range() {
    let folder = TempDir::new().unwrap();
    workbook(folder.path(), "a.xlsx", |sheet| {
        sheet.write(0, 0, "แห่ง").unwrap();
        sheet.write(0, 1, "ราย").unwrap();
        for row in 1..5000 {
            sheet.write(row, 0, format!("ห้องที่ {row}")).unwrap();
            if row % 2 == 0 {
                sheet.write(row, 1, "๓").unwrap();
            } else {
                sheet.write(row, 1, row % 97).unwrap();
            }
        }
    });
    let (_, report) = check(&folder, &[]);
    let finding = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["rule"] == "thai-digits")
        .unwrap();
    let listed = 1 + finding["evidence"].as_array().unwrap().len() as u64;
    assert_eq!(finding["count"], 2499);
    assert_eq!(finding["unlisted"].as_u64(), Some(2499 - listed));
}
