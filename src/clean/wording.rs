//! Words that the sentences of several steps share.

use crate::model::language::{Message, say};
use crate::model::plan::StepCall;

/// "columns B, C", or "all columns" where a call names none.
pub(super) fn columns(call: &StepCall) -> Message {
    let listed = call.listed("columns");
    match call.texts("columns").len() {
        0 => say!(th: "ทุกคอลัมน์", en: "all columns"),
        1 => say!(th: "คอลัมน์ {listed}", en: "column {listed}"),
        _ => say!(th: "คอลัมน์ {listed}", en: "columns {listed}"),
    }
}

/// A text of a call; a question mark where it is missing.
pub(super) fn text<'a>(call: &'a StepCall, key: &str) -> &'a str {
    call.text(key).unwrap_or("?")
}

/// The texts of a list, each in quotes.
pub(super) fn quoted(call: &StepCall, key: &str) -> String {
    let quoted: Vec<String> = call
        .texts(key)
        .into_iter()
        .map(|text| format!("\"{text}\""))
        .collect();
    quoted.join(", ")
}

/// The pairs of a map: `A → no, B → yes`.
pub(super) fn pairs(call: &StepCall, key: &str) -> String {
    let pairs: Vec<String> = call
        .map(key)
        .into_iter()
        .map(|(from, to)| format!("{from} → {to}"))
        .collect();
    pairs.join(", ")
}
