use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::plan::StepCall;

step! {
    /// Takes out headers that are repeated inside the table
    ///
    /// Rows inside the table that say what title or header already said are taken out.
    ///
    /// Parameters: none.
    "drop-repeated-header", Safe, apply, settles: ["repeated-header"],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "ลบหัวตารางที่ซ้ำกลางตาราง", en: "Takes out headers that are repeated inside the table"
}

#[expect(clippy::unnecessary_wraps, reason = "every step has this shape")]
fn apply(tidying: &mut Tidying, _call: &StepCall) -> Result<(), Fault> {
    for (first, last) in tidying.layout.repeated.0.clone() {
        for row in first..=last {
            tidying.drop_row(row, "repeated-header");
        }
    }
    Ok(())
}
