use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::grammar::class::Class;
use crate::model::grammar::digits;
use crate::model::plan::StepCall;

step! {
    /// Turns Thai digits into 0-9
    ///
    /// ๐ to ๙ become 0 to 9 in cells that are numbers or dates; text keeps its digits unless its column is named.
    ///
    /// Parameters: `columns` (optional list).
    "thai-digits", Safe, apply, settles: ["thai-digits"],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "แปลงเลขไทยเป็นเลขอารบิก", en: "Turns Thai digits into 0-9"
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let named = !call.texts("columns").is_empty();
    let columns = tidying.columns(call)?;
    tidying.map_texts(&columns, |text| {
        let fits = digits::has_thai(text) && (named || Class::of(text).is_typed());
        fits.then(|| digits::to_ascii(text).into_owned())
    });
    Ok(())
}
