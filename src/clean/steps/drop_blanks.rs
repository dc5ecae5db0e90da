use crate::clean::fault::Fault;
use crate::clean::step::{once, step};
use crate::clean::tidying::Tidying;
use crate::model::language::{Message, say};
use crate::model::plan::StepCall;

step! {
    /// Takes out blank rows and columns
    ///
    /// Rows and columns without any value are taken out of the table. Nothing is lost.
    ///
    /// ## ภาษาไทย
    ///
    /// นำแถวและคอลัมน์ที่ไม่มีค่าใดเลยออกจากตาราง ไม่มีข้อมูลสูญหาย
    ///
    /// ## Example
    /// ```before
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | | |
    /// | น่าน | 7 |
    /// | แพร่ | 9 |
    /// ```
    /// ```call
    /// {"step": "drop-blanks"}
    /// ```
    /// ```after
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | แพร่ | 9 |
    /// ```
    "drop-blanks", Safe, apply, settles: ["blank-row-inside", "blank-column-inside"],
    takes: [], says: says, proposes: once,
    th: "ลบแถวและคอลัมน์ว่าง", en: "Takes out blank rows and columns"
}

fn says(_call: &StepCall) -> Message {
    say!(
        th: "นำแถวและคอลัมน์ว่างออก",
        en: "takes out blank rows and columns"
    )
}

#[expect(clippy::unnecessary_wraps, reason = "every step has this shape")]
fn apply(tidying: &mut Tidying, _call: &StepCall) -> Result<(), Fault> {
    // Blank columns are no fields of the layout to begin with.
    for row in tidying.rows() {
        if tidying.is_blank(row) {
            tidying.drop_blank_row(row);
        }
    }
    Ok(())
}
