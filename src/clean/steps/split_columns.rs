use crate::clean::fault::Fault;
use crate::clean::parts::Cutting;
use crate::clean::step::{Kind, may, need, never, step};
use crate::clean::tidying::Tidying;
use crate::model::language::{Message, Text, say};
use crate::model::plan::StepCall;
use crate::model::table::TableColumn;

step! {
    /// Splits cells that hold several values into columns
    ///
    /// The cells of a column are cut at the `separator`, and each part goes into a column of its own, in the place of the old
    /// one. `into` names the columns; a part whose name is an empty text is left out and stands in the account. A cell with
    /// another number of parts is refused. A part that is blank, and a cell that is, stay empty.
    ///
    /// ## ภาษาไทย
    ///
    /// ตัดเซลล์ของคอลัมน์ตรง `separator` แล้วให้แต่ละส่วนอยู่ในคอลัมน์ของตนเองแทนที่คอลัมน์เดิม `into` คือชื่อคอลัมน์ใหม่ ส่วนที่ชื่อเป็นข้อความว่าง
    /// จะไม่อยู่ในตาราง แต่เก็บไว้ในบัญชีการเปลี่ยนแปลง เซลล์ที่มีจำนวนส่วนไม่ตรงจะถูกปฏิเสธ ส่วนที่ว่างและเซลล์ที่ว่างจะคงว่างไว้
    ///
    /// ## Example
    /// ```before
    /// | พื้นที่ | ผู้ป่วย |
    /// |---|---|
    /// | เชียงใหม่ / แม่ริม | 12 |
    /// | เชียงใหม่ / ฝาง | 7 |
    /// | น่าน / ปัว | 9 |
    /// | น่าน / นาน้อย | 4 |
    /// ```
    /// ```call
    /// {"step": "split-columns", "column": "A", "separator": "/", "into": ["province", "district"],
    ///  "labels": {"province": "จังหวัด", "district": "อำเภอ"}}
    /// ```
    /// ```after
    /// | province | district | ผู้ป่วย |
    /// |---|---|---|
    /// | เชียงใหม่ | แม่ริม | 12 |
    /// | เชียงใหม่ | ฝาง | 7 |
    /// | น่าน | ปัว | 9 |
    /// | น่าน | นาน้อย | 4 |
    /// ```
    "split-columns", Confirm, apply, settles: ["multi-value-cell"],
    takes: [
        need("column", Kind::Column, "คอลัมน์ที่จะแยก", "the column that is cut"),
        need("separator", Kind::Text, "ข้อความที่คั่นแต่ละส่วน", "what stands between two parts"),
        need("into", Kind::Names, "ชื่อคอลัมน์ใหม่ตามลำดับ; \"\" คือไม่ใช้ส่วนนั้น", "the new columns in order; \"\" leaves a part out"),
        may("labels", Kind::TextMap, "ป้ายกำกับของคอลัมน์ใหม่ ตามชื่อ", "labels of the new columns, by name"),
        may("strip", Kind::Texts, "ข้อความที่ตัดออกจากหัวและท้ายของแต่ละส่วน", "texts that are taken off both ends of a part"),
    ],
    says: says, proposes: never,
    th: "แยกเซลล์ที่มีหลายค่าเป็นหลายคอลัมน์", en: "Splits cells that hold several values into columns"
}

fn says(call: &StepCall) -> Message {
    let column = call.text("column").unwrap_or_default();
    let separator = call.text("separator").unwrap_or_default();
    let mut into = call.texts("into");
    into.retain(|name| !name.is_empty());
    let into = into.join(", ");
    say!(
        th: "แยกคอลัมน์ {column} ตรง \"{separator}\" เป็นคอลัมน์ {into}",
        en: "splits the column {column} at \"{separator}\" into {into}"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let column = tidying.one_column(call)?;
    call.text("separator")
        .ok_or(Fault::Parameter("separator"))?;
    let cutting = Cutting::of(call)?;
    let names = call.texts("into");
    if names.is_empty() {
        return Err(Fault::Parameter("into"));
    }
    let mut made: Vec<TableColumn> = Vec::new();
    for name in names.iter().filter(|name| !name.is_empty()) {
        made.push(tidying.column_of_pieces(column, name, call.label_for(name)));
    }
    for row in tidying.rows() {
        let text = tidying.text(row, column);
        if text.trim().is_empty() {
            continue;
        }
        let parts = cutting.parts(&text);
        if parts.len() != names.len() {
            let why = Text {
                th: "มีจำนวนส่วนไม่ตรงกับชื่อที่แผนระบุ",
                en: "has another number of parts than the plan names",
            };
            return Err(tidying.fault(row, column, why));
        }
        let mut targets = made.iter_mut();
        for (part, name) in parts.into_iter().zip(&names) {
            if name.is_empty() {
                tidying.leave_out_value(row, column, part.to_owned(), "part");
                continue;
            }
            let Some(target) = targets.next() else {
                continue;
            };
            let value = tidying.value_of(part);
            tidying.put_piece(target, column, row, value);
        }
    }
    tidying.table.columns.splice(column..=column, made);
    Ok(())
}
