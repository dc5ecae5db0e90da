use crate::model::cell::Cell;
use crate::model::grammar::class::Class;
use crate::model::grammar::missing::{self, Reason};
use crate::model::language::say;
use crate::validate::distinct::Entry;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// Marks of different meaning stand for missing values in one column
    ///
    /// ## Why it matters
    /// "-" and "not stated" are not the same. When all are made empty cells, the difference between "none", "not asked" and "unknown"
    /// is lost for good.
    ///
    /// ## ทำไมจึงสำคัญ
    /// "-" กับ "ไม่ระบุ" มีความหมายไม่เหมือนกัน เมื่อแทนด้วยเซลล์ว่างทั้งหมด ความต่างระหว่างไม่มี ไม่ได้สำรวจ และไม่ทราบ จะหายไป
    ///
    /// ## How to fix in Excel
    /// Leave the cells empty and add a column that says why the value is missing; or explain each mark in the data dictionary.
    ///
    /// ## วิธีแก้ใน Excel
    /// ปล่อยเซลล์ว่าง แล้วเพิ่มคอลัมน์ที่บอกเหตุผลที่ไม่มีค่า หรืออธิบายความหมายของแต่ละเครื่องหมายในพจนานุกรมข้อมูล
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | - |
    /// | แพร่ | ไม่ระบุ |
    /// | ตาก | 9 |
    /// | เลย | - |
    /// | สตูล | 4 |
    /// ```
    /// ```report
    /// warning[mixed-missing-codes] B4: "ไม่ระบุ" and "-" stand for missing values in one column (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases | สถานะข้อมูล |
    /// |---|---|---|
    /// | เชียงใหม่ | 12 | ครบ |
    /// | น่าน | 7 | ครบ |
    /// | แพร่ | | ไม่ได้สำรวจ |
    /// ```
    "mixed-missing-codes", Warning, Column(check), None, Confirm, Distinct,
    th: "ใช้เครื่องหมายแทนค่าว่างหลายแบบที่ความหมายต่างกัน", en: "Marks of different meaning stand for missing values in one column"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if !column.field.profile.traits.has(Class::PLACEHOLDER) {
        return;
    }
    let Some(distinct) = column.distinct() else {
        return;
    };
    let strings = &column.workbook.strings;
    let why = |cell: Cell| -> Option<Reason> {
        let id = cell.as_text()?;
        let stands = strings.class(id).has(Class::PLACEHOLDER);
        stands.then(|| missing::reason(strings.get(id))).flatten()
    };
    let mut marks: Vec<(Reason, &Entry)> = distinct
        .values
        .iter()
        .filter_map(|entry| Some((why(entry.cell)?, entry)))
        .collect();
    // The usual mark of the column first.
    marks.sort_by_key(|(_, entry)| std::cmp::Reverse(entry.count));
    let Some((usual, first)) = marks.first().copied() else {
        return;
    };
    let hits = column.find(|cell| why(cell).is_some_and(|reason| reason != usual));
    let Some(hits) = hits else { return };
    let (usual, example) = (shorten(&column.text(first.cell)), shorten(&hits.example));
    let count = hits.count;
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "\"{example}\" กับ \"{usual}\" ใช้แทนค่าที่ไม่มีในคอลัมน์เดียวกัน ({count} เซลล์)",
        en: "\"{example}\" and \"{usual}\" stand for missing values in one column ({count} {cells})"
    );
    let help = say!(
        th: "เพิ่มคอลัมน์ที่บอกเหตุผลที่ไม่มีค่า แล้วปล่อยเซลล์ว่าง หรืออธิบายความหมายของแต่ละแบบในพจนานุกรมข้อมูล",
        en: "add a column that says why the value is missing and clear the cells, or explain each mark in the data dictionary"
    );
    sink.report(column.finding(hits, message, help));
}
