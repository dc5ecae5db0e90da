//! `datapackage.json` (Data Package v2): the descriptor of what was built, with schema, size and digest of every table.

use std::io;

use crate::model::artifact::Role;
use crate::write::format::{DatasetInfo, Format, Write};

/// The built descriptor.
pub(super) const FORMAT: Format = Format {
    name: "datapackage",
    file: "datapackage.json",
    label: "JSON",
    media_type: "application/json",
    role: Role::Metadata,
    write: Write::Dataset(write),
};

fn write(info: &DatasetInfo<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, info.package)?;
    out.write_all(b"\n")
}
