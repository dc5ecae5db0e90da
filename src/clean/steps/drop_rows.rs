use crate::clean::fault::Fault;
use crate::clean::step::{Kind, need, never, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::language::{Message, say};
use crate::model::plan::StepCall;

step! {
    /// Takes rows out by what a column says
    ///
    /// Rows whose cell in the column has one of the texts named, exactly, are taken out. They stand in the account with the
    /// reason that the plan gives.
    ///
    /// ## ภาษาไทย
    ///
    /// นำแถวที่เซลล์ในคอลัมน์ตรงกับข้อความที่ระบุออก แถวเหล่านี้ยังอยู่ในบัญชีรายการพร้อมเหตุผลที่แผนระบุ
    ///
    /// ## Example
    /// ```before
    /// | หน่วยงาน | ประเภท | cases |
    /// |---|---|---|
    /// | กองคลัง | จริง | 12 |
    /// | กองช่าง | ตัวอย่าง | 99 |
    /// | กองแผนงาน | จริง | 7 |
    /// ```
    /// ```call
    /// {"step": "drop-rows", "column": "B", "values": ["ตัวอย่าง"], "why": "แถวตัวอย่างการกรอก"}
    /// ```
    /// ```after
    /// | หน่วยงาน | ประเภท | cases |
    /// |---|---|---|
    /// | กองคลัง | จริง | 12 |
    /// | กองแผนงาน | จริง | 7 |
    /// ```
    "drop-rows", Confirm, apply, settles: [],
    takes: [
        need("column", Kind::Column, "คอลัมน์ที่ใช้เลือกแถว", "the column that tells the rows"),
        need("values", Kind::Texts, "ข้อความของแถวที่จะนำออก", "the texts of the rows to take out"),
        need("why", Kind::Text, "เหตุผลที่นำออก", "why they are taken out"),
    ],
    says: says, proposes: never,
    th: "นำแถวออกตามค่าในคอลัมน์", en: "Takes rows out by what a column says"
}

fn says(call: &StepCall) -> Message {
    let (column, why) = (wording::text(call, "column"), wording::text(call, "why"));
    let values = wording::quoted(call, "values");
    say!(
        th: "นำแถวที่คอลัมน์ {column} เป็น {values} ออก เพราะ{why}",
        en: "takes out the rows whose column {column} says {values}, because: {why}"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let column = tidying.one_column(call)?;
    let values = call.texts("values");
    if values.is_empty() {
        return Err(Fault::Parameter("values"));
    }
    let why = call.text("why").ok_or(Fault::Parameter("why"))?;
    for row in tidying.rows() {
        let text = tidying.text(row, column);
        if !values.contains(&text.trim()) {
            continue;
        }
        tidying.drop_row(row, "row");
        if let Some(left_out) = tidying.account.left_out.last_mut() {
            left_out.text = format!("{} ({why})", left_out.text);
        }
    }
    Ok(())
}
