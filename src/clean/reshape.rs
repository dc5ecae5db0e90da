//! Tables whose rows are made anew, and pieces that are cut out of cells: with the origin of every value.

use std::collections::{BTreeMap, BTreeSet};

use crate::clean::fault::Fault;
use crate::clean::tidying::Tidying;
use crate::model::cell::{Cell, Value};
use crate::model::change::{Account, Change};
use crate::model::column::Column;
use crate::model::layout::Layout;
use crate::model::plan::StepCall;
use crate::model::table::{Origin, Origins, Table, TableColumn};

/// Cells that a reshaped table may have: a sheet's rows times a hundred columns.
const MOST_CELLS: u64 = 1 << 27;

/// A column of a reshaped table: its cells from top to bottom, each with where it comes from.
#[derive(Debug, Default)]
pub struct NewColumn {
    /// Machine name.
    pub name: String,
    /// Label.
    pub label: String,
    /// The columns of the sheet that it was made from.
    pub sources: Vec<u32>,
    /// The cells.
    pub cells: Vec<(Cell, Origin)>,
}

impl NewColumn {
    /// A column of the same name, label and sources, without cells.
    pub fn like(column: &TableColumn) -> Self {
        Self {
            name: column.name.clone(),
            label: column.label.clone(),
            sources: column.sources.clone(),
            cells: Vec::new(),
        }
    }
}

impl Tidying {
    /// A cell with where it comes from, as a [`NewColumn`] takes it.
    pub fn carried(&self, row: u32, column: usize) -> (Cell, Origin) {
        let origin = self.table.columns.get(column).map(|it| it.origin(row));
        (self.table.cell(row, column), origin.unwrap_or_default())
    }

    /// The columns that a call must name, each once, in the order of the call.
    pub fn distinct_columns(&self, call: &StepCall) -> Result<Vec<usize>, Fault> {
        let mut columns = Vec::new();
        for name in call.texts("columns") {
            let column = self.column(name)?;
            if columns.contains(&column) {
                return Err(Fault::Parameter("columns"));
            }
            columns.push(column);
        }
        if columns.is_empty() {
            return Err(Fault::Parameter("columns"));
        }
        Ok(columns)
    }

    /// A table that was stacked from others, for the steps that follow.
    pub(super) fn stacked(table: Table, account: Account) -> Self {
        let pieces = account.pieces;
        Self {
            table,
            layout: Layout::default(),
            account,
            step: "",
            merges: Vec::new(),
            around: Vec::new(),
            reshaped: true,
            pieces,
            nested: BTreeMap::new(),
            gone: BTreeSet::new(),
        }
    }

    /// Refuses a step that looks at the sheet's own rows, once rows were made anew.
    pub fn on_sheet(&self) -> Result<(), Fault> {
        if self.reshaped {
            Err(Fault::Reshaped)
        } else {
            Ok(())
        }
    }

    /// The name of the sheet that a value comes from.
    pub fn sheet_name(&self, row: u32) -> &str {
        let origin = self.table.columns.first().map(|column| column.origin(row));
        self.table.sheet_of(origin.unwrap_or_default())
    }

    /// A number for a piece that is cut out of cells; each call gives another one.
    pub fn new_piece(&mut self) -> u32 {
        self.pieces += 1;
        self.pieces
    }

    /// An empty column for pieces of another's cells: same sources, its origins with pieces of their own. Two values that are
    /// pieces of one cell stay two.
    pub fn column_of_pieces(&mut self, of: usize, name: &str, label: &str) -> TableColumn {
        let source = self.table.columns.get(of);
        let known = source.map_or(Origins::Rows(0), |column| column.origins.clone());
        let sources = source.map_or_else(Vec::new, |column| column.sources.clone());
        let piece = self.new_piece();
        let mut within = |origin: Origin| self.within(origin, piece);
        let origins = match known {
            Origins::Rows(own) => {
                let origin = Origin::default().piece(own);
                Origins::Rows(within(origin).piece)
            }
            Origins::One(origin) => Origins::One(within(origin)),
            Origins::From(runs) => {
                let runs = runs.into_iter();
                Origins::From(runs.map(|(row, origin)| (row, within(origin))).collect())
            }
            Origins::Each(each) => Origins::Each(each.into_iter().map(within).collect()),
        };
        TableColumn {
            name: name.to_owned(),
            label: label.to_owned(),
            sources,
            origins,
            ..TableColumn::default()
        }
    }

    /// Writes a piece of a cell of column `of` into a column made by [`Self::column_of_pieces`], and lists it.
    pub fn put_piece(&mut self, target: &mut TableColumn, of: usize, row: u32, value: Value) {
        let before = self.text(row, of);
        let after = value.to_text(&self.table.strings);
        let from = self
            .table
            .columns
            .get(of)
            .map_or(0, |column| column.origin(row).piece);
        target.cells.set(row, Cell::from(value));
        self.account.changes.push(Change {
            at: target.origin(row),
            from,
            before,
            after,
            step: self.step,
        });
    }

    /// Where a piece of a value stands. Pieces of two values of one cell are two, whatever number the step gave them.
    pub fn within(&mut self, of: Origin, piece: u32) -> Origin {
        if of.piece == 0 || of.piece == piece {
            return of.piece(piece);
        }
        if let Some(known) = self.nested.get(&(of.piece, piece)) {
            return of.piece(*known);
        }
        let new = self.new_piece();
        self.nested.insert((of.piece, piece), new);
        of.piece(new)
    }

    /// Lists that a piece was cut out of a value that now stands elsewhere. Returns where it stands.
    pub fn cut(&mut self, of: Origin, piece: u32, before: &str, after: &str) -> Origin {
        let at = self.within(of, piece);
        self.account.changes.push(Change {
            at,
            from: of.piece,
            before: before.to_owned(),
            after: after.to_owned(),
            step: self.step,
        });
        at
    }

    /// Refuses to make more cells than a table may have.
    pub fn room_for(&self, rows: usize, columns: usize) -> Result<(), Fault> {
        let cells = (rows as u64).saturating_mul(columns as u64);
        if cells > MOST_CELLS {
            Err(Fault::TooLarge(cells))
        } else {
            Ok(())
        }
    }

    /// Replaces the table by one whose rows count from 0. Every column has as many cells as the first.
    pub fn rebuild(&mut self, columns: Vec<NewColumn>) {
        let rows = columns.first().map_or(0, |column| column.cells.len());
        let last = u32::try_from(rows).unwrap_or(u32::MAX).checked_sub(1);
        self.table.rows = last.map(|last| (0, last)).into_iter().collect();
        self.table.columns = columns
            .into_iter()
            .map(|column| {
                let mut cells = Column::default();
                let mut origins = Vec::with_capacity(column.cells.len());
                for (row, (cell, origin)) in (0..).zip(column.cells) {
                    cells.set(row, cell);
                    origins.push(origin);
                }
                TableColumn {
                    name: column.name,
                    label: column.label,
                    sources: column.sources,
                    origins: Origins::Each(origins),
                    cells,
                    ..TableColumn::default()
                }
            })
            .collect();
        self.reshaped = true;
    }
}
