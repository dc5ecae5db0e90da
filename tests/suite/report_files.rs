use std::collections::BTreeSet;
use std::fs;

use sheetpress::model::crosswalk::{CROSSWALK, Counter};
use sheetpress::model::diagnostic::Diagnostic;
use sheetpress::model::language::Language;
use sheetpress::model::quality::{Gravity, Quality};
use sheetpress::render::RENDERERS;
use sheetpress::validate::rules::RULES;
use tempfile::TempDir;

use crate::cli::{code, err, out, run, tidy_sheet, workbook};
use crate::reports::{checked, faults, rendered};

#[test]
fn several_reports_of_one_check_go_where_they_belong() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    workbook(root, "tidy.xlsx", tidy_sheet);
    let arguments =
        "check tidy.xlsx --format json --format html --format text --report a --report b";
    let output = run(root, &arguments.split(' ').collect::<Vec<_>>());
    assert_eq!(code(&output), 0, "{}", err(&output));
    let read = |name: &str| fs::read_to_string(root.join(name)).unwrap();
    assert!(read("a").starts_with('{') && read("b").starts_with("<!DOCTYPE html>"));
    assert!(out(&output).contains("six criteria"));
    // The name of the file tells the form, the longest ending first.
    for (name, begins) in [
        ("x.json", "{\n  \"report\""),
        ("x.sarif.json", "{\n  \"$schema\""),
        ("x.sarif", "{\n  \"$schema\""),
        ("x.frictionless.json", "{\n  \"valid\""),
        ("X.HTML", "<!DOCTYPE html>"),
        ("x.xml", "<?xml"),
        ("x.csv", "rule,severity"),
        ("x.txt", "tidy.xlsx"),
    ] {
        let output = run(root, &["check", "tidy.xlsx", "--report", name]);
        assert_eq!(code(&output), 0, "{name}: {}", err(&output));
        assert!(read(name).starts_with(begins), "{name}: {}", read(name));
        assert_eq!(out(&output), "");
    }
}

#[test]
fn flags_that_contradict_each_other_are_refused_and_nothing_is_written() {
    let folder = TempDir::new().unwrap();
    let root = folder.path();
    workbook(root, "tidy.xlsx", tidy_sheet);
    fs::write(root.join("data.csv"), "a,b\n1,2\n3,4\n").unwrap();
    let before = fs::read_dir(root).unwrap().count();
    for (flags, said) in [
        (
            "tidy.xlsx --format json --format text",
            "cannot both go to standard output",
        ),
        (
            "tidy.xlsx --report x.json --report x.json",
            "named for two reports",
        ),
        ("tidy.xlsx --report x.odd", "does not say which form"),
        (
            "tidy.xlsx --format text --report tidy.xlsx",
            "looks like data",
        ),
        (
            "tidy.xlsx --format json --report datapackage.json",
            "looks like data",
        ),
        (
            "data.csv --format csv --report data.csv",
            "among the files to check",
        ),
        (
            ". --format csv --report data.csv",
            "among the files to check",
        ),
        (
            "tidy.xlsx --format nothing",
            "the formats are text, json, html",
        ),
        // The second cannot be written, so the first is not either.
        (
            "tidy.xlsx --report x.json --report none/y.json",
            "cannot write none/y.json",
        ),
    ] {
        let arguments: Vec<&str> = ["check"].into_iter().chain(flags.split(' ')).collect();
        let output = run(root, &arguments);
        assert_eq!(code(&output), 2, "{flags}: {}", out(&output));
        assert!(err(&output).contains(said), "{flags}: {}", err(&output));
        assert_eq!(fs::read_dir(root).unwrap().count(), before, "{flags}");
    }
    assert_eq!(fs::read(root.join("data.csv")).unwrap(), b"a,b\n1,2\n3,4\n");
}

