use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// Numbers or dates are typed with Thai digits
    ///
    /// ## Why it matters
    /// Programs read ๑๒๓ as words, not as 123.
    ///
    /// ## ทำไมจึงสำคัญ
    /// โปรแกรมอ่าน ๑๒๓ เป็นข้อความ ไม่ใช่ตัวเลข 123
    ///
    /// ## How to fix in Excel
    /// Type 0-9 in data; keep Thai digits for letters and titles.
    ///
    /// ## วิธีแก้ใน Excel
    /// พิมพ์เลขอารบิก 0-9 ในข้อมูล และใช้เลขไทยเฉพาะในหนังสือราชการและชื่อเรื่อง
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | ๑๒ |
    /// | น่าน | ๗ |
    /// | แพร่ | 9 |
    /// ```
    /// ```report
    /// error[thai-digits] B2:B3: "๑๒" is typed with Thai digits (2 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "thai-digits", Error, Column(check), Some('d'), Safe, Constant,
    th: "ใช้เลขไทยในข้อมูลตัวเลขหรือวันที่", en: "Numbers or dates are typed with Thai digits"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if !(column.field.profile.thai_texts > 0 && (column.leans_numeric() || column.leans_to_dates()))
    {
        return;
    }
    column.report_class(sink, Class::THAI_DIGITS, |hits, _| {
        let (example, count) = (shorten(&hits.example), hits.count);
        let cells = if count == 1 { "cell" } else { "cells" };
        (
            say!(th: "\"{example}\" พิมพ์ด้วยเลขไทย ({count} เซลล์)", en: "\"{example}\" is typed with Thai digits ({count} {cells})"),
            say!(
                th: "กด Ctrl+H แทนที่ ๐-๙ ทีละตัวด้วย 0-9 ในคอลัมน์นี้",
                en: "press Ctrl+H and replace ๐ to ๙ one after another with 0 to 9 in this column"
            ),
        )
    });
}
