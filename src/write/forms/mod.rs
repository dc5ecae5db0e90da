//! The agency's forms as workbooks: form 1 (dataset, metadata, resources) and form 2 (data dictionary).
//!
//! Every cell is text, as the national importer wants it. What does not fit into a cell stands on a sheet of its own, so that
//! a form that is read back gives the descriptor that it was made from. The same input gives the same bytes.

mod book;
mod form1;
mod form2;
mod note;
mod text;

pub use form1::form1;
pub use form2::form2;
