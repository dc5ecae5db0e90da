//! One table, typed, on its way out: columns of cells, and for every row the row it came from.

use crate::model::address::CellRef;
use crate::model::cell::Cell;
use crate::model::column::Column;
use crate::model::schema::FieldType;
use crate::model::strings::Strings;

/// A table with its provenance. Costs what its columns cost, and 8 bytes a run of rows.
#[derive(Debug, Default)]
pub struct Table {
    /// The sheet that it came from.
    pub sheet: String,
    /// The columns, in the order of output.
    pub columns: Vec<TableColumn>,
    /// The source rows that are records, as runs in order of output. A column's cells are found by source row.
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
    /// The one cell that every value was made from, for a column that came out of a title.
    pub constant: Option<CellRef>,
    /// Cells by source row.
    pub cells: Column,
}

impl TableColumn {
    /// The source cell of a value, in the publisher's file.
    pub fn origin(&self, row: u32) -> CellRef {
        self.constant
            .unwrap_or_else(|| CellRef::new(row, self.sources.first().copied().unwrap_or(0)))
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

    /// The source rows in order of output.
    pub fn source_rows(&self) -> impl Iterator<Item = u32> + '_ {
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

    /// Takes a row out; splits a run where needed.
    pub fn drop_row(&mut self, row: u32) {
        let Some(at) = self
            .rows
            .iter()
            .position(|(first, last)| (*first..=*last).contains(&row))
        else {
            return;
        };
        let (first, last) = self.rows[at];
        let before = (first < row).then(|| (first, row - 1));
        let after = (row < last).then(|| (row + 1, last));
        self.rows.splice(at..=at, before.into_iter().chain(after));
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn a_dropped_row_splits_its_run() {
        let mut table = Table {
            rows: vec![(2, 5), (8, 8)],
            ..Table::default()
        };
        table.drop_row(3);
        table.drop_row(8);
        table.drop_row(9);
        assert_eq!(table.rows, [(2, 2), (4, 5)]);
        assert_eq!(table.len(), 3);
    }
}
