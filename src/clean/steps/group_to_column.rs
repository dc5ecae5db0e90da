use crate::clean::step::step;
use crate::clean::tidying::{Fault, Tidying};
use crate::model::plan::StepCall;
use crate::model::table::TableColumn;

step! {
    /// Turns rows that name a group into a column
    ///
    /// The name of a group is written into a new column in every row of the group, and its own row is taken out.
    ///
    /// Parameters: `name` of the new column, `label` (optional).
    "group-to-column", Confirm, apply, settles: ["group-row"],
    th: "ย้ายชื่อกลุ่มไปเป็นคอลัมน์", en: "Turns rows that name a group into a column"
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let name = call
        .text("name")
        .ok_or(Fault::Parameter("name"))?
        .to_owned();
    let label = call.text("label").unwrap_or(&name).to_owned();
    let groups = tidying.layout.groups.clone();
    let source = tidying.layout.range.first.column;
    tidying.table.columns.insert(
        0,
        TableColumn {
            name,
            label,
            sources: vec![source],
            ..TableColumn::default()
        },
    );
    let mut current = String::new();
    for row in tidying.rows() {
        if groups.contains(&row) {
            current = (1..tidying.table.columns.len())
                .map(|column| tidying.text(row, column))
                .find(|text| !text.is_empty())
                .unwrap_or_default();
            tidying.drop_row(row, "group");
        } else if !current.is_empty() {
            let text = current.clone();
            tidying.set_text(row, 0, &text);
        }
    }
    Ok(())
}
