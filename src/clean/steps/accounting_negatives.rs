use crate::clean::fault::Fault;
use crate::clean::step::{Kind, by_columns, need, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::cell::Value;
use crate::model::grammar::amount;
use crate::model::language::{Message, Text, say};
use crate::model::plan::StepCall;

step! {
    /// Writes negative numbers with a minus
    ///
    /// "(1,234)" and "1,234-" become -1234. A number with a triangle (▲5) is refused: it says less to accountants and more to
    /// others. Other cells are left alone.
    ///
    /// ## ภาษาไทย
    ///
    /// "(1,234)" และ "1,234-" จะเป็น -1234 ส่วนตัวเลขที่มีสามเหลี่ยม (▲5) จะไม่รับ เพราะบางคนใช้หมายถึงลดลง บางคนหมายถึงเพิ่มขึ้น
    /// เซลล์อื่นคงไว้ตามเดิม
    ///
    /// ## Example
    /// ```before
    /// | หน่วยงาน | กำไรสุทธิ |
    /// |---|---|
    /// | กองคลัง | 4200 |
    /// | กองแผนงาน | (1,234) |
    /// | กองกลาง | 900 |
    /// | กองช่าง | 1750 |
    /// ```
    /// ```call
    /// {"step": "accounting-negatives", "columns": ["B"]}
    /// ```
    /// ```after
    /// | หน่วยงาน | กำไรสุทธิ |
    /// |---|---|
    /// | กองคลัง | 4200 |
    /// | กองแผนงาน | -1234 |
    /// | กองกลาง | 900 |
    /// | กองช่าง | 1750 |
    /// ```
    "accounting-negatives", Safe, apply, settles: ["accounting-negative"],
    takes: [
        need("columns", Kind::Columns, "คอลัมน์ของจำนวนเงินหรือจำนวนนับ", "the columns of amounts"),
    ],
    says: says, proposes: by_columns,
    th: "เขียนจำนวนลบด้วยเครื่องหมายลบ", en: "Writes negative numbers with a minus"
}

const TRIANGLE: Text = Text {
    th: "มีสามเหลี่ยมหน้าตัวเลข ซึ่งหมายถึงลดลงหรือเพิ่มขึ้นก็ได้ โปรดแก้ในเซลล์",
    en: "has a triangle, which says less to some and more to others; correct the cell",
};

fn says(call: &StepCall) -> Message {
    let Message { th, en } = wording::columns(call);
    say!(
        th: "เขียนจำนวนลบในวงเล็บของ{th} ด้วยเครื่องหมายลบ",
        en: "writes the negative numbers of {en} with a minus"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    for (row, column, id) in tidying.named_texts(call)? {
        let text = tidying.table.strings.get(id);
        if amount::has_triangle(text) {
            return Err(tidying.fault(row, column, TRIANGLE));
        }
        if let Some(number) = amount::accounting(text) {
            tidying.set(row, column, Value::Number(number));
        }
    }
    Ok(())
}
