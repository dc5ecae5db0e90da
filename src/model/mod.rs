//! Plain data and the grammars that tell what a cell's text means. Nothing here reads, writes or decides.

pub mod address;
pub mod artifact;
pub mod dictionary;
pub mod digest;
pub mod language;
pub mod moment;
pub mod number;
pub mod package;
pub mod schema;
