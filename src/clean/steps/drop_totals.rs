use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::plan::StepCall;

step! {
    /// Takes out rows that sum up others
    ///
    /// Rows that arithmetic and their label show to be totals are taken out. They stay in the account, with the rows that
    /// they sum up, as a check of the data.
    ///
    /// Parameters: none.
    "drop-totals", Unsafe, apply, settles: ["total-row"],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "นำแถวผลรวมออก", en: "Takes out rows that sum up others"
}

#[expect(clippy::unnecessary_wraps, reason = "every step has this shape")]
fn apply(tidying: &mut Tidying, _call: &StepCall) -> Result<(), Fault> {
    for total in tidying.layout.totals.clone() {
        // A sum that no word calls a total may be a record that happens to be one.
        if total.by_arithmetic && total.by_word {
            tidying.drop_row(total.row, "total");
        }
    }
    Ok(())
}
