use crate::clean::fault::Fault;
use crate::clean::step::{Kind, Scene, Step, may, need, step};
use crate::clean::tidying::Tidying;
use crate::model::address::CellRef;
use crate::model::cell::Cell;
use crate::model::grammar::class::Class;
use crate::model::language::{Message, say};
use crate::model::plan::StepCall;
use crate::model::table::{Origin, Origins, TableColumn};

step! {
    /// Turns rows that name a group into a column
    ///
    /// The name of a group is written into a new first column in every row of the group, where it traces to the group's own
    /// cell, and the group's row is taken out. Rows above the first group stay without one. A row that says "continued" or
    /// the number of a page names no group and is left to another step. This step must stand before those that make new rows.
    ///
    /// ## ภาษาไทย
    ///
    /// นำชื่อกลุ่มไปไว้ในคอลัมน์แรกคอลัมน์ใหม่ของทุกแถวในกลุ่ม ซึ่งสืบย้อนไปยังเซลล์ชื่อกลุ่มได้ แล้วนำแถวชื่อกลุ่มออก แถวที่อยู่เหนือกลุ่มแรกจะไม่มีชื่อกลุ่ม
    /// แถวที่เขียนว่า "(ต่อ)" หรือเลขหน้าไม่ใช่ชื่อกลุ่ม จึงปล่อยไว้ให้ขั้นตอนอื่น ขั้นตอนนี้ต้องอยู่ก่อนขั้นตอนที่สร้างแถวใหม่
    ///
    /// ## Example
    /// ```before
    /// | จังหวัด | ชาย | หญิง |
    /// |---|---|---|
    /// | ภาคเหนือ | | |
    /// | เชียงใหม่ | 12 | 10 |
    /// | น่าน | 7 | 8 |
    /// | ภาคใต้ | | |
    /// | สงขลา | 9 | 4 |
    /// | ตรัง | 3 | 5 |
    /// ```
    /// ```call
    /// {"step": "group-to-column", "name": "region", "label": "ภาค"}
    /// ```
    /// ```after
    /// | region | จังหวัด | ชาย | หญิง |
    /// |---|---|---|---|
    /// | ภาคเหนือ | เชียงใหม่ | 12 | 10 |
    /// | ภาคเหนือ | น่าน | 7 | 8 |
    /// | ภาคใต้ | สงขลา | 9 | 4 |
    /// | ภาคใต้ | ตรัง | 3 | 5 |
    /// ```
    "group-to-column", Confirm, apply, settles: ["group-row"],
    takes: [
        need("name", Kind::Name, "ชื่อคอลัมน์ใหม่ของกลุ่ม", "the new column of groups"),
        may("label", Kind::Text, "ป้ายกำกับของคอลัมน์นั้น", "its label"),
    ],
    says: says, proposes: proposes,
    th: "ย้ายชื่อกลุ่มไปเป็นคอลัมน์", en: "Turns rows that name a group into a column"
}

fn says(call: &StepCall) -> Message {
    let name = call.text("name").unwrap_or_default();
    say!(
        th: "ย้ายชื่อกลุ่มจากแถวของกลุ่มไปไว้ในคอลัมน์ {name}",
        en: "moves the names of groups from their rows into the column {name}"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    tidying.on_sheet()?;
    let name = call.text("name").ok_or(Fault::Parameter("name"))?;
    // No sources: the letter of the first column goes on to name the column that stands there.
    let mut made = TableColumn {
        name: name.to_owned(),
        label: call.text("label").unwrap_or(name).to_owned(),
        ..TableColumn::default()
    };
    let mut origins = Vec::new();
    let mut current = Cell::EMPTY;
    for row in tidying.rows() {
        if let Some((cell, origin)) = group(tidying, row) {
            current = cell;
            origins.push((row, origin));
            tidying.drop_row(row, "group");
        } else {
            if origins.is_empty() {
                // Above the first group no cell names one: a piece of the row that nothing was cut from.
                let cell = CellRef::new(row, tidying.layout.range.first.column);
                let nothing = Origin {
                    cell,
                    ..Origin::default()
                };
                origins.push((row, nothing.piece(tidying.new_piece())));
            }
            made.cells.set(row, current);
        }
    }
    made.origins = Origins::From(origins);
    tidying.table.columns.insert(0, made);
    Ok(())
}

/// The name of the group that a row of the sheet is.
fn group(tidying: &Tidying, row: u32) -> Option<(Cell, Origin)> {
    tidying.layout.groups.binary_search(&row).ok()?;
    let columns = tidying.table.columns.iter();
    let mut cells = columns.map(|column| (column.cells.get(row), column.origin(row)));
    let named = cells.find(|(cell, _)| !cell.is_empty())?;
    let text = named.0.value().to_text(&tidying.table.strings);
    (!Class::of(&text).has(Class::CONTINUED)).then_some(named)
}

fn proposes(step: &Step, scene: &Scene<'_>) -> Vec<StepCall> {
    if !scene.found(step.settles) {
        return Vec::new();
    }
    let call = StepCall::new(step.name).with("name", "group");
    vec![call.with(
        "review",
        "ตรวจว่าแถวเหล่านี้เป็นชื่อกลุ่มของแถวด้านล่าง แล้วตั้งชื่อคอลัมน์ใหม่แทน group / check that these rows name the rows below them, and name the new column",
    )]
}
