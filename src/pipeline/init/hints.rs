//! What the plan and the words around a table say of its columns: units, the meaning of gaps, personal data.

use crate::describe::draft::{Hint, Told};
use crate::model::address::Letters;
use crate::model::change::Account;
use crate::model::detail::is_personal;
use crate::model::diagnostic::Diagnostic;
use crate::model::grammar::{label, unit};
use crate::model::plan::StepCall;
use crate::model::table::{Table, TableColumn};

/// Numbers of the sheets' columns in which a rule found personal data.
pub(super) fn personal_columns(findings: &[Vec<Diagnostic>]) -> Vec<u32> {
    let personal = findings
        .iter()
        .flatten()
        .filter(|finding| is_personal(finding.rule));
    let ranges =
        personal.flat_map(|finding| finding.location.range.iter().chain(&finding.evidence));
    let mut columns: Vec<u32> = ranges
        .flat_map(|range| range.first.column..=range.last.column)
        .collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// One hint for each column of a tidied table.
pub(super) fn hints(
    table: &Table,
    account: &Account,
    calls: &[StepCall],
    personal: &[u32],
    told: &Told,
) -> Vec<Hint> {
    let columns = table.columns.iter();
    columns
        .map(|column| Hint {
            unit: unit_of(column, account, calls, told),
            missing: missing_of(column, calls),
            personal: column
                .sources
                .iter()
                .any(|source| personal.contains(source)),
        })
        .collect()
}

/// The unit that was taken out of the cells, the one in the label, or the one of the whole table.
fn unit_of(column: &TableColumn, account: &Account, calls: &[StepCall], told: &Told) -> String {
    let stripped = calls.iter().filter(|call| call.step == "strip-units");
    let mut stripped =
        stripped.filter(|call| !call.texts("columns").is_empty() && names(call, column));
    let by_step = stripped.find_map(|call| call.text("unit"));
    if let Some(unit) = by_step {
        return unit.to_owned();
    }
    let left = account.left_out.iter().filter(|left| left.what == "unit");
    let mut left = left.filter(|left| column.sources.contains(&left.range.first.column));
    if let Some((_, unit)) = left.find_map(|left| left.text.rsplit_once(": ")) {
        return unit.trim().to_owned();
    }
    let brackets = column.label.split(['(', '[']).skip(1);
    let mut inside = brackets.filter_map(|rest| rest.split([')', ']']).next());
    let is_unit = |text: &&str| {
        let bare = text.trim_start_matches(|letter: char| "สิบร้อยพันหมื่นแสนล้าน".contains(letter));
        unit::known(text).is_some() || unit::known(bare).is_some()
    };
    if let Some(unit) = inside.find(is_unit) {
        return unit.trim().to_owned();
    }
    if label::is_percent(&column.label) {
        return "ร้อยละ".to_owned();
    }
    if label::is_year(&column.label) || label::is_running(&column.label) {
        return String::new();
    }
    format!("{}{}", told.multiplier, told.unit)
}

/// What an empty cell means, by the words that were taken out.
fn missing_of(column: &TableColumn, calls: &[StepCall]) -> String {
    let emptied = calls.iter().filter(|call| call.step == "words-to-missing");
    let emptied = emptied.filter(|call| names(call, column));
    let meanings = emptied.flat_map(|call| call.map("values"));
    let meanings = meanings.map(|(text, meaning)| format!("{text} = {meaning}"));
    meanings.collect::<Vec<_>>().join("; ")
}

/// Whether a call is for a column; one that names none is for all.
fn names(call: &StepCall, column: &TableColumn) -> bool {
    let named = call.texts("columns");
    let is_it = |name: &&str| {
        let letter = column
            .sources
            .first()
            .map(|first| Letters(*first).to_string());
        *name == column.name || *name == column.label || letter.as_deref() == Some(*name)
    };
    named.is_empty() || named.iter().any(is_it)
}
