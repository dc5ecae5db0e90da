use crate::clean::fault::Fault;
use crate::clean::step::{once, step};
use crate::clean::tidying::Tidying;
use crate::model::language::{Message, say};
use crate::model::plan::StepCall;

step! {
    /// Takes out headers that are repeated inside the table
    ///
    /// Rows inside the table that say what the title or the header already said are taken out and stand in the account. This
    /// step must stand before those that make new rows.
    ///
    /// ## ภาษาไทย
    ///
    /// นำแถวกลางตารางที่ซ้ำกับชื่อเรื่องหรือหัวตารางออก และเก็บข้อความไว้ในบัญชีการเปลี่ยนแปลง ขั้นตอนนี้ต้องอยู่ก่อนขั้นตอนที่สร้างแถวใหม่
    ///
    /// ## Example
    /// ```before
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | จังหวัด | cases |
    /// | แพร่ | 9 |
    /// ```
    /// ```call
    /// {"step": "drop-repeated-header"}
    /// ```
    /// ```after
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | แพร่ | 9 |
    /// ```
    "drop-repeated-header", Safe, apply, settles: ["repeated-header"],
    takes: [], says: says, proposes: once,
    th: "ลบหัวตารางที่ซ้ำกลางตาราง", en: "Takes out headers that are repeated inside the table"
}

fn says(_call: &StepCall) -> Message {
    say!(
        th: "นำหัวตารางที่ซ้ำกลางตารางออก",
        en: "takes out headers that are repeated inside the table"
    )
}

fn apply(tidying: &mut Tidying, _call: &StepCall) -> Result<(), Fault> {
    tidying.on_sheet()?;
    for row in tidying.rows() {
        if tidying.layout.repeated.contains(row) {
            tidying.drop_row(row, "repeated-header");
        }
    }
    Ok(())
}
