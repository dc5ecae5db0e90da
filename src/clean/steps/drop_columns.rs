use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::plan::StepCall;

step! {
    /// Takes columns out
    ///
    /// The columns named are taken out; their values stand in the account.
    ///
    /// Parameters: `columns` (list).
    "drop-columns", Confirm, apply, settles: [],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "นำคอลัมน์ออก", en: "Takes columns out"
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    if call.texts("columns").is_empty() {
        return Err(Fault::Parameter("columns"));
    }
    let mut columns = tidying.columns(call)?;
    columns.sort_unstable();
    columns.dedup();
    for column in columns.into_iter().rev() {
        for row in tidying.rows() {
            let text = tidying.text(row, column);
            if !text.is_empty() {
                tidying.leave_out_value(row, column, text, "column");
            }
        }
        tidying.table.columns.remove(column);
    }
    Ok(())
}
