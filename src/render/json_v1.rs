//! Report v1: the shape that others build on, frozen here and in `schemas/profiles/report-v1.json`.

use serde_json::{Map, Value, json};

use crate::model::address::{Letters, Range};
use crate::model::diagnostic::Diagnostic;
use crate::model::language::Language;
use crate::model::layout::Layout;
use crate::model::quality::Quality;
use crate::model::report::{Report, Suppressed};
use crate::model::workbook::Visibility;

/// The report as JSON.
pub fn json(report: &Report, language: Language) -> String {
    let criteria: Vec<_> = report
        .criteria
        .iter()
        .map(|criterion| json!({ "id": criterion.id.to_string(), "pass": criterion.pass, "findings": criterion.findings }))
        .collect();
    let files: Vec<_> = report
        .files
        .iter()
        .map(|file| {
            let sheets: Vec<_> = file
                .sheets
                .iter()
                .map(|sheet| {
                    let tables: Vec<_> = sheet.tables.iter().map(table).collect();
                    json!({ "name": sheet.name, "visible": sheet.visibility == Visibility::Visible, "tables": tables })
                })
                .collect();
            json!({ "path": file.path, "format": file.format.extension(), "sheets": sheets })
        })
        .collect();
    let findings = |findings: &[Diagnostic]| {
        findings
            .iter()
            .map(|it| finding(it, language))
            .collect::<Vec<_>>()
    };
    let not_checked: Vec<_> = report
        .not_checked
        .iter()
        .map(|not| json!({ "what": not.what.get(language), "why": not.why.get(language) }))
        .collect();
    let document = json!({
        "report": 1,
        "verdict": report.verdict.as_str(),
        "criteria": criteria,
        "files": files,
        "findings": findings(&report.findings),
        "settled": findings(&report.settled),
        "suppressed": suppressed(&report.suppressed, language),
        "known": report.known,
        "baseline": report.baseline,
        "profile": report.profile.as_ref().map(|profile| json!({
            "name": profile.name,
            "chosen": profile.chosen,
            "reason": profile.reason.get(language),
        })),
        "not_checked": not_checked,
        "quality": quality(&Quality::of(report)),
    });
    // A value made of strings, numbers and lists cannot fail to serialise.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn quality(quality: &Quality) -> Value {
    let counters = quality.counters.iter();
    let counters: Map<String, Value> = counters
        .map(|(counter, count)| (counter.as_str().to_owned(), json!(count)))
        .collect();
    let (points, of) = quality.known();
    json!({
        "counters": counters,
        "severity": quality.gravity.as_str(),
        "validity": quality.validity,
        "format": quality.format,
        "metadata": quality.metadata,
        "points": points,
        "of": of,
        "unknown": quality.unknown(),
    })
}

fn suppressed(suppressed: &[Suppressed], language: Language) -> Vec<Value> {
    let object = |it: &Suppressed| {
        let finding = finding(&it.finding, language);
        json!({ "finding": finding, "reason": it.reason, "by": it.by })
    };
    suppressed.iter().map(object).collect()
}

fn table(layout: &Layout) -> Value {
    let columns = (layout.range.first.column, layout.range.last.column);
    let rows = |first, last| Range::of((first, last), columns).to_string();
    let cells = |cells: &[crate::model::address::CellRef]| {
        cells.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let fields: Vec<_> = layout
        .fields
        .iter()
        .map(|field| {
            json!({
                "column": Letters(field.column).to_string(),
                "label": field.label,
                "name": field.label,
                "type": field.kind.as_str(),
                "missing": field.profile.missing,
            })
        })
        .collect();
    let mut notes = cells(&layout.notes);
    notes.extend(cells(&layout.beside));
    json!({
        "range": layout.range.to_string(),
        "header": layout.header.map(|header| header.to_string()),
        "body": layout.body.map(|(first, last)| rows(first, last)),
        "titles": cells(&layout.titles),
        "notes": notes,
        "totals": layout.totals.iter().map(|total| rows(total.row, total.row)).collect::<Vec<_>>(),
        "fields": fields,
    })
}

fn finding(finding: &Diagnostic, language: Language) -> Value {
    let location = &finding.location;
    let mut place = json!({ "file": location.file });
    if let Some(place) = place.as_object_mut() {
        let range = location.range.map(|range| range.to_string());
        for (key, value) in [
            ("sheet", &location.sheet),
            ("range", &range),
            ("field", &location.field),
            ("label", &location.label),
            ("source", &location.source),
        ] {
            if let Some(value) = value {
                place.insert(key.to_owned(), json!(value));
            }
        }
    }
    let confidence = (f64::from(finding.confidence) * 100.0).round() / 100.0;
    let mut object = json!({
        "rule": finding.rule,
        "severity": finding.severity.as_str(),
        "confidence": confidence,
        "location": place,
        "count": finding.count,
        "message": finding.message.get(language),
        "help": finding.help.get(language),
        "evidence": finding.evidence.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "suggestion": finding.suggestion,
        "fix": finding.fix.as_str(),
    });
    // Of very many places the first are listed; how many cells are not is said.
    let places = location.range.iter().chain(&finding.evidence);
    let listed: u64 = places.map(Range::cells).sum();
    if let Some(object) = object.as_object_mut()
        && listed > 0
        && listed < finding.count
    {
        object.insert("unlisted".to_owned(), json!(finding.count - listed));
    }
    if let (Some(object), Some(step)) = (object.as_object_mut(), &finding.settled_by) {
        object.insert("settled_by".to_owned(), json!(step));
    }
    object
}
