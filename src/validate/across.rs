//! Totals across: columns that are the sum of columns beside them.

use crate::model::address::CellRef;
use crate::model::cell::Cell;
use crate::model::grammar::label;
use crate::model::layout::FieldLayout;
use crate::validate::amounts::{Amount, agree, is_numeric, is_rounding};
use crate::validate::view::TableView;

/// Columns that may be parts of one total.
const MOST_PARTS: usize = 24;
/// Records that decide which columns are the parts.
const SAMPLE: usize = 500;
/// Records that must agree at least.
const ENOUGH: u64 = 4;

/// A column that is the sum of others in at least nine of ten records.
#[derive(Debug)]
pub(crate) struct TotalColumn<'a> {
    /// The total.
    pub(crate) total: &'a FieldLayout,
    /// The parts, from the one next to the total on outwards.
    pub(crate) parts: Vec<&'a FieldLayout>,
    /// Records in which the sum agrees.
    pub(crate) agree: u64,
    /// Those that disagree by more than rounding: row, sum, total.
    pub(crate) others: Vec<(u32, f64, f64)>,
}

/// Finds the columns of a table whose label says total and whose numbers agree.
pub(crate) fn totals<'a>(table: &TableView<'a>) -> Vec<TotalColumn<'a>> {
    let fields = &table.layout.fields;
    let is_part = |field: &&FieldLayout| {
        is_numeric(field.kind) && !field.code && field.profile.years < field.profile.numbers.max(1)
    };
    let mut found = Vec::new();
    for (at, total) in fields.iter().enumerate() {
        if !label::is_total(&total.label) || !is_part(&total) {
            continue;
        }
        // A total ends the columns that another one sums up.
        let is_own = |field: &&FieldLayout| is_part(field) && !label::is_total(&field.label);
        let left = fields.iter().take(at).rev().take_while(is_own);
        let right = fields.iter().skip(at + 1).take_while(is_own);
        let left: Vec<&FieldLayout> = left.take(MOST_PARTS).collect();
        let right: Vec<&FieldLayout> = right.take(MOST_PARTS).collect();
        found.extend(
            sum_of(table, total, left)
                .or_else(|| sum_of(table, total, right))
                .filter(|column| column.agree >= ENOUGH),
        );
    }
    found
}

/// The total as the sum of the first two or more of some columns.
fn sum_of<'a>(
    table: &TableView<'a>,
    total: &'a FieldLayout,
    mut columns: Vec<&'a FieldLayout>,
) -> Option<TotalColumn<'a>> {
    if columns.len() < 2 {
        return None;
    }
    // How many records agree with the sum of the first column, of the first two …
    let mut counts = vec![0u64; columns.len()];
    let mut asked = 0u64;
    let rows = table.layout.records();
    let rows = rows.iter().flat_map(|(first, last)| *first..=*last);
    for row in rows.clone().take(SAMPLE) {
        let Some(value) = amount(table, row, total) else {
            continue;
        };
        asked += 1;
        let mut sum = 0.0;
        for ((column, count), parts) in columns.iter().zip(&mut counts).zip(1u32..) {
            let Some(part) = Amount::of(table.workbook, cell(table, row, column)).or_zero() else {
                break;
            };
            sum += part;
            *count += u64::from(agree(sum, value, parts));
        }
    }
    let convinces = |count: u64, asked: u64| asked > 0 && count * 10 >= asked * 9;
    let last = (1..columns.len()).find(|last| convinces(counts[*last], asked))?;
    columns.truncate(last + 1);
    let mut found = TotalColumn {
        total,
        parts: columns,
        agree: 0,
        others: Vec::new(),
    };
    let mut rounded = 0u64;
    for row in rows {
        let Some(value) = amount(table, row, total) else {
            continue;
        };
        let mut sum = 0.0;
        let mut parts = 0u32;
        for column in &found.parts {
            let Some(part) = Amount::of(table.workbook, cell(table, row, column)).or_zero() else {
                break;
            };
            sum += part;
            parts += 1;
        }
        // A part that is words says nothing about the sum.
        if parts as usize != found.parts.len() {
            continue;
        }
        if agree(sum, value, parts) {
            found.agree += 1;
        } else if is_rounding(sum, value, parts) {
            rounded += 1;
        } else {
            found.others.push((row, sum, value));
        }
    }
    let others = found.others.len() as u64 + rounded;
    convinces(found.agree, found.agree + others).then_some(found)
}

fn cell(table: &TableView<'_>, row: u32, field: &FieldLayout) -> Cell {
    table.sheet.cell(CellRef::new(row, field.column))
}

/// The total of a row; none where it is missing or zero, because nothing adds up to nothing by chance.
fn amount(table: &TableView<'_>, row: u32, total: &FieldLayout) -> Option<f64> {
    match Amount::of(table.workbook, cell(table, row, total)) {
        Amount::Of(value) if value.abs() > f64::EPSILON => Some(value),
        _ => None,
    }
}
