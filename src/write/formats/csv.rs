//! CSV as RFC 4180 has it: UTF-8 without byte order mark, comma, CRLF, header once.

use crate::model::artifact::Role;
use crate::write::format::{Format, Piece, RowWriter, TableInfo, Write};

/// The rows as CSV.
pub(super) const FORMAT: Format = Format {
    name: "csv",
    file: ".csv",
    label: "CSV",
    media_type: "text/csv",
    role: Role::Data,
    write: Write::Rows(|info| Box::new(Writer { info, first: true })),
};

struct Writer<'a> {
    info: &'a TableInfo<'a>,
    first: bool,
}

impl RowWriter for Writer<'_> {
    fn begin(&mut self, out: &mut Vec<u8>) {
        for (number, field) in self.info.schema.fields.iter().enumerate() {
            if number > 0 {
                out.push(b',');
            }
            quote_if_needed(&field.name, out);
        }
        out.extend_from_slice(b"\r\n");
    }

    fn row(&mut self, _out: &mut Vec<u8>) {
        self.first = true;
    }

    fn cell(&mut self, _column: usize, piece: Piece<'_>, out: &mut Vec<u8>) {
        if !std::mem::take(&mut self.first) {
            out.push(b',');
        }
        match piece {
            Piece::Missing => {
                // A record of one empty field would be a blank line, which readers pass over.
                if self.info.schema.fields.len() == 1 {
                    out.extend_from_slice(b"\"\"");
                }
            }
            Piece::Text(text, care) if care.csv => quote(text, out),
            Piece::Bare(text) | Piece::Iso(text) | Piece::Text(text, _) => {
                out.extend_from_slice(text.as_bytes());
            }
        }
    }

    fn end_row(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\r\n");
    }

    fn end(&mut self, _out: &mut Vec<u8>) {}
}

/// Appends a field, in quotes where it needs them.
pub(super) fn quote_if_needed(text: &str, out: &mut Vec<u8>) {
    if crate::write::format::Care::of(text).csv {
        quote(text, out);
    } else {
        out.extend_from_slice(text.as_bytes());
    }
}

fn quote(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for byte in text.bytes() {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}
