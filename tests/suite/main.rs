//! One binary with every test: it links once.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod catalog;
mod ckan;
mod publish;
mod serving;
#[cfg(feature = "serve")]
mod web;
