//! What a workbook tells of itself → drafts of descriptor, schema and dictionary for a person to complete.
//!
//! Pure: the pipeline reads the file and says what was found in it. What the file does not tell is left empty.

mod columns;
mod descriptor;
mod dictionary;
mod names;
mod schema;
mod shared;
mod told;

pub use descriptor::{Subject, descriptor};
pub use names::{Proposal, names};
pub use shared::shared;
pub use told::{Told, told};

use crate::model::dictionary::Dictionary;
use crate::model::schema::Schema;
use crate::model::table::Table;

use columns::Facts;

/// What is known of a column beside its cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// Unit of its numbers.
    pub unit: String,
    /// What an empty cell means.
    pub missing: String,
    /// A rule found personal data in it.
    pub personal: bool,
}

/// The schema and the dictionary of a tidied table whose columns have their names; one hint a column.
pub fn table(table: &Table, hints: &[Hint]) -> (Schema, Dictionary) {
    let facts: Vec<Facts> = table
        .columns
        .iter()
        .map(|column| Facts::of(table, column))
        .collect();
    let schema = schema::schema(table, &facts, hints);
    let dictionary = dictionary::dictionary(table, &schema, &facts, hints);
    (schema, dictionary)
}
