use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::SheetView;

rule! {
    /// Blank cells are merged
    ///
    /// ## Why it matters
    /// A merge without a value is left over from layout; it shifts columns when cells are copied or sorted.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เซลล์ว่างที่ผสานกันเป็นเศษจากการจัดหน้า ทำให้คอลัมน์เลื่อนเมื่อคัดลอกหรือเรียงลำดับ
    ///
    /// ## How to fix in Excel
    /// Unmerge the cells (Home > Unmerge Cells).
    ///
    /// ## วิธีแก้ใน Excel
    /// ยกเลิกการผสานเซลล์ (หน้าแรก > ยกเลิกการผสานเซลล์)
    ///
    /// ## Flagged
    /// ```grid
    /// merged: C2:C3
    /// | จังหวัด | cases | note |
    /// |---|---|---|
    /// | เชียงใหม่ | 12 | |
    /// | น่าน | 7 | |
    /// | แพร่ | 9 | ok |
    /// ```
    /// ```report
    /// error[merged-blank] C2:C3: 1 merged range of blank cells
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "merged-blank", Error, Sheet(check), Some('c'), Safe, Constant,
    th: "มีเซลล์ว่างที่ผสานกัน", en: "Blank cells are merged"
}

fn check(sheet: &SheetView<'_>, sink: &mut Sink<'_>) {
    let merges = sheet.sheet.facts.merges.iter().copied();
    let found = Finding::over(
        merges
            .filter(|merge| !sheet.layouts.is_empty() && sheet.sheet.cell(merge.first).is_empty()),
        |first, count| {
            let ranges = if count == 1 { "range" } else { "ranges" };
            (
                say!(th: "มีเซลล์ว่างที่ผสานกัน {count} ช่วง", en: "{count} merged {ranges} of blank cells"),
                say!(
                    th: "เลือก {first} แล้วเลือก หน้าแรก > ยกเลิกการผสานเซลล์",
                    en: "select {first} and choose Home > Unmerge Cells"
                ),
            )
        },
    );
    if let Some(finding) = found {
        sink.report(finding);
    }
}
