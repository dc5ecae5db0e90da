//! Every format. To add one: write its file, name it twice here.

mod csv;
mod csvw;
mod datapackage;
mod dcat;
mod dictionary_csv;
mod dictionary_html;
mod dictionary_json;
mod form1_xlsx;
mod form2_xlsx;
mod json;
mod json_schema;
mod metadata_json;
mod metadata_xml;
mod provenance;
mod report;
mod report_html;
mod schema_org;
mod xml;
mod xsd;

use crate::write::format::Format;

/// The registry, in the order of the build. What names other files stands after them.
pub const FORMATS: &[&Format] = &[
    &csv::FORMAT,
    &json::FORMAT,
    &xml::FORMAT,
    &xsd::FORMAT,
    &csvw::FORMAT,
    &json_schema::FORMAT,
    &dictionary_csv::FORMAT,
    &dictionary_json::FORMAT,
    &dictionary_html::FORMAT,
    &form2_xlsx::FORMAT,
    &metadata_json::FORMAT,
    &metadata_xml::FORMAT,
    &form1_xlsx::FORMAT,
    &provenance::FORMAT,
    &report::FORMAT,
    &report_html::FORMAT,
    &datapackage::FORMAT,
    &dcat::FORMAT,
    &schema_org::FORMAT,
];
