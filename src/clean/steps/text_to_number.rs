use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::grammar::number;
use crate::model::plan::StepCall;

step! {
    /// Turns text that is plainly a number into a number
    ///
    /// "7" typed as text becomes the number 7. Codes (a leading zero, more than 15 digits) stay text.
    ///
    /// Parameters: `columns` (list).
    "text-to-number", Safe, apply, settles: ["number-as-text"],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "แปลงข้อความที่เป็นตัวเลขให้เป็นตัวเลข", en: "Turns text that is plainly a number into a number"
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    if call.texts("columns").is_empty() {
        return Err(Fault::Parameter("columns"));
    }
    let columns = tidying.columns(call)?;
    tidying.map_texts(&columns, |text| {
        number::parse(text)
            .filter(number::NumberText::is_plain)
            .map(|_| text.trim().to_owned())
    });
    Ok(())
}
