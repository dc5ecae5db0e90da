//! A portal: a CKAN over HTTP, genuine or our own server.
//!
//! Here is the client of one portal: where it is (`address`), who we are there (`secret`), one request at a time and what
//! becomes of it (`connection`, `upload`, `download`), what an answer means (`classify`), what goes wrong and how it is told
//! (`fault`, `wording`), and when to ask again (`pace`).
//!
//! Requests to a portal never run side by side: a [`connection::Connection`] is used by one thread and waits for each answer.
//!
//! And here is what is done with it: what it is (`preflight`), what it holds (`look`), what differs (`planning`, `todo`,
//! `difference`), how
//! that is brought about (`apply` with `steps`, `change`,
//! `table` with `bodies`), and how it is proved (`proof`, `rows`, `digests`, `summary`).

pub mod address;
pub mod answer;
pub mod apply;
pub mod bodies;
pub mod change;
pub mod classify;
pub mod connection;
pub mod difference;
pub mod digests;
mod download;
pub mod fault;
pub mod look;
pub mod multipart;
pub mod pace;
pub mod page;
pub mod planning;
pub mod preflight;
pub mod proof;
pub mod rows;
pub mod secret;
mod steps;
pub mod summary;
pub mod table;
pub mod todo;
mod trouble;
mod upload;
pub mod wording;
