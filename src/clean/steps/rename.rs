use crate::clean::fault::Fault;
use crate::clean::step::{Kind, need, never, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::language::{Message, say};
use crate::model::plan::StepCall;

step! {
    /// Gives columns their machine names
    ///
    /// The machine name is what CSV, JSON and XML carry; the Thai label stays in the dictionary. Columns that are not named
    /// keep their label as name. Two columns of one name are refused.
    ///
    /// ## ภาษาไทย
    ///
    /// ชื่อสำหรับเครื่องอ่านคือชื่อที่ใช้ใน CSV JSON และ XML ส่วนป้ายกำกับภาษาไทยยังอยู่ในพจนานุกรมข้อมูล คอลัมน์ที่ไม่ได้ระบุจะใช้ป้ายกำกับเป็นชื่อ
    /// ชื่อซ้ำกันสองคอลัมน์จะไม่รับ
    ///
    /// ## Example
    /// ```before
    /// | จังหวัด | จำนวน ผู้ป่วย |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    /// ```call
    /// {"step": "rename", "columns": {"A": "province", "B": "cases"}}
    /// ```
    /// ```after
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "rename", Confirm, apply, settles: ["duplicate-header", "blank-header", "header-whitespace", "header-has-note-mark", "header-too-long", "reserved-name"],
    takes: [
        need("columns", Kind::ColumnMap, "คอลัมน์และชื่อสำหรับเครื่องอ่านของแต่ละคอลัมน์", "each column and its machine name"),
    ],
    says: says, proposes: never,
    th: "ตั้งชื่อคอลัมน์สำหรับเครื่องอ่าน", en: "Gives columns their machine names"
}

fn says(call: &StepCall) -> Message {
    let pairs = wording::pairs(call, "columns");
    say!(
        th: "ตั้งชื่อคอลัมน์สำหรับเครื่องอ่าน ({pairs})",
        en: "gives columns their machine names ({pairs})"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let mut renamed: Vec<(usize, &str)> = Vec::new();
    for (column, name) in call.map("columns") {
        renamed.push((tidying.column(column)?, name));
    }
    let columns = tidying.table.columns.iter().enumerate();
    let names = columns.map(|(number, column)| {
        let new = renamed.iter().find(|(renamed, _)| *renamed == number);
        new.map_or(column.name.as_str(), |(_, name)| *name)
    });
    let names: Vec<&str> = names.collect();
    let is_twice = |wanted: &str| names.iter().filter(|name| **name == wanted).count() > 1;
    if renamed.is_empty() || renamed.iter().any(|(_, name)| is_twice(name)) {
        return Err(Fault::Parameter("columns"));
    }
    for (column, name) in renamed {
        name.clone_into(&mut tidying.table.columns[column].name);
    }
    Ok(())
}
