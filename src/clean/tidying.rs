//! A table while its plan is applied.

use crate::model::address::{CellRef, Letters, Range};
use crate::model::cell::{Cell, Value};
use crate::model::change::{Account, Change, LeftOut};
use crate::model::grammar::class::Class;
use crate::model::layout::Layout;
use crate::model::number::Number;
use crate::model::plan::StepCall;
use crate::model::table::{Table, TableColumn};
use crate::model::workbook::Workbook;

/// Why a step cannot do its work.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// A parameter is missing or of the wrong kind.
    #[error(
        "parameter \"{0}\" is missing or wrong; `sheetpress explain` of the step says what it takes"
    )]
    Parameter(&'static str),
    /// A column that is not there.
    #[error("there is no column \"{0}\"; columns are named by letter, label or new name")]
    NoColumn(String),
    /// A cell that the step cannot treat without a guess.
    #[error("{cell}: \"{text}\" {why}")]
    Cell {
        /// The cell in the publisher's file.
        cell: CellRef,
        /// What it says.
        text: String,
        /// What is wrong with it.
        why: &'static str,
    },
}

/// The table, what it came from, and the account so far.
#[derive(Debug)]
pub struct Tidying {
    /// The table.
    pub table: Table,
    /// Where it lay.
    pub layout: Layout,
    /// Every change, everything left out.
    pub account: Account,
    /// The step at work.
    pub step: &'static str,
    /// Merged ranges of the sheet.
    pub merges: Vec<Range>,
    /// Texts of titles, notes and header cells by cell; their columns have left the sheet.
    pub around: Vec<(CellRef, String)>,
}

impl Tidying {
    pub(super) fn new(workbook: &mut Workbook, layout: &Layout) -> Self {
        let mut cells: Vec<CellRef> = layout
            .titles
            .iter()
            .chain(&layout.notes)
            .chain(&layout.beside)
            .copied()
            .collect();
        if let Some(header) = layout.header {
            for row in header.first.row..=header.last.row {
                cells.extend(
                    (header.first.column..=header.last.column)
                        .map(|column| CellRef::new(row, column)),
                );
            }
        }
        let sheet = workbook.sheets.get(layout.sheet);
        let text = |cell: CellRef| {
            sheet
                .map_or(Cell::EMPTY, |sheet| sheet.cell(cell))
                .value()
                .to_text(&workbook.strings)
        };
        let around = cells
            .into_iter()
            .map(|cell| (cell, text(cell)))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let merges = sheet.map_or_else(Vec::new, |sheet| sheet.facts.merges.clone());
        let table = super::extract(workbook, layout);
        Self {
            table,
            layout: layout.clone(),
            account: Account::default(),
            step: "",
            merges,
            around,
        }
    }

    /// The text of a title, note or header cell.
    pub fn around(&self, cell: CellRef) -> Option<&str> {
        self.around
            .iter()
            .find(|(at, _)| *at == cell)
            .map(|(_, text)| text.as_str())
    }

    /// The number of a column by its name, label or letter.
    pub fn column(&self, wanted: &str) -> Result<usize, Fault> {
        let columns = &self.table.columns;
        let by = |matches: &dyn Fn(&TableColumn) -> bool| columns.iter().position(matches);
        by(&|column| column.name == wanted)
            .or_else(|| by(&|column| column.label == wanted))
            .or_else(|| {
                by(&|column| {
                    column
                        .sources
                        .first()
                        .is_some_and(|first| Letters(*first).to_string() == wanted)
                })
            })
            .ok_or_else(|| Fault::NoColumn(wanted.to_owned()))
    }

    /// The columns that a call names; all of them where it names none.
    pub fn columns(&self, call: &StepCall) -> Result<Vec<usize>, Fault> {
        let named = call.texts("columns");
        if named.is_empty() {
            return Ok((0..self.table.columns.len()).collect());
        }
        named.into_iter().map(|name| self.column(name)).collect()
    }

    /// The one column that a call names.
    pub fn one_column(&self, call: &StepCall) -> Result<usize, Fault> {
        self.column(call.text("column").ok_or(Fault::Parameter("column"))?)
    }

    /// The value of a cell as text.
    pub fn text(&self, row: u32, column: usize) -> String {
        self.table
            .cell(row, column)
            .value()
            .to_text(&self.table.strings)
    }

    /// Changes a cell and lists the change.
    pub fn set(&mut self, row: u32, column: usize, value: Value) {
        let before = self.text(row, column);
        let Some(target) = self.table.columns.get_mut(column) else {
            return;
        };
        target.cells.set(row, Cell::from(value));
        let cell = target.origin(row);
        let after = value.to_text(&self.table.strings);
        let same_kind = before == after;
        if !same_kind {
            self.account.changes.push(Change {
                cell,
                before,
                after,
                step: self.step,
            });
        }
    }

    /// Changes a cell to a text; to a number where the text is plainly one.
    pub fn set_text(&mut self, row: u32, column: usize, text: &str) {
        let class = Class::of(text);
        let dressed = Class::GROUPED.and(Class::UNIT).and(Class::THAI_DIGITS);
        let number = (class.has(Class::NUMBER) && !class.has(dressed))
            .then(|| Number::parse(text.trim().as_bytes()))
            .flatten();
        let value = match number {
            Some(number) => Value::Number(number),
            None if text.is_empty() => Value::Empty,
            None => Value::Text(self.table.strings.intern(text)),
        };
        self.set(row, column, value);
    }

    /// Applies a function to every text cell of some columns; `None` leaves the cell alone.
    pub fn map_texts(&mut self, columns: &[usize], map: impl Fn(&str) -> Option<String>) {
        let rows: Vec<(u32, u32)> = self.table.rows.clone();
        for column in columns {
            let mut changed = Vec::new();
            for (first, last) in &rows {
                let Some(target) = self.table.columns.get(*column) else {
                    continue;
                };
                target.cells.for_each(*first, *last, |row, cell| {
                    if let Some(id) = cell.as_text()
                        && let Some(new) = map(self.table.strings.get(id))
                    {
                        changed.push((row, new));
                    }
                });
            }
            for (row, text) in changed {
                self.set_text(row, *column, &text);
            }
        }
    }

    /// Takes a whole row out and lists what it said.
    pub fn drop_row(&mut self, row: u32, what: &'static str) {
        let texts: Vec<String> = (0..self.table.columns.len())
            .map(|column| self.text(row, column))
            .filter(|text| !text.is_empty())
            .collect();
        let range = Range::of(
            (row, row),
            (
                self.layout.range.first.column,
                self.layout.range.last.column,
            ),
        );
        self.leave_out(range, texts.join(" | "), what);
        self.table.drop_row(row);
    }

    /// Lists something that leaves the table.
    pub fn leave_out(&mut self, range: impl Into<Range>, text: String, what: &'static str) {
        self.account.left_out.push(LeftOut {
            range: range.into(),
            text,
            what,
            step: self.step,
        });
    }

    /// The rows of the table, each by its number in the file.
    pub fn rows(&self) -> Vec<u32> {
        self.table.source_rows().collect()
    }

    /// A fault at a cell.
    pub fn fault(&self, row: u32, column: usize, why: &'static str) -> Fault {
        let cell = self
            .table
            .columns
            .get(column)
            .map_or(CellRef::new(row, 0), |column| column.origin(row));
        Fault::Cell {
            cell,
            text: self.text(row, column),
            why,
        }
    }
}
