use crate::clean::fault::Fault;
use crate::clean::step::{Kind, need, never, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::language::{Message, say};
use crate::model::plan::StepCall;

step! {
    /// Takes columns out
    ///
    /// The columns named are taken out; their values stand in the account.
    ///
    /// ## ภาษาไทย
    ///
    /// นำคอลัมน์ที่ระบุออกจากตาราง ค่าทุกค่ายังอยู่ในบัญชีรายการ
    ///
    /// ## Example
    /// ```before
    /// | จังหวัด | cases | ผู้บันทึก |
    /// |---|---|---|
    /// | เชียงใหม่ | 12 | งานข้อมูล |
    /// | น่าน | 7 | งานข้อมูล |
    /// ```
    /// ```call
    /// {"step": "drop-columns", "columns": ["C"]}
    /// ```
    /// ```after
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "drop-columns", Confirm, apply, settles: [],
    takes: [
        need("columns", Kind::Columns, "คอลัมน์ที่จะนำออก", "the columns to take out"),
    ],
    says: says, proposes: never,
    th: "นำคอลัมน์ออก", en: "Takes columns out"
}

fn says(call: &StepCall) -> Message {
    let Message { th, en } = wording::columns(call);
    say!(
        th: "นำ{th} ออก",
        en: "takes {en} out"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    if call.texts("columns").is_empty() {
        return Err(Fault::Parameter("columns"));
    }
    let mut columns = tidying.columns(call)?;
    columns.sort_unstable();
    columns.dedup();
    for column in columns.into_iter().rev() {
        for row in tidying.rows() {
            let text = tidying.text(row, column);
            if !text.is_empty() {
                tidying.leave_out_value(row, column, text, "column");
            }
        }
        tidying.table.columns.remove(column);
    }
    Ok(())
}
