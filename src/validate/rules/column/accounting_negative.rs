use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A negative number is typed as accountants write it
    ///
    /// ## Why it matters
    /// (1,234) and ▲5 typed by hand are words for a program: it leaves them out, or loses the sign.
    ///
    /// ## ทำไมจึงสำคัญ
    /// (1,234) หรือ ▲5 ที่พิมพ์เองเป็นข้อความสำหรับโปรแกรม ค่าจะถูกข้ามไปหรือเครื่องหมายลบหายไป
    ///
    /// ## How to fix in Excel
    /// Type -1234. To see brackets, choose Home > Number Format > Accounting.
    ///
    /// ## วิธีแก้ใน Excel
    /// พิมพ์เป็น -1234 หากต้องการให้แสดงวงเล็บ เลือก หน้าแรก > รูปแบบตัวเลข > บัญชี
    ///
    /// ## Flagged
    /// ```grid
    /// | หน่วยงาน | กำไรสุทธิ |
    /// |---|---|
    /// | กองคลัง | 4200 |
    /// | กองแผนงาน | (1,234) |
    /// | กองกลาง | 900 |
    /// | กองช่าง | 1750 |
    /// ```
    /// ```report
    /// warning[accounting-negative] B3: "(1,234)" is a negative number typed as text (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | หน่วยงาน | กำไรสุทธิ |
    /// |---|---|
    /// | กองคลัง | 4200 |
    /// | กองแผนงาน | 1350 |
    /// | กองกลาง | 900 |
    /// ```
    "accounting-negative", Warning, Column(check), None, None, Constant,
    th: "พิมพ์จำนวนลบแบบบัญชีเป็นข้อความ", en: "A negative number is typed as accountants write it"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let profile = &column.field.profile;
    // Under half of the values in brackets may be percentages or errors of the numbers above them.
    if column.field.code || profile.all_numbers() * 3 < profile.values() * 2 {
        return;
    }
    column.report_class(sink, Class::ACCOUNTING, |hits, _| {
        let (example, count) = (shorten(&hits.example), hits.count);
        let cells = if count == 1 { "cell" } else { "cells" };
        (
            say!(
                th: "\"{example}\" เป็นจำนวนลบที่พิมพ์เป็นข้อความ ({count} เซลล์)",
                en: "\"{example}\" is a negative number typed as text ({count} {cells})"
            ),
            say!(
                th: "พิมพ์ใหม่โดยใช้เครื่องหมายลบนำหน้า เช่น -1234 แล้วใช้รูปแบบตัวเลข บัญชี ถ้าต้องการให้แสดงวงเล็บ",
                en: "retype it with a minus in front (-1234); the number format Accounting shows brackets"
            ),
        )
    });
}
