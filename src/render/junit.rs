//! `JUnit` XML, the form that every CI server shows: a suite a file, a case a rule.

use crate::model::diagnostic::Diagnostic;
use crate::model::language::Language;
use crate::model::markup::Markup;
use crate::model::page::RulePage;
use crate::model::report::{Report, Suppressed};
use crate::render::words::{pick, place};

/// One rule on one file.
struct Case<'a> {
    page: &'a RulePage,
    findings: Vec<&'a Diagnostic>,
    suppressed: Vec<&'a Suppressed>,
}

/// The report as `JUnit` XML. A rule fails where it found something at the level at which the check fails.
pub(super) fn junit(report: &Report, language: Language) -> Vec<u8> {
    let mut out = Markup::new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let suites: Vec<(&str, Vec<Case<'_>>)> = files(report)
        .into_iter()
        .map(|file| (file, cases(report, file)))
        .collect();
    let tests: usize = suites.iter().map(|(_, cases)| cases.len()).sum();
    let failures: usize = suites.iter().map(|(_, cases)| failing(report, cases)).sum();
    let skipped = report.not_checked.len();
    let attributes = [
        ("name", "sheetpress"),
        ("tests", &*(tests + skipped).to_string()),
        ("failures", &failures.to_string()),
    ];
    out.element("testsuites", &attributes, |out| {
        for (file, cases) in &suites {
            suite(out, report, (file, cases), language);
        }
        not_checked(out, report, language);
        out.line();
    });
    out.finish()
}

/// The files that were read, then others that have findings.
fn files(report: &Report) -> Vec<&str> {
    let read = report.files.iter().map(|file| file.path.as_str());
    let suppressed = report.suppressed.iter().map(|it| &it.finding);
    let found = report.findings.iter().chain(suppressed);
    let mut files: Vec<&str> = Vec::new();
    for file in read.chain(found.map(|finding| finding.location.file.as_str())) {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    files
}

/// A workbook was looked at by every rule but those about descriptors; of other files only what was found is known.
fn cases<'a>(report: &'a Report, file: &str) -> Vec<Case<'a>> {
    let was_read = report.files.iter().any(|it| it.path == file);
    let is_here = |finding: &Diagnostic, page: &RulePage| {
        finding.rule == page.name && finding.location.file == file
    };
    let case = |page: &'a RulePage| {
        let findings = report.findings.iter();
        let suppressed = report.suppressed.iter();
        Case {
            page,
            findings: findings.filter(|it| is_here(it, page)).collect(),
            suppressed: suppressed.filter(|it| is_here(&it.finding, page)).collect(),
        }
    };
    let cases = report.rules.iter().map(case);
    cases
        .filter(|case| {
            !case.findings.is_empty()
                || !case.suppressed.is_empty()
                || (was_read && case.page.scope != "dataset")
        })
        .collect()
}

fn fails(report: &Report, case: &Case<'_>) -> bool {
    let mut findings = case.findings.iter();
    findings.any(|finding| finding.severity >= report.fail_on)
}

fn failing(report: &Report, cases: &[Case<'_>]) -> usize {
    cases.iter().filter(|case| fails(report, case)).count()
}

fn suite(
    out: &mut Markup,
    report: &Report,
    (file, cases): (&str, &[Case<'_>]),
    language: Language,
) {
    let attributes = [
        ("name", file),
        ("tests", &*cases.len().to_string()),
        ("failures", &failing(report, cases).to_string()),
    ];
    out.line();
    out.element("testsuite", &attributes, |out| {
        for case in cases {
            let name = format!("{} [{}]", case.page.title.get(language), case.page.name);
            out.line();
            out.element("testcase", &[("classname", file), ("name", &name)], |out| {
                outcome(out, report, case, language);
            });
        }
        out.line();
    });
}

fn outcome(out: &mut Markup, report: &Report, case: &Case<'_>, language: Language) {
    let lines: Vec<String> = case
        .findings
        .iter()
        .map(|finding| line(finding, language))
        .collect();
    let text = lines.join("\n");
    if fails(report, case) {
        let first = lines.first().map_or("", String::as_str);
        let attributes = [("message", first), ("type", case.page.name)];
        out.leaf("failure", &attributes, &text);
    } else if !lines.is_empty() {
        out.leaf("system-out", &[], &text);
    } else if let Some(suppressed) = case.suppressed.first() {
        let reason = format!("{} ({})", suppressed.reason, suppressed.by);
        out.leaf("skipped", &[("message", &reason)], "");
    }
}

/// Severity, sheet, cells, message, help.
fn line(finding: &Diagnostic, language: Language) -> String {
    let sheet = finding.location.sheet.as_ref();
    let sheet = sheet.map_or_else(String::new, |sheet| format!("\"{sheet}\" "));
    let further = finding.faulty().skip(1).map(|range| range.to_string());
    let places: Vec<String> = [place(finding)].into_iter().chain(further).collect();
    let places = places.join(", ");
    let mend = pick(language, "วิธีแก้", "mend");
    let (message, help) = (finding.message.get(language), finding.help.get(language));
    format!(
        "{} {sheet}{places}: {message} ({mend}: {help})",
        finding.severity
    )
}

/// What was not looked at: neither passed nor failed.
fn not_checked(out: &mut Markup, report: &Report, language: Language) {
    if report.not_checked.is_empty() {
        return;
    }
    let name = pick(language, "ไม่ได้ตรวจ", "not checked");
    let count = report.not_checked.len().to_string();
    let attributes = [("name", name), ("tests", &*count), ("skipped", &count)];
    out.line();
    out.element("testsuite", &attributes, |out| {
        for not in &report.not_checked {
            let attributes = [("classname", name), ("name", not.what.get(language))];
            out.element("testcase", &attributes, |out| {
                out.leaf("skipped", &[("message", not.why.get(language))], "");
            });
        }
    });
}
