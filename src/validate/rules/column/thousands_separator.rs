use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// Numbers are typed with thousands separators as text
    ///
    /// ## Why it matters
    /// The comma makes the number a text, and in a CSV file it looks like the next column.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เครื่องหมายจุลภาคทำให้ตัวเลขกลายเป็นข้อความ และในไฟล์ CSV จะดูเหมือนคอลัมน์ถัดไป
    ///
    /// ## How to fix in Excel
    /// Replace the commas with nothing (Ctrl+H); show them by the number format #,##0 if you like.
    ///
    /// ## วิธีแก้ใน Excel
    /// แทนที่เครื่องหมายจุลภาคด้วยค่าว่าง (Ctrl+H) หากต้องการให้แสดงผล ใช้รูปแบบตัวเลข #,##0
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | baht |
    /// |---|---|
    /// | เชียงใหม่ | 1200 |
    /// | น่าน | 1,750 |
    /// | แพร่ | 900 |
    /// ```
    /// ```report
    /// error[thousands-separator] B3: "1,750" has thousands separators typed as text (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "thousands-separator", Error, Column(check), Some('d'), Safe, Constant,
    th: "ตัวเลขพิมพ์เครื่องหมายจุลภาคเป็นข้อความ", en: "Numbers are typed with thousands separators as text"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if !(column.leans_numeric()) {
        return;
    }
    column.report_class(sink, Class::GROUPED, |hits, _| {
        let (example, count) = (shorten(&hits.example), hits.count);
        let cells = if count == 1 { "cell" } else { "cells" };
        (
            say!(th: "\"{example}\" มีเครื่องหมายจุลภาคคั่นหลักพันเป็นข้อความ ({count} เซลล์)", en: "\"{example}\" has thousands separators typed as text ({count} {cells})"),
            say!(
                th: "กด Ctrl+H แทนที่ \",\" ด้วยค่าว่างในคอลัมน์นี้ แล้วใช้รูปแบบตัวเลข #,##0 ถ้าต้องการให้แสดงผล",
                en: "press Ctrl+H, replace \",\" with nothing in this column; use the number format #,##0 to show it"
            ),
        )
    });
}
