//! One line a finding, for a spreadsheet or a script.

use csv::WriterBuilder;

use crate::model::diagnostic::Diagnostic;
use crate::model::language::Language;
use crate::model::page::Section;
use crate::model::report::Report;

/// The columns.
const HEADER: [&str; 14] = [
    "rule",
    "severity",
    "criterion",
    "file",
    "sheet",
    "range",
    "label",
    "count",
    "message",
    "help",
    "why",
    "suggestion",
    "fix",
    "confidence",
];

/// The findings as CSV: UTF-8 without byte order mark, RFC 4180.
pub(super) fn csv(report: &Report, language: Language) -> Vec<u8> {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    // Writing to a Vec cannot fail, and every record has as many fields as the header.
    let _infallible = writer.write_record(HEADER);
    for finding in &report.findings {
        let _infallible = writer.write_record(record(report, finding, language));
    }
    writer.into_inner().unwrap_or_default()
}

fn record(report: &Report, finding: &Diagnostic, language: Language) -> [String; 14] {
    let location = &finding.location;
    let page = report.page(finding.rule);
    let criterion = page.and_then(|page| page.criterion);
    let why = page.map(|page| page.first_paragraph(Section::Why, language));
    [
        finding.rule.to_owned(),
        finding.severity.to_string(),
        criterion.map(String::from).unwrap_or_default(),
        location.file.clone(),
        location.sheet.clone().unwrap_or_default(),
        location.range.map_or_else(String::new, |it| it.to_string()),
        location.label.clone().unwrap_or_default(),
        finding.count.to_string(),
        finding.message.get(language).to_owned(),
        finding.help.get(language).to_owned(),
        why.unwrap_or_default(),
        finding.suggestion.clone().unwrap_or_default(),
        finding.fix.as_str().to_owned(),
        format!("{:.2}", finding.confidence),
    ]
}
