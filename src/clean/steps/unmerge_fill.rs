use std::collections::BTreeMap;

use crate::clean::fault::Fault;
use crate::clean::step::{Kind, may, once, step};
use crate::clean::tidying::Tidying;
use crate::model::cell::Value;
use crate::model::language::{Message, Text, say};
use crate::model::plan::StepCall;

step! {
    /// Unmerges data cells and fills the value into every row
    ///
    /// A value that is merged down over several rows is written into each of them; a filled cell traces to itself, as a change
    /// of an empty cell. Refused are a number that is merged across columns, because nobody can tell which column it belongs
    /// to, and a cell that hides another value under the merge. This step must stand before those that make new rows.
    ///
    /// ## ภาษาไทย
    ///
    /// ค่าที่ผสานลงมาหลายแถวจะถูกเติมให้ครบทุกแถว เซลล์ที่เติมสืบย้อนไปยังเซลล์นั้นเองซึ่งเดิมว่าง ตัวเลขที่ผสานข้ามคอลัมน์จะถูกปฏิเสธ
    /// เพราะไม่รู้ว่าเป็นของคอลัมน์ใด และเซลล์ที่มีค่าอื่นซ่อนอยู่ใต้เซลล์ผสานก็เช่นกัน ขั้นตอนนี้ต้องอยู่ก่อนขั้นตอนที่สร้างแถวใหม่
    ///
    /// ## Example
    /// ```before
    /// merged: A2:A3
    /// | เขต | จังหวัด | cases |
    /// |---|---|---|
    /// | 1 | เชียงใหม่ | 12 |
    /// | | น่าน | 7 |
    /// | 2 | ตาก | 9 |
    /// ```
    /// ```call
    /// {"step": "unmerge-fill"}
    /// ```
    /// ```after
    /// | เขต | จังหวัด | cases |
    /// |---|---|---|
    /// | 1 | เชียงใหม่ | 12 |
    /// | 1 | น่าน | 7 |
    /// | 2 | ตาก | 9 |
    /// ```
    "unmerge-fill", Safe, apply, settles: ["merged-body", "merged-blank"],
    takes: [
        may("columns", Kind::Columns, "คอลัมน์ที่จะเติม (ปกติคือทุกคอลัมน์)", "the columns to fill; all where none is named"),
    ],
    says: says, proposes: once,
    th: "ยกเลิกผสานเซลล์แล้วเติมค่าให้ครบทุกแถว", en: "Unmerges data cells and fills the value into every row"
}

fn says(call: &StepCall) -> Message {
    let columns = call.listed("columns");
    if columns.is_empty() {
        say!(
            th: "ยกเลิกการผสานเซลล์ในข้อมูลแล้วเติมค่าให้ครบทุกแถว",
            en: "unmerges the data cells and fills their values into every row"
        )
    } else {
        say!(
            th: "ยกเลิกการผสานเซลล์ในคอลัมน์ {columns} แล้วเติมค่าให้ครบทุกแถว",
            en: "unmerges the cells of the columns {columns} and fills their values into every row"
        )
    }
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    tidying.on_sheet()?;
    let Some((first, last)) = tidying.layout.body else {
        return Ok(());
    };
    let mut of_source: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for column in tidying.columns(call)? {
        let sources = tidying.table.columns.get(column).map(|it| &it.sources);
        if let Some(source) = sources.and_then(|sources| sources.first()) {
            of_source.entry(*source).or_default().push(column);
        }
    }
    let rows = tidying.rows();
    let mut merges = tidying.merges.clone();
    // A merge that comes from above the body is the header's.
    merges.retain(|merge| (first..=last).contains(&merge.first.row));
    merges.sort_unstable();
    // Each row of a column is looked at once, however many merges a file lays over it.
    let mut done: BTreeMap<u32, u32> = BTreeMap::new();
    for merge in merges {
        let Some(columns) = of_source.get(&merge.first.column) else {
            continue;
        };
        let to = rows.partition_point(|row| *row <= merge.last.row);
        if rows.partition_point(|row| *row < merge.first.row) == to {
            // Its rows have left the table.
            continue;
        }
        let end = done.entry(merge.first.column).or_insert(first);
        let from = rows.partition_point(|row| *row <= merge.first.row || *row < *end);
        *end = (*end).max(merge.last.row.saturating_add(1));
        for column in columns {
            let value = tidying.table.cell(merge.first.row, *column).value();
            if value == Value::Empty {
                continue;
            }
            if merge.width() > 1 && matches!(value, Value::Number(_)) {
                let why = Text {
                    th: "เป็นตัวเลขที่ผสานข้ามคอลัมน์ จึงไม่รู้ว่าเป็นของคอลัมน์ใด",
                    en: "is merged across columns: which one it belongs to is a guess",
                };
                return Err(tidying.fault(merge.first.row, *column, why));
            }
            for row in rows.get(from..to).unwrap_or_default() {
                let below = tidying.table.cell(*row, *column).value();
                if below != Value::Empty && below != value {
                    let why = Text {
                        th: "ซ่อนอยู่ใต้เซลล์ผสานที่มีค่าอื่น จึงไม่รู้ว่าค่าใดถูก",
                        en: "is hidden under a merged cell that says something else: which is right is a guess",
                    };
                    return Err(tidying.fault(*row, *column, why));
                }
                tidying.set(*row, *column, value);
            }
        }
    }
    Ok(())
}
