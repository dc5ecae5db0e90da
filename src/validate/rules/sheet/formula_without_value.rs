use crate::model::address::Range;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::SheetView;

rule! {
    /// A formula has no stored value
    ///
    /// ## Why it matters
    /// A program wrote the formula and nobody computed it; the cell reads as empty.
    ///
    /// ## ทำไมจึงสำคัญ
    /// โปรแกรมเขียนสูตรไว้โดยไม่ได้คำนวณ เซลล์จึงอ่านเป็นค่าว่าง
    ///
    /// ## How to fix in Excel
    /// Open the workbook in Excel, press Ctrl+Alt+F9 and save it.
    ///
    /// ## วิธีแก้ใน Excel
    /// เปิดไฟล์ใน Excel กด Ctrl+Alt+F9 แล้วบันทึก
    ///
    /// ## Flagged
    /// ```grid
    /// uncached: B3
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | |
    /// | แพร่ | 9 |
    /// ```
    /// ```report
    /// error[formula-without-value] B3: 1 formula without a stored value
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "formula-without-value", Error, Sheet(check), None, None, Constant,
    th: "สูตรไม่มีค่าที่คำนวณไว้", en: "A formula has no stored value"
}

fn check(sheet: &SheetView<'_>, sink: &mut Sink<'_>) {
    let runs = &sheet.sheet.facts.uncached;
    let Some(first) = runs.first() else { return };
    let count: u64 = runs.iter().map(Range::cells).sum();
    let formulas = if count == 1 { "formula" } else { "formulas" };
    let message = say!(
        th: "มีสูตรที่ไม่มีค่าที่คำนวณไว้ {count} เซลล์",
        en: "{count} {formulas} without a stored value"
    );
    let help = say!(
        th: "เปิดไฟล์ใน Excel กด Ctrl+Alt+F9 เพื่อคำนวณ แล้วบันทึก",
        en: "open the file in Excel, press Ctrl+Alt+F9 to compute, and save it"
    );
    sink.report(
        Finding::at(*first, message, help)
            .count(count)
            .evidence(runs[1..].iter().copied()),
    );
}
