//! The report of the check for people, as it was rendered.

use std::io;

use crate::model::artifact::Role;
use crate::write::format::{DatasetInfo, Format, Write};

/// The report as one page.
pub(super) const FORMAT: Format = Format {
    name: "report-html",
    file: "report.html",
    label: "HTML",
    media_type: "text/html",
    role: Role::Report,
    write: Write::Dataset(write),
};

fn write(info: &DatasetInfo<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(info.report_html)
}
