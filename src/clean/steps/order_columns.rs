use crate::clean::fault::Fault;
use crate::clean::step::{Kind, need, never, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::language::{Message, say};
use crate::model::plan::StepCall;

step! {
    /// Puts columns into order
    ///
    /// The columns named come first, in that order; the others follow as they were.
    ///
    /// ## ภาษาไทย
    ///
    /// คอลัมน์ที่ระบุจะอยู่ก่อนตามลำดับที่ระบุ คอลัมน์อื่นต่อท้ายตามลำดับเดิม
    ///
    /// ## Example
    /// ```before
    /// | cases | จังหวัด | ปี |
    /// |---|---|---|
    /// | 12 | เชียงใหม่ | 2567 |
    /// | 7 | น่าน | 2567 |
    /// ```
    /// ```call
    /// {"step": "order-columns", "columns": ["C", "B"]}
    /// ```
    /// ```after
    /// | ปี | จังหวัด | cases |
    /// |---|---|---|
    /// | 2567 | เชียงใหม่ | 12 |
    /// | 2567 | น่าน | 7 |
    /// ```
    "order-columns", Safe, apply, settles: [],
    takes: [
        need("columns", Kind::Columns, "คอลัมน์ที่จะอยู่ก่อน ตามลำดับ", "the columns that come first, in order"),
    ],
    says: says, proposes: never,
    th: "จัดลำดับคอลัมน์", en: "Puts columns into order"
}

fn says(call: &StepCall) -> Message {
    let Message { th, en } = wording::columns(call);
    say!(
        th: "จัดให้{th} อยู่ก่อนตามลำดับ",
        en: "puts {en} first, in that order"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let wanted = call.texts("columns");
    if wanted.is_empty() {
        return Err(Fault::Parameter("columns"));
    }
    let mut order = Vec::new();
    for name in wanted {
        order.push(tidying.column(name)?);
    }
    let others: Vec<usize> = (0..tidying.table.columns.len())
        .filter(|column| !order.contains(column))
        .collect();
    order.extend(others);
    let mut columns: Vec<_> = std::mem::take(&mut tidying.table.columns)
        .into_iter()
        .map(Some)
        .collect();
    tidying.table.columns = order
        .into_iter()
        .filter_map(|column| columns.get_mut(column).and_then(Option::take))
        .collect();
    Ok(())
}
