//! The data dictionary (form 2) as CSV, all tables of the dataset one under another.

use std::io;

use crate::model::artifact::Role;
use crate::model::dictionary::COLUMNS;
use crate::write::format::{DatasetInfo, Format, Write};
use crate::write::formats::csv::quote_if_needed;

/// The dictionary as CSV.
pub(super) const FORMAT: Format = Format {
    name: "dictionary-csv",
    file: "dictionary.csv",
    label: "CSV",
    media_type: "text/csv",
    role: Role::Dictionary,
    write: Write::Dataset(write),
};

fn write(info: &DatasetInfo<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut line = b"resource".to_vec();
    for (key, ..) in COLUMNS {
        line.push(b',');
        line.extend_from_slice(key.as_bytes());
    }
    line.extend_from_slice(b"\r\n");
    for (resource, dictionary) in info.package.resources.iter().zip(info.dictionaries) {
        for entry in &dictionary.fields {
            quote_if_needed(&resource.name, &mut line);
            for value in entry.values() {
                line.push(b',');
                quote_if_needed(value, &mut line);
            }
            line.extend_from_slice(b"\r\n");
        }
    }
    out.write_all(&line)
}
