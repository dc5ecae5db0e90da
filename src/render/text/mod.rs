//! The report for a terminal: findings by file and sheet with the cells around them, then the six criteria.

mod closing;

use std::collections::BTreeSet;
use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use crate::model::address::Letters;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::language::{Language, Text};
use crate::model::page::Section;
use crate::model::report::{Excerpt, Report};
use crate::render::width::{pad, plain};
use crate::render::words;

/// Columns of one drawn cell.
const CELL: usize = 16;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const INFO: Style = AnsiColor::Cyan.on_default();
const GOOD: Style = AnsiColor::Green.on_default().bold();
const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();

/// The report as text with ANSI styles; whoever prints it takes them out where no terminal reads.
pub fn text(report: &Report, language: Language) -> String {
    let mut out = String::new();
    looked_at(&mut out, report, language);
    let mut place: Option<(&str, Option<&str>)> = None;
    let mut explained = BTreeSet::new();
    for (number, finding) in report.findings.iter().enumerate() {
        let here = (
            finding.location.file.as_str(),
            finding.location.sheet.as_deref(),
        );
        if place != Some(here) {
            place = Some(here);
            heading(&mut out, here, language);
        }
        let at = report
            .excerpts
            .binary_search_by_key(&number, |excerpt| excerpt.finding);
        let excerpt = at.ok().and_then(|at| report.excerpts.get(at));
        // Why is said once a rule; who reads on knows it.
        let why = explained.insert(finding.rule).then(|| {
            let page = report.page(finding.rule);
            page.map(|page| page.first_paragraph(Section::Why, language))
        });
        diagnostic(&mut out, finding, excerpt, why.flatten(), language);
    }
    closing::settled(&mut out, report, language);
    closing::set_aside(&mut out, report, language);
    for not in &report.not_checked {
        let words = Text {
            th: "ไม่ได้ตรวจ",
            en: "not checked",
        }
        .get(language);
        line(
            &mut out,
            &format!(
                "{INFO}{words}{INFO:#} {}: {}",
                not.what.get(language),
                not.why.get(language)
            ),
        );
    }
    closing::criteria(&mut out, report, language);
    closing::quality(&mut out, report, language);
    closing::verdict(&mut out, report, language);
    out
}

/// Writing to a String cannot fail.
fn line(out: &mut String, text: &str) {
    let _infallible = writeln!(out, "{text}");
}

/// What was looked at: every table of every file, so that a reader sees whether the right one was found.
fn looked_at(out: &mut String, report: &Report, language: Language) {
    for file in &report.files {
        for sheet in &file.sheets {
            for table in &sheet.tables {
                let (range, rows) = (table.range, table.record_count());
                let words = match language {
                    Language::Thai => format!("ตาราง {range} {rows} แถว"),
                    Language::English => format!("table {range}, {rows} rows"),
                };
                line(
                    out,
                    &format!(
                        "{BOLD}{}{BOLD:#} · \"{}\" · {words}",
                        plain(&file.path),
                        plain(&sheet.name)
                    ),
                );
            }
        }
    }
    line(out, "");
}

fn heading(out: &mut String, (file, sheet): (&str, Option<&str>), language: Language) {
    let word = words::pick(language, "แผ่นงาน", "sheet");
    let file = plain(file);
    match sheet.map(plain) {
        Some(sheet) => line(out, &format!("{BOLD}{file}{BOLD:#} · {word} \"{sheet}\"\n")),
        None => line(out, &format!("{BOLD}{file}{BOLD:#}\n")),
    }
}

fn diagnostic(
    out: &mut String,
    finding: &Diagnostic,
    excerpt: Option<&Excerpt>,
    why: Option<String>,
    language: Language,
) {
    let style = style(finding.severity);
    let severity = words::severity(finding.severity, language);
    let place = plain(&words::place(finding)).into_owned();
    let more = match finding.evidence.as_slice() {
        [] => String::new(),
        [range] => format!(", {range}"),
        [first, second] => format!(", {first}, {second}"),
        [first, second, rest @ ..] => {
            let count = rest.len();
            let words = Text {
                th: "ช่วงอื่น",
                en: "more places",
            }
            .get(language);
            format!(", {first}, {second} +{count} {words}")
        }
    };
    let source = finding
        .location
        .source
        .as_deref()
        .map_or_else(String::new, |cells| {
            let word = words::pick(language, "ในไฟล์ต้นฉบับ", "in the workbook");
            format!("  ({word}: {})", plain(cells))
        });
    line(
        out,
        &format!(
            "{style}{severity}{style:#}[{}] {BOLD}{place}{BOLD:#}{more}{source}",
            finding.rule
        ),
    );
    line(out, &format!("  {}", plain(finding.message.get(language))));
    if let Some(excerpt) = excerpt {
        draw(out, finding, excerpt);
    }
    if let Some(why) = why {
        let word = words::pick(language, "ทำไม", "why");
        line(out, &format!("  {DIM}{word}{DIM:#}: {why}"));
    }
    let word = words::pick(language, "วิธีแก้", "mend");
    let help = plain(finding.help.get(language));
    line(out, &format!("  {GOOD}{word}{GOOD:#}: {help}\n"));
}

/// The cells around a finding: letters above, numbers at the left, the faulty ones marked.
fn draw(out: &mut String, finding: &Diagnostic, excerpt: &Excerpt) {
    let Some(range) = finding.location.range else {
        return;
    };
    let columns = excerpt
        .rows
        .iter()
        .map(|(_, cells)| cells.len())
        .max()
        .unwrap_or(0);
    let mut head = " ".repeat(10);
    for column in (excerpt.first_column..).take(columns) {
        head.push_str(&pad(&Letters(column).to_string(), CELL + 3));
    }
    line(out, &format!("{DIM}{}{DIM:#}", head.trim_end()));
    for (row, cells) in &excerpt.rows {
        let inside = (range.first.row..=range.last.row).contains(row);
        let marker = if inside { ">" } else { " " };
        let mut text = format!("  {marker}{DIM}{:>6}{DIM:#}", row + 1);
        for (column, cell) in (excerpt.first_column..).zip(cells) {
            let faulty = inside && (range.first.column..=range.last.column).contains(&column);
            let cell = pad(cell, CELL);
            if faulty {
                let _infallible = write!(text, "{DIM} │ {DIM:#}{ERROR}{cell}{ERROR:#}");
            } else {
                let _infallible = write!(text, "{DIM} │ {DIM:#}{cell}");
            }
        }
        line(out, text.trim_end());
    }
}

fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Info => INFO,
    }
}
