//! XML: `<records>` of `<record>`, an element a field; a missing value has no element. The `.xsd` beside it says the types.

use crate::model::artifact::Role;
use crate::write::format::{Format, Piece, RowWriter, TableInfo, Write};
use crate::write::xml_name;

/// The rows as XML.
pub(super) const FORMAT: Format = Format {
    name: "xml",
    file: ".xml",
    label: "XML",
    media_type: "application/xml",
    role: Role::Data,
    write: Write::Rows(|info| Box::new(Writer::new(info))),
};

struct Writer {
    head: Vec<u8>,
    open: Vec<Vec<u8>>,
    close: Vec<Vec<u8>>,
}

impl Writer {
    fn new(info: &TableInfo<'_>) -> Self {
        let mut head = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<records dataset=\"".to_vec();
        escape(&info.package.name, &mut head);
        head.extend_from_slice(b"\" resource=\"");
        escape(&info.resource.name, &mut head);
        head.extend_from_slice(b"\">\n");
        let names = || info.schema.fields.iter().map(|field| xml_name(&field.name));
        Self {
            head,
            open: names()
                .map(|name| format!("<{name}>").into_bytes())
                .collect(),
            close: names()
                .map(|name| format!("</{name}>").into_bytes())
                .collect(),
        }
    }
}

impl RowWriter for Writer {
    fn begin(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.head);
    }

    fn row(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"<record>");
    }

    fn cell(&mut self, column: usize, piece: Piece<'_>, out: &mut Vec<u8>) {
        let (Some(open), Some(close)) = (self.open.get(column), self.close.get(column)) else {
            return;
        };
        let text = match piece {
            Piece::Missing => return,
            Piece::Bare(text) | Piece::Iso(text) | Piece::Text(text, _) => text,
        };
        out.extend_from_slice(open);
        match piece {
            Piece::Text(_, care) if care.xml => escape(text, out),
            _ => out.extend_from_slice(text.as_bytes()),
        }
        out.extend_from_slice(close);
    }

    fn end_row(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"</record>\n");
    }

    fn end(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"</records>\n");
    }
}

/// Appends text as XML content. A carriage return would come back as a line feed, so it is written as a reference;
/// the control characters that XML 1.0 cannot hold at all become U+FFFD.
pub(super) fn escape(text: &str, out: &mut Vec<u8>) {
    let mut buffer = [0u8; 4];
    for letter in text.chars() {
        match letter {
            '<' => out.extend_from_slice(b"&lt;"),
            '>' => out.extend_from_slice(b"&gt;"),
            '&' => out.extend_from_slice(b"&amp;"),
            '"' => out.extend_from_slice(b"&quot;"),
            '\r' => out.extend_from_slice(b"&#13;"),
            '\t' | '\n' => out.extend_from_slice(letter.encode_utf8(&mut buffer).as_bytes()),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                out.extend_from_slice("\u{fffd}".as_bytes())
            }
            other => out.extend_from_slice(other.encode_utf8(&mut buffer).as_bytes()),
        }
    }
}
