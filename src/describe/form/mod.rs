//! The agency's forms, filled in by a person → what they say, every fault named by its cell.
//!
//! Nothing is guessed: a value that is in no list, a date that does not exist, a column that is not where it belongs is a
//! fault, and the pipeline then changes nothing.

mod apply;
mod cell;
mod dictionary;
mod foreign;
mod grid;
mod header;
mod list;
mod metadata;
mod more;
pub(super) mod nearness;
mod uncalculated;

pub use apply::{Applied, Change, apply, broken};
pub use dictionary::TableForm;
pub use metadata::{DatasetForm, Item, ResourceForm};

use crate::model::address::CellRef;
use crate::model::form::{Form, Layout};
use crate::model::language::Message;
use crate::model::workbook::Workbook;

/// What is said of one cell of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The sheet.
    pub sheet: String,
    /// The cell.
    pub cell: CellRef,
    /// What is wrong or worth knowing, and what to do.
    pub message: Message,
    /// A fault: nothing may be changed. Else a note.
    pub grave: bool,
}

impl Remark {
    /// A fault in a cell.
    fn fault(sheet: &str, cell: CellRef, message: Message) -> Self {
        Self {
            sheet: sheet.to_owned(),
            cell,
            message,
            grave: true,
        }
    }

    /// Something worth knowing about a cell.
    fn note(sheet: &str, cell: CellRef, message: Message) -> Self {
        Self {
            grave: false,
            ..Self::fault(sheet, cell, message)
        }
    }
}

/// What a form says.
#[derive(Clone, Debug)]
pub enum Contents {
    /// Form 1: the datasets that it describes.
    Metadata(Vec<DatasetForm>),
    /// Form 2: the tables that it describes.
    Dictionary(Vec<TableForm>),
}

/// A form that was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What it says; not to be used where a remark is grave.
    pub contents: Contents,
    /// What is said of its cells, in the order of the sheets.
    pub remarks: Vec<Remark>,
}

/// Reads a form, in whichever of the layouts fits it best. `None` where it is neither form.
pub fn read(workbook: &Workbook, layouts: &[&Layout]) -> Option<Reading> {
    let of = |form: Form| layouts.iter().copied().filter(move |it| it.form == form);
    if of(Form::Metadata).any(|layout| grid::has_sheet_of(workbook, layout)) {
        let layout = header::fitting(workbook, of(Form::Metadata))?;
        let reading = metadata::read(workbook, layout);
        return Some(uncalculated::added(workbook, layout, reading));
    }
    let layout = of(Form::Dictionary).find(|layout| header::has_table(workbook, layout))?;
    let reading = dictionary::read(workbook, layout);
    Some(uncalculated::added(workbook, layout, reading))
}
