use crate::clean::fault::Fault;
use crate::clean::step::{Kind, Scene, Step, may, need, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::address::Letters;
use crate::model::cell::Cell;
use crate::model::grammar::missing;
use crate::model::language::{Message, Text, say};
use crate::model::layout::FieldLayout;
use crate::model::plan::StepCall;
use crate::model::table::{Origins, TableColumn};

step! {
    /// Turns columns with a tick into one column of statuses
    ///
    /// Several columns of which one is ticked become one column that names the ticked one, where the first of them stood. Two
    /// ticks in a row are refused, and so is a cell that holds anything else. A row without a tick has no status.
    ///
    /// ## ภาษาไทย
    ///
    /// หลายคอลัมน์ที่เลือกทำเครื่องหมายถูกเพียงช่องเดียว จะรวมเป็นคอลัมน์เดียวที่บอกสถานะ อยู่ในตำแหน่งของคอลัมน์แรก ถ้าแถวใดมี
    /// เครื่องหมายมากกว่าหนึ่งช่อง หรือมีข้อความอื่น จะไม่รับ แถวที่ไม่มีเครื่องหมายจะไม่มีสถานะ
    ///
    /// ## Example
    /// ```before
    /// | กิจกรรม | เป้าหมาย | ยังไม่เริ่ม | กำลังทำ | เสร็จแล้ว |
    /// |---|---|---|---|---|
    /// | จัดทำแผน | 1 | | | ✓ |
    /// | จัดอบรม | 30 | | ✓ | |
    /// | ประเมินผล | 2 | ✓ | | |
    /// ```
    /// ```call
    /// {"step": "tick-to-status", "columns": {"C": "not_started", "D": "in_progress", "E": "complete"}, "name": "status", "label": "สถานะ"}
    /// ```
    /// ```after
    /// | กิจกรรม | เป้าหมาย | status |
    /// |---|---|---|
    /// | จัดทำแผน | 1 | complete |
    /// | จัดอบรม | 30 | in_progress |
    /// | ประเมินผล | 2 | not_started |
    /// ```
    "tick-to-status", Confirm, apply, settles: [],
    takes: [
        need("columns", Kind::ColumnMap, "คอลัมน์ที่ทำเครื่องหมาย และสถานะของแต่ละคอลัมน์", "the columns with ticks, each with its status"),
        need("name", Kind::Name, "ชื่อของคอลัมน์สถานะสำหรับเครื่องอ่าน", "machine name of the column of statuses"),
        may("label", Kind::Text, "ป้ายกำกับของคอลัมน์สถานะ", "label of the column of statuses"),
    ],
    says: says, proposes: proposes,
    th: "รวมคอลัมน์ที่ทำเครื่องหมายถูกเป็นคอลัมน์สถานะเดียว", en: "Turns columns with a tick into one column of statuses"
}

const NO_TICK: Text = Text {
    th: "ไม่ใช่เครื่องหมายถูก",
    en: "is no tick",
};
const SECOND_TICK: Text = Text {
    th: "เป็นเครื่องหมายถูกช่องที่สองในแถวเดียวกัน",
    en: "is a second tick in its row",
};

fn says(call: &StepCall) -> Message {
    let (pairs, name) = (wording::pairs(call, "columns"), wording::text(call, "name"));
    say!(
        th: "รวมคอลัมน์ที่ทำเครื่องหมายถูกเป็นคอลัมน์ {name} ({pairs})",
        en: "turns the columns with ticks into the column {name} ({pairs})"
    )
}

/// Columns side by side that hold nothing but ticks.
fn proposes(step: &Step, scene: &Scene<'_>) -> Vec<StepCall> {
    let is_ticked = |field: &FieldLayout| {
        let profile = &field.profile;
        profile.ticks > 0 && profile.ticks == profile.values()
    };
    let mut calls = Vec::new();
    let fields = scene.layout.fields.as_slice();
    for side in fields.chunk_by(|a, b| is_ticked(a) && is_ticked(b)) {
        if side.len() < 2 {
            continue;
        }
        let statuses: serde_json::Map<String, serde_json::Value> = side
            .iter()
            .map(|field| {
                let own = field.label.rsplit(" / ").next().unwrap_or_default();
                (Letters(field.column).to_string(), own.into())
            })
            .collect();
        calls.push(
            StepCall::new(step.name)
                .with("columns", statuses)
                .with("name", "status")
                .with("label", "สถานะ")
                .with(
                    "review",
                    "ตรวจชื่อคอลัมน์และชื่อสถานะ ควรเป็นรหัสสั้น ๆ / check the name of the column and of each status; short codes are best",
                ),
        );
    }
    calls
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let name = call.text("name").ok_or(Fault::Parameter("name"))?;
    let label = call.text("label").unwrap_or(name);
    let mut statuses: Vec<(usize, String)> = Vec::new();
    for (column, status) in call.map("columns") {
        let number = tidying.column(column)?;
        if statuses.iter().any(|(known, _)| *known == number) {
            return Err(Fault::Parameter("columns"));
        }
        statuses.push((number, status.to_owned()));
    }
    if statuses.is_empty() {
        return Err(Fault::Parameter("columns"));
    }
    let sources = statuses
        .iter()
        .flat_map(|(column, _)| tidying.table.columns[*column].sources.clone());
    let mut made = TableColumn {
        name: name.to_owned(),
        label: label.to_owned(),
        sources: sources.collect(),
        ..TableColumn::default()
    };
    let piece = tidying.new_piece();
    let mut origins = Vec::new();
    for row in tidying.rows() {
        let Some((column, status)) = ticked(tidying, row, &statuses)? else {
            let first = statuses
                .first()
                .and_then(|(at, _)| tidying.table.columns.get(*at));
            origins.push((
                row,
                first.map(|column| column.origin(row)).unwrap_or_default(),
            ));
            continue;
        };
        let origin = tidying.table.columns[column].origin(row);
        let before = tidying.text(row, column);
        origins.push((row, tidying.cut(origin, piece, &before, status)));
        let id = tidying.table.strings.intern(status);
        made.cells.set(row, Cell::text(id));
    }
    made.origins = Origins::From(origins);
    replace(tidying, &statuses, made);
    Ok(())
}

/// The column that is ticked in a row, with its status.
fn ticked<'a>(
    tidying: &Tidying,
    row: u32,
    statuses: &'a [(usize, String)],
) -> Result<Option<(usize, &'a str)>, Fault> {
    let mut ticked = None;
    for (column, status) in statuses {
        let text = tidying.text(row, *column);
        if text.is_empty() {
            continue;
        }
        if !missing::is_tick(&text) {
            return Err(tidying.fault(row, *column, NO_TICK));
        }
        if ticked.is_some() {
            return Err(tidying.fault(row, *column, SECOND_TICK));
        }
        ticked = Some((*column, status.as_str()));
    }
    Ok(ticked)
}

/// Puts the new column where the first of the ticked ones stood.
fn replace(tidying: &mut Tidying, statuses: &[(usize, String)], made: TableColumn) {
    let mut gone: Vec<usize> = statuses.iter().map(|(column, _)| *column).collect();
    gone.sort_unstable();
    let at = gone.first().copied().unwrap_or(0);
    for column in gone.into_iter().rev() {
        tidying.table.columns.remove(column);
    }
    tidying.table.columns.insert(at, made);
}
