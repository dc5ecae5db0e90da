use crate::model::address::{CellRef, Range};
use crate::model::language::say;
use crate::model::workbook::{Look, Sheet};
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::SheetView;

rule! {
    /// Cells hold values that nobody can see
    ///
    /// ## Why it matters
    /// Text in the colour of its background, or behind the number format ;;;, is in the file and is published, although whoever checked the sheet could not see it.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ข้อความที่มีสีเดียวกับพื้นหลัง หรือใช้รูปแบบตัวเลข ;;; ยังอยู่ในไฟล์และถูกเผยแพร่ ทั้งที่ผู้ตรวจมองไม่เห็น
    ///
    /// ## How to fix in Excel
    /// Select the cells, Home > Font Color > Automatic, and set the number format to General (Ctrl+1 > Number). Then delete the values that are not to be published.
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือกเซลล์ แล้วเลือก หน้าแรก > สีแบบอักษร > อัตโนมัติ และตั้งรูปแบบตัวเลขเป็น ทั่วไป (Ctrl+1 > ตัวเลข) จากนั้นลบค่าที่ไม่เผยแพร่
    ///
    /// ## Flagged
    /// ```grid
    /// invisible: B3:B4
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | แพร่ | 9 |
    /// ```
    /// ```report
    /// warning[invisible-text] B3:B4: "7" cannot be seen, for its colour or its number format (2 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "invisible-text", Warning, Sheet(check), None, None, Constant,
    th: "มีค่าที่มองไม่เห็นในเซลล์", en: "Cells hold values that nobody can see"
}

fn check(sheet: &SheetView<'_>, sink: &mut Sink<'_>) {
    let looks = sheet.sheet.facts.looks.iter();
    let runs: Vec<Range> = looks
        .filter(|(look, _)| *look == Look::Invisible)
        .filter_map(|(_, run)| below_headers(sheet.sheet, *run))
        .collect();
    let count: u64 = runs.iter().map(Range::cells).sum();
    let finding = Finding::over(runs, |first, _| {
        let value = sheet.sheet.cell(first.first).value();
        let text = shorten(&value.to_text(&sheet.workbook.strings));
        let cells = if count == 1 { "cell" } else { "cells" };
        (
            say!(
                th: "\"{text}\" มองไม่เห็นเพราะสีหรือรูปแบบตัวเลข ({count} เซลล์)",
                en: "\"{text}\" cannot be seen, for its colour or its number format ({count} {cells})"
            ),
            say!(
                th: "เลือกเซลล์ แล้วเลือก หน้าแรก > สีแบบอักษร > อัตโนมัติ และ Ctrl+1 > ตัวเลข > ทั่วไป แล้วลบค่าที่ไม่เผยแพร่",
                en: "select the cells, choose Home > Font Color > Automatic and Ctrl+1 > Number > General, and delete what is not to be published"
            ),
        )
    });
    if let Some(finding) = finding {
        sink.report(finding.count(count));
    }
}

/// The part of a run that lies in no header of an Excel table: there the table's style gives the background, and white
/// letters are read well.
fn below_headers(sheet: &Sheet, run: Range) -> Option<Range> {
    let mut rest = run;
    for list in &sheet.facts.lists {
        let header = CellRef::new(list.range.first.row, rest.first.column);
        if list.header_rows == 0 || !list.range.contains(header) || header.row != rest.first.row {
            continue;
        }
        if rest.height() == 1 {
            return None;
        }
        rest.first.row += 1;
    }
    Some(rest)
}
