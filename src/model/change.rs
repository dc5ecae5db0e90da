//! What tidying did, cell by cell, and what it left out.

use crate::model::address::{CellRef, Range};

/// One change of one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The cell in the publisher's file.
    pub cell: CellRef,
    /// What stood there.
    pub before: String,
    /// What stands in the output.
    pub after: String,
    /// The step that did it.
    pub step: &'static str,
}

/// Something that stands in the file and not in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Where it stands.
    pub range: Range,
    /// What it says.
    pub text: String,
    /// What it is: `title`, `note`, `total`, `repeated-header`, `value`, …
    pub what: &'static str,
    /// The step that took it out.
    pub step: &'static str,
}

/// The account of a tidying: nothing leaves a table in silence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Every change.
    pub changes: Vec<Change>,
    /// Everything that left the table.
    pub left_out: Vec<LeftOut>,
}
