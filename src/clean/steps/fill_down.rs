use crate::clean::fault::Fault;
use crate::clean::step::{Kind, by_columns, need, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::cell::Value;
use crate::model::grammar::phrase;
use crate::model::language::{Message, Text, say};
use crate::model::plan::StepCall;

step! {
    /// Fills a value into the empty cells below it
    ///
    /// Empty cells of the columns named, and marks that say "as above", take the value above them. A column whose first cell
    /// is empty is refused. Rows without any value are left alone.
    ///
    /// ## ภาษาไทย
    ///
    /// เซลล์ว่างและเครื่องหมายที่หมายถึงเหมือนแถวบนในคอลัมน์ที่ระบุจะได้ค่าของแถวบน ถ้าเซลล์แรกของคอลัมน์ว่างจะไม่รับ
    /// แถวที่ไม่มีค่าใดเลยจะคงไว้ตามเดิม
    ///
    /// ## Example
    /// ```before
    /// | จังหวัด | ปี | cases |
    /// |---|---|---|
    /// | เชียงใหม่ | 2566 | 12 |
    /// | | 2567 | 7 |
    /// | น่าน | 2566 | 9 |
    /// | | 2567 | 5 |
    /// | แพร่ | 2566 | 4 |
    /// | | 2567 | 8 |
    /// ```
    /// ```call
    /// {"step": "fill-down", "columns": ["A"]}
    /// ```
    /// ```after
    /// | จังหวัด | ปี | cases |
    /// |---|---|---|
    /// | เชียงใหม่ | 2566 | 12 |
    /// | เชียงใหม่ | 2567 | 7 |
    /// | น่าน | 2566 | 9 |
    /// | น่าน | 2567 | 5 |
    /// | แพร่ | 2566 | 4 |
    /// | แพร่ | 2567 | 8 |
    /// ```
    "fill-down", Confirm, apply, settles: ["visual-fill-down", "ditto-mark"],
    takes: [
        need("columns", Kind::Columns, "คอลัมน์ที่จะเติมค่า", "the columns to fill"),
    ],
    says: says, proposes: by_columns,
    th: "เติมค่าลงในเซลล์ว่างด้านล่าง", en: "Fills a value into the empty cells below it"
}

const NOTHING_ABOVE: Text = Text {
    th: "เป็นเซลล์แรกและไม่มีค่าด้านบนให้เติม",
    en: "has no value above it to be filled with",
};

fn says(call: &StepCall) -> Message {
    let Message { th, en } = wording::columns(call);
    say!(
        th: "เติมค่าของแถวบนลงในเซลล์ว่างของ{th}",
        en: "fills the empty cells of {en} with the value above them"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    if call.texts("columns").is_empty() {
        return Err(Fault::Parameter("columns"));
    }
    // A blank row is blank also after the first of several columns was filled.
    let mut rows = tidying.rows();
    rows.retain(|row| !tidying.is_blank(*row));
    for column in tidying.columns(call)? {
        let mut above = Value::Empty;
        for row in &rows {
            let value = tidying.table.cell(*row, column).value();
            let is_open = match value {
                Value::Empty => true,
                Value::Text(id) => {
                    let text = tidying.table.strings.get(id);
                    text.trim().is_empty() || phrase::is_ditto(text)
                }
                _ => false,
            };
            if !is_open {
                above = value;
            } else if above == Value::Empty {
                return Err(tidying.fault(*row, column, NOTHING_ABOVE));
            } else {
                tidying.set(*row, column, above);
            }
        }
    }
    Ok(())
}
