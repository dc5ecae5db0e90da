use std::collections::BTreeSet;

use crate::clean::fault::Fault;
use crate::clean::molten::{Molten, NAMES_VALUES, New, is_key};
use crate::clean::step::{Kind, Scene, Step, may, need, step};
use crate::clean::tidying::Tidying;
use crate::model::address::Letters;
use crate::model::grammar::period::{self, Span};
use crate::model::language::{Message, say};
use crate::model::plan::StepCall;

step! {
    /// Turns columns into rows: their names become values
    ///
    /// Each row becomes as many rows as columns are named; the other columns are repeated. The name of a column becomes the
    /// value of a new column, and what stood beneath it becomes the value of another. A name that stands in several rows of the
    /// header has parts, joined by " / ": `names` says for each part, from top to bottom, which column takes it. An empty text
    /// leaves the part out (it stands in the account), and `.value` makes the part the name of a column of values, so that
    /// "2566 / ชาย" and "2566 / หญิง" give one row with two values.
    ///
    /// `values` writes other values for the parts, such as 2566 for "ปี 2566". A name that is blank, that has another number
    /// of parts, or that stands twice is refused. A value traces to its own cell, a name to its cell of the header.
    ///
    /// ## ภาษาไทย
    ///
    /// แต่ละแถวจะกลายเป็นหลายแถวตามจำนวนคอลัมน์ที่ระบุ ส่วนคอลัมน์อื่นจะซ้ำทุกแถว ชื่อคอลัมน์จะกลายเป็นค่าในคอลัมน์ใหม่ และค่าใต้ชื่อนั้น
    /// จะอยู่ในอีกคอลัมน์หนึ่ง ถ้าหัวตารางมีหลายแถว ชื่อจะมีหลายส่วนคั่นด้วย " / " ให้ระบุใน `names` ทีละส่วนจากบนลงล่างว่าส่วนใดไปอยู่คอลัมน์ใด
    /// ข้อความว่างหมายถึงไม่ใช้ส่วนนั้น (ยังเก็บไว้ในบัญชีการเปลี่ยนแปลง) และ `.value` ให้ส่วนนั้นเป็นชื่อคอลัมน์ของค่า เช่น "2566 / ชาย" กับ
    /// "2566 / หญิง" จะได้หนึ่งแถวที่มีสองค่า
    ///
    /// `values` ใช้กำหนดค่าใหม่ให้แต่ละส่วนของชื่อ เช่น 2566 แทน "ปี 2566" ชื่อที่ว่าง มีจำนวนส่วนไม่ตรง หรือซ้ำกันจะถูกปฏิเสธ
    /// ค่าทุกค่าสืบย้อนไปยังเซลล์เดิม และชื่อสืบย้อนไปยังเซลล์ของหัวตาราง
    ///
    /// ## Example
    /// ```before
    /// | จังหวัด | ปี 2565 | ปี 2566 | ปี 2567 |
    /// |---|---|---|---|
    /// | เชียงใหม่ | 120 | 134 | 149 |
    /// | น่าน | 75 | 81 | 66 |
    /// | แพร่ | 54 | 49 | 58 |
    /// ```
    /// ```call
    /// {"step": "melt", "columns": ["B", "C", "D"], "names": ["year"], "value": "cases",
    ///  "values": {"ปี 2565": "2565", "ปี 2566": "2566", "ปี 2567": "2567"}}
    /// ```
    /// ```after
    /// | จังหวัด | year | cases |
    /// |---|---|---|
    /// | เชียงใหม่ | 2565 | 120 |
    /// | เชียงใหม่ | 2566 | 134 |
    /// | เชียงใหม่ | 2567 | 149 |
    /// | น่าน | 2565 | 75 |
    /// | น่าน | 2566 | 81 |
    /// | น่าน | 2567 | 66 |
    /// | แพร่ | 2565 | 54 |
    /// | แพร่ | 2566 | 49 |
    /// | แพร่ | 2567 | 58 |
    /// ```
    "melt", Confirm, apply, settles: ["wide-layout"],
    takes: [
        need("columns", Kind::Columns, "คอลัมน์ที่จะเปลี่ยนเป็นแถว", "the columns that become rows"),
        need("names", Kind::Names,
            "ชื่อคอลัมน์ใหม่ของแต่ละส่วนของชื่อ จากบนลงล่าง; \"\" คือไม่ใช้ส่วนนั้น, \".value\" คือส่วนที่เป็นชื่อคอลัมน์ของค่า",
            "the new column for each part of the names, from top to bottom; \"\" leaves a part out, \".value\" is the part that names columns of values"),
        may("value", Kind::Name, "ชื่อคอลัมน์ของค่า (ไม่ต้องระบุเมื่อใช้ \".value\")", "the new column of values; not with \".value\""),
        may("labels", Kind::TextMap, "ป้ายกำกับของคอลัมน์ใหม่ ตามชื่อ", "labels of the new columns, by name"),
        may("values", Kind::TextMap, "ค่าที่จะใช้แทนส่วนของชื่อ", "what to write for a part of a name"),
        may("empty", Kind::OneOf(&["keep", "drop"]), "drop: ไม่สร้างแถวจากเซลล์ว่าง", "drop: no rows for empty cells"),
    ],
    says: says, proposes: proposes,
    th: "เปลี่ยนคอลัมน์เป็นแถว โดยให้ชื่อคอลัมน์เป็นค่า", en: "Turns columns into rows: their names become values"
}

