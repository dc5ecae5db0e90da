//! Text and cells that no table holds: a single column, a header alone, titles and notes.

use crate::detect::blocks::{Block, cells};
use crate::detect::grid::{Grid, Kind};
use crate::detect::labels::are_years;
use crate::model::layout::Layout;

/// A sheet with one column of values under a label.
pub(super) fn single_column(
    grid: &Grid<'_>,
    sheet: usize,
    loose: &mut Vec<Block>,
) -> Option<Layout> {
    let at = loose
        .iter()
        .position(|block| block.columns.0 == block.columns.1 && block.rows.1 - block.rows.0 >= 2)?;
    let block = loose[at];
    let typed = (block.rows.0 + 1..=block.rows.1)
        .filter(|row| grid.kind_at(*row, block.columns.0).is_typed())
        .count();
    let top_is_label = grid.kind_at(block.rows.0, block.columns.0) == Kind::Text;
    if !top_is_label || typed * 2 < (block.rows.1 - block.rows.0) as usize {
        return None;
    }
    loose.remove(at);
    Some(Grid::layout(
        sheet,
        Some((block.rows.0, block.rows.0)),
        (block.rows.0 + 1, block.rows.1),
        block.columns,
    ))
}

/// A row of names that blank rows separate from the records below it.
pub(super) fn header_above(grid: &Grid<'_>, loose: &mut Vec<Block>, block: &Block) -> Option<u32> {
    let at = loose.iter().rposition(|above| {
        let row = above.rows.0;
        let near = above.rows.1 == row && row < block.rows.0 && block.rows.0 - row <= 3;
        near && above.columns.0 <= block.columns.0 && above.columns.1 >= block.columns.1
    })?;
    let row = loose[at].rows.0;
    let columns = block.columns.0..=block.columns.1;
    let is = |kind: Kind| {
        columns
            .clone()
            .filter(move |it| grid.kind_at(row, *it) == kind)
    };
    let full = is(Kind::Empty).count() == 0 && block.columns.1 > block.columns.0;
    let words = is(Kind::Text).count() * 2 > columns.clone().count();
    if !full || !(words || are_years(grid, row, block.columns)) {
        return None;
    }
    loose.remove(at);
    Some(row)
}

/// A sheet with nothing but one row of names: a header that waits for records.
pub(super) fn header_only(grid: &Grid<'_>, sheet: usize, loose: &mut Vec<Block>) -> Option<Layout> {
    let at = loose.iter().position(|block| {
        let names = grid.row_within(block.rows.0, block.columns);
        let all_text = |row| {
            grid.row_within(row, block.columns)
                .all(|column| grid.kind_at(row, column) == Kind::Text)
        };
        block.rows.0 == block.rows.1 && names.count() >= 2 && all_text(block.rows.0)
    })?;
    let block = loose.remove(at);
    let row = block.rows.0;
    let mut layout = Grid::layout(sheet, Some((row, row)), (row + 1, row + 1), block.columns);
    layout.body = None;
    layout.range.last.row = row;
    Some(layout)
}

/// Gives every text outside a table to the table that it belongs to: the next one below as title, the last one
/// above as note. A text between two tables goes to the nearer.
pub(super) fn assign(grid: &Grid<'_>, tables: &mut [Layout], loose: &[Block]) {
    for block in loose {
        let below = tables
            .iter()
            .enumerate()
            .filter(|(_, table)| table.range.first.row > block.rows.1)
            .min_by_key(|(_, table)| {
                (
                    table.range.first.row,
                    table.range.first.column.abs_diff(block.columns.0),
                )
            });
        let above = tables
            .iter()
            .enumerate()
            .filter(|(_, table)| table.range.last.row < block.rows.0)
            .max_by_key(|(_, table)| {
                (
                    table.range.last.row,
                    std::cmp::Reverse(table.range.first.column.abs_diff(block.columns.0)),
                )
            });
        let beside = tables.iter().position(|table| {
            let shares_rows =
                table.range.first.row <= block.rows.1 && block.rows.0 <= table.range.last.row;
            let outside = block.columns.0 > table.range.last.column
                || block.columns.1 < table.range.first.column;
            shares_rows && outside
        });
        if let Some(at) = beside {
            tables[at].beside.extend(cells(grid, block));
            continue;
        }
        let to_title = below.map(|(at, table)| (at, table.range.first.row - block.rows.1));
        let to_note = above.map(|(at, table)| (at, block.rows.0 - table.range.last.row));
        match (to_title, to_note) {
            (Some((at, down)), Some((_, up))) if down <= up => {
                tables[at].titles.extend(cells(grid, block));
            }
            (Some((at, _)), None) => tables[at].titles.extend(cells(grid, block)),
            (_, Some((at, _))) => tables[at].notes.extend(cells(grid, block)),
            (None, None) => {}
        }
    }
    for table in tables {
        table.titles.sort_unstable();
        table.notes.sort_unstable();
    }
}
