//! Workflow commands that GitHub Actions turns into annotations of a file.

use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::language::Language;
use crate::model::report::Report;
use crate::render::words::{pick, place};

/// A command a finding. A workbook has no lines: the line is the number of the row, and the message names cell and sheet.
pub(super) fn github(report: &Report, language: Language) -> Vec<u8> {
    let mut out = String::new();
    for finding in &report.findings {
        out.push_str(&command(report, finding, language));
        out.push('\n');
    }
    out.into_bytes()
}

fn command(report: &Report, finding: &Diagnostic, language: Language) -> String {
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let location = &finding.location;
    let file = property(&location.file.replace('\\', "/"));
    let line = location
        .cell()
        .map_or_else(String::new, |cell| format!(",line={}", cell.row + 1));
    let title = report
        .page(finding.rule)
        .map_or(finding.rule, |page| page.title.get(language));
    let title = property(&format!("{title} [{}]", finding.rule));
    let mut text = place(finding);
    if let Some(sheet) = &location.sheet {
        let word = pick(language, "แผ่นงาน", "sheet");
        text = format!("{text} ({word} \"{sheet}\")");
    }
    if !text.is_empty() {
        text.push_str(": ");
    }
    let mend = pick(language, "วิธีแก้", "mend");
    let (message, help) = (finding.message.get(language), finding.help.get(language));
    let text = data(&format!("{text}{message}\n{mend}: {help}"));
    format!("::{name} file={file}{line},title={title}::{text}")
}

/// The text of a command: a line break would end it, and what follows could be a command of its own.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property, which ends at a comma or colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
