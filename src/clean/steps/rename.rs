use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::plan::StepCall;

step! {
    /// Gives columns their machine names
    ///
    /// The machine name is what CSV, JSON and XML carry; the Thai label stays in the dictionary. Columns that are not named
    /// keep their label as name.
    ///
    /// Parameters: `columns` (map of letter or label → name).
    "rename", Confirm, apply, settles: ["duplicate-header", "blank-header", "header-whitespace", "header-has-note-mark", "header-too-long", "reserved-name"],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "ตั้งชื่อคอลัมน์สำหรับเครื่องอ่าน", en: "Gives columns their machine names"
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let mut renamed = Vec::new();
    for (column, name) in call.map("columns") {
        renamed.push((tidying.column(column)?, name.to_owned()));
    }
    if renamed.is_empty() {
        return Err(Fault::Parameter("columns"));
    }
    for (column, name) in renamed {
        tidying.table.columns[column].name = name;
    }
    Ok(())
}
