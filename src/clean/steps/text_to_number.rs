use crate::clean::fault::Fault;
use crate::clean::step::{Kind, by_columns, need, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::grammar::number;
use crate::model::language::{Message, say};
use crate::model::plan::StepCall;

step! {
    /// Turns text that is plainly a number into a number
    ///
    /// "7" typed as text becomes the number 7, with every digit that was typed. Codes (a leading zero, more than 15 digits)
    /// and words stay text.
    ///
    /// ## ภาษาไทย
    ///
    /// "7" ที่เก็บเป็นข้อความจะเป็นตัวเลข 7 โดยคงทุกหลักที่พิมพ์ไว้ ส่วนรหัส (ขึ้นต้นด้วยเลข 0 หรือยาวเกิน 15 หลัก) และข้อความจะคงเป็นข้อความ
    ///
    /// ## Example
    /// ```before
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | '7 |
    /// | แพร่ | 9 |
    /// ```
    /// ```call
    /// {"step": "text-to-number", "columns": ["B"]}
    /// ```
    /// ```after
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | แพร่ | 9 |
    /// ```
    "text-to-number", Safe, apply, settles: ["number-as-text"],
    takes: [
        need("columns", Kind::Columns, "คอลัมน์ของตัวเลข", "the columns of numbers"),
    ],
    says: says, proposes: by_columns,
    th: "แปลงข้อความที่เป็นตัวเลขให้เป็นตัวเลข", en: "Turns text that is plainly a number into a number"
}

fn says(call: &StepCall) -> Message {
    let Message { th, en } = wording::columns(call);
    say!(
        th: "แปลงข้อความที่เป็นตัวเลขใน{th} ให้เป็นตัวเลข",
        en: "turns texts of {en} that are plainly numbers into numbers"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    if call.texts("columns").is_empty() {
        return Err(Fault::Parameter("columns"));
    }
    let columns = tidying.columns(call)?;
    tidying.map_texts(&columns, |text| {
        // A minus of typographers is no sign for programs.
        number::parse(text)
            .filter(number::NumberText::is_plain)
            .map(|_| text.trim().replace('−', "-"))
    });
    Ok(())
}
