use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::grammar::number;
use crate::model::plan::StepCall;

step! {
    /// Takes thousands separators out of numbers
    ///
    /// "1,750" becomes the number 1750. A cell whose commas do not stand every three digits is left alone.
    ///
    /// Parameters: `columns` (optional list).
    "thousands-separators", Safe, apply, settles: ["thousands-separator"],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "นำเครื่องหมายจุลภาคคั่นหลักพันออก", en: "Takes thousands separators out of numbers"
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let columns = tidying.columns(call)?;
    tidying.map_texts(&columns, |text| {
        let read = number::parse(text)?;
        (read.grouped && read.unit.is_none()).then(|| text.trim().replace(',', ""))
    });
    Ok(())
}
