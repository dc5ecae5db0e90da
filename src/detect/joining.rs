//! Which blocks are one table: where it goes on under blank rows, and what is a repetition in between.

use crate::detect::blocks::Block;
use crate::detect::grid::{Grid, Kind};
use crate::detect::header::{self, MAX_HEADER};
use crate::detect::labels::is_number_row;
use crate::model::address::{CellRef, Range};
use crate::model::layout::Layout;

/// Share of columns that two blocks must have in common to be one table.
const OVERLAP: f64 = 0.8;
/// Blank rows that a table may have inside and go on.
const GAP: u32 = 2;

fn overlap(a: (u32, u32), b: (u32, u32)) -> f64 {
    let common = (a.1.min(b.1) + 1).saturating_sub(a.0.max(b.0));
    let widest = (a.1 - a.0 + 1).max(b.1 - b.0 + 1);
    f64::from(common) / f64::from(widest)
}

/// A single row under a table, one blank row away: part of it if it has the same shape.
pub(super) fn lone_row(grid: &Grid<'_>, tables: &[Layout], block: &Block) -> bool {
    block.full_rows == 1
        && block.rows.0 == block.rows.1
        && tables.iter().any(|table| {
            let columns = (table.range.first.column, table.range.last.column);
            block.rows.0 > table.range.last.row
                && block.rows.0 - table.range.last.row <= GAP + 1
                && block.columns.0 >= columns.0
                && block.columns.1 <= columns.1
                && grid
                    .row_within(block.rows.0, columns)
                    .filter(|column| grid.kind_at(block.rows.0, *column).is_typed())
                    .count()
                    > 0
        })
}

/// The table above that a block goes on with.
pub(super) fn continues(
    grid: &Grid<'_>,
    tables: &[Layout],
    block: &Block,
    own: Option<&header::Found>,
) -> Option<usize> {
    let (at, above) = tables.iter().enumerate().rev().find(|(_, table)| {
        overlap(
            (table.range.first.column, table.range.last.column),
            block.columns,
        ) > 0.0
    })?;
    let columns = (above.range.first.column, above.range.last.column);
    if above.range.last.row >= block.rows.0 {
        return None;
    }
    if block.rows.0 == block.rows.1 && lone_row(grid, &tables[at..=at], block) {
        return Some(at);
    }
    if overlap(columns, block.columns) < OVERLAP {
        return None;
    }
    let Some(found) = own else { return Some(at) };
    if let (Some(header), Some(mine)) = (above.header, found.header)
        && same_labels(grid, header, Range::of(mine, block.columns))
    {
        // The same header under a title of its own is the next table of a series.
        let texts = |cells: &[CellRef]| -> Vec<String> {
            let texts = cells.iter().map(|cell| grid.text(cell.row, cell.column));
            texts.collect()
        };
        let (own, first) = (texts(&found.titles), texts(&above.titles));
        let continued = own
            .iter()
            .all(|title| first.contains(title) || title.contains("ต่อ"));
        return continued.then_some(at);
    }
    let near = block.rows.0 - above.range.last.row <= GAP + 1;
    // No header of its own: the table goes on under blank rows, perhaps with a row that names the next group.
    let group = |title: &CellRef| title.column == columns.0;
    let named = found.titles.len() <= 1 && found.titles.iter().all(group);
    (near && found.header.is_none() && named)
        .then_some(at)
        .or_else(|| {
            let body = above.body?;
            (near && found.titles.is_empty() && looks_like_body(grid, body, columns, block.rows.0))
                .then_some(at)
        })
}

/// Whether the last header rows say the same.
fn same_labels(grid: &Grid<'_>, a: Range, b: Range) -> bool {
    let labels = |range: Range| -> Vec<String> {
        let row = range.first.row;
        grid.row_within(row, (range.first.column, range.last.column))
            .map(|column| grid.text(row, column))
            .collect()
    };
    let (a, b) = (labels(a), labels(b));
    let same = a.iter().zip(&b).filter(|(a, b)| a == b).count();
    !a.is_empty() && a.len() == b.len() && same * 5 >= a.len() * 4
}

/// Whether a row has the kinds that the first rows of a body have.
pub(super) fn looks_like_body(
    grid: &Grid<'_>,
    body: (u32, u32),
    columns: (u32, u32),
    row: u32,
) -> bool {
    let mut same = 0;
    let mut other = 0;
    for column in grid.row_within(row, columns) {
        let kind = grid.kind_at(row, column);
        let mut votes = (0, 0);
        for sample in (body.0..=body.1).take(30) {
            match grid.kind_at(sample, column) {
                Kind::Empty | Kind::Void => {}
                found if found == kind => votes.0 += 1,
                _ => votes.1 += 1,
            }
        }
        if votes.0 >= votes.1 {
            same += 1;
        } else {
            other += 1;
        }
    }
    let any_typed = grid
        .row_within(row, columns)
        .any(|column| grid.kind_at(row, column).is_typed());
    any_typed && same > other
}

/// Lets a table go on over a block: its header and titles are repetitions, text in between too.
pub(super) fn extend(
    grid: &Grid<'_>,
    table: &mut Layout,
    block: &Block,
    own: Option<&header::Found>,
    loose: &mut Vec<Block>,
) {
    let columns = (table.range.first.column, table.range.last.column);
    let between = table.range.last.row + 1..block.rows.0;
    let (inside, outside): (Vec<Block>, Vec<Block>) = std::mem::take(loose)
        .into_iter()
        .partition(|text| between.contains(&text.rows.0) && overlap(columns, text.columns) > 0.0);
    *loose = outside;
    let repeats = own.is_some_and(|found| {
        found.header.is_some_and(|rows| {
            table
                .header
                .is_some_and(|header| same_labels(grid, header, Range::of(rows, block.columns)))
        })
    });
    if repeats && let Some(found) = own {
        for text in inside {
            table.repeated.push(text.rows.0, text.rows.1);
        }
        table.repeated.push(block.rows.0, found.body - 1);
    }
    let goes_on = own.is_none_or(|found| found.header.is_none());
    if goes_on && !holds_values(grid, table, columns) {
        under_a_header(grid, table, block, columns);
    }
    table.range.last.row = block.rows.1;
    table.range = table.range.around(&Range::of(block.rows, block.columns));
    if let Some(body) = &mut table.body {
        body.1 = block.rows.1;
    }
}

/// Whether a table has more than a few rows of words so far.
fn holds_values(grid: &Grid<'_>, table: &Layout, columns: (u32, u32)) -> bool {
    let Some((first, last)) = table.body else {
        return false;
    };
    last - first >= MAX_HEADER
        || table.header.is_none()
        || (first..=last).any(|row| {
            let counts = is_number_row(grid, row, columns);
            !counts
                && grid
                    .row_within(row, columns)
                    .any(|column| grid.kind_at(row, column).is_typed())
        })
}

/// Lets a table that was a header so far begin under blank rows: all that stood there together was its header.
fn under_a_header(grid: &Grid<'_>, table: &mut Layout, block: &Block, columns: (u32, u32)) {
    table.body = Some(block.rows);
    let Some(header) = &mut table.header else {
        return;
    };
    let mut last = table.range.last.row.min(header.first.row + MAX_HEADER);
    if last > header.first.row && is_number_row(grid, last, columns) {
        table.number_row = Some(last);
        last -= 1;
    }
    header.last.row = header.last.row.max(last);
}
