use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;
use rust_xlsxwriter::{Format, Worksheet};
use serde_json::Value;
use sheetpress::model::diagnostic::Severity;
use sheetpress::model::language::Language;
use sheetpress::model::report::{Report, Suppressed};
use sheetpress::pipeline::{self, Options};
use sheetpress::render::{RENDERERS, Renderer};
use tempfile::TempDir;

use crate::cli::workbook;

/// What nobody should have typed into a cell.
pub(crate) const HOSTILE: &str =
    "<script>alert('x')</script> ]]> \"q\" & 100%\r\n::error ::x\u{1b}[31m";

/// A workbook with a fault of many kinds, and hostile texts where reports repeat them.
fn faulty(sheet: &mut Worksheet) {
    sheet.write(0, 0, HOSTILE).unwrap();
    for (column, label) in (0..).zip(["จังหวัด", "ชาย", "ชาย", "วันที่", "หมายเหตุ <b>"])
    {
        sheet.write(1, column, label).unwrap();
    }
    for row in 2..40u32 {
        sheet.write(row, 0, format!("จ.{row}")).unwrap();
        sheet.write(row, 1, row * 3).unwrap();
        sheet.write(row, 2, f64::from(row) / 4.0).unwrap();
        sheet
            .write(row, 3, format!("{} ต.ค. 2566", row % 28 + 1))
            .unwrap();
        sheet
            .write(row, 4, ["ดี", "พอใช้", "-"][row as usize % 3])
            .unwrap();
    }
    sheet.write(5, 1, "๑๒").unwrap();
    sheet.write(9, 1, HOSTILE).unwrap();
    let plain = Format::new();
    sheet.merge_range(12, 0, 13, 0, "รวมกัน", &plain).unwrap();
    sheet.write(42, 0, HOSTILE).unwrap();
}

pub(crate) fn checked(folder: &Path, name: &str, fill: impl FnOnce(&mut Worksheet)) -> Report {
    let path = workbook(folder, name, fill);
    let options = Options {
        detail: true,
        ..Options::default()
    };
    let mut report = pipeline::check_file(&path, &options).unwrap();
    // A name of its own, so that texts do not depend on the temporary folder.
    for finding in &mut report.findings {
        finding.location.file = format!("ข้อมูล {name}");
    }
    report.files[0].path = format!("ข้อมูล {name}");
    report.details[0].file = format!("ข้อมูล {name}");
    report
}

pub(crate) fn faults() -> Report {
    let folder = TempDir::new().unwrap();
    let mut report = checked(folder.path(), "faulty.xlsx", faulty);
    assert!(report.findings.len() >= 6, "{}", report.findings.len());
    let reason = format!("agreed {HOSTILE}");
    report.suppressed.push(Suppressed {
        finding: report.findings[0].clone(),
        reason,
        by: "note in A1".to_owned(),
    });
    report
}

pub(crate) fn rendered(name: &str, report: &Report, language: Language) -> String {
    String::from_utf8((renderer(name).render)(report, language)).unwrap()
}

fn renderer(name: &str) -> &'static Renderer {
    RENDERERS.iter().find(|it| it.name == name).unwrap()
}

#[test]
fn every_form_speaks_both_languages_and_says_the_same_twice() {
    let report = faults();
    for renderer in RENDERERS {
        let [th, en] = [Language::Thai, Language::English].map(|it| (renderer.render)(&report, it));
        assert_ne!(th, en, "{}", renderer.name);
        assert_eq!(
            th,
            (renderer.render)(&report, Language::Thai),
            "{}",
            renderer.name
        );
        for (text, language) in [(th, Language::Thai), (en, Language::English)] {
            let text = String::from_utf8_lossy(&text).into_owned();
            let first = &report.findings[0];
            let words = first.message.get(language).split('"').next_back().unwrap();
            assert!(text.contains(words.trim()), "{}: {words}", renderer.name);
            if !renderer.styled {
                assert!(!text.contains('\u{1b}'), "{}", renderer.name);
            }
        }
    }
}

