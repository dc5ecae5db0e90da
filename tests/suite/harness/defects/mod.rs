//! Every defect that can be put into a clean table, and what must be said of it.
//!
//! To add one: write it in the file of its scope and name it in that file's list.

mod dates;
mod existing_columns;
mod existing_rows;
mod existing_tables;
mod files;
mod layout_defects;
mod numbers;
mod personal;
mod references;
mod room;
mod sheets;
mod texts;
mod texts_more;
mod whole_tables;

use sheetpress::model::address::Range;

use super::book::Book;
use super::dice::Dice;

/// What must be found: exactly these cells under exactly this rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Expected {
    pub(crate) rule: &'static str,
    /// The sheet; `None` for a finding about the file.
    pub(crate) sheet: Option<String>,
    /// Every cell of the finding: its range and its evidence. Empty for a finding about a sheet or the file as a whole.
    pub(crate) cells: Vec<Range>,
}

impl Expected {
    /// Cells of the first sheet.
    pub(crate) fn at(
        book: &Book,
        rule: &'static str,
        cells: impl IntoIterator<Item = impl Into<Range>>,
    ) -> Self {
        Self {
            rule,
            sheet: Some(book.tabs[0].name.clone()),
            cells: cells.into_iter().map(Into::into).collect(),
        }
    }

    /// The file as a whole.
    pub(crate) fn of_file(rule: &'static str) -> Self {
        Self {
            rule,
            sheet: None,
            cells: Vec::new(),
        }
    }
}

/// A fault that officers really make.
pub(crate) struct Defect {
    /// What it is, in a few words.
    pub(crate) name: &'static str,
    /// Puts it in. `None`: this table cannot carry it, and nothing was changed. Everything that it makes a rule say is in the list.
    pub(crate) put: fn(&mut Book, &mut Dice) -> Option<Vec<Expected>>,
}

/// Every defect; what moves rows or columns stands before what names cells.
pub(crate) fn all() -> impl Iterator<Item = &'static Defect> {
    LISTS.iter().copied().flatten()
}

const LISTS: &[&[Defect]] = &[
    // Push the table down.
    existing_rows::DEFECTS,
    // Add columns.
    layout_defects::DEFECTS,
    references::DEFECTS,
    personal::DEFECTS,
    // Change cells.
    numbers::DEFECTS,
    dates::DEFECTS,
    existing_columns::DEFECTS,
    texts_more::DEFECTS,
    texts::DEFECTS,
    // Look at all that is there by then.
    sheets::DEFECTS,
    existing_tables::DEFECTS,
    files::DEFECTS,
    // Only into a table to which nothing was done.
    whole_tables::DEFECTS,
    texts_more::WHOLE,
];
