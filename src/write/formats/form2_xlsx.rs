//! Form 2 (data dictionary) as a workbook, a sheet a table.

use std::io;

use crate::model::artifact::Role;
use crate::model::form::{Form, newest};
use crate::write::format::{DatasetInfo, Format, Write};
use crate::write::formats::form1_xlsx::WORKBOOK;
use crate::write::forms::form2;

/// Form 2.
pub(super) const FORMAT: Format = Format {
    name: "form2",
    file: "form2.xlsx",
    label: "XLSX",
    media_type: WORKBOOK,
    role: Role::Dictionary,
    write: Write::Dataset(write),
};

fn write(info: &DatasetInfo<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let layout = newest(Form::Dictionary).ok_or_else(|| io::Error::other("no layout of form 2"))?;
    out.write_all(&form2(layout, Some(info.package), info.dictionaries)?)
}
