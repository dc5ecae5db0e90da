//! A table while its plan is applied.

use std::collections::{BTreeMap, BTreeSet};

use crate::clean::fault::Fault;
use crate::model::address::{CellRef, Letters, Range};
use crate::model::cell::{Cell, Value};
use crate::model::change::{Account, Change, LeftOut};
use crate::model::grammar::class::Class;
use crate::model::language::Text;
use crate::model::layout::Layout;
use crate::model::number::Number;
use crate::model::plan::StepCall;
use crate::model::strings::StrId;
use crate::model::table::{Table, TableColumn};
use crate::model::workbook::Workbook;

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
    /// Rows no longer have the numbers of the sheet's rows.
    pub(super) reshaped: bool,
    /// The last piece that was cut out of a cell.
    pub(super) pieces: u32,
    /// The piece for a piece of a piece.
    pub(super) nested: BTreeMap<(u32, u32), u32>,
    /// Rows that the step at work takes out; they leave when it is done.
    pub(super) gone: BTreeSet<u32>,
}

impl Tidying {
    pub(super) fn new(workbook: &mut Workbook, layout: &Layout, last: bool) -> Self {
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
        let table = if last {
            super::extract(workbook, layout)
        } else {
            super::extracted(workbook, layout, |column| column.clone())
        };
        let account = Account {
            sheets: table.sheets.clone(),
            ..Account::default()
        };
        Self {
            table,
            layout: layout.clone(),
            account,
            step: "",
            merges,
            around,
            reshaped: false,
            pieces: 0,
            nested: BTreeMap::new(),
            gone: BTreeSet::new(),
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

    /// The text cells of the columns that a call must name: row, column, text. A column that is named twice counts once.
    pub fn named_texts(&self, call: &StepCall) -> Result<Vec<(u32, usize, StrId)>, Fault> {
        if call.texts("columns").is_empty() {
            return Err(Fault::Parameter("columns"));
        }
        let mut columns: Vec<usize> = Vec::new();
        for column in self.columns(call)? {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        let mut texts = Vec::new();
        for column in columns {
            let Some(cells) = self.table.columns.get(column).map(|column| &column.cells) else {
                continue;
            };
            for (first, last) in &self.table.rows {
                cells.for_each(*first, *last, |row, cell| {
                    texts.extend(cell.as_text().map(|id| (row, column, id)));
                });
            }
        }
        Ok(texts)
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
        let at = target.origin(row);
        let after = value.to_text(&self.table.strings);
        if before != after {
            self.account.changes.push(Change {
                at,
                from: at.piece,
                before,
                after,
                step: self.step,
            });
        }
    }

    /// A text as a value: a number where it is plainly one.
    pub fn value_of(&mut self, text: &str) -> Value {
        let class = Class::of(text);
        let dressed = Class::GROUPED.and(Class::UNIT).and(Class::THAI_DIGITS);
        let number = (class.has(Class::NUMBER) && !class.has(dressed))
            .then(|| Number::parse(text.trim().as_bytes()))
            .flatten();
        match number {
            Some(number) => Value::Number(number),
            None if text.is_empty() => Value::Empty,
            None => Value::Text(self.table.strings.intern(text)),
        }
    }

    /// Changes a cell to a text; to a number where the text is plainly one.
    pub fn set_text(&mut self, row: u32, column: usize, text: &str) {
        let value = self.value_of(text);
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
        if self.gone.contains(&row) {
            return;
        }
        let mut texts = Vec::new();
        let mut range: Option<Range> = None;
        let mut sheet = 0;
        for column in 0..self.table.columns.len() {
            let text = self.text(row, column);
            if text.is_empty() {
                continue;
            }
            texts.push(text);
            if let Some(column) = self.table.columns.get(column) {
                let origin = column.origin(row);
                sheet = origin.sheet;
                let place = Range::from(origin.cell);
                range = Some(range.map_or(place, |range| range.around(&place)));
            }
        }
        if !self.reshaped {
            let columns = (
                self.layout.range.first.column,
                self.layout.range.last.column,
            );
            range = Some(Range::of((row, row), columns));
        }
        self.account.left_out.push(LeftOut {
            sheet,
            range: range.unwrap_or_default(),
            text: texts.join(" | "),
            what,
            step: self.step,
        });
        self.gone.insert(row);
    }

    /// Takes a row without any value out: there is nothing to list.
    pub fn drop_blank_row(&mut self, row: u32) {
        self.gone.insert(row);
    }

    /// Ends a step: the rows that it took out leave the table.
    pub(super) fn settle(&mut self) {
        if !self.gone.is_empty() {
            self.table.drop_rows(&std::mem::take(&mut self.gone));
        }
    }

    /// Lists something that leaves the table.
    pub fn leave_out(&mut self, range: impl Into<Range>, text: String, what: &'static str) {
        self.leave_out_on(0, range, text, what);
    }

    /// Lists something that leaves the table, on the sheet of that number.
    pub fn leave_out_on(
        &mut self,
        sheet: u32,
        range: impl Into<Range>,
        text: String,
        what: &'static str,
    ) {
        self.account.left_out.push(LeftOut {
            sheet,
            range: range.into(),
            text,
            what,
            step: self.step,
        });
    }

    /// Lists that the value of a cell leaves the table.
    pub fn leave_out_value(&mut self, row: u32, column: usize, text: String, what: &'static str) {
        let origin = self.table.columns.get(column).map(|it| it.origin(row));
        let origin = origin.unwrap_or_default();
        self.leave_out_on(origin.sheet, origin.cell, text, what);
    }

    /// Whether no cell of a row has a value.
    pub fn is_blank(&self, row: u32) -> bool {
        let mut columns = 0..self.table.columns.len();
        columns.all(|column| self.table.cell(row, column).is_empty())
    }

    /// The rows of the table.
    pub fn rows(&self) -> Vec<u32> {
        self.table.row_numbers().collect()
    }

    /// A fault at a cell.
    pub fn fault(&self, row: u32, column: usize, why: Text) -> Fault {
        let cell = self
            .table
            .columns
            .get(column)
            .map_or(CellRef::new(row, 0), |column| column.origin(row).cell);
        Fault::Cell {
            cell,
            text: self.text(row, column),
            why,
        }
    }
}
