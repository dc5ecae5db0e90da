//! What a cell's text means: numbers, dates, units and placeholders as Thai and English officers type them.

pub mod amount;
pub mod approximate;
pub mod canonical;
pub mod class;
pub mod date;
pub mod digits;
pub mod example;
mod glance;
pub mod heading;
pub mod identity;
pub mod label;
pub mod label_unit;
pub mod likeness;
mod lookalike;
pub mod missing;
mod mojibake;
pub mod month;
pub mod number;
pub mod period;
pub mod person;
pub mod personal;
pub mod phrase;
mod shape;
pub mod spelling;
mod syllable;
pub mod thai;
pub mod unit;
