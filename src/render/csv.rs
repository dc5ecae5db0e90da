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

/// The findings as CSV: UTF-8 without byte order mark, RFC 4180. A text that a spreadsheet would take for a formula has an
/// apostrophe in front.
pub(super) fn csv(report: &Report, language: Language) -> Vec<u8> {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    // Writing to a Vec cannot fail, and every record has as many fields as the header.
    let _infallible = writer.write_record(HEADER);
    for finding in &report.findings {
        let record = record(report, finding, language).map(inert);
        let _infallible = writer.write_record(record);
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

/// What a publisher typed into a cell must not run on the machine of whoever opens the report. Numbers stay as they are.
fn inert(text: String) -> String {
    let mut letters = text.chars();
    let runs = match (letters.next(), letters.next()) {
        (Some('=' | '@' | '\t' | '\r'), _) => true,
        (Some('+' | '-'), Some(next)) => !next.is_ascii_digit(),
        _ => false,
    };
    if runs { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn formulas_are_made_texts_and_numbers_stay() {
        for (text, written) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-cmd|x", "'-cmd|x"),
            ("-5", "-5"),
            ("-", "-"),
            ("จังหวัด", "จังหวัด"),
            ("", ""),
        ] {
            assert_eq!(inert(text.to_owned()), written);
        }
    }
}
