//! The cells of a form's sheets as texts.

use std::collections::BTreeSet;

use crate::model::address::{CellRef, MAX_ROWS};
use crate::model::cell::Value;
use crate::model::form::{Layout, SheetLayout};
use crate::model::grammar::likeness::key;
use crate::model::grammar::spelling;
use crate::model::moment::Day;
use crate::model::workbook::{Sheet, Workbook};

/// What a cell says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Given {
    /// Where it stands.
    pub(super) at: CellRef,
    /// Its text, without spaces at the ends.
    pub(super) text: String,
    /// The day, where Excel knows it as one.
    pub(super) day: Option<Day>,
    /// It shows an error of a formula.
    pub(super) broken: bool,
}

/// A sheet of a form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid<'a> {
    workbook: &'a Workbook,
    pub(super) sheet: &'a Sheet,
}

impl<'a> Grid<'a> {
    /// The cell at a zero-based row and column.
    pub(super) fn cell(&self, row: u32, column: u32) -> Given {
        let at = CellRef::new(row, column);
        let value = self.sheet.cell(at).value();
        let text = match value {
            Value::Empty => String::new(),
            value => value.to_text(&self.workbook.strings),
        };
        Given {
            at,
            text: text.trim().to_owned(),
            day: match value {
                Value::Moment(moment) => moment.day(),
                _ => None,
            },
            broken: matches!(value, Value::Error(_)),
        }
    }

    /// The text of a cell, without invisible characters.
    pub(super) fn text(&self, row: u32, column: u32) -> String {
        spelling::visible(&self.cell(row, column).text)
            .trim()
            .to_owned()
    }

    /// The rows from one on that hold something. Looks at cells with a value only: a sheet may claim a million rows.
    pub(super) fn rows(&self, first: u32) -> Vec<u32> {
        let mut rows = BTreeSet::new();
        for (number, column) in (0u32..).zip(&self.sheet.columns) {
            column.for_each(first, MAX_ROWS, |row, _| {
                if !rows.contains(&row) && !self.text(row, number).is_empty() {
                    rows.insert(row);
                }
            });
        }
        rows.into_iter().collect()
    }

    /// The columns from one on that hold something in a row or below.
    pub(super) fn columns(&self, first: u32, row: u32) -> impl Iterator<Item = u32> {
        let columns = (0u32..).zip(&self.sheet.columns);
        columns
            .filter(move |(number, column)| {
                *number >= first && column.last_row().is_some_and(|last| last >= row)
            })
            .map(|(number, _)| number)
    }

    /// The number of columns that are used.
    pub(super) fn width(&self) -> u32 {
        self.sheet.used().map_or(0, |used| used.last.column + 1)
    }

    /// The name on the tab.
    pub(super) fn name(&self) -> &'a str {
        &self.sheet.name
    }
}

/// Every sheet of a workbook.
pub(super) fn grids(workbook: &Workbook) -> impl Iterator<Item = Grid<'_>> {
    workbook
        .sheets
        .iter()
        .map(move |sheet| Grid { workbook, sheet })
}

/// The sheet of a name, whatever spaces, hyphens and capitals it is written with.
pub(super) fn grid<'a>(workbook: &'a Workbook, name: &str) -> Option<Grid<'a>> {
    grids(workbook).find(|grid| is_called(grid.name(), name))
}

/// The entry of a layout that a sheet is.
pub(super) fn entry<'a>(layout: &'a Layout, name: &str) -> Option<&'a SheetLayout> {
    layout
        .sheets
        .iter()
        .find(|sheet| is_called(&sheet.name, name))
}

/// Whether a name on a tab means a sheet of the form.
pub(super) fn is_called(name: &str, wanted: &str) -> bool {
    name == wanted || key(name) == key(wanted)
}

/// Whether a workbook has a sheet that only this layout's form has.
pub(super) fn has_sheet_of(workbook: &Workbook, layout: &Layout) -> bool {
    workbook
        .sheets
        .iter()
        .any(|sheet| entry(layout, &sheet.name).is_some())
}
