//! One binary with every test: it links once.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod catalog;
mod ckan;
/// What stands around the cells is seen.
mod container;
/// No file makes the reader panic, run for long or fill the memory.
mod hostile;
/// Every shape that XML allows for the same cells gives the same cells.
mod odd_shapes;
mod publish;
/// What a workbook holds comes out as it stands.
mod reading;
mod serving;
#[cfg(feature = "serve")]
mod web;
/// Workbooks made for one test.
mod workbooks;
