use crate::model::address::Letters;
use crate::model::language::say;
use crate::validate::hidden::{self, By};
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::SheetView;

rule! {
    /// Hidden rows or columns hold data
    ///
    /// ## Why it matters
    /// They are published with the table, and everyone can read them; whoever checked the sheet by eye has not seen them.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ข้อมูลที่ซ่อนจะถูกเผยแพร่ไปกับตารางและทุกคนอ่านได้ โดยที่ผู้ตรวจด้วยตาไม่เคยเห็น
    ///
    /// ## How to fix in Excel
    /// Press Ctrl+A, right-click a row's number (or a column's letter) > Unhide. Delete what is not to be published and leave the rest visible. Rows that a table's own filter hides come back with Data > Clear.
    ///
    /// ## วิธีแก้ใน Excel
    /// กด Ctrl+A คลิกขวาที่หมายเลขแถว (หรือชื่อคอลัมน์) > ยกเลิกการซ่อน ลบส่วนที่ไม่เผยแพร่ และแสดงส่วนที่เหลือไว้ แถวที่ซ่อนด้วยตัวกรองของตารางให้เลือก ข้อมูล > ล้าง
    ///
    /// ## Flagged
    /// ```grid
    /// hidden-row: A3:A3
    /// hidden-column: C1:C1
    /// | จังหวัด | cases | deaths |
    /// |---|---|---|
    /// | เชียงใหม่ | 12 | 1 |
    /// | น่าน | 7 | 0 |
    /// | แพร่ | 9 | 2 |
    /// ```
    /// ```report
    /// error[hidden-row-or-column] C1:C4: 1 hidden column holds 4 cells with values: C
    /// error[hidden-row-or-column] A3:C3: 1 hidden row holds 3 cells with values
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "hidden-row-or-column", Error, Sheet(check), None, Confirm, Rows,
    th: "แถวหรือคอลัมน์ที่ซ่อนอยู่มีข้อมูล", en: "Hidden rows or columns hold data"
}

/// Columns that a message names.
const NAMED: usize = 8;

fn check(sheet: &SheetView<'_>, sink: &mut Sink<'_>) {
    let strings = &sheet.workbook.strings;
    // Rows behind the sheet's filter are filtered-rows'.
    let rows = hidden::rows(sheet.sheet, strings, By::Hand);
    let number: u32 = rows.iter().map(|run| run.range.height()).sum();
    let values: u64 = rows.iter().map(|run| run.values).sum();
    let finding = Finding::over(rows.iter().map(|run| run.range), |_, _| {
        let (rows, hold) = if number == 1 {
            ("row", "holds")
        } else {
            ("rows", "hold")
        };
        let cells = if values == 1 { "cell" } else { "cells" };
        (
            say!(
                th: "แถวที่ซ่อนไว้ {number} แถวมีข้อมูล {values} เซลล์",
                en: "{number} hidden {rows} {hold} {values} {cells} with values"
            ),
            say!(
                th: "กด Ctrl+A คลิกขวาที่หมายเลขแถว > ยกเลิกการซ่อน แล้วลบแถวที่ไม่เผยแพร่",
                en: "press Ctrl+A, right-click a row's number > Unhide, and delete the rows that are not to be published"
            ),
        )
    });
    if let Some(finding) = finding {
        sink.report(finding.count(values));
    }
    let columns = hidden::columns(sheet.sheet, strings);
    let number: u32 = columns.iter().map(|run| run.range.width()).sum();
    let values: u64 = columns.iter().map(|run| run.values).sum();
    let mut letters: Vec<String> = columns
        .iter()
        .flat_map(|run| run.range.first.column..=run.range.last.column)
        .take(NAMED + 1)
        .map(|column| Letters(column).to_string())
        .collect();
    if let Some(more) = letters.get_mut(NAMED) {
        "…".clone_into(more);
    }
    let list = letters.join(", ");
    let finding = Finding::over(columns.iter().map(|run| run.range), |_, _| {
        let (columns, hold) = if number == 1 {
            ("column", "holds")
        } else {
            ("columns", "hold")
        };
        let cells = if values == 1 { "cell" } else { "cells" };
        (
            say!(
                th: "คอลัมน์ที่ซ่อนไว้ {number} คอลัมน์มีข้อมูล {values} เซลล์: {list}",
                en: "{number} hidden {columns} {hold} {values} {cells} with values: {list}"
            ),
            say!(
                th: "กด Ctrl+A คลิกขวาที่ชื่อคอลัมน์ > ยกเลิกการซ่อน แล้วลบคอลัมน์ที่ไม่เผยแพร่",
                en: "press Ctrl+A, right-click a column's letter > Unhide, and delete the columns that are not to be published"
            ),
        )
    });
    if let Some(finding) = finding {
        sink.report(finding.count(values));
    }
}
