use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::cell::Value;
use crate::model::language::Text;
use crate::model::plan::StepCall;

step! {
    /// Replaces values by codes
    ///
    /// Each value of a column becomes the code that the plan names for it. A value that the plan does not name is refused.
    ///
    /// Parameters: `column`, `values` (map of text → code).
    "map-values", Confirm, apply, settles: [],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "แปลงค่าเป็นรหัส", en: "Replaces values by codes"
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let column = tidying.one_column(call)?;
    let values: Vec<(String, String)> = call
        .map("values")
        .into_iter()
        .map(|(from, to)| (from.to_owned(), to.to_owned()))
        .collect();
    if values.is_empty() {
        return Err(Fault::Parameter("values"));
    }
    for row in tidying.rows() {
        let text = tidying.text(row, column);
        if text.is_empty() || values.iter().any(|(_, to)| *to == text) {
            continue;
        }
        let Some((_, to)) = values.iter().find(|(from, _)| *from == text.trim()) else {
            return Err(tidying.fault(
                row,
                column,
                Text {
                    th: "is not among the values that the plan names",
                    en: "is not among the values that the plan names",
                },
            ));
        };
        let id = tidying.table.strings.intern(to);
        tidying.set(row, column, Value::Text(id));
    }
    Ok(())
}
