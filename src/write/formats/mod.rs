//! Every format. To add one: write its file, name it twice here.

mod csv;
mod datapackage;
mod dictionary_csv;
mod dictionary_json;
mod json;
mod metadata_json;
mod metadata_xml;
mod provenance;
mod report;
mod xml;
mod xsd;

use crate::write::format::Format;

/// The registry, in the order of the build.
pub const FORMATS: &[&Format] = &[
    &csv::FORMAT,
    &json::FORMAT,
    &xml::FORMAT,
    &xsd::FORMAT,
    &dictionary_csv::FORMAT,
    &dictionary_json::FORMAT,
    &metadata_json::FORMAT,
    &metadata_xml::FORMAT,
    &provenance::FORMAT,
    &report::FORMAT,
    &datapackage::FORMAT,
];
