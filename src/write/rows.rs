//! The rows of a table → every row format at once: a cell is looked up and formatted once.

use std::io;

use crate::model::cell::{Cell, Value};
use crate::model::table::Table;
use crate::write::format::{Care, Piece, RowWriter};

/// Bytes that are gathered before they go to a sink.
const CHUNK: usize = 1 << 17;

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
    let mut scratch = Vec::with_capacity(64);
    for (writer, buffer) in writers.iter_mut().zip(&mut buffers) {
        writer.begin(buffer);
    }
    for row in table.source_rows() {
        for (writer, buffer) in writers.iter_mut().zip(&mut buffers) {
            writer.row(buffer);
        }
        for (number, column) in columns.iter().enumerate() {
            let piece = piece(table, table.cell(row, *column), &cares, &mut scratch);
            for (writer, buffer) in writers.iter_mut().zip(&mut buffers) {
                writer.cell(number, piece, buffer);
            }
        }
        for ((writer, buffer), sink) in writers.iter_mut().zip(&mut buffers).zip(sinks.iter_mut()) {
            writer.end_row(buffer);
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

fn piece<'a>(table: &'a Table, cell: Cell, cares: &[Care], scratch: &'a mut Vec<u8>) -> Piece<'a> {
    if let Some(id) = cell.as_text() {
        let care = cares.get(id.index()).copied().unwrap_or(Care {
            csv: true,
            json: true,
            xml: true,
        });
        return Piece::Text(table.strings.get(id), care);
    }
    scratch.clear();
    let value = cell.value();
    value.write(&table.strings, scratch);
    let text = std::str::from_utf8(scratch).unwrap_or("");
    match value {
        Value::Empty => Piece::Missing,
        Value::Number(_) | Value::Bool(_) => Piece::Bare(text),
        Value::Moment(_) => Piece::Iso(text),
        Value::Error(_) | Value::Text(_) => Piece::Text(text, Care::default()),
    }
}
