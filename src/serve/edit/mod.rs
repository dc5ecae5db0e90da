//! What clients ask to be changed → records of the shelf, with CKAN's validation, messages and defaults.
//!
//! Every action that changes a dataset or a resource comes down to one thing, as in CKAN: the dataset's dict as it shall be.
//! `dataset` saves it; `resource_create` and the others only make that dict.

pub mod change;
pub(crate) mod dataset;
pub(crate) mod document;
pub(crate) mod faults;
pub(crate) mod fields;
pub(crate) mod formats;
pub(crate) mod lists;
pub(crate) mod organization;
pub(crate) mod resource;
pub(crate) mod revise;
pub(crate) mod rows;
pub(crate) mod table;
