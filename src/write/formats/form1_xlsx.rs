//! Form 1 (dataset, metadata, resources) as a workbook, in the newest layout of the national catalogue.

use std::io;

use crate::model::artifact::Role;
use crate::model::form::{Form, newest};
use crate::write::format::{DatasetInfo, Format, Write};
use crate::write::forms::form1;

/// Form 1.
pub(super) const FORMAT: Format = Format {
    name: "form1",
    file: "form1.xlsx",
    label: "XLSX",
    media_type: WORKBOOK,
    role: Role::Metadata,
    write: Write::Dataset(write),
};

/// The media type of a workbook.
pub(super) const WORKBOOK: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn write(info: &DatasetInfo<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let layout = newest(Form::Metadata).ok_or_else(|| io::Error::other("no layout of form 1"))?;
    out.write_all(&form1(layout, Some(info.package))?)
}
