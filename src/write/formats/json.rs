//! JSON: an array of records, one a line, typed by the schema; a missing value is `null`.

use crate::model::artifact::Role;
use crate::write::format::{Format, Piece, RowWriter, TableInfo, Write};

/// The rows as JSON.
pub(super) const FORMAT: Format = Format {
    name: "json",
    file: ".json",
    label: "JSON",
    media_type: "application/json",
    role: Role::Data,
    write: Write::Rows(|info| Box::new(Writer::new(info))),
};

struct Writer {
    /// `"name":` of each field, with the comma before it.
    keys: Vec<Vec<u8>>,
    /// Whether a number may stand bare: not in a field of text, where `007` and `7` are two things.
    bare: Vec<bool>,
    first: bool,
}

impl Writer {
    fn new(info: &TableInfo<'_>) -> Self {
        let keys = info
            .schema
            .fields
            .iter()
            .enumerate()
            .map(|(number, field)| {
                let mut key = if number > 0 {
                    b",".to_vec()
                } else {
                    b"{".to_vec()
                };
                string(&field.name, &mut key);
                key.push(b':');
                key
            });
        let bare = info
            .schema
            .fields
            .iter()
            .map(|field| field.kind.is_bare_in_json());
        Self {
            keys: keys.collect(),
            bare: bare.collect(),
            first: true,
        }
    }
}

impl RowWriter for Writer {
    fn begin(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"[");
    }

    fn row(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(if std::mem::take(&mut self.first) {
            b"\n"
        } else {
            b",\n"
        });
        if self.keys.is_empty() {
            out.push(b'{');
        }
    }

    fn cell(&mut self, column: usize, piece: Piece<'_>, out: &mut Vec<u8>) {
        if let Some(key) = self.keys.get(column) {
            out.extend_from_slice(key);
        }
        let bare = self.bare.get(column).copied().unwrap_or(false);
        match piece {
            Piece::Missing => out.extend_from_slice(b"null"),
            Piece::Bare(text) if bare => out.extend_from_slice(text.as_bytes()),
            Piece::Text(text, care) if care.json => string(text, out),
            Piece::Bare(text) | Piece::Iso(text) | Piece::Text(text, _) => {
                out.push(b'"');
                out.extend_from_slice(text.as_bytes());
                out.push(b'"');
            }
        }
    }

    fn end_row(&mut self, out: &mut Vec<u8>) {
        out.push(b'}');
    }

    fn end(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\n]\n");
    }
}

fn string(text: &str, out: &mut Vec<u8>) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push(b'"');
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0..=0x1f | 0x7f => {
                out.extend_from_slice(b"\\u00");
                out.extend_from_slice(&[HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
            }
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}
