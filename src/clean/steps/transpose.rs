use std::collections::BTreeSet;

use crate::clean::fault::Fault;
use crate::clean::header::Header;
use crate::clean::parts::one_line;
use crate::clean::reshape::NewColumn;
use crate::clean::step::{Kind, Scene, Step, may, need, step};
use crate::clean::tidying::Tidying;
use crate::model::address::MAX_COLUMNS;
use crate::model::cell::Cell;
use crate::model::language::{Message, Text, say};
use crate::model::plan::StepCall;

step! {
    /// Lays a table that lies on its side upright: rows become columns
    ///
    /// The texts of the first column become the names of the columns, and the names of the other columns become the values of
    /// a new first column. A row without a name, two rows of one name and a column without a name are refused. The name of the
    /// old first column stands in the account.
    ///
    /// ## ภาษาไทย
    ///
    /// ข้อความในคอลัมน์แรกจะกลายเป็นชื่อคอลัมน์ และชื่อของคอลัมน์ที่เหลือจะกลายเป็นค่าในคอลัมน์แรกคอลัมน์ใหม่ แถวที่ไม่มีชื่อ แถวที่ชื่อซ้ำกัน และ
    /// คอลัมน์ที่ไม่มีชื่อจะถูกปฏิเสธ ชื่อเดิมของคอลัมน์แรกเก็บไว้ในบัญชีการเปลี่ยนแปลง
    ///
    /// ## Example
    /// ```before
    /// | รายการ | ศูนย์ ก | ศูนย์ ข | ศูนย์ ค |
    /// |---|---|---|---|
    /// | จังหวัด | เชียงใหม่ | น่าน | แพร่ |
    /// | เตียง | 30 | 64 | 95 |
    /// | ผู้ดูแล | กองคลัง | กองแผนงาน | กองช่าง |
    /// | พนักงาน | 12 | 25 | 41 |
    /// ```
    /// ```call
    /// {"step": "transpose", "name": "center", "label": "ศูนย์"}
    /// ```
    /// ```after
    /// | center | จังหวัด | เตียง | ผู้ดูแล | พนักงาน |
    /// |---|---|---|---|---|
    /// | ศูนย์ ก | เชียงใหม่ | 30 | กองคลัง | 12 |
    /// | ศูนย์ ข | น่าน | 64 | กองแผนงาน | 25 |
    /// | ศูนย์ ค | แพร่ | 95 | กองช่าง | 41 |
    /// ```
    "transpose", Confirm, apply, settles: ["transposed-table"],
    takes: [
        need("name", Kind::Name, "ชื่อคอลัมน์แรกคอลัมน์ใหม่", "the name of the new first column"),
        may("label", Kind::Text, "ป้ายกำกับของคอลัมน์นั้น", "its label"),
    ],
    says: says, proposes: proposes,
    th: "สลับแถวกับคอลัมน์ของตารางที่วางตะแคง", en: "Lays a table that lies on its side upright: rows become columns"
}

fn says(call: &StepCall) -> Message {
    let name = call.text("name").unwrap_or_default();
    say!(
        th: "สลับแถวกับคอลัมน์ โดยชื่อคอลัมน์เดิมไปอยู่ในคอลัมน์ {name}",
        en: "turns rows into columns; the names of the old columns go into {name}"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let name = call.text("name").ok_or(Fault::Parameter("name"))?;
    let label = call.text("label").unwrap_or(name);
    let rows = tidying.rows();
    let width = tidying.table.columns.len();
    if rows.len() >= MAX_COLUMNS as usize {
        return Err(Fault::TooLarge(
            (rows.len() as u64).saturating_mul(width as u64),
        ));
    }
    tidying.room_for(width, rows.len() + 1)?;
    let mut columns = vec![names_of_columns(tidying, name, label)?];
    let mut known = BTreeSet::new();
    for row in &rows {
        let text = one_line(&tidying.text(*row, 0));
        let why = if text.is_empty() {
            Text {
                th: "เป็นแถวที่ไม่มีชื่อในคอลัมน์แรก จึงตั้งชื่อคอลัมน์ไม่ได้",
                en: "is no name: the first column says nothing in this row",
            }
        } else if known.insert(text.clone()) {
            // A letter names none of the new columns: each is made of a row.
            columns.push(NewColumn {
                name: text.clone(),
                label: text,
                sources: Vec::new(),
                cells: (1..width)
                    .map(|column| tidying.carried(*row, column))
                    .collect(),
            });
            continue;
        } else {
            Text {
                th: "เป็นชื่อที่ซ้ำกับอีกแถวหนึ่ง จึงเป็นชื่อคอลัมน์ไม่ได้",
                en: "names another row too: two columns cannot have one name",
            }
        };
        return Err(tidying.fault(*row, 0, why));
    }
    tidying.rebuild(columns);
    Ok(())
}

/// The new first column: what the header says over the columns but the first.
fn names_of_columns(tidying: &mut Tidying, name: &str, label: &str) -> Result<NewColumn, Fault> {
    let mut header = Header::of(tidying);
    let first = header.whole(tidying, 0);
    if let Some(cell) = first.cell.filter(|_| first.text != label) {
        tidying.leave_out(cell, first.text, "label");
    }
    let mut made = NewColumn {
        name: name.to_owned(),
        label: label.to_owned(),
        ..NewColumn::default()
    };
    let row = tidying.table.row_numbers().next().unwrap_or_default();
    for column in 1..tidying.table.columns.len() {
        let part = header.whole(tidying, column);
        if part.text.is_empty() {
            let why = Text {
                th: "เป็นคอลัมน์ที่ไม่มีชื่อในหัวตาราง",
                en: "is no name: the header is blank over this column",
            };
            return Err(header.fault(tidying, column, why));
        }
        let value = tidying.value_of(&part.text);
        let text = value.to_text(&tidying.table.strings);
        let origin = if let Some(origin) = header.origin(tidying, &part, &text) {
            origin
        } else {
            // A step made the column: no cell of the header says its name, so its first value stands for it.
            let (_, own) = tidying.carried(row, column);
            let (piece, before) = (tidying.new_piece(), tidying.text(row, column));
            tidying.cut(own, piece, &before, &text)
        };
        made.cells.push((Cell::from(value), origin));
    }
    Ok(made)
}

fn proposes(step: &Step, scene: &Scene<'_>) -> Vec<StepCall> {
    if !scene.found(step.settles) {
        return Vec::new();
    }
    let first = scene.layout.fields.first();
    let label = first.map_or("", |field| field.label.as_str());
    let call = StepCall::new(step.name)
        .with("name", "item")
        .with("label", label);
    vec![call.with(
        "review",
        "ตรวจว่าคอลัมน์แรกเป็นชื่อคอลัมน์จริง แล้วตั้งชื่อคอลัมน์ใหม่แทน item / check that the first column holds names of columns, and name the new column",
    )]
}
