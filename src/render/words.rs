//! Words that several forms of the report share.

use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::language::{Language, Text};
use crate::model::report::Verdict;

/// A text in one language.
pub(super) fn pick(language: Language, th: &'static str, en: &'static str) -> &'static str {
    Text { th, en }.get(language)
}

/// A reader's word for a severity.
pub(super) fn severity(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => pick(language, "ข้อผิดพลาด", "error"),
        Severity::Warning => pick(language, "คำเตือน", "warning"),
        Severity::Info => pick(language, "ข้อสังเกต", "info"),
    }
}

/// A reader's word for a verdict.
pub(super) fn verdict(verdict: Verdict, language: Language) -> &'static str {
    match verdict {
        Verdict::Pass => pick(language, "ผ่าน", "pass"),
        Verdict::Fail => pick(language, "ไม่ผ่าน", "fail"),
        Verdict::Incomplete => pick(
            language,
            "ยังสรุปไม่ได้ เพราะบางรายการตรวจไม่ได้",
            "incomplete: something could not be checked",
        ),
    }
}

/// What a finding is about: its cells, or the item of a descriptor; nothing for a whole file.
pub(super) fn place(finding: &Diagnostic) -> String {
    match (finding.location.range, &finding.location.field) {
        (Some(range), _) => range.to_string(),
        (None, Some(field)) => field.clone(),
        (None, None) => String::new(),
    }
}

/// A whole number with thousands separators, for people.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
