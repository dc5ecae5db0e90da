//! One binary, one module per promise.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

/// Modules depend downwards only; files stay short; forbidden names stay out.
mod architecture;
/// The shelf keeps datasets, files and rows whole.
mod catalog;
/// What we say in CKAN's terms is what CKAN says.
mod ckan;
/// Commands as a user types them: exit codes, messages, bad input.
mod cli;
/// Every dataset of `datasets/` builds to its golden output.
mod datasets;
/// Everything that has a registry is documented.
mod documentation;
/// CSV, JSON and XML carry the same values back.
mod formats;
/// Publishing is atomic, verified, and idle the second time.
mod publish;
/// Every rule keeps what its page promises.
mod rules;
/// A release in a temporary folder, for the tests of catalogue and server.
mod serving;
/// Steps do what their pages say, list it, and settle what they claim.
mod tidying;
/// The real server over HTTP.
#[cfg(feature = "serve")]
mod web;
