//! The rows of a table → every row format at once: a cell is looked up and formatted once.

use std::io;

use crate::model::cell::{Cell, Value};
use crate::model::strings::Strings;
use crate::model::table::Table;
use crate::write::format::{Care, RowWriter, Rows, Slot};

/// Bytes that are gathered before they go to a sink.
const CHUNK: usize = 1 << 17;
/// Rows that are formatted at once, and then written by one format after another: few enough for the processor's cache.
const BLOCK: usize = 256;

/// Writes the table through every writer, each into its own sink. `columns` names, for each field, the number of the
/// table's column.
pub fn rows(
    table: &Table,
    columns: &[usize],
    writers: &mut [Box<dyn RowWriter + '_>],
    sinks: &mut [&mut dyn io::Write],
) -> io::Result<()> {
    let cares = cares(table);
    let mut buffers: Vec<Vec<u8>> = writers
        .iter()
        .map(|_| Vec::with_capacity(CHUNK + (CHUNK >> 2)))
        .collect();
    for (writer, buffer) in writers.iter_mut().zip(&mut buffers) {
        writer.begin(buffer);
    }
    let mut block = Block::new(columns.len());
    let mut source = table.row_numbers();
    loop {
        let rows: Vec<u32> = source.by_ref().take(BLOCK).collect();
        if rows.is_empty() {
            break;
        }
        block.fill(table, columns, &rows, &cares);
        for ((writer, buffer), sink) in writers.iter_mut().zip(&mut buffers).zip(sinks.iter_mut()) {
            writer.rows(&block.rows(&table.strings), buffer);
            if buffer.len() > CHUNK {
                sink.write_all(buffer)?;
                buffer.clear();
            }
        }
    }
    for ((writer, buffer), sink) in writers.iter_mut().zip(&mut buffers).zip(sinks.iter_mut()) {
        writer.end(buffer);
        sink.write_all(buffer)?;
    }
    Ok(())
}

fn cares(table: &Table) -> Vec<Care> {
    (0..table.strings.len())
        .map(|number| {
            Care::of(table.strings.get(crate::model::strings::StrId(
                u32::try_from(number).unwrap_or(0),
            )))
        })
        .collect()
}

/// The cells of some rows, formatted.
struct Block {
    width: usize,
    slots: Vec<Slot>,
    text: Vec<u8>,
}

impl Block {
    fn new(width: usize) -> Self {
        Self {
            width,
            slots: Vec::new(),
            text: Vec::new(),
        }
    }

    /// Formats column by column: neighbours in a column are of one kind, and lie side by side in memory.
    fn fill(&mut self, table: &Table, columns: &[usize], rows: &[u32], cares: &[Care]) {
        self.text.clear();
        self.slots.clear();
        self.slots.resize(rows.len() * self.width, Slot::Missing);
        for (number, column) in columns.iter().enumerate() {
            let slots = self.slots.iter_mut().skip(number).step_by(self.width);
            for (slot, row) in slots.zip(rows) {
                *slot = fill(table, table.cell(*row, *column), cares, &mut self.text);
            }
        }
    }

    fn rows<'a>(&'a self, strings: &'a Strings) -> Rows<'a> {
        Rows {
            width: self.width,
            slots: &self.slots,
            text: std::str::from_utf8(&self.text).unwrap_or(""),
            strings,
        }
    }
}

fn fill(table: &Table, cell: Cell, cares: &[Care], text: &mut Vec<u8>) -> Slot {
    if let Some(id) = cell.as_text() {
        let care = cares.get(id.index()).copied().unwrap_or(Care {
            csv: true,
            json: true,
            xml: true,
        });
        let (from, to) = table.strings.span(id);
        return Slot::Text(from, to, care);
    }
    let value = cell.value();
    let from = text.len();
    value.write(&table.strings, text);
    // A block holds some kilobytes of text.
    let narrow = |at: usize| u32::try_from(at).unwrap_or(0);
    let (from, to) = (narrow(from), narrow(text.len()));
    match value {
        Value::Empty => Slot::Missing,
        Value::Number(_) | Value::Bool(_) => Slot::Bare(from, to),
        Value::Moment(_) => Slot::Iso(from, to),
        Value::Error(_) | Value::Text(_) => Slot::Plain(from, to),
    }
}
