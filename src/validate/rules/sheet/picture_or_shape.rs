use crate::model::language::say;
use crate::model::workbook::ObjectKind;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::SheetView;

rule! {
    /// A picture or shape lies on the data sheet
    ///
    /// ## Why it matters
    /// Logos, arrows and text boxes do not survive as CSV; what they say is lost.
    ///
    /// ## ทำไมจึงสำคัญ
    /// โลโก้ ลูกศร และกล่องข้อความจะหายไปเมื่อเป็น CSV
    ///
    /// ## How to fix in Excel
    /// Delete it, or move what it says into the dataset's description.
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบออก หรือย้ายข้อความในนั้นไปไว้ในคำอธิบายชุดข้อมูล
    ///
    /// ## Flagged
    /// ```grid
    /// shape: D2:E3
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    /// ```report
    /// error[picture-or-shape] D2:E3: a picture or shape "shape" lies on the data sheet
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "picture-or-shape", Error, Sheet(check), Some('f'), Safe,
    th: "มีรูปภาพหรือรูปร่างในแผ่นงานข้อมูล", en: "A picture or shape lies on the data sheet"
}

fn check(sheet: &SheetView<'_>, sink: &mut Sink<'_>) {
    // A sheet without a table may be a chart's own; it is published by nobody.
    if sheet.layouts.is_empty() {
        return;
    }
    for object in sheet
        .sheet
        .facts
        .objects
        .iter()
        .filter(|object| matches!(object.kind, ObjectKind::Picture | ObjectKind::Shape))
    {
        let text = shorten(&object.text);
        let message = say!(th: "รูปภาพหรือรูปร่าง \"{text}\" วางอยู่บนแผ่นงานข้อมูล", en: "a picture or shape \"{text}\" lies on the data sheet");
        let help = say!(
            th: "ตัด (Ctrl+X) แล้ววางไว้ในแผ่นงานอื่นหรือในรายงาน",
            en: "cut it (Ctrl+X) and paste it into another sheet or into the report"
        );
        sink.report(Finding::at(object.anchor, message, help));
    }
}
