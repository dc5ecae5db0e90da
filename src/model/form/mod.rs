//! The two forms of the agency as data: form 1 (dataset, metadata, resources) and form 2 (data dictionary).
//!
//! A layout says where on which sheet each item stands and what its header says; it is a file of `schemas/forms/`, because an
//! agency's own copy may differ. Labels, choices and kinds of the items come from `schemas/profiles/`, so that there is one
//! source. `write` fills the forms, `describe` reads them back.

mod field;
mod layout;

pub use field::{Field, Kind, dataset_field, entry_field, resource_field};
pub use layout::{Column, Form, Holds, Layout, SheetLayout, layouts, newest};

/// The value of every list that stands for "something else", as the national catalogue stores it.
pub const OTHER: &str = "อื่นๆ";
/// How a form says yes.
pub const YES: &str = "ใช่";
/// How a form says no. A blank cell would count as yes in the national importer.
pub const NO: &str = "ไม่ใช่";

/// The headings of the sheet with what fits in no cell: sheet, row, item, the item's label, what stands in its cell, value.
pub const MORE_HEADINGS: [&str; 6] = ["แผ่นงาน", "แถว", "รายการ", "ชื่อรายการ", "ในช่อง", "ค่า"];
/// The zero-based row of those headings; the row above explains the sheet.
pub const MORE_HEADING_ROW: u32 = 1;
/// The item of that sheet that names the machine name of a resource's row.
pub const MACHINE_NAME: &str = "resource";

/// One line of the sheet with what fits in no cell. An item with several values has several lines; an item with one empty
/// value is not stated at all, and its cell holds only what the national importer needs to see there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The sheet of the item.
    pub sheet: String,
    /// Its zero-based row.
    pub row: u32,
    /// The item's key.
    pub key: String,
    /// The item's label, for people.
    pub label: String,
    /// What stood in the item's cell when the form was written; empty where it has no column.
    pub cell: String,
    /// One value, or a piece of a text that is longer than a cell may be.
    pub value: String,
}
