use crate::clean::fault::Fault;
use crate::clean::step::{Kind, by_columns, need, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::cell::Value;
use crate::model::grammar::amount;
use crate::model::language::{Message, say};
use crate::model::plan::StepCall;

step! {
    /// Takes the marks of notes off numbers
    ///
    /// "1,234*" becomes the number 1234, "56 r" 56. Each mark stands in the account with its cell, for the note that it points
    /// at is part of the data's meaning. Numbers without a mark and words are left alone.
    ///
    /// ## ภาษาไทย
    ///
    /// "1,234*" จะเป็นตัวเลข 1234 และ "56 r" จะเป็น 56 เครื่องหมายแต่ละตัวยังอยู่ในบัญชีรายการพร้อมตำแหน่งเซลล์ เพราะหมายเหตุที่อ้างถึงเป็นส่วนหนึ่งของความหมาย
    /// ตัวเลขที่ไม่มีเครื่องหมายและข้อความจะคงไว้ตามเดิม
    ///
    /// ## Example
    /// ```before
    /// | จังหวัด | ผู้ป่วย |
    /// |---|---|
    /// | เชียงใหม่ | 1200 |
    /// | น่าน | 1,234* |
    /// | แพร่ | 950 |
    /// | ตาก | 810 |
    /// ```
    /// ```call
    /// {"step": "drop-note-marks", "columns": ["B"]}
    /// ```
    /// ```after
    /// | จังหวัด | ผู้ป่วย |
    /// |---|---|
    /// | เชียงใหม่ | 1200 |
    /// | น่าน | 1234 |
    /// | แพร่ | 950 |
    /// | ตาก | 810 |
    /// ```
    "drop-note-marks", Confirm, apply, settles: ["note-mark-in-number"],
    takes: [
        need("columns", Kind::Columns, "คอลัมน์ของตัวเลขที่มีเครื่องหมาย", "the columns of numbers with marks"),
    ],
    says: says, proposes: by_columns,
    th: "นำเครื่องหมายหมายเหตุออกจากตัวเลข", en: "Takes the marks of notes off numbers"
}

fn says(call: &StepCall) -> Message {
    let Message { th, en } = wording::columns(call);
    say!(
        th: "นำเครื่องหมายหมายเหตุออกจากตัวเลขใน{th} และเก็บไว้ในบัญชีรายการ",
        en: "takes the marks of notes off the numbers of {en} and keeps them in the account"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    for (row, column, id) in tidying.named_texts(call)? {
        let Some((number, mark)) = amount::noted(tidying.table.strings.get(id)) else {
            continue;
        };
        tidying.leave_out_value(row, column, mark, "mark");
        tidying.set(row, column, Value::Number(number));
    }
    Ok(())
}
