//! XML: `<records>` of `<record>`, an element a field; a missing value has no element. The `.xsd` beside it says the types.

use crate::model::artifact::Role;
use crate::model::markup::escape;
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
