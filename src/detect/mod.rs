//! `Workbook` → `Layout`s: where each table lies, what is header, body, total, title and note, which type a column has.
//!
//! Looks only; whether a layout is a fault is for `validate` to say.

mod blocks;
mod body;
mod fields;
mod grid;
mod header;
mod joining;
mod labels;
mod loose;
mod totals;

use crate::model::address::{CellRef, Range};
use crate::model::layout::Layout;
use crate::model::package::Dialect;
use crate::model::workbook::{Format, Sheet, Workbook};

use grid::{Grid, Kind};

/// Finds the tables of every sheet that has cells, in the order of the sheets.
pub fn tables(workbook: &Workbook) -> Vec<Layout> {
    let sheets = workbook
        .sheets
        .iter()
        .enumerate()
        .filter(|(_, sheet)| !sheet.cellless);
    sheets
        .flat_map(|(number, _)| sheet_tables(workbook, number))
        .collect()
}

/// Finds the tables of one sheet, by its number in the workbook.
pub fn sheet_tables(workbook: &Workbook, number: usize) -> Vec<Layout> {
    let Some(sheet) = workbook.sheets.get(number) else {
        return Vec::new();
    };
    let Some(mut grid) = Grid::new(sheet, &workbook.strings) else {
        return Vec::new();
    };
    let mut lists = Vec::new();
    for list in &sheet.facts.lists {
        // A table that Excel itself knows needs no guess.
        let header = (list.header_rows > 0).then_some((list.range.first.row, list.range.first.row));
        let last = list.range.last.row.saturating_sub(list.totals_rows);
        let first = list.range.first.row + list.header_rows.min(1);
        let columns = (list.range.first.column, list.range.last.column);
        let mut layout = Grid::layout(number, header, (first, list.range.last.row), columns);
        if list.totals_rows > 0 && last < list.range.last.row {
            totals::declare(&mut layout, (first, last), list.range.last.row);
        }
        lists.push(layout);
        grid.hide(&list.range);
    }
    let mut found = blocks::tables(&grid, number, lists);
    if found.is_empty() && workbook.format == Format::Csv {
        found.extend(one_column(&grid, number));
    }
    found.sort_by_key(|layout| (layout.range.first.row, layout.range.first.column));
    grid.show();
    for layout in &mut found {
        body::complete(&grid, layout);
        fields::complete(&grid, layout);
        totals::complete(&grid, layout);
        fields::profile(&grid, layout);
    }
    found
}

/// A text file is a table also where it has one column only: a label and two values at least.
fn one_column(grid: &Grid<'_>, sheet: usize) -> Option<Layout> {
    let used = grid.used;
    let column = used.first.column;
    if used.width() != 1 || used.height() < 3 || grid.kind_at(used.first.row, column) != Kind::Text
    {
        return None;
    }
    let (top, last) = (used.first.row, used.last.row);
    Some(Grid::layout(
        sheet,
        Some((top, top)),
        (top + 1, last),
        (column, column),
    ))
}

/// The one table that a person declared: its header rows and columns are believed, the rest is found.
/// `None` if the sheet has nothing there.
pub fn declared(workbook: &Workbook, number: usize, dialect: &Dialect) -> Option<Layout> {
    let sheet = workbook.sheets.get(number)?;
    let grid = Grid::new(sheet, &workbook.strings)?;
    let used = sheet.used()?;
    let detected = sheet_tables(workbook, number);
    let header = dialect
        .header_rows
        .iter()
        .min()
        .zip(dialect.header_rows.iter().max())
        .map(|(first, last)| (first.saturating_sub(1), last.saturating_sub(1)));
    let near = |layout: &&Layout| header.is_none_or(|(row, _)| layout.range.last.row >= row);
    let nearest = detected.iter().find(near);
    let columns = (
        dialect.first_column.map_or_else(
            || nearest.map_or(used.first.column, |it| it.range.first.column),
            |it| it.saturating_sub(1),
        ),
        dialect.last_column.map_or_else(
            || nearest.map_or(used.last.column, |it| it.range.last.column),
            |it| it.saturating_sub(1),
        ),
    );
    let header = header.or_else(|| {
        nearest
            .and_then(|it| it.header)
            .map(|it| (it.first.row, it.last.row))
    });
    let first = header.map_or(used.first.row, |(_, last)| last + 1);
    let last = match dialect.last_row {
        Some(row) => row.saturating_sub(1).min(used.last.row),
        None => nearest.map_or(used.last.row, |it| it.range.last.row),
    };
    let last = last.max(first);
    let mut layout = Grid::layout(number, header, (first, last), columns);
    layout.declared = true;
    if let Some(nearest) = nearest {
        layout.notes.clone_from(&nearest.notes);
        layout.beside.clone_from(&nearest.beside);
    }
    let above = header.map_or(0, |(row, _)| row);
    layout.titles = grid
        .filled_cells(used.first.row, above.saturating_sub(1), columns)
        .into_iter()
        .filter(|cell| cell.row < above)
        .collect();
    body::complete(&grid, &mut layout);
    fields::complete(&grid, &mut layout);
    totals::complete(&grid, &mut layout);
    fields::profile(&grid, &mut layout);
    Some(layout)
}

/// Counts anew what the columns of a known layout hold, and decides their types.
pub fn profile(workbook: &Workbook, layout: &mut Layout) {
    if let Some(grid) = workbook
        .sheets
        .get(layout.sheet)
        .and_then(|sheet| Grid::new(sheet, &workbook.strings))
    {
        fields::profile(&grid, layout);
    }
}

/// The sheet that a dialect names; the first visible one with cells where it names none.
pub fn sheet_of(workbook: &Workbook, dialect: Option<&Dialect>) -> Option<usize> {
    let named = dialect.and_then(|dialect| dialect.sheet_name.as_deref());
    if let Some(name) = named {
        return workbook.sheets.iter().position(|sheet| sheet.name == name);
    }
    if let Some(number) = dialect.and_then(|dialect| dialect.sheet_number) {
        return (number as usize)
            .checked_sub(1)
            .filter(|number| *number < workbook.sheets.len());
    }
    let usable = |sheet: &Sheet| {
        !sheet.cellless && sheet.visibility == crate::model::workbook::Visibility::Visible
    };
    workbook
        .sheets
        .iter()
        .position(|sheet| usable(sheet) && sheet.used().is_some())
}

impl Grid<'_> {
    /// A layout with its frame; the rest is for the later passes.
    fn layout(
        sheet: usize,
        header: Option<(u32, u32)>,
        body: (u32, u32),
        columns: (u32, u32),
    ) -> Layout {
        let first = header.map_or(body.0, |(first, _)| first);
        let last = body.1.max(header.map_or(body.0, |(_, last)| last));
        Layout {
            sheet,
            range: Range::of((first, last), columns),
            header: header.map(|rows| Range::of(rows, columns)),
            body: (body.0 <= body.1).then_some(body),
            ..Layout::default()
        }
    }

    /// The filled cells of some rows and columns.
    fn filled_cells(&self, first: u32, last: u32, columns: (u32, u32)) -> Vec<CellRef> {
        let mut cells = Vec::new();
        for row in first..=last {
            cells.extend(
                self.row_columns(row)
                    .filter(|column| (columns.0..=columns.1).contains(column))
                    .map(|column| CellRef::new(row, column)),
            );
        }
        cells
    }
}
