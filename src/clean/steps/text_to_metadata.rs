use crate::clean::fault::Fault;
use crate::clean::step::{once, step};
use crate::clean::tidying::Tidying;
use crate::model::address::Range;
use crate::model::grammar::person;
use crate::model::language::{Message, say};
use crate::model::plan::StepCall;

step! {
    /// Moves titles and notes into the metadata
    ///
    /// Takes the text above, below and beside the table out of it. Every cell stands in the account and in the metadata
    /// that is built, under `titles` and `notes`.
    ///
    /// ## ภาษาไทย
    ///
    /// นำข้อความที่อยู่เหนือ ใต้ และข้างตารางออกจากข้อมูล ข้อความทุกเซลล์ยังอยู่ครบในบัญชีรายการ และอยู่ในคำอธิบายชุดข้อมูลที่สร้างขึ้น
    /// ภายใต้ `titles` และ `notes`
    ///
    /// ## Example
    /// ```before
    /// | รายงานผู้ป่วย ปี 2567 | |
    /// |---|---|
    /// | จังหวัด | cases |
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | หมายเหตุ: ข้อมูลเบื้องต้น | |
    /// ```
    /// ```call
    /// {"step": "text-to-metadata"}
    /// ```
    /// ```after
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "text-to-metadata", Safe, apply, settles: ["title-rows-above", "notes-below", "notes-beside"],
    takes: [], says: says, proposes: once,
    th: "ย้ายชื่อเรื่องและหมายเหตุไปไว้ในคำอธิบายชุดข้อมูล", en: "Moves titles and notes into the metadata"
}

fn says(_call: &StepCall) -> Message {
    say!(
        th: "ย้ายชื่อเรื่องและหมายเหตุรอบตารางไปไว้ในคำอธิบายชุดข้อมูล",
        en: "moves titles and notes around the table into the metadata"
    )
}

#[expect(clippy::unnecessary_wraps, reason = "every step has this shape")]
fn apply(tidying: &mut Tidying, _call: &StepCall) -> Result<(), Fault> {
    let layout = tidying.layout.clone();
    for (cells, what) in [
        (&layout.titles, "title"),
        (&layout.notes, "note"),
        (&layout.beside, "note"),
    ] {
        for cell in cells {
            let range = Range::from(*cell);
            let mut left_out = tidying.account.left_out.iter();
            if left_out.any(|it| it.range == range && it.step == tidying.step) {
                continue;
            }
            let text = tidying.around(*cell).unwrap_or_default().to_owned();
            let what = if what == "note" && person::is_signature(&text) {
                "signature"
            } else {
                what
            };
            tidying.leave_out(range, text, what);
        }
    }
    Ok(())
}
