use crate::model::language::say;
use crate::validate::hidden::{self, By};
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::SheetView;

rule! {
    /// A filter hides rows
    ///
    /// ## Why it matters
    /// The rows behind the filter are in the file and are published with the others; whoever looked at the sheet saw only a part of it.
    ///
    /// ## ทำไมจึงสำคัญ
    /// แถวที่ถูกกรองออกยังอยู่ในไฟล์และถูกเผยแพร่ไปด้วย ผู้ที่ดูแผ่นงานเห็นเพียงบางส่วน
    ///
    /// ## How to fix in Excel
    /// Data > Clear shows all rows. If only the rows that show are to be published, copy them into a new workbook: copying leaves filtered rows out.
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือก ข้อมูล > ล้าง เพื่อแสดงทุกแถว หากต้องการเผยแพร่เฉพาะแถวที่เห็น ให้คัดลอกไปวางในเวิร์กบุ๊กใหม่ การคัดลอกจะไม่รวมแถวที่ถูกกรองออก
    ///
    /// ## Flagged
    /// ```grid
    /// filter: A1:B4
    /// hidden-row: A3:A3
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | แพร่ | 9 |
    /// ```
    /// ```report
    /// warning[filtered-rows] A3:B3: a filter hides 1 row (2 cells with values)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "filtered-rows", Warning, Sheet(check), None, Safe, Rows,
    th: "ตัวกรองซ่อนแถวข้อมูลไว้", en: "A filter hides rows"
}

fn check(sheet: &SheetView<'_>, sink: &mut Sink<'_>) {
    // A filter that hides nothing does no harm.
    let rows = hidden::rows(sheet.sheet, &sheet.workbook.strings, By::Filter);
    let number: u32 = rows.iter().map(|run| run.range.height()).sum();
    let values: u64 = rows.iter().map(|run| run.values).sum();
    let finding = Finding::over(rows.iter().map(|run| run.range), |_, _| {
        let rows = if number == 1 { "row" } else { "rows" };
        let cells = if values == 1 { "cell" } else { "cells" };
        (
            say!(
                th: "ตัวกรองซ่อนแถวไว้ {number} แถว มีข้อมูล {values} เซลล์",
                en: "a filter hides {number} {rows} ({values} {cells} with values)"
            ),
            say!(
                th: "เลือก ข้อมูล > ล้าง เพื่อแสดงทุกแถว หรือคัดลอกเฉพาะแถวที่เห็นไปวางในเวิร์กบุ๊กใหม่",
                en: "choose Data > Clear to show all rows, or copy the rows that show into a new workbook"
            ),
        )
    });
    if let Some(finding) = finding {
        sink.report(finding.count(values));
    }
}
