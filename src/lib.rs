//! Turns the Excel workbooks that a public agency has into open data that a machine can read.

pub mod catalog;
pub mod ckan;
pub mod model;
pub mod publish;
#[cfg(feature = "serve")]
pub mod serve;
