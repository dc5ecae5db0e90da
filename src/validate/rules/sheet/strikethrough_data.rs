use crate::model::address::Range;
use crate::model::language::say;
use crate::model::workbook::Look;
use crate::validate::looks;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::SheetView;

rule! {
    /// Values are struck through
    ///
    /// ## Why it matters
    /// The line through a value says that it no longer holds. It does not survive as CSV: the value is published as if it were right.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เส้นขีดฆ่าบอกว่าค่านั้นยกเลิกแล้ว แต่เส้นจะหายไปเมื่อเป็น CSV ค่าจึงถูกเผยแพร่เหมือนเป็นค่าที่ถูกต้อง
    ///
    /// ## How to fix in Excel
    /// Delete the values (or the rows) that no longer hold, or add a column such as "สถานะ" that says so. Ctrl+5 takes the line away. Find & Select > Find > Options > Format > Font > Strikethrough finds all of them.
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบค่าหรือแถวที่ยกเลิกแล้ว หรือเพิ่มคอลัมน์ เช่น "สถานะ" เพื่อบอกว่ายกเลิก กด Ctrl+5 เพื่อเอาเส้นออก ค้นหาทั้งหมดได้ที่ หน้าแรก > ค้นหาและเลือก > ค้นหา > ตัวเลือก > รูปแบบ > แบบอักษร > ขีดทับ
    ///
    /// ## Flagged
    /// ```grid
    /// struck: A3:A3
    /// struck: B3:B3
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | แพร่ | 9 |
    /// ```
    /// ```report
    /// warning[strikethrough-data] A3: "น่าน" is struck through (2 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "strikethrough-data", Warning, Sheet(check), None, Confirm, Constant,
    th: "มีค่าที่ถูกขีดฆ่า", en: "Values are struck through"
}

fn check(sheet: &SheetView<'_>, sink: &mut Sink<'_>) {
    let layouts = sheet.layouts.iter();
    let runs: Vec<Range> = layouts
        .flat_map(|layout| looks::within(sheet.sheet, &layout.range, Look::Struck))
        .collect();
    let count: u64 = runs.iter().map(Range::cells).sum();
    let finding = Finding::over(runs, |first, _| {
        let value = sheet.sheet.cell(first.first).value();
        let text = shorten(&value.to_text(&sheet.workbook.strings));
        let cells = if count == 1 { "cell" } else { "cells" };
        (
            say!(
                th: "\"{text}\" ถูกขีดฆ่า ({count} เซลล์)",
                en: "\"{text}\" is struck through ({count} {cells})"
            ),
            say!(
                th: "ลบค่าหรือแถวที่ยกเลิกแล้ว หรือเพิ่มคอลัมน์สถานะเพื่อบอกว่ายกเลิก แล้วกด Ctrl+5 เพื่อเอาเส้นออก",
                en: "delete the values or rows that no longer hold, or say so in a column for the status; Ctrl+5 takes the line away"
            ),
        )
    });
    if let Some(finding) = finding {
        sink.report(finding.count(count));
    }
}