#[test]
fn json_and_sarif_validate_against_their_schemas() {
    let report = faults();
    for (form, schema) in [
        ("json", "schemas/profiles/report-v1.json"),
        ("sarif", "tests/files/sarif-2.1.0.json"),
    ] {
        let schema = fs::read_to_string(schema).unwrap();
        // The pattern for languages in OASIS' schema has a bracket too many, which strict engines refuse.
        let schema = schema.replace("{2}-[a-zA-Z]{2}]?$", "{2}-[a-zA-Z]{2}$");
        let schema: Value = serde_json::from_str(&schema).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        for language in [Language::Thai, Language::English] {
            let document: Value = serde_json::from_str(&rendered(form, &report, language)).unwrap();
            let errors = validator.iter_errors(&document).map(|it| it.to_string());
            assert_eq!(errors.collect::<Vec<_>>(), Vec::<String>::new(), "{form}");
        }
    }
}

#[test]
fn sarif_names_cells_and_gives_a_fault_the_same_print_wherever_it_moves() {
    let prints = |report: &Report| -> Vec<(String, String)> {
        let document: Value =
            serde_json::from_str(&rendered("sarif", report, Language::English)).unwrap();
        let results = document["runs"][0]["results"].as_array().unwrap().clone();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let print = |it: &Value| text(&it["partialFingerprints"]["sheetpress/v1"]);
        results
            .iter()
            .map(|it| (text(&it["ruleId"]), print(it)))
            .collect()
    };
    let report = faults();
    let document: Value =
        serde_json::from_str(&rendered("sarif", &report, Language::Thai)).unwrap();
    let run = &document["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(
        results.len(),
        report.findings.len() + report.suppressed.len()
    );
    assert_eq!(run["invocations"][0]["exitCode"], 1);
    for (result, finding) in results.iter().zip(&report.findings) {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], finding.rule);
        let place = &result["locations"][0];
        let uri = "%E0%B8%82%E0%B9%89%E0%B8%AD%E0%B8%A1%E0%B8%B9%E0%B8%A5%20faulty.xlsx";
        assert_eq!(place["physicalLocation"]["artifactLocation"]["uri"], uri);
        let range = finding.location.range.unwrap();
        let full = format!("ข้อมูล faulty.xlsx!Sheet1!{range}");
        assert_eq!(place["logicalLocations"][0]["fullyQualifiedName"], full);
    }
    let suppressed = results.last().unwrap();
    assert_eq!(suppressed["suppressions"][0]["status"], "accepted");

    let all = prints(&report);
    let different: BTreeSet<_> = all.iter().map(|(_, print)| print).collect();
    assert_eq!(different.len(), all.len(), "{all:?}");
    let mut moved = faults();
    for finding in &mut moved.findings {
        let range = finding.location.range.as_mut().unwrap();
        range.first.row += 3;
        range.last.row += 3;
    }
    assert_eq!(prints(&moved), all);
}

/// Reads XML to its end; gives the names of its elements and the values of some attributes.
pub(crate) fn elements(xml: &str, attribute: &str) -> Vec<(String, Option<String>)> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut elements = Vec::new();
    let mut open = 0;
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                let value = tag.attributes().find_map(|it| {
                    let it = it.unwrap();
                    let value = it.value.clone().into_owned();
                    (it.key.as_ref() == attribute).then_some(value)
                });
                elements.push((name, value));
                open += i32::from(matches!(event, Event::Start(_)));
            }
            Event::End(_) => open -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open, 0);
    elements
}

#[test]
fn html_is_well_formed_links_every_finding_with_its_cell_and_runs_nothing() {
    let report = faults();
    for language in [Language::Thai, Language::English] {
        let html = rendered("html", &report, language);
        let lower = html.to_ascii_lowercase();
        for forbidden in ["<script", "javascript:", " onclick", "http-equiv", "src="] {
            assert!(!lower.contains(forbidden), "{forbidden}");
        }
        assert!(
            html.contains(
                "&lt;script&gt;alert('x')&lt;/script&gt; ]]&gt; &quot;q&quot; &amp; 100%"
            )
        );
        assert!(html.contains(&format!("lang=\"{}\"", language.code())));
        let ids: Vec<String> = elements(&html, "id")
            .into_iter()
            .filter_map(|it| it.1)
            .collect();
        let different: BTreeSet<_> = ids.iter().collect();
        assert_eq!(different.len(), ids.len(), "an id stands twice");
        for (name, target) in elements(&html, "href") {
            let Some(target) = target else { continue };
            let id = target.strip_prefix('#').unwrap().to_owned();
            assert!(name == "a" && ids.contains(&id), "{target} leads nowhere");
        }
        for (number, finding) in (1..).zip(&report.findings) {
            let cell = finding.location.range.unwrap().first;
            assert!(html.contains(&format!("<li id=\"f{number}\"")), "{number}");
            assert!(html.contains(&format!("href=\"#s0-{cell}\"")), "{cell}");
            assert!(html.contains(&format!("id=\"s0-{cell}\"")), "{cell}");
        }
        assert!(html.contains("<svg") && html.contains("@media print"));
    }
}

