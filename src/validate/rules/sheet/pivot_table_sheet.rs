use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::SheetView;

rule! {
    /// A pivot table stands on the data sheet
    ///
    /// ## Why it matters
    /// A pivot table shows a selection that changes when it is refreshed; its records lie elsewhere.
    ///
    /// ## ทำไมจึงสำคัญ
    /// `PivotTable` แสดงเพียงบางส่วนของข้อมูลและเปลี่ยนเมื่อรีเฟรช ข้อมูลจริงอยู่ที่อื่น
    ///
    /// ## How to fix in Excel
    /// Publish the records, or copy the pivot and paste it as values into a new sheet.
    ///
    /// ## วิธีแก้ใน Excel
    /// เผยแพร่ข้อมูลต้นทาง หรือคัดลอก `PivotTable` แล้ววางเป็นค่าในแผ่นงานใหม่
    ///
    /// ## Flagged
    /// ```grid
    /// pivot: A1:B3
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    /// ```report
    /// error[pivot-table-sheet] A1:B3: pivot table "pivot" fills these cells
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "pivot-table-sheet", Error, Sheet(check), Some('f'), Confirm, Constant,
    th: "แผ่นงานมีตารางสาระสำคัญ (PivotTable)", en: "A pivot table stands on the data sheet"
}

fn check(sheet: &SheetView<'_>, sink: &mut Sink<'_>) {
    for (name, range) in &sheet.sheet.facts.pivots {
        let message = say!(th: "PivotTable \"{name}\" อยู่ในเซลล์เหล่านี้", en: "pivot table \"{name}\" fills these cells");
        let help = say!(
            th: "คัดลอก {range} แล้ววางแบบค่า (Ctrl+Alt+V > ค่า) ลงในแผ่นงานใหม่ หรือเผยแพร่ข้อมูลต้นทางแทน",
            en: "copy {range} and paste it as values (Ctrl+Alt+V > Values) into a new sheet, or publish the records instead"
        );
        sink.report(Finding::at(*range, message, help));
    }
}
