use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::cell::Cell;
use crate::model::plan::StepCall;
use crate::model::table::{Origins, TableColumn};

step! {
    /// Turns rows that name a group into a column
    ///
    /// The name of a group is written into a new column in every row of the group, and its own row is taken out.
    ///
    /// Parameters: `name` of the new column, `label` (optional).
    "group-to-column", Confirm, apply, settles: ["group-row"],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "ย้ายชื่อกลุ่มไปเป็นคอลัมน์", en: "Turns rows that name a group into a column"
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let name = call
        .text("name")
        .ok_or(Fault::Parameter("name"))?
        .to_owned();
    tidying.on_sheet()?;
    let label = call.text("label").unwrap_or(&name).to_owned();
    let groups = tidying.layout.groups.clone();
    let mut made = TableColumn {
        name,
        label,
        sources: vec![tidying.layout.range.first.column],
        ..TableColumn::default()
    };
    let mut origins = Vec::new();
    let mut current = Cell::EMPTY;
    for row in tidying.rows() {
        if groups.contains(&row) {
            let cells = tidying.table.columns.iter();
            let named = cells.map(|column| (column.cells.get(row), column.origin(row)));
            let mut named = named.filter(|(cell, _)| !cell.is_empty());
            if let Some((cell, origin)) = named.next() {
                current = cell;
                origins.push((row, origin));
            }
            tidying.drop_row(row, "group");
        } else if !current.is_empty() {
            made.cells.set(row, current);
        }
    }
    made.origins = Origins::From(origins);
    tidying.table.columns.insert(0, made);
    Ok(())
}
