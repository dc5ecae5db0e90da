//! What stands together in the rows of two columns.

use std::collections::BTreeMap;

use crate::model::address::{CellRef, Range};
use crate::model::cell::Cell;
use crate::model::column::Column;
use crate::validate::distinct::Distinct;
use crate::validate::view::{ColumnView, Hits};

/// Two values that stand in one row, and in how many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    pub(super) first: Cell,
    pub(super) second: Cell,
    pub(super) count: u64,
}

/// The distinct pairs of two columns of one table, rows that lack one of the two not counted; `None` where there are more than
/// [`Distinct::LIMIT`]. In the order of the cells' bits, which is the same for the same file.
pub(super) fn distinct(first: &ColumnView<'_>, second: &ColumnView<'_>) -> Option<Vec<Pair>> {
    let mut counts: BTreeMap<(u64, u64), Pair> = BTreeMap::new();
    // Records are often sorted: the pair before is most often the pair again.
    let mut last: Option<Pair> = None;
    let mut flush = |pair: Pair| {
        let known = counts.entry((pair.first.bits(), pair.second.bits()));
        known
            .and_modify(|known| known.count += pair.count)
            .or_insert(pair);
        counts.len() <= Distinct::LIMIT
    };
    for (first, second, _) in cells(first, second) {
        if let Some(pair) = &mut last
            && pair.first == first
            && pair.second == second
        {
            pair.count += 1;
            continue;
        }
        let pair = Pair {
            first,
            second,
            count: 1,
        };
        if let Some(before) = last.replace(pair)
            && !flush(before)
        {
            return None;
        }
    }
    if let Some(pair) = last {
        flush(pair);
    }
    Some(counts.into_values().collect())
}

/// The cells of `first` in the rows whose pair is one of `pairs`.
pub(super) fn rows_of(
    first: &ColumnView<'_>,
    second: &ColumnView<'_>,
    pairs: &[Pair],
) -> Option<Hits> {
    if pairs.is_empty() {
        return None;
    }
    let mut wanted: Vec<(u64, u64)> = pairs
        .iter()
        .map(|pair| (pair.first.bits(), pair.second.bits()))
        .collect();
    wanted.sort_unstable();
    let mut runs: Vec<Range> = Vec::new();
    let mut count = 0;
    let mut example = None;
    for (cell, beside, row) in cells(first, second) {
        if wanted.binary_search(&(cell.bits(), beside.bits())).is_err() {
            continue;
        }
        count += 1;
        example.get_or_insert(cell);
        match runs.last_mut() {
            Some(run) if run.last.row + 1 == row => run.last.row = row,
            _ => runs.push(Range::from(CellRef::new(row, first.field.column))),
        }
    }
    Some(Hits {
        runs,
        count,
        example: first.text(example?),
    })
}

/// The cells of both columns, row by row, where both hold something.
fn cells<'a>(
    first: &'a ColumnView<'a>,
    second: &'a ColumnView<'a>,
) -> impl Iterator<Item = (Cell, Cell, u32)> {
    let both = column(first).zip(column(second));
    both.into_iter().flat_map(move |(one, other)| {
        let rows = first.records.iter().flat_map(|(from, to)| *from..=*to);
        rows.filter_map(move |row| {
            let (one, other) = (one.get(row), other.get(row));
            (!one.is_empty() && !other.is_empty()).then_some((one, other, row))
        })
    })
}

fn column<'a>(view: &ColumnView<'a>) -> Option<&'a Column> {
    view.sheet.columns.get(view.field.column as usize)
}
