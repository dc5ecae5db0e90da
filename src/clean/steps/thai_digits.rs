use crate::clean::fault::Fault;
use crate::clean::step::{Kind, may, once, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::grammar::class::Class;
use crate::model::grammar::digits;
use crate::model::language::{Message, say};
use crate::model::plan::StepCall;

step! {
    /// Turns Thai digits into 0-9
    ///
    /// ๐ to ๙ become 0 to 9 in cells that are numbers or dates; text keeps its digits unless its column is named.
    ///
    /// ## ภาษาไทย
    ///
    /// แปลง ๐ ถึง ๙ เป็น 0 ถึง 9 ในเซลล์ที่เป็นตัวเลขหรือวันที่ ส่วนข้อความอื่นจะคงเลขไทยไว้ เว้นแต่ระบุชื่อคอลัมน์
    ///
    /// ## Example
    /// ```before
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | ๑๒ |
    /// | น่าน | ๗ |
    /// | แพร่ | 9 |
    /// ```
    /// ```call
    /// {"step": "thai-digits"}
    /// ```
    /// ```after
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | แพร่ | 9 |
    /// ```
    "thai-digits", Safe, apply, settles: ["thai-digits"],
    takes: [
        may("columns", Kind::Columns, "คอลัมน์ที่แปลงเลขไทยในข้อความทุกเซลล์ ถ้าไม่ระบุจะแปลงเฉพาะตัวเลขและวันที่ในทุกคอลัมน์", "columns whose texts are turned as well; where none is named, numbers and dates of all columns"),
    ],
    says: says, proposes: once,
    th: "แปลงเลขไทยเป็นเลขอารบิก", en: "Turns Thai digits into 0-9"
}

fn says(call: &StepCall) -> Message {
    let Message { th, en } = wording::columns(call);
    say!(
        th: "แปลงเลขไทยเป็นเลขอารบิกใน{th}",
        en: "turns Thai digits into 0-9 in {en}"
    )
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
