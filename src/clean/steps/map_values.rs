use crate::clean::fault::Fault;
use crate::clean::step::{Kind, may, need, never, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::cell::Value;
use crate::model::language::{Message, Text, say};
use crate::model::plan::StepCall;

step! {
    /// Replaces values by codes
    ///
    /// Each value of a column becomes the code that the plan names for it. A value that the plan does not name is refused, or
    /// stays as it is with `others`: `keep`; empty cells stay empty. The codes are texts.
    ///
    /// ## ภาษาไทย
    ///
    /// ค่าแต่ละค่าในคอลัมน์จะเปลี่ยนเป็นรหัสตามที่แผนระบุ ค่าที่แผนไม่ได้ระบุไว้จะไม่รับ หรือคงเดิมเมื่อกำหนด `others` เป็น `keep` เซลล์ว่างคงเป็นเซลล์ว่าง รหัสเก็บเป็นข้อความ
    ///
    /// ## Example
    /// ```before
    /// | ประเภทงบประมาณ | วงเงิน |
    /// |---|---|
    /// | งบดำเนินงาน | 1000000 |
    /// | งบลงทุน | 450000 |
    /// ```
    /// ```call
    /// {"step": "map-values", "column": "A", "values": {"งบดำเนินงาน": "operating", "งบลงทุน": "investment"}}
    /// ```
    /// ```after
    /// | ประเภทงบประมาณ | วงเงิน |
    /// |---|---|
    /// | operating | 1000000 |
    /// | investment | 450000 |
    /// ```
    "map-values", Confirm, apply, settles: [],
    takes: [
        need("column", Kind::Column, "คอลัมน์ที่จะแปลง", "the column to map"),
        need("values", Kind::TextMap, "ค่าเดิมและรหัสของแต่ละค่า", "each value and its code"),
        may("others", Kind::OneOf(&["keep"]), "keep: ค่าที่ไม่ได้ระบุคงเดิม", "keep: values that are not named stay as they are"),
        may("label", Kind::Text, "ป้ายกำกับใหม่ของคอลัมน์", "a new label of the column"),
    ],
    says: says, proposes: never,
    th: "แปลงค่าเป็นรหัส", en: "Replaces values by codes"
}

const UNNAMED: Text = Text {
    th: "ไม่อยู่ในรายการค่าที่แผนระบุ",
    en: "is not among the values that the plan names",
};

fn says(call: &StepCall) -> Message {
    let (column, pairs) = (
        wording::text(call, "column"),
        wording::pairs(call, "values"),
    );
    say!(
        th: "แปลงค่าในคอลัมน์ {column} เป็นรหัส ({pairs})",
        en: "replaces the values of column {column} by codes ({pairs})"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let column = tidying.one_column(call)?;
    let values = call.map("values");
    // A code that is itself to be replaced by another would make a second run give other data.
    let chained = values.iter().any(|(_, code)| {
        let again = values.iter().find(|(from, _)| from == code);
        again.is_some_and(|(from, to)| from != to)
    });
    if values.is_empty() || chained {
        return Err(Fault::Parameter("values"));
    }
    let keeps_others = call.text("others") == Some("keep");
    for row in tidying.rows() {
        let text = tidying.text(row, column);
        if text.is_empty() || values.iter().any(|(_, to)| *to == text) {
            continue;
        }
        let Some((_, to)) = values.iter().find(|(from, _)| *from == text.trim()) else {
            if keeps_others {
                continue;
            }
            return Err(tidying.fault(row, column, UNNAMED));
        };
        let id = tidying.table.strings.intern(to);
        tidying.set(row, column, Value::Text(id));
    }
    if let Some(label) = call.text("label") {
        label.clone_into(&mut tidying.table.columns[column].label);
    }
    Ok(())
}
