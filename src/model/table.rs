//! One table, typed, on its way out: columns of cells, and for every row the row it came from.

use std::collections::BTreeSet;

use crate::model::address::{CellRef, Range};
use crate::model::cell::Cell;
use crate::model::column::Column;
use crate::model::schema::FieldType;
use crate::model::strings::Strings;

/// Where a value comes from: a cell of the publisher's file, and the piece of it where a step cut it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The sheet, by its place in [`Table::sheets`].
    pub sheet: u32,
    /// The cell.
    pub cell: CellRef,
    /// The piece of the cell; 0 is the whole cell. See [`crate::model::change::Change`].
    pub piece: u32,
}

impl Origin {
    /// The same cell, another piece of it.
    #[must_use]
    pub fn piece(self, piece: u32) -> Self {
        Self { piece, ..self }
    }
}

/// Where the values of a column come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origins {
    /// Each from the row of its own number, in the first of the column's sources; the piece of each cell.
    Rows(u32),
    /// All from one cell.
    One(Origin),
    /// As listed: each from the cell that is named for the last row at or before its own, such as a group's.
    From(Vec<(u32, Origin)>),
    /// Each as listed, by row of the table: 16 bytes a row. Only tables that were reshaped have them.
    Each(Vec<Origin>),
}

impl Default for Origins {
    fn default() -> Self {
        Self::Rows(0)
    }
}

/// A table with its provenance. Costs what its columns cost, and 8 bytes a run of rows; a reshaped one 16 bytes a cell more.
#[derive(Debug, Default)]
pub struct Table {
    /// The sheets that it came from.
    pub sheets: Vec<String>,
    /// The columns, in the order of output.
    pub columns: Vec<TableColumn>,
    /// The rows that are records, as runs in order of output. A row has the number of the sheet's row that it came from, until
    /// a step reshapes the table; then rows count from 0. A column's cells are found by row.
    pub rows: Vec<(u32, u32)>,
    /// The texts that the cells refer to.
    pub strings: Strings,
}

/// One column of a table.
#[derive(Debug, Default)]
pub struct TableColumn {
    /// Machine name.
    pub name: String,
    /// What the publisher typed.
    pub label: String,
    /// Type of its values.
    pub kind: FieldType,
    /// The columns of the sheet that it was made from.
    pub sources: Vec<u32>,
    /// Where each value comes from.
    pub origins: Origins,
    /// Cells by row.
    pub cells: Column,
}

impl TableColumn {
    /// Whether every value was made from one and the same cell, such as a title.
    pub fn is_of_one_cell(&self) -> bool {
        matches!(self.origins, Origins::One(_))
    }

    /// The source cell of a value, in the publisher's file.
    pub fn origin(&self, row: u32) -> Origin {
        match &self.origins {
            Origins::Rows(piece) => Origin {
                sheet: 0,
                cell: CellRef::new(row, self.sources.first().copied().unwrap_or(0)),
                piece: *piece,
            },
            Origins::One(origin) => *origin,
            Origins::From(runs) => {
                let next = runs.partition_point(|(first, _)| *first <= row);
                let run = next.checked_sub(1).and_then(|at| runs.get(at));
                run.map(|(_, origin)| *origin).unwrap_or_default()
            }
            Origins::Each(origins) => origins.get(row as usize).copied().unwrap_or_default(),
        }
    }

    /// The cells that the values of some rows come from, as vertical runs, each with the number of its sheet.
    pub fn places(&self, rows: impl IntoIterator<Item = u32>) -> Vec<(u32, Range)> {
        let mut runs: Vec<(u32, Range)> = Vec::new();
        for row in rows {
            let Origin { sheet, cell, .. } = self.origin(row);
            match runs.last_mut() {
                Some((on, run))
                    if *on == sheet
                        && run.last.column == cell.column
                        && run.last.row + 1 == cell.row =>
                {
                    run.last.row = cell.row;
                }
                Some((on, run)) if *on == sheet && run.contains(cell) => {}
                _ => runs.push((sheet, Range::from(cell))),
            }
        }
        runs
    }
}

impl Table {
    /// Number of rows.
    pub fn len(&self) -> u64 {
        self.rows
            .iter()
            .map(|(first, last)| u64::from(last - first) + 1)
            .sum()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The name of the sheet that a value comes from.
    pub fn sheet_of(&self, origin: Origin) -> &str {
        self.sheets
            .get(origin.sheet as usize)
            .map_or("", String::as_str)
    }

    /// The rows in order of output.
    pub fn row_numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.rows.iter().flat_map(|(first, last)| *first..=*last)
    }

    /// The column of a name.
    pub fn column(&self, name: &str) -> Option<&TableColumn> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// A cell by source row and number of the column.
    pub fn cell(&self, row: u32, column: usize) -> Cell {
        self.columns
            .get(column)
            .map_or(Cell::EMPTY, |column| column.cells.get(row))
    }

    /// Takes rows out; splits runs where needed. Costs what rows and runs there are, however many go.
    pub fn drop_rows(&mut self, gone: &BTreeSet<u32>) {
        let mut rows = Vec::with_capacity(self.rows.len());
        for (first, last) in &self.rows {
            let mut next = *first;
            for row in gone.range(*first..=*last) {
                if next < *row {
                    rows.push((next, row - 1));
                }
                next = row + 1;
            }
            if next <= *last {
                rows.push((next, *last));
            }
        }
        self.rows = rows;
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn dropped_rows_split_their_runs() {
        let mut table = Table {
            rows: vec![(2, 5), (8, 8)],
            ..Table::default()
        };
        table.drop_rows(&[3, 8, 9].into());
        assert_eq!(table.rows, [(2, 2), (4, 5)]);
        assert_eq!(table.len(), 3);
    }
}
