use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::cell::Cell;
use crate::model::grammar::missing;
use crate::model::language::Text;
use crate::model::plan::StepCall;
use crate::model::table::{Origins, TableColumn};

step! {
    /// Turns columns with a tick into one column of statuses
    ///
    /// Several columns of which one is ticked become one column that names the ticked one. Two ticks in a row are refused.
    ///
    /// Parameters: `columns` (map of column → status), `name`, `label` (optional).
    ///
    /// Example: `{"step": "tick-to-status", "columns": {"G": "not_started", "H": "in_progress"}, "name": "status"}`
    "tick-to-status", Confirm, apply, settles: [],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "รวมคอลัมน์ที่ทำเครื่องหมายถูกเป็นคอลัมน์สถานะเดียว", en: "Turns columns with a tick into one column of statuses"
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let name = call
        .text("name")
        .ok_or(Fault::Parameter("name"))?
        .to_owned();
    let label = call.text("label").unwrap_or(&name).to_owned();
    let mut statuses = Vec::new();
    for (column, status) in call.map("columns") {
        let number = tidying.column(column)?;
        if statuses.iter().any(|(known, _)| *known == number) {
            return Err(Fault::Parameter("columns"));
        }
        statuses.push((number, status.to_owned()));
    }
    let Some((first, _)) = statuses.first().cloned() else {
        return Err(Fault::Parameter("columns"));
    };
    let mut made = TableColumn {
        name,
        label,
        ..TableColumn::default()
    };
    made.sources = statuses
        .iter()
        .flat_map(|(column, _)| tidying.table.columns[*column].sources.clone())
        .collect();
    let piece = tidying.new_piece();
    let mut origins = Vec::new();
    for row in tidying.rows() {
        let mut ticked: Option<(usize, &String)> = None;
        for (column, status) in &statuses {
            let text = tidying.text(row, *column);
            if text.is_empty() {
                continue;
            }
            if !missing::is_tick(&text) {
                return Err(tidying.fault(
                    row,
                    *column,
                    Text {
                        th: "ไม่ใช่เครื่องหมายถูก",
                        en: "is no tick",
                    },
                ));
            }
            if ticked.is_some() {
                return Err(tidying.fault(
                    row,
                    *column,
                    Text {
                        th: "เป็นเครื่องหมายถูกที่สองในแถวเดียวกัน",
                        en: "is a second tick in its row",
                    },
                ));
            }
            ticked = Some((*column, status));
        }
        if let Some((column, status)) = ticked {
            let origin = tidying.table.columns[column].origin(row);
            let before = tidying.text(row, column);
            tidying.cut(origin, piece, &before, status);
            origins.push((row, origin.piece(piece)));
            let id = tidying.table.strings.intern(status);
            made.cells.set(row, Cell::text(id));
        }
    }
    made.origins = Origins::From(origins);
    let mut gone: Vec<usize> = statuses.into_iter().map(|(column, _)| column).collect();
    gone.sort_unstable();
    for column in gone.into_iter().rev() {
        tidying.table.columns.remove(column);
    }
    let at = first.min(tidying.table.columns.len());
    tidying.table.columns.insert(at, made);
    Ok(())
}
