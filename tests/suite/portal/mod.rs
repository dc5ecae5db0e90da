//! Publishing to a portal over HTTP: our own server, and a genuine CKAN where `SHEETPRESS_CKAN` names one.
//!
//! Each scenario runs the program as it is installed, through a proxy that counts requests and does harm, and looks past the proxy
//! at what came of it.

/// A plan is reviewed, approved, and carried out as it is or not at all.
mod approval;
/// Portals that are down, in maintenance, slow, no CKAN.
mod bad_portal;
/// What changed is changed, and nothing else.
mod change;
/// A first publication, a second one, one of several.
mod create;
/// Datasets as a steward keeps them.
mod draft;
/// What can befall a request on its way.
mod fault;
/// Releases in this process, where no pause is made between attempts.
mod inside;
/// The program killed at every request.
#[cfg(unix)]
mod killed;
/// A dataset as a reader sees it.
mod look;
/// Every fault at every request: nothing half-done is seen, and the next run heals it.
mod matrix;
/// HTTP messages.
mod message;
/// What other people did to a dataset is respected.
mod others;
/// Places to publish to.
mod place;
/// A proxy that counts and does harm.
mod proxy;
/// Tokens, rights and organizations.
mod rights;
/// Back to an earlier release and forth again.
mod rollback;
/// The token goes to one host and nowhere else.
mod secrets;
/// Many rows.
mod size;
/// A person at the command line.
mod steward;
/// Thai tags, and the fields of the national catalogue.
mod thai;
