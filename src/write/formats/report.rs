//! The report of the check, as it was rendered: JSON v1.

use std::io;

use crate::model::artifact::Role;
use crate::write::format::{DatasetInfo, Format, Write};

/// The report as JSON.
pub(super) const FORMAT: Format = Format {
    name: "report",
    file: "report.json",
    label: "JSON",
    media_type: "application/json",
    role: Role::Report,
    write: Write::Dataset(write),
};

fn write(info: &DatasetInfo<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(info.report.as_bytes())
}
