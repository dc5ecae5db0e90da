//! Turns the Excel workbooks that a public agency has into open data that a machine can read.
//!
//! The modules stand in the order in which the data travels; `src/README.md` is the map.

pub mod model;

pub mod read;

pub mod detect;

pub mod validate;

pub mod clean;

pub mod describe;

pub mod write;

pub mod render;

pub mod pipeline;

pub mod ckan;

pub mod catalog;

pub mod publish;

#[cfg(feature = "serve")]
pub mod serve;

pub mod cli;
