use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::cell::Value;
use crate::model::plan::StepCall;

step! {
    /// Empties cells whose words say that there is no value
    ///
    /// The cells named by their exact text become empty; the text stays in the account as the reason.
    ///
    /// Parameters: `columns` (list), `values` (map of text → what it means).
    "words-to-missing", Confirm, apply, settles: ["placeholder", "mixed-types"],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "ลบข้อความที่แทนค่าว่าง", en: "Empties cells whose words say that there is no value"
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let values: Vec<(String, String)> = call
        .map("values")
        .into_iter()
        .map(|(from, to)| (from.to_owned(), to.to_owned()))
        .collect();
    if values.is_empty() {
        return Err(Fault::Parameter("values"));
    }
    for column in tidying.columns(call)? {
        for row in tidying.rows() {
            let text = tidying.text(row, column);
            let Some((_, meaning)) = values.iter().find(|(from, _)| *from == text.trim()) else {
                continue;
            };
            let said = format!("{text} ({meaning})");
            tidying.leave_out_value(row, column, said, "value");
            tidying.set(row, column, Value::Empty);
        }
    }
    Ok(())
}
