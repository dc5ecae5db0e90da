//! What a cell's text means: numbers, dates, units and placeholders as Thai and English officers type them.

pub mod canonical;
pub mod class;
pub mod date;
pub mod digits;
pub mod missing;
mod month;
pub mod number;
mod shape;
pub mod unit;
