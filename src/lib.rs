//! Turns the Excel workbooks that a public agency has into open data that a machine can read.

pub mod clean;
pub mod describe;
pub mod detect;
pub mod model;
pub mod pipeline;
pub mod read;
pub mod render;
pub mod validate;
pub mod write;
