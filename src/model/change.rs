//! What tidying did, cell by cell, and what it left out.

use std::collections::BTreeSet;

use crate::model::address::Range;
use crate::model::table::Origin;

/// One change of one cell, or the cutting of a piece out of it. Replayed in order on the cells as received, the changes give the
/// values of the table: a value whose origin is piece `p` of a cell went through the changes of that cell that lead to `p`.
/// A change whose `from` is its own piece with nothing before it makes the piece of nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The cell in the publisher's file, and the piece that has the new value.
    pub at: Origin,
    /// The piece that the change was made from: `at.piece` itself where a value only changed.
    pub from: u32,
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
    /// The sheet, by its place in [`Account::sheets`].
    pub sheet: u32,
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
    /// Names of the sheets that the table came from.
    pub sheets: Vec<String>,
    /// Every change, in the order in which they were made.
    pub changes: Vec<Change>,
    /// Everything that left the table.
    pub left_out: Vec<LeftOut>,
    /// Columns, by sheet, in which personal data were found: no published account repeats their values.
    pub private: BTreeSet<(u32, u32)>,
    /// The greatest number that a piece was given, listed or not.
    pub pieces: u32,
}

impl Account {
    /// The changes that undo these, in their order: what stands in the output becomes what stood in the file.
    pub fn inverse(&self) -> impl Iterator<Item = Change> + '_ {
        self.changes.iter().rev().map(|change| Change {
            at: change.at.piece(change.from),
            from: change.at.piece,
            before: change.after.clone(),
            after: change.before.clone(),
            step: change.step,
        })
    }

    /// What the cell of a value says after the changes that lead to it, beginning with what it said as received.
    pub fn replay(&self, received: &str, origin: Origin) -> String {
        let mut chain = Vec::new();
        let mut piece = origin.piece;
        let of_cell =
            |change: &&Change| change.at.sheet == origin.sheet && change.at.cell == origin.cell;
        for change in self.changes.iter().rev().filter(of_cell) {
            if change.at.piece == piece {
                chain.push(change);
                piece = change.from;
            }
        }
        // A piece that was not cut out of the cell was made of nothing that it says: a sheet's name, a cell that is not there.
        let mut text = if piece == 0 {
            received.to_owned()
        } else {
            String::new()
        };
        for change in chain.into_iter().rev() {
            // A change that was made from another text is not this value's.
            if change.before == text {
                text.clone_from(&change.after);
            }
        }
        text
    }
}