#[test]
fn junit_counts_what_it_says() {
    let report = faults();
    let xml = rendered("junit", &report, Language::Thai);
    let names = elements(&xml, "failures");
    let count = |name: &str| names.iter().filter(|it| it.0 == name).count();
    let said: usize = names[0].1.as_ref().unwrap().parse().unwrap();
    let errors = report
        .findings
        .iter()
        .filter(|it| it.severity == Severity::Error);
    let rules: BTreeSet<_> = errors.map(|it| it.rule).collect();
    assert_eq!((count("failure"), said), (rules.len(), rules.len()));
    let tests: usize = elements(&xml, "tests")[0]
        .1
        .as_ref()
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(count("testcase"), tests);
    assert!(tests > 30, "rules that found nothing pass, and are said to");
    assert!(xml.contains("B6"), "a failure names its cell");
}

#[test]
fn github_annotations_are_one_command_a_finding_whatever_a_cell_says() {
    let report = faults();
    let text = rendered("github", &report, Language::English);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), report.findings.len());
    for (line, finding) in lines.iter().zip(&report.findings) {
        let (command, message) = line[2..].split_once("::").unwrap();
        assert!(
            command.starts_with("error ") || command.starts_with("warning "),
            "{line}"
        );
        let row = finding.location.range.unwrap().first.row + 1;
        assert!(command.contains(&format!(",line={row},title=")), "{line}");
        assert!(message.contains("Sheet1"), "{line}");
    }
    let mut odd = report.clone();
    odd.findings.truncate(1);
    odd.findings[0].location.file = "a,b:c%\r\n::error::x".to_owned();
    let text = rendered("github", &odd, Language::English);
    assert!(
        text.contains("file=a%2Cb%3Ac%25%0D%0A%3A%3Aerror%3A%3Ax,line="),
        "{text}"
    );
    assert_eq!(text.lines().count(), 1);
}

#[test]
fn csv_reads_back_as_it_was_found() {
    let report = faults();
    let text = rendered("csv", &report, Language::Thai);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|it| it == name).unwrap();
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), report.findings.len());
    for (record, finding) in records.iter().zip(&report.findings) {
        assert_eq!(&record[column("rule")], finding.rule);
        assert_eq!(record[column("message")], finding.message.th);
        assert_eq!(record[column("help")], finding.help.th);
        assert_eq!(record[column("count")], finding.count.to_string());
        assert!(!record[column("why")].is_empty());
    }
}

#[test]
fn frictionless_has_every_member_that_its_types_demand() {
    let report = faults();
    let document: Value =
        serde_json::from_str(&rendered("frictionless", &report, Language::English)).unwrap();
    assert_eq!(document["valid"], false);
    let task = &document["tasks"][0];
    assert_eq!(task["place"], "ข้อมูล faulty.xlsx");
    let errors = task["errors"].as_array().unwrap();
    assert_eq!(document["stats"]["errors"], errors.len());
    for error in errors {
        for member in ["type", "title", "description", "message", "tags", "note"] {
            assert!(!error[member].is_null(), "{member}: {error}");
        }
        let tags = error["tags"].to_string();
        for (tag, members) in [
            ("#row", &["cells", "rowNumber"][..]),
            ("#cell", &["cell", "fieldName", "fieldNumber"]),
            ("#label", &["label", "fieldName", "fieldNumber"]),
        ] {
            for member in members.iter().filter(|_| tags.contains(tag)) {
                assert!(!error[*member].is_null(), "{member}: {error}");
            }
        }
    }
    let digits = errors.iter().find(|it| it["cell"] == "๑๒").unwrap();
    assert_eq!(
        (&digits["rowNumber"], &digits["fieldNumber"]),
        (&6.into(), &2.into())
    );
}
