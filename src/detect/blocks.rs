//! Filled cells → tables: runs of rows cut at blank rows, cut again at blank columns, and joined where one goes on.

use crate::detect::grid::{Grid, Kind};
use crate::detect::header;
use crate::detect::joining::{continues, extend, lone_row};
use crate::detect::loose;
use crate::model::address::{CellRef, Range};
use crate::model::layout::Layout;

/// A rectangle of filled cells without a blank row or column through it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) rows: (u32, u32),
    pub(super) columns: (u32, u32),
    /// Rows with two or more filled cells.
    pub(super) full_rows: u32,
}

impl Block {
    fn is_table(&self) -> bool {
        self.full_rows >= 2
            || (self.full_rows == 1 && self.rows.1 > self.rows.0 && self.columns.1 > self.columns.0)
    }
}

/// Finds the tables. `lists` are those that the file itself declares: they take their share of the text around them.
pub(super) fn tables(grid: &Grid<'_>, sheet: usize, lists: Vec<Layout>) -> Vec<Layout> {
    let mut tables: Vec<Layout> = Vec::new();
    let mut loose: Vec<Block> = Vec::new();
    for band in bands(grid) {
        let blocks = split(grid, band);
        let mut last_table: Option<usize> = None;
        for block in join_across(grid, blocks) {
            if !block.is_table() && !lone_row(grid, &tables, &block) {
                match last_table {
                    // Text to the right of a table, in its rows.
                    Some(at)
                        if block.columns.0 > tables[at].range.last.column
                            && all_text(grid, &block) =>
                    {
                        tables[at].beside.extend(cells(grid, &block));
                    }
                    _ => loose.push(block),
                }
                continue;
            }
            let own = header::find(grid, block.rows, block.columns);
            if let Some(at) = continues(grid, &tables, &block, own.as_ref()) {
                extend(grid, &mut tables[at], &block, own.as_ref(), &mut loose);
                last_table = Some(at);
                continue;
            }
            let Some(mut found) = own else {
                loose.push(block);
                continue;
            };
            if found.header.is_none()
                && let Some(row) = loose::header_above(grid, &mut loose, &block)
            {
                (found.header, found.body) = (Some((row, row)), row + 1);
                // What stood alone above the records names their first group.
                found.titles.clear();
            }
            // A title or unit that reaches further than the table does not widen it.
            let top = found.header.map_or(found.body, |(first, _)| first);
            let columns = width(grid, (top, block.rows.1), block.columns);
            let mut layout = Grid::layout(sheet, found.header, (found.body, block.rows.1), columns);
            layout.number_row = found.number_row;
            layout.titles = found.titles;
            tables.push(layout);
            last_table = Some(tables.len() - 1);
        }
    }
    tables.extend(lists);
    if tables.is_empty() {
        tables.extend(loose::single_column(grid, sheet, &mut loose));
    }
    if tables.is_empty() {
        tables.extend(loose::header_only(grid, sheet, &mut loose));
    }
    loose::assign(grid, &mut tables, &loose);
    tables
}

/// Runs of rows that hold anything.
fn bands(grid: &Grid<'_>) -> Vec<(u32, u32)> {
    let mut bands: Vec<(u32, u32)> = Vec::new();
    for row in grid.used.first.row..=grid.used.last.row {
        if grid.row_columns(row).next().is_none() {
            continue;
        }
        match bands.last_mut() {
            Some(band) if band.1 + 1 == row => band.1 = row,
            _ => bands.push((row, row)),
        }
    }
    bands
}

/// Cuts a band at the columns that are blank through it. A merged title over several columns holds nothing together.
fn split(grid: &Grid<'_>, band: (u32, u32)) -> Vec<Block> {
    let mut filled: Vec<u32> = Vec::new();
    for row in band.0..=band.1 {
        let before = filled.len();
        filled.extend(grid.row_columns(row));
        if filled.len() > 1 << 16 || before == filled.len() {
            filled.sort_unstable();
            filled.dedup();
        }
    }
    filled.sort_unstable();
    filled.dedup();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for column in filled {
        // A merged header or title covers the columns up to its end.
        match runs.last_mut() {
            Some(run) if run.1 + 1 >= column || covered(grid, band, run.1, column) => {
                run.1 = run.1.max(column);
            }
            _ => runs.push((column, column)),
        }
    }
    runs.into_iter()
        .filter_map(|columns| shrink(grid, band, columns))
        .collect()
}

