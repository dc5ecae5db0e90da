//! Plain data and the grammars that tell what a cell's text means. Nothing here reads, writes or decides.

pub mod address;
pub mod artifact;
pub mod cell;
pub mod change;
pub mod column;
pub mod crosswalk;
pub mod detail;
pub mod diagnostic;
pub mod dictionary;
pub mod digest;
pub mod grammar;
pub mod language;
pub mod layout;
pub mod markup;
pub mod moment;
pub mod number;
pub mod package;
pub mod page;
pub mod plan;
pub mod quality;
pub mod refusal;
pub mod report;
pub mod schema;
pub mod strings;
pub mod table;
pub mod workbook;
