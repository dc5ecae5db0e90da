use crate::model::language::say;
use crate::model::workbook::ObjectKind;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::SheetView;

rule! {
    /// A chart lies on the data sheet
    ///
    /// ## Why it matters
    /// A chart does not survive as CSV, and it may hide cells.
    ///
    /// ## ทำไมจึงสำคัญ
    /// แผนภูมิจะหายไปเมื่อเป็น CSV และอาจบังเซลล์ข้อมูล
    ///
    /// ## How to fix in Excel
    /// Move the chart to a sheet of its own (Chart Design > Move Chart).
    ///
    /// ## วิธีแก้ใน Excel
    /// ย้ายแผนภูมิไปแผ่นงานของตัวเอง (การออกแบบแผนภูมิ > ย้ายแผนภูมิ)
    ///
    /// ## Flagged
    /// ```grid
    /// chart: D2:H9
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    /// ```report
    /// error[chart-in-data-sheet] D2:H9: a chart "chart" lies on the data sheet
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "chart-in-data-sheet", Error, Sheet(check), Some('f'), Safe,
    th: "มีแผนภูมิในแผ่นงานข้อมูล", en: "A chart lies on the data sheet"
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
        .filter(|object| matches!(object.kind, ObjectKind::Chart))
    {
        let text = shorten(&object.text);
        let message = say!(th: "แผนภูมิ \"{text}\" วางอยู่บนแผ่นงานข้อมูล", en: "a chart \"{text}\" lies on the data sheet");
        let help = say!(
            th: "ตัด (Ctrl+X) แล้ววางไว้ในแผ่นงานอื่นหรือในรายงาน",
            en: "cut it (Ctrl+X) and paste it into another sheet or into the report"
        );
        sink.report(Finding::at(object.anchor, message, help));
    }
}
