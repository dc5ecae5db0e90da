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

/// Whether the text is a tick.
pub fn is_tick(text: &str) -> bool {
    TICKS.contains(&text.trim())
}
