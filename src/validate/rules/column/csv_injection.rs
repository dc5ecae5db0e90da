use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A text would be run as a formula
    ///
    /// ## Why it matters
    /// Whoever opens the published CSV file in a spreadsheet runs it: at best a wrong value, at worst a command.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ผู้ที่เปิดไฟล์ CSV ในโปรแกรมตารางคำนวณจะสั่งให้สูตรนี้ทำงานทันที อย่างเบาได้ค่าผิด อย่างหนักเป็นคำสั่งอันตราย
    ///
    /// ## How to fix in Excel
    /// Write the value or the words that are meant, without the sign in front.
    ///
    /// ## วิธีแก้ใน Excel
    /// พิมพ์ค่าหรือข้อความที่ต้องการจริง โดยไม่มีเครื่องหมายนำหน้า
    ///
    /// ## Flagged
    /// ```grid
    /// | หน่วยงาน | ที่มา | จำนวนเรื่อง |
    /// |---|---|---|
    /// | กรมอนามัย | '=HYPERLINK("http://a.example") | 12 |
    /// | กรมการแพทย์ | รายงานประจำปี | 7 |
    /// | กรมควบคุมโรค | รายงานประจำปี | 9 |
    /// ```
    /// ```report
    /// warning[csv-injection] B2: "=HYPERLINK("http://a.example")" would be run as a formula when the CSV file is opened (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | หน่วยงาน | ที่มา | จำนวนเรื่อง |
    /// |---|---|---|
    /// | กรมอนามัย | เว็บไซต์ของกรม | 12 |
    /// | กรมการแพทย์ | รายงานประจำปี | 7 |
    /// ```
    "csv-injection", Warning, Column(check), None, Confirm, Constant,
    th: "ข้อความจะถูกเรียกใช้เป็นสูตร", en: "A text would be run as a formula"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    column.report_class(sink, Class::FORMULA_START, |hits, _| {
        let (example, count) = (shorten(&hits.example), hits.count);
        let cells = if count == 1 { "cell" } else { "cells" };
        (
            say!(
                th: "\"{example}\" จะถูกเรียกใช้เป็นสูตรเมื่อเปิดไฟล์ CSV ({count} เซลล์)",
                en: "\"{example}\" would be run as a formula when the CSV file is opened ({count} {cells})"
            ),
            say!(
                th: "พิมพ์ค่าหรือข้อความที่ต้องการจริงแทน โดยไม่ขึ้นต้นด้วย = + - หรือ @",
                en: "type the value or the words that are meant, without =, +, - or @ in front"
            ),
        )
    });
}
