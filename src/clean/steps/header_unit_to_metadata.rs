use crate::clean::fault::Fault;
use crate::clean::step::{Kind, Scene, Step, may, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::address::CellRef;
use crate::model::grammar::label_unit;
use crate::model::language::{Message, say};
use crate::model::plan::StepCall;
use crate::model::schema::FieldType;

step! {
    /// Moves units out of the labels into the metadata
    ///
    /// The label "งบประมาณ (พันบาท)" becomes "งบประมาณ", and its unit "พันบาท" stands in the account, from where the dictionary
    /// takes it. The numbers stay as they are: a unit that multiplies keeps its word. Where two columns are told apart by
    /// their units only, the labels stay.
    ///
    /// ## ภาษาไทย
    ///
    /// ป้ายกำกับ "งบประมาณ (พันบาท)" จะเหลือ "งบประมาณ" และหน่วย "พันบาท" อยู่ในบัญชีรายการเพื่อใช้ในพจนานุกรมข้อมูล ตัวเลขคงเดิม หน่วยที่เป็นพันหรือล้านจึงคงคำไว้ครบ
    /// ถ้าสองคอลัมน์ต่างกันเพียงหน่วย ป้ายกำกับจะคงเดิม
    ///
    /// ## Example
    /// ```before
    /// | กรม | งบประมาณ (ล้านบาท) | บุคลากร (คน) |
    /// |---|---|---|
    /// | กรมทางหลวง | 12.5 | 120 |
    /// | กรมอนามัย | 3.75 | 85 |
    /// | กรมป่าไม้ | 8.25 | 96 |
    /// ```
    /// ```call
    /// {"step": "header-unit-to-metadata"}
    /// ```
    /// ```after
    /// | กรม | งบประมาณ | บุคลากร |
    /// |---|---|---|
    /// | กรมทางหลวง | 12.5 | 120 |
    /// | กรมอนามัย | 3.75 | 85 |
    /// | กรมป่าไม้ | 8.25 | 96 |
    /// ```
    "header-unit-to-metadata", Safe, apply, settles: ["header-has-unit"],
    takes: [
        may("columns", Kind::Columns, "คอลัมน์ที่จะแก้ ถ้าไม่ระบุคือทุกคอลัมน์ที่เป็นตัวเลข", "the columns to mend; all columns of numbers where none is named"),
    ],
    says: says, proposes: proposes,
    th: "ย้ายหน่วยในชื่อคอลัมน์ไปไว้ในคำอธิบายข้อมูล", en: "Moves units out of the labels into the metadata"
}

fn says(call: &StepCall) -> Message {
    let Message { th, en } = wording::columns(call);
    say!(
        th: "ย้ายหน่วยในชื่อของ{th} ไปไว้ในคำอธิบายข้อมูล",
        en: "moves the units in the labels of {en} into the metadata"
    )
}

fn proposes(step: &Step, scene: &Scene<'_>) -> Vec<StepCall> {
    let mut fields = scene.layout.fields.iter();
    let states_unit = fields.any(|field| {
        is_numeric(field.kind) && !field.code && label_unit::split(&field.label).is_some()
    });
    if states_unit {
        vec![StepCall::new(step.name)]
    } else {
        Vec::new()
    }
}

fn is_numeric(kind: FieldType) -> bool {
    matches!(kind, FieldType::Integer | FieldType::Number)
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let named = !call.texts("columns").is_empty();
    let mut stated: Vec<(usize, String, String)> = Vec::new();
    for column in tidying.columns(call)? {
        let own = &tidying.table.columns[column];
        if let Some((label, unit)) = label_unit::split(&own.label)
            && (named || is_numeric(own.kind))
        {
            stated.push((column, label, unit));
        }
    }
    let columns = tidying.table.columns.iter().enumerate();
    let after = columns.map(|(number, column)| {
        let mut own = stated.iter().filter(|(stated, ..)| *stated == number);
        own.next()
            .map_or(&column.label, |(_, label, _)| label)
            .clone()
    });
    let after: Vec<String> = after.collect();
    // Without their units two columns would have one name.
    stated.retain(|(_, wanted, _)| after.iter().filter(|label| *label == wanted).count() == 1);
    for (column, label, unit) in stated {
        let cell = header_cell(tidying, column, &unit);
        tidying.leave_out(cell, format!("{label}: {unit}"), "unit");
        let target = &mut tidying.table.columns[column];
        if target.name == target.label {
            target.name.clone_from(&label);
        }
        target.label = label;
    }
    Ok(())
}

/// The cell of the header that says the unit.
fn header_cell(tidying: &Tidying, column: usize, unit: &str) -> CellRef {
    let source = tidying.table.columns.get(column);
    let source = source.and_then(|column| column.sources.first().copied());
    let mut fields = tidying.layout.fields.iter();
    let field = fields.find(|field| Some(field.column) == source);
    let cells = field.map_or(&[][..], |field| &field.label_cells);
    let says_so = |cell: &&CellRef| {
        let text = tidying.around(**cell);
        text.is_some_and(|text| text.contains(unit))
    };
    let cell = cells.iter().rev().find(says_so).or(cells.last());
    cell.copied().unwrap_or(tidying.layout.range.first)
}