fn says(call: &StepCall) -> Message {
    let (columns, names) = (call.listed("columns"), call.texts("names"));
    let keys: Vec<&str> = names.into_iter().filter(|name| is_key(name)).collect();
    let keys = keys.join(", ");
    match call.text("value") {
        Some(value) => say!(
            th: "เปลี่ยนคอลัมน์ {columns} เป็นแถว โดยชื่อคอลัมน์ไปอยู่ใน {keys} และค่าไปอยู่ใน {value}",
            en: "turns the columns {columns} into rows: their names go into {keys}, their values into {value}"
        ),
        None => say!(
            th: "เปลี่ยนคอลัมน์ {columns} เป็นแถว โดยชื่อส่วนหนึ่งไปอยู่ใน {keys} และอีกส่วนหนึ่งเป็นชื่อคอลัมน์ของค่า",
            en: "turns the columns {columns} into rows: a part of their names goes into {keys}, the other names columns of values"
        ),
    }
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let names = call.texts("names");
    let several = names.iter().filter(|name| **name == NAMES_VALUES).count();
    if names.is_empty() || several > 1 {
        return Err(Fault::Parameter("names"));
    }
    let drops_empty = match call.text("empty") {
        None | Some("keep") => false,
        Some("drop") => true,
        Some(_) => return Err(Fault::Parameter("empty")),
    };
    let columns = tidying.distinct_columns(call)?;
    let molten = Molten::read(tidying, call, &names, &columns)?;
    let gone: BTreeSet<usize> = columns.iter().copied().collect();
    let kept: Vec<usize> = (0..tidying.table.columns.len())
        .filter(|column| !gone.contains(column))
        .collect();
    let rows = tidying.rows().len().saturating_mul(molten.groups.len());
    tidying.room_for(rows, kept.len() + names.len() + molten.values.len())?;
    let mut new = New::of(tidying, call, &molten, &kept);
    for row in tidying.rows() {
        new.add(tidying, &molten, row, drops_empty);
    }
    // The new columns stand where the first of the old ones stood.
    let first = gone.first().copied().unwrap_or(0);
    let mut all = new.kept;
    let behind = all.split_off(kept.partition_point(|column| *column < first));
    all.extend(new.keys);
    all.extend(new.values);
    all.extend(behind);
    tidying.rebuild(all);
    Ok(())
}

/// The columns of one finding: which part of their names is a period is plain, what the others are is for a person to say.
fn proposes(step: &Step, scene: &Scene<'_>) -> Vec<StepCall> {
    let mut found = scene
        .findings
        .iter()
        .filter(|it| step.settles.contains(&it.rule));
    let (Some(finding), None) = (found.next(), found.next()) else {
        return Vec::new();
    };
    let Some(range) = finding.location.range else {
        return Vec::new();
    };
    let columns = range.first.column..=range.last.column;
    let fields = scene.layout.fields.iter();
    let fields: Vec<_> = fields
        .filter(|field| columns.contains(&field.column))
        .collect();
    let labels: Vec<Vec<&str>> = fields
        .iter()
        .map(|field| field.label.split(" / ").collect())
        .collect();
    let width = labels.first().map_or(0, Vec::len);
    if labels.iter().any(|parts| parts.len() != width) {
        return Vec::new();
    }
    let letters: Vec<String> = fields
        .iter()
        .map(|field| Letters(field.column).to_string())
        .collect();
    let mut value_label = None;
    let mut names: Vec<String> = Vec::new();
    for at in 0..width {
        let parts: Vec<&str> = labels
            .iter()
            .filter_map(|parts| parts.get(at).copied())
            .collect();
        let first = parts.first().copied().unwrap_or_default();
        names.push(match period_name(&parts) {
            _ if width > 1 && parts.iter().all(|part| *part == first) => {
                value_label = Some(first);
                String::new()
            }
            Some(name) => name.to_owned(),
            None => format!("item_{}", at + 1),
        });
    }
    let mut call = StepCall::new(step.name)
        .with("columns", letters)
        .with("names", names)
        .with("value", "value");
    if let Some(label) = value_label {
        let mut labels = serde_json::Map::new();
        labels.insert("value".to_owned(), label.into());
        call = call.with("labels", labels);
    }
    vec![call.with(
        "review",
        "ตรวจว่าคอลัมน์เหล่านี้เป็นค่าเดียวกันต่างช่วงเวลา แล้วตั้งชื่อคอลัมน์ใหม่ให้ตรงความหมาย / check that these columns hold the same thing at different times, and name the new columns for what they hold",
    )]
}

/// The name of a column of periods; `None` where one of the texts is no period.
fn period_name(parts: &[&str]) -> Option<&'static str> {
    let spans = parts.iter().map(|part| {
        let bare = part.split(['(', '[']).next().unwrap_or(part);
        Some(period::parse(bare)?.span)
    });
    let spans: Vec<Span> = spans.collect::<Option<_>>()?;
    let first = *spans.first()?;
    if spans.iter().any(|span| *span != first) {
        return Some("period");
    }
    Some(match first {
        Span::Year => "year",
        Span::Half => "half_year",
        Span::Quarter => "quarter",
        Span::Month => "month",
    })
}