#[test]
fn values_of_persons_are_in_no_report() {
    let folder = TempDir::new().unwrap();
    let report = checked(folder.path(), "people.xlsx", |sheet| {
        for (column, label) in (0..).zip(["ลำดับ", "เลขประจำตัวประชาชน", "ผล"])
        {
            sheet.write(0, column, label).unwrap();
        }
        for (row, id) in (1..).zip([
            "2100000000014",
            "2100000000022",
            "2100000000031",
            "2100000000049",
            "2100000000057",
        ]) {
            sheet.write(row, 0, row).unwrap();
            sheet.write(row, 1, id).unwrap();
            sheet.write(row, 2, "ดี").unwrap();
        }
    });
    assert!(
        report
            .findings
            .iter()
            .any(|finding| finding.rule == "national-id")
    );
    for renderer in RENDERERS {
        for language in [Language::Thai, Language::English] {
            let bytes = (renderer.render)(&report, language);
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains("21000000000"), "{}", renderer.name);
        }
    }
    let html = rendered("html", &report, Language::English);
    assert!(html.contains("•••") && html.contains("not shown: it may be personal data"));
}

#[test]
fn the_catalogue_of_rules_says_what_others_call_them() {
    let output = run(".".as_ref(), &["rules", "--format", "json"]);
    let rules: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let rule = |name: &str| {
        let rules = rules.as_array().unwrap().iter();
        rules
            .clone()
            .find(|rule| rule["name"] == name)
            .unwrap()
            .clone()
    };
    assert_eq!(rule("blank-row-inside")["frictionless"], "blank-row");
    assert_eq!(rule("blank-row-inside")["counter"], "blank-row");
    assert_eq!(rule("merged-body")["frictionless"], "table-error");
    assert!(rule("merged-body")["counter"].is_null());
}

#[test]
fn the_crosswalk_names_rules_that_exist_and_types_that_frictionless_knows() {
    let known = [
        "blank-label",
        "duplicate-label",
        "blank-row",
        "type-error",
        "constraint-error",
        "primary-key",
        "incorrect-label",
        "schema-error",
        "package-error",
        "source-error",
        "encoding-error",
        "table-error",
        "duplicate-row",
        "unique-error",
        "foreign-key",
        "extra-cell",
        "missing-cell",
        "extra-label",
        "missing-label",
        "file-error",
        "row-constraint",
    ];
    let mut seen = BTreeSet::new();
    for crossing in CROSSWALK {
        let exists = RULES.iter().any(|rule| rule.name == crossing.rule);
        assert!(exists, "{} is no rule", crossing.rule);
        assert!(
            known.contains(&crossing.frictionless),
            "{}",
            crossing.frictionless
        );
        assert!(seen.insert(crossing.rule), "{} stands twice", crossing.rule);
    }
}

#[test]
fn the_score_follows_the_counters() {
    let report = |rule: &'static str, count: u64| {
        let mut report = faults();
        report.suppressed.clear();
        report.findings.truncate(1);
        let finding: &mut Diagnostic = &mut report.findings[0];
        (finding.rule, finding.count) = (rule, count);
        Quality::of(&report)
    };
    for (rule, count, gravity, validity) in [
        ("blank-header", 1, Gravity::Critical, 25),
        ("blank-row-inside", 1, Gravity::Medium, 25),
        ("blank-row-inside", 101, Gravity::High, 5),
        ("thai-digits", 10, Gravity::None, 25),
        ("thai-digits", 11, Gravity::None, 15),
        ("thai-digits", 100, Gravity::None, 15),
        ("title-rows-above", 500, Gravity::None, 25),
    ] {
        let quality = report(rule, count);
        assert_eq!(
            (quality.gravity, quality.validity),
            (gravity, validity),
            "{rule} {count}"
        );
    }
    let quality = report("thai-digits", 7);
    assert!(quality.counters.contains(&(Counter::FormatError, 7)));
    // Neither metadata nor what only the portal knows is made up.
    assert_eq!((quality.known(), quality.unknown()), ((45, 45), 55));
}
