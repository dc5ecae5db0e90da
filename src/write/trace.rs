//! Which cell of the publisher's file each value of a table was made from.

use std::io;

use crate::model::table::Table;

/// The columns of a trace.
pub const COLUMNS: [&str; 5] = ["row", "field", "sheet", "cell", "piece"];

/// Writes the trace of a table as CSV: for each row of the output (from 1, the header not counted) and each field the sheet, the
/// cell and, where the cell was cut into several, the number of the piece. `columns` names, for each field, the number of the
/// table's column.
pub fn trace(table: &Table, columns: &[usize], out: impl io::Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS)?;
    for (number, row) in (1u64..).zip(table.row_numbers()) {
        let number = number.to_string();
        for column in columns.iter().filter_map(|at| table.columns.get(*at)) {
            let origin = column.origin(row);
            let piece = match origin.piece {
                0 => String::new(),
                piece => piece.to_string(),
            };
            let cell = origin.cell.to_string();
            let sheet = table.sheet_of(origin);
            writer.write_record([&number, &column.name, sheet, &cell, &piece])?;
        }
    }
    writer.flush()
}
