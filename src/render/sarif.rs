//! SARIF 2.1.0, the form that code scanning services read.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::model::address::Range;
use crate::model::crosswalk::{self, Counter};
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::digest;
use crate::model::language::Language;
use crate::model::page::{RulePage, Section};
use crate::model::report::{Report, Suppressed, Verdict};
use crate::render::words::{pick, place};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Further places of a result, at most; services refuse results with very many.
const RELATED: usize = 100;

/// The report as SARIF.
pub(super) fn sarif(report: &Report, language: Language) -> Vec<u8> {
    let rules: Vec<Value> = report
        .rules
        .iter()
        .map(|page| rule(page, language))
        .collect();
    let mut seen = BTreeMap::new();
    let mut results: Vec<Value> = Vec::new();
    for finding in &report.findings {
        results.push(result(report, finding, language, &mut seen));
    }
    for suppressed in &report.suppressed {
        let mut value = result(report, &suppressed.finding, language, &mut seen);
        if let Some(object) = value.as_object_mut() {
            object.insert("suppressions".to_owned(), json!([suppression(suppressed)]));
        }
        results.push(value);
    }
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "sheetpress",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": language.code(),
                "rules": rules,
            } },
            "language": language.code(),
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation(report, language)],
            "results": results,
        }],
    });
    // A value made of strings, numbers and lists cannot fail to serialise.
    let mut text = serde_json::to_vec_pretty(&document).unwrap_or_default();
    text.push(b'\n');
    text
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn rule(page: &RulePage, language: Language) -> Value {
    let mut tags = vec!["data-quality".to_owned(), page.scope.to_owned()];
    tags.extend(page.criterion.map(|id| format!("criterion-{id}")));
    let section = |section: Section| {
        let heading = section.heading().get(language);
        format!("## {heading}\n\n{}", page.section(section, language))
    };
    let markdown = [Section::Why, Section::Mend].map(section).join("\n\n");
    json!({
        "id": page.name,
        "shortDescription": { "text": page.title.get(language) },
        "fullDescription": { "text": page.section(Section::Why, language) },
        "help": {
            "text": page.section(Section::Mend, language),
            "markdown": markdown,
        },
        "defaultConfiguration": { "level": level(page.severity) },
        "properties": {
            "tags": tags,
            "fix": page.fix.as_str(),
            "frictionless": crosswalk::frictionless(page.name, page.scope),
            "counter": crosswalk::counter(page.name).map(Counter::as_str),
        },
    })
}

fn invocation(report: &Report, language: Language) -> Value {
    let (successful, exit_code) = match report.verdict {
        Verdict::Pass => (true, 0),
        Verdict::Fail => (true, 1),
        Verdict::Incomplete => (false, 3),
    };
    let not_checked = report.not_checked.iter().map(|not| {
        let (what, why) = (not.what.get(language), not.why.get(language));
        let level = if not.decides { "warning" } else { "note" };
        json!({ "level": level, "message": { "text": format!("{what}: {why}") } })
    });
    json!({
        "executionSuccessful": successful,
        "exitCode": exit_code,
        "toolExecutionNotifications": not_checked.collect::<Vec<_>>(),
    })
}

fn result(
    report: &Report,
    finding: &Diagnostic,
    language: Language,
    seen: &mut BTreeMap<String, u32>,
) -> Value {
    let (message, help) = (finding.message.get(language), finding.help.get(language));
    let mend = pick(language, "วิธีแก้", "mend");
    let related: Vec<Value> = finding
        .evidence
        .iter()
        .take(RELATED)
        .map(|range| location(finding, Some(*range)))
        .collect();
    let mut value = json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": format!("{message}\n{mend}: {help}") },
        "locations": [location(finding, finding.location.range)],
        "relatedLocations": related,
        "partialFingerprints": { "sheetpress/v1": fingerprint(finding, seen) },
        "properties": {
            "count": finding.count,
            "confidence": (f64::from(finding.confidence) * 100.0).round() / 100.0,
            "label": finding.location.label,
            "suggestion": finding.suggestion,
            "fix": finding.fix.as_str(),
        },
    });
    let index = report
        .rules
        .iter()
        .position(|page| page.name == finding.rule);
    if let (Some(object), Some(index)) = (value.as_object_mut(), index) {
        object.insert("ruleIndex".to_owned(), json!(index));
    }
    value
}

/// A cell is named by file, sheet and address; a row number is the line, which is true of a text file and the nearest
/// thing to it in a workbook.
fn location(finding: &Diagnostic, range: Option<Range>) -> Value {
    let place_of = &finding.location;
    let mut physical = json!({ "artifactLocation": artifact(&place_of.file) });
    if let (Some(object), Some(range)) = (physical.as_object_mut(), range) {
        let (first, last) = (range.first.row + 1, range.last.row + 1);
        object.insert(
            "region".to_owned(),
            json!({ "startLine": first, "endLine": last }),
        );
    }
    let name = range.map_or_else(|| place(finding), |range| range.to_string());
    let sheet = place_of.sheet.as_deref();
    let full = [Some(place_of.file.as_str()), sheet, Some(&name)]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("!");
    json!({
        "physicalLocation": physical,
        "logicalLocations": [{ "name": name, "fullyQualifiedName": full, "kind": "cell" }],
    })
}

/// A file as a reference: relative ones start at the root of the source, wherever that is checked out.
fn artifact(file: &str) -> Value {
    let path = encoded(&file.replace('\\', "/"));
    if path.starts_with('/') {
        return json!({ "uri": format!("file://{path}") });
    }
    let path = path.strip_prefix("./").unwrap_or(&path);
    json!({ "uri": path, "uriBaseId": "%SRCROOT%" })
}

/// Percent-encodes everything that a path in a URI may not hold.
fn encoded(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push_str(&digest::hex(&[byte]).to_ascii_uppercase());
        }
    }
    out
}

/// The same for the same fault when rows are added above it: of rule, file, sheet and column, and which of its kind it is.
fn fingerprint(finding: &Diagnostic, seen: &mut BTreeMap<String, u32>) -> String {
    let location = &finding.location;
    let column = location.label.as_ref().or(location.field.as_ref());
    let key = [
        finding.rule,
        &location.file,
        location.sheet.as_deref().unwrap_or(""),
        column.map_or("", String::as_str),
    ]
    .join("\n");
    let number = seen.entry(key.clone()).or_default();
    *number += 1;
    let mut print = digest::sha256(format!("{key}\n{number}").as_bytes());
    print.truncate(32);
    print
}

fn suppression(suppressed: &Suppressed) -> Value {
    json!({
        "kind": "external",
        "status": "accepted",
        "justification": format!("{} ({})", suppressed.reason, suppressed.by),
    })
}
