//! `Table` and `Package` → bytes: CSV, JSON, XML, dictionary and metadata. Writes to any sink; knows no folders.

mod about;
mod facets;
pub mod format;
pub mod formats;
pub mod forms;
mod linked;
mod names;
mod rows;
mod trace;

pub use names::xml_name;
pub use rows::rows;
pub use trace::{COLUMNS as TRACE_COLUMNS, trace};
