//! The data dictionary (form 2) as JSON.

use std::io;

use serde_json::json;

use crate::model::artifact::Role;
use crate::write::format::{DatasetInfo, Format, Write};

/// The dictionary as JSON.
pub(super) const FORMAT: Format = Format {
    name: "dictionary-json",
    file: "dictionary.json",
    label: "JSON",
    media_type: "application/json",
    role: Role::Dictionary,
    write: Write::Dataset(write),
};

fn write(info: &DatasetInfo<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let resources: Vec<_> = info
        .package
        .resources
        .iter()
        .zip(info.dictionaries)
        .map(|(resource, dictionary)| json!({ "name": resource.name, "fields": dictionary.fields }))
        .collect();
    pretty(
        &json!({ "dataset": info.package.name, "resources": resources }),
        out,
    )
}

/// Writes JSON as people like to read it, with a line end.
pub(super) fn pretty(value: &serde_json::Value, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}
