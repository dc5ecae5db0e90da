//! What a format is: a name, the files it makes, and a function.

use std::io;

use crate::model::artifact::{Artifact, Role};
use crate::model::change::Account;
use crate::model::dictionary::Dictionary;
use crate::model::package::{Package, Resource};
use crate::model::schema::Schema;
use crate::model::strings::Strings;

/// A format, as it stands in the registry.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line and in the documentation.
    pub name: &'static str,
    /// What follows the resource's name, or the whole file name of a file of the dataset.
    pub file: &'static str,
    /// CKAN's `format`.
    pub label: &'static str,
    /// Media type.
    pub media_type: &'static str,
    /// What the file is for.
    pub role: Role,
    /// How it is written.
    pub write: Write,
}

/// How a format is written.
#[derive(Clone, Copy, Debug)]
pub enum Write {
    /// Row by row, beside the other formats of this kind, each cell formatted once for all of them.
    Rows(for<'a> fn(&'a TableInfo<'a>) -> Box<dyn RowWriter + 'a>),
    /// Once for a table.
    Table(fn(&TableInfo<'_>, &mut dyn io::Write) -> io::Result<()>),
    /// Once for the dataset.
    Dataset(fn(&DatasetInfo<'_>, &mut dyn io::Write) -> io::Result<()>),
}

/// What a writer of a table may see beside its cells.
#[derive(Debug)]
pub struct TableInfo<'a> {
    /// The dataset.
    pub package: &'a Package,
    /// The table's entry in the descriptor.
    pub resource: &'a Resource,
    /// Its schema; the fields are the columns, in order.
    pub schema: &'a Schema,
    /// Its dictionary.
    pub dictionary: &'a Dictionary,
    /// The texts of its cells.
    pub strings: &'a Strings,
}

/// What a writer of a dataset's file may see.
#[derive(Debug)]
pub struct DatasetInfo<'a> {
    /// The descriptor as it will be published.
    pub package: &'a Package,
    /// The tables' dictionaries, in the order of the resources.
    pub dictionaries: &'a [Dictionary],
    /// What tidying did to each table, in the order of the resources.
    pub accounts: &'a [Account],
    /// The report of the check, JSON v1.
    pub report: &'a str,
    /// The report of the check for people, XHTML.
    pub report_html: &'a [u8],
    /// The files that are built already, in the order of the build: those of every table, then the dataset's own so far.
    pub files: &'a [Artifact],
}

/// One cell on its way out.
#[derive(Clone, Copy, Debug)]
pub enum Piece<'a> {
    /// No value.
    Missing,
    /// A number or a boolean, plain ASCII.
    Bare(&'a str),
    /// A date or time, plain ASCII.
    Iso(&'a str),
    /// Text, and whether a format must look at it more closely.
    Text(&'a str, Care),
}

/// A cell that is formatted: a text of the workbook by its place among its texts, anything else by its place in the block's text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Slot {
    Missing,
    Bare(u32, u32),
    Iso(u32, u32),
    /// A text that no format need look at.
    Plain(u32, u32),
    Text(u32, u32, Care),
}

/// Some rows on their way out, every cell formatted.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    pub(super) width: usize,
    pub(super) slots: &'a [Slot],
    pub(super) text: &'a str,
    pub(super) strings: &'a Strings,
}

impl<'a> Rows<'a> {
    fn piece(&self, slot: Slot) -> Piece<'a> {
        let text = |from: u32, to: u32| self.text.get(from as usize..to as usize).unwrap_or("");
        match slot {
            Slot::Missing => Piece::Missing,
            Slot::Bare(from, to) => Piece::Bare(text(from, to)),
            Slot::Iso(from, to) => Piece::Iso(text(from, to)),
            Slot::Plain(from, to) => Piece::Text(text(from, to), Care::default()),
            Slot::Text(from, to, care) => Piece::Text(self.strings.at((from, to)), care),
        }
    }
}

/// Which formats cannot copy a text as it is. Found once for each distinct text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Care {
    /// Comma, quote, line break, or white space at an end.
    pub csv: bool,
    /// Quote, backslash or control character.
    pub json: bool,
    /// `<`, `>`, `&` or control character.
    pub xml: bool,
}

impl Care {
    /// Looks at a text.
    pub fn of(text: &str) -> Self {
        let mut care = Self::default();
        for byte in text.bytes() {
            match byte {
                b'"' => (care.csv, care.json) = (true, true),
                b',' => care.csv = true,
                b'\\' => care.json = true,
                0..=0x1f | 0x7f => {
                    care = Self {
                        csv: true,
                        json: true,
                        xml: true,
                    }
                }
                // U+FFFE and U+FFFF, EF BF BE and EF BF BF, are no characters of XML.
                b'<' | b'>' | b'&' | 0xef => care.xml = true,
                _ => {}
            }
        }
        care.csv |= text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
        care
    }
}

/// Writes a table row by row into a buffer.
pub trait RowWriter {
    /// Before the first row.
    fn begin(&mut self, out: &mut Vec<u8>);
    /// Before the cells of a row.
    fn row(&mut self, out: &mut Vec<u8>);
    /// One cell, by the number of its column.
    fn cell(&mut self, column: usize, piece: Piece<'_>, out: &mut Vec<u8>);
    /// After the cells of a row.
    fn end_row(&mut self, out: &mut Vec<u8>);
    /// Several rows. Every format gets a loop of its own from this, so that a call costs something only once a block.
    fn rows(&mut self, rows: &Rows<'_>, out: &mut Vec<u8>) {
        for row in rows.slots.chunks(rows.width.max(1)) {
            self.row(out);
            for (column, slot) in row.iter().enumerate() {
                self.cell(column, rows.piece(*slot), out);
            }
            self.end_row(out);
        }
    }
    /// After the last row.
    fn end(&mut self, out: &mut Vec<u8>);
}
