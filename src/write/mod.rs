//! `Table` and `Package` → bytes: CSV, JSON, XML, dictionary and metadata. Writes to any sink; knows no folders.

pub mod format;
pub mod formats;
mod names;
mod rows;

pub use names::xml_name;
pub use rows::rows;
