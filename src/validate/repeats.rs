//! Which rows of a table say again what a row before them says. Costs 16 bytes a row while it looks.

use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher;

use crate::model::cell::{Cell, Value};
use crate::model::table::{Table, TableColumn};

/// Source rows, in order of output.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    /// Rows whose values stand in a row before them.
    pub(super) again: Vec<u32>,
    /// Rows that lack one of the values.
    pub(super) empty: Vec<u32>,
}

/// Compares rows by what they say in some columns: `1` typed as text and the number 1 are the same.
pub(super) fn find(table: &Table, columns: &[&TableColumn]) -> Repeats {
    let mut found = Repeats::default();
    if let [column] = columns
        && ascends(table, column)
    {
        return found;
    }
    let mut hashes: Vec<(u64, u32)> = Vec::new();
    let rows: Vec<u32> = table.row_numbers().collect();
    let mut said = Vec::new();
    for (number, row) in (0u32..).zip(&rows) {
        if !say(table, columns, *row, &mut said) {
            found.empty.push(*row);
            continue;
        }
        // Its keys are fixed: the same table gives the same order. Equal hashes are compared in full below.
        let mut hasher = DefaultHasher::new();
        hasher.write(&said);
        hashes.push((hasher.finish(), number));
    }
    hashes.sort_unstable();
    let mut again: Vec<u32> = Vec::new();
    for same in hashes
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|same| same.len() > 1)
    {
        let mut seen: Vec<Vec<u8>> = Vec::new();
        for (_, number) in same {
            say(table, columns, rows[*number as usize], &mut said);
            if seen.contains(&said) {
                again.push(*number);
            } else {
                seen.push(said.clone());
            }
        }
    }
    again.sort_unstable();
    found.again = again
        .into_iter()
        .map(|number| rows[number as usize])
        .collect();
    found
}

/// Whether a column is a running number: then nothing repeats, and nothing need be kept.
fn ascends(table: &Table, column: &TableColumn) -> bool {
    let mut last = f64::NEG_INFINITY;
    table.row_numbers().all(|row| {
        let Value::Number(number) = column.cells.get(row).value() else {
            return false;
        };
        let before = std::mem::replace(&mut last, number.to_f64());
        before < last
    })
}

/// Writes what a row says in some columns; `false` where one of them says nothing.
fn say(table: &Table, columns: &[&TableColumn], row: u32, out: &mut Vec<u8>) -> bool {
    out.clear();
    for column in columns {
        let before = out.len();
        let cell: Cell = column.cells.get(row);
        cell.value().write(&table.strings, out);
        if out.len() == before {
            return false;
        }
        // No text holds this byte, so that "a" + "bc" is not "ab" + "c".
        out.push(0xff);
    }
    true
}
