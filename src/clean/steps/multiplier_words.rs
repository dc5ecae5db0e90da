use crate::clean::fault::Fault;
use crate::clean::step::{Kind, by_columns, need, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::cell::Value;
use crate::model::grammar::amount;
use crate::model::language::{Message, say};
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
    ],
    says: says, proposes: by_columns,
    th: "แปลงคำว่าพันหรือล้านเป็นจำนวนเต็ม", en: "Writes out thousands and millions"
}

fn says(call: &StepCall) -> Message {
    let Message { th, en } = wording::columns(call);
    say!(
        th: "แปลงคำว่าพัน หมื่น แสน ล้าน ใน{th}เป็นจำนวนเต็ม",
        en: "writes out the words for thousands and millions in {en}"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    if call.texts("columns").is_empty() {
        return Err(Fault::Parameter("columns"));
    }
    for column in tidying.columns(call)? {
        for row in tidying.rows() {
            let Value::Text(id) = tidying.table.cell(row, column).value() else {
                continue;
            };
            if let Some(number) = amount::multiplied(tidying.table.strings.get(id)) {
                tidying.set(row, column, Value::Number(number));
            }
        }
    }
    Ok(())
}
