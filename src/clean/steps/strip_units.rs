use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::grammar::number;
use crate::model::language::Text;
use crate::model::plan::StepCall;

step! {
    /// Takes the unit out of cells
    ///
    /// "174,072 บาท" becomes "174,072", "฿100", "ร้อยละ 43.52" and "45%" become the number. The unit is named, so that a cell with
    /// another unit is refused: nothing is converted.
    ///
    /// Parameters: `unit` (the unit that is expected; `%` also stands for ร้อยละ), `columns` (optional list).
    "strip-units", Safe, apply, settles: ["unit-in-cell"],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "นำหน่วยออกจากเซลล์", en: "Takes the unit out of cells"
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let wanted = call.text("unit").ok_or(Fault::Parameter("unit"))?;
    let columns = tidying.columns(call)?;
    let named = !call.texts("columns").is_empty();
    for column in &columns {
        for row in tidying.rows() {
            let text = tidying.text(row, *column);
            let Some(unit) = number::parse(&text).and_then(|read| read.unit) else {
                continue;
            };
            if named && unit != wanted {
                return Err(tidying.fault(
                    row,
                    *column,
                    Text {
                        th: "has another unit than the plan names",
                        en: "has another unit than the plan names",
                    },
                ));
            }
        }
    }
    tidying.map_texts(&columns, |text| {
        let unit = number::parse(text)?.unit?;
        (unit == wanted).then(|| number::digits_of(text).to_owned())
    });
    Ok(())
}