/// Whether a header that is merged across joins two columns of a band.
fn covered(grid: &Grid<'_>, band: (u32, u32), left: u32, right: u32) -> bool {
    grid.sheet.facts.merges.iter().any(|merge| {
        let inside = merge.first.row >= band.0 && merge.last.row <= band.1;
        let across =
            merge.first.column <= left && merge.last.column + 1 >= right && merge.width() > 1;
        // A title over everything is a row with one value; it does not make two tables one.
        inside && across && grid.row_columns(merge.first.row).count() > 1
    })
}

fn shrink(grid: &Grid<'_>, band: (u32, u32), columns: (u32, u32)) -> Option<Block> {
    let mut rows: Option<(u32, u32)> = None;
    let mut full_rows = 0;
    for row in band.0..=band.1 {
        let count = grid.count(row, columns);
        if count > 0 {
            rows = Some(rows.map_or((row, row), |(first, _)| (first, row)));
            full_rows += u32::from(count > 1);
        }
    }
    rows.map(|rows| Block {
        rows,
        columns,
        full_rows,
    })
}

/// The columns of a block that some rows fill.
fn width(grid: &Grid<'_>, rows: (u32, u32), columns: (u32, u32)) -> (u32, u32) {
    let filled = |column: &u32| {
        let covered = |merge: &Range| {
            merge.first.row >= rows.0
                && merge.last.row <= rows.1
                && (merge.first.column..=merge.last.column).contains(column)
        };
        (rows.0..=rows.1).any(|row| !matches!(grid.kind_at(row, *column), Kind::Empty))
            || grid.sheet.facts.merges.iter().any(covered)
    };
    let last = (columns.0..=columns.1).rev().find(filled);
    (columns.0, last.unwrap_or(columns.1))
}

/// Joins neighbours that one blank column separates and that are one table all the same.
fn join_across(grid: &Grid<'_>, blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::new();
    for block in blocks {
        if let Some(left) = joined.last_mut()
            && one_table_across(grid, left, &block)
        {
            let rows = (left.rows.0.min(block.rows.0), left.rows.1.max(block.rows.1));
            let columns = (left.columns.0, block.columns.1);
            *left = shrink(grid, rows, columns).unwrap_or(block);
            continue;
        }
        joined.push(block);
    }
    joined
}

fn one_table_across(grid: &Grid<'_>, left: &Block, right: &Block) -> bool {
    if right.columns.0 - left.columns.1 != 2
        || left.rows.1 != right.rows.1
        || right.rows.1 - right.rows.0 < 2
    {
        return false;
    }
    // Titles stand above the left part only, so tops may differ by them.
    if right.rows.0 < left.rows.0 || !(left.is_table() || names_rows(grid, left, right)) {
        return false;
    }
    let labels = |block: &Block, row: u32| -> Vec<String> {
        grid.row_within(row, block.columns)
            .map(|column| grid.text(row, column))
            .collect()
    };
    let top = right.rows.0;
    let left_labels = labels(left, top);
    if left_labels.is_empty()
        || labels(right, top)
            .iter()
            .any(|label| left_labels.contains(label))
    {
        return false;
    }
    // Text in most rows of the right part's first column names rows: a table of its own.
    let rows = (right.rows.0 + 1..=right.rows.1).take(50);
    let (mut texts, mut values) = (0, 0);
    for row in rows {
        match grid.kind_at(row, right.columns.0) {
            Kind::Text => texts += 1,
            Kind::Empty => {}
            _ => values += 1,
        }
    }
    values > 0 && texts == 0 || (texts > 0 && right.columns.0 == right.columns.1)
}

/// Whether a single column at the left names the rows of what stands at its right.
fn names_rows(grid: &Grid<'_>, left: &Block, right: &Block) -> bool {
    let column = left.columns.0;
    let rows = right.rows.0..=right.rows.1;
    let texts = rows.filter(|row| grid.kind_at(*row, column) == Kind::Text);
    left.columns.1 == column && texts.count() * 5 >= (right.rows.1 - right.rows.0 + 1) as usize * 4
}

fn all_text(grid: &Grid<'_>, block: &Block) -> bool {
    (block.rows.0..=block.rows.1).all(|row| {
        grid.row_within(row, block.columns)
            .all(|column| !grid.kind_at(row, column).is_typed())
    })
}

pub(super) fn cells(grid: &Grid<'_>, block: &Block) -> Vec<CellRef> {
    grid.filled_cells(block.rows.0, block.rows.1, block.columns)
}
