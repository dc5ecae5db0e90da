use crate::clean::fault::Fault;
use crate::clean::step::{Kind, by_columns, may, need, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::cell::Value;
use crate::model::grammar::{amount, number};
use crate::model::language::{Message, say};
use crate::model::number::Number;
use crate::model::plan::StepCall;

step! {
    /// Writes out thousands and millions
    ///
    /// "1.2 ล้าน" becomes 1200000: the point moves, and every digit stays. A unit behind the word goes with it. Plain numbers
    /// and other words are left alone; a unit such as ล้านบาท is for `strip-units`.
    ///
    /// ## ภาษาไทย
    ///
    /// "1.2 ล้าน" จะเป็น 1200000 โดยเลื่อนจุดทศนิยมและคงทุกหลักไว้ หน่วยที่ต่อท้ายคำบอกหลักจะถูกนำออกด้วย ตัวเลขธรรมดาและข้อความอื่นจะคงไว้ตามเดิม
    /// ส่วนหน่วยเช่น ล้านบาท ให้ใช้ `strip-units`
    ///
    /// ## Example
    /// ```before
    /// | จังหวัด | งบประมาณ |
    /// |---|---|
    /// | เชียงใหม่ | 950000 |
    /// | น่าน | 1.2345 ล้าน |
    /// | แพร่ | 700000 |
    /// | ตาก | 815000 |
    /// | ระยอง | 640000 |
    /// ```
    /// ```call
    /// {"step": "multiplier-words", "columns": ["B"]}
    /// ```
    /// ```after
    /// | จังหวัด | งบประมาณ |
    /// |---|---|
    /// | เชียงใหม่ | 950000 |
    /// | น่าน | 1234500 |
    /// | แพร่ | 700000 |
    /// | ตาก | 815000 |
    /// | ระยอง | 640000 |
    /// ```
    "multiplier-words", Confirm, apply, settles: ["multiplier-word"],
    takes: [
        need("columns", Kind::Columns, "คอลัมน์ของตัวเลขที่มีคำบอกหลัก", "the columns of numbers with such words"),
        may("unit", Kind::Text, "หน่วยที่เซลล์อื่นในคอลัมน์มีต่อท้าย ซึ่งจะนำออกด้วย", "the unit behind the other numbers of the columns, which goes too"),
    ],
    says: says, proposes: by_columns,
    th: "แปลงคำว่าพันหรือล้านเป็นจำนวนเต็ม", en: "Writes out thousands and millions"
}

fn says(call: &StepCall) -> Message {
    let Message { th, en } = wording::columns(call);
    say!(
        th: "แปลงคำว่าพัน หมื่น แสน ล้าน ใน{th} เป็นจำนวนเต็ม",
        en: "writes out the words for thousands and millions in {en}"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    for (row, column, id) in tidying.named_texts(call)? {
        let text = tidying.table.strings.get(id);
        if let Some(number) = amount::multiplied(text) {
            tidying.set(row, column, Value::Number(number));
        } else if let Some(number) = call.text("unit").and_then(|unit| in_unit(text, unit)) {
            tidying.set(row, column, Value::Number(number));
        }
    }
    Ok(())
}

/// The number of a text that ends in the unit: `230,000 บาท` is 230000.
fn in_unit(text: &str, unit: &str) -> Option<Number> {
    let bare = text.trim().strip_suffix(unit)?;
    number::parse(bare).map(|read| read.number)
}
