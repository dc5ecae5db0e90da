use crate::clean::fault::Fault;
use crate::clean::step::{Kind, may, once, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::grammar::number;
use crate::model::language::{Message, say};
use crate::model::plan::StepCall;

step! {
    /// Takes thousands separators out of numbers
    ///
    /// "1,750" becomes the number 1750. A cell whose commas do not stand every three digits is left alone.
    ///
    /// ## ภาษาไทย
    ///
    /// "1,750" จะเป็นตัวเลข 1750 เซลล์ที่เครื่องหมายจุลภาคไม่ได้คั่นทุกสามหลักจะคงไว้ตามเดิม
    ///
    /// ## Example
    /// ```before
    /// | จังหวัด | baht |
    /// |---|---|
    /// | เชียงใหม่ | 1200 |
    /// | น่าน | 1,750 |
    /// | แพร่ | 900 |
    /// ```
    /// ```call
    /// {"step": "thousands-separators"}
    /// ```
    /// ```after
    /// | จังหวัด | baht |
    /// |---|---|
    /// | เชียงใหม่ | 1200 |
    /// | น่าน | 1750 |
    /// | แพร่ | 900 |
    /// ```
    "thousands-separators", Safe, apply, settles: ["thousands-separator"],
    takes: [
        may("columns", Kind::Columns, "คอลัมน์ที่จะแก้ ถ้าไม่ระบุคือทุกคอลัมน์", "the columns to mend; all of them where none is named"),
    ],
    says: says, proposes: once,
    th: "นำเครื่องหมายจุลภาคคั่นหลักพันออก", en: "Takes thousands separators out of numbers"
}

fn says(call: &StepCall) -> Message {
    let Message { th, en } = wording::columns(call);
    say!(
        th: "นำเครื่องหมายจุลภาคคั่นหลักพันออกจากตัวเลขใน{th}",
        en: "takes the thousands separators out of the numbers of {en}"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let columns = tidying.columns(call)?;
    tidying.map_texts(&columns, |text| {
        // A minus of typographers is no sign for programs.
        number::parse(text)?
            .grouped
            .then(|| text.trim().replace(',', "").replace('−', "-"))
    });
    Ok(())
}
