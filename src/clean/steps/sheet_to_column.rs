use std::collections::BTreeMap;

use crate::clean::fault::Fault;
use crate::clean::step::{Kind, may, need, never, step};
use crate::clean::tidying::Tidying;
use crate::model::address::CellRef;
use crate::model::cell::Cell;
use crate::model::language::{Message, Text, say};
use crate::model::plan::StepCall;
use crate::model::table::{Origin, Origins, TableColumn};

step! {
    /// Adds a column that says on which sheet a row stood
    ///
    /// The name on the sheet's tab becomes the value of a new last column, for tables that are spread over several sheets: one
    /// for each year, or each province. `values` writes other values for the names; a sheet that it does not name is refused.
    ///
    /// A tab is no cell: the values trace to cell A1 of their sheet, as a piece that was empty before.
    ///
    /// ## ภาษาไทย
    ///
    /// ชื่อบนแท็บของแผ่นงานจะเป็นค่าในคอลัมน์สุดท้ายคอลัมน์ใหม่ ใช้กับตารางที่แยกไว้หลายแผ่นงาน เช่น ปีละแผ่น หรือจังหวัดละแผ่น `values`
    /// ใช้กำหนดค่าใหม่แทนชื่อแผ่นงาน แผ่นงานที่ไม่ได้ระบุไว้จะถูกปฏิเสธ
    ///
    /// แท็บไม่ใช่เซลล์ ค่าในคอลัมน์นี้จึงสืบย้อนไปยังเซลล์ A1 ของแผ่นงาน ในฐานะส่วนที่เดิมว่างอยู่
    ///
    /// ## Example
    /// ```before
    /// | จังหวัด | ผู้ป่วย |
    /// |---|---|
    /// | เชียงใหม่ | 120 |
    /// | น่าน | 75 |
    /// | แพร่ | 54 |
    /// ```
    /// ```call
    /// {"step": "sheet-to-column", "name": "year", "label": "ปี", "values": {"example": "2567"}}
    /// ```
    /// ```after
    /// | จังหวัด | ผู้ป่วย | year |
    /// |---|---|---|
    /// | เชียงใหม่ | 120 | 2567 |
    /// | น่าน | 75 | 2567 |
    /// | แพร่ | 54 | 2567 |
    /// ```
    "sheet-to-column", Confirm, apply, settles: [],
    takes: [
        need("name", Kind::Name, "ชื่อคอลัมน์ใหม่", "the new column"),
        may("label", Kind::Text, "ป้ายกำกับของคอลัมน์นั้น", "its label"),
        may("values", Kind::TextMap, "ค่าที่จะใช้แทนชื่อแผ่นงาน", "what to write for the name of a sheet"),
    ],
    says: says, proposes: never,
    th: "เพิ่มคอลัมน์จากชื่อแผ่นงาน", en: "Adds a column that says on which sheet a row stood"
}

fn says(call: &StepCall) -> Message {
    let name = call.text("name").unwrap_or_default();
    say!(
        th: "เพิ่มคอลัมน์ {name} จากชื่อแผ่นงาน",
        en: "adds the column {name} with the name of the sheet"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let name = call.text("name").ok_or(Fault::Parameter("name"))?;
    let values: BTreeMap<&str, &str> = call.map("values").into_iter().collect();
    let piece = tidying.new_piece();
    let mut cells: BTreeMap<u32, Cell> = BTreeMap::new();
    let mut origins: Vec<(u32, Origin)> = Vec::new();
    let mut made = TableColumn {
        name: name.to_owned(),
        label: call.text("label").unwrap_or(name).to_owned(),
        ..TableColumn::default()
    };
    for row in tidying.rows() {
        let first = tidying.table.columns.first();
        let sheet = first.map_or(0, |column| column.origin(row).sheet);
        let origin = Origin {
            sheet,
            cell: CellRef::default(),
            piece,
        };
        let cell = if let Some(cell) = cells.get(&sheet) {
            *cell
        } else {
            let text = text(tidying.sheet_name(row), &values)?;
            let value = tidying.value_of(&text);
            // Made of nothing that the cell says: the piece begins empty.
            let after = value.to_text(&tidying.table.strings);
            tidying.cut(origin, piece, "", &after);
            cells.insert(sheet, Cell::from(value));
            Cell::from(value)
        };
        if origins.last().is_none_or(|(_, last)| last.sheet != sheet) {
            origins.push((row, origin));
        }
        made.cells.set(row, cell);
    }
    made.origins = if let [(_, only)] = origins.as_slice() {
        Origins::One(*only)
    } else {
        Origins::From(origins)
    };
    tidying.table.columns.push(made);
    Ok(())
}

/// What is written for a sheet.
fn text(sheet: &str, values: &BTreeMap<&str, &str>) -> Result<String, Fault> {
    if values.is_empty() {
        return Ok(sheet.to_owned());
    }
    let value = values.get(sheet).map(|value| (*value).to_owned());
    value.ok_or_else(|| Fault::Cell {
        cell: CellRef::default(),
        text: sheet.to_owned(),
        why: Text {
            th: "เป็นแผ่นงานที่แผนไม่ได้กำหนดค่าไว้ใน values",
            en: "is a sheet for which values in the plan names no value",
        },
    })
}
