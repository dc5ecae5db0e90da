//! Texts that stand where a value is missing, and marks that stand for "yes".

/// Texts that say "no value here". `ไม่มี` is not among them: it answers a question.
const PLACEHOLDERS: &[&str] = &[
    "-",
    "–",
    "—",
    "--",
    "---",
    ".",
    "..",
    "...",
    "…",
    "?",
    "n/a",
    "na",
    "n.a.",
    "nan",
    "null",
    "nil",
    "none",
    "(null)",
    "ไม่มีข้อมูล",
    "ไม่ระบุ",
    "ไม่ทราบ",
    "ไม่ทราบข้อมูล",
    "ไม่ปรากฏ",
    "ไม่ปรากฏข้อมูล",
    "no data",
    "not available",
    "not applicable",
    "unknown",
];

/// What a placeholder says about the value that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A dash, dots or a word of a program: nothing.
    Unsaid,
    /// There is no such value.
    NotApplicable,
    /// It was not collected, or is not at hand.
    NoData,
    /// Nobody knows it.
    Unknown,
    /// It was not stated.
    NotStated,
}

/// Placeholders that say more than a dash.
const REASONS: &[(&str, Reason)] = &[
    ("n/a", Reason::NotApplicable),
    ("na", Reason::NotApplicable),
    ("n.a.", Reason::NotApplicable),
    ("not applicable", Reason::NotApplicable),
    ("ไม่มีข้อมูล", Reason::NoData),
    ("no data", Reason::NoData),
    ("not available", Reason::NoData),
    ("?", Reason::Unknown),
    ("ไม่ทราบ", Reason::Unknown),
    ("ไม่ทราบข้อมูล", Reason::Unknown),
    ("ไม่ปรากฏ", Reason::Unknown),
    ("ไม่ปรากฏข้อมูล", Reason::Unknown),
    ("unknown", Reason::Unknown),
    ("ไม่ระบุ", Reason::NotStated),
];

/// Longest placeholder, in bytes; a longer text need not be compared.
const LONGEST: usize = 48;

/// Marks that officers put into one of several columns.
const TICKS: &[&str] = &["✓", "✔", "√", "☑", "✅", "🗸", "/"];

/// Whether the text stands for a missing value.
pub fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    text.len() <= LONGEST
        && PLACEHOLDERS
            .iter()
            .any(|word| word.eq_ignore_ascii_case(text))
}

/// What a placeholder says; `None` for any other text.
pub fn reason(text: &str) -> Option<Reason> {
    let text = text.trim();
    let stated = REASONS
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(text))
        .map_or(Reason::Unsaid, |(_, reason)| *reason);
    is_placeholder(text).then_some(stated)
}

/// Whether the text is a tick.
pub fn is_tick(text: &str) -> bool {
    TICKS.contains(&text.trim())
}

#[cfg(test)]
mod tests {
    use super::{REASONS, Reason, is_placeholder, reason};

    #[test]
    fn every_word_with_a_reason_is_a_placeholder() {
        for (word, why) in REASONS {
            assert!(is_placeholder(word), "{word}");
            assert_eq!(reason(word), Some(*why), "{word}");
        }
        assert_eq!(reason(" - "), Some(Reason::Unsaid));
        assert_eq!(reason("null"), Some(Reason::Unsaid));
        assert_eq!(reason("ไม่มี"), None);
    }
}
