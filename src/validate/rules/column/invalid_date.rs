use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// The date does not exist
    ///
    /// ## Why it matters
    /// No calendar has such a day; the month or the year is mistyped.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ไม่มีวันนี้ในปฏิทินใด เดือนหรือปีน่าจะพิมพ์ผิด
    ///
    /// ## How to fix in Excel
    /// Look the date up in the source and correct the cell.
    ///
    /// ## วิธีแก้ใน Excel
    /// ตรวจสอบกับเอกสารต้นทางแล้วแก้ไขเซลล์
    ///
    /// ## Flagged
    /// ```grid
    /// | no | day |
    /// |---|---|
    /// | 11 | 31/02/2567 |
    /// | 12 | 2024-02-28 |
    /// | 13 | 2024-03-01 |
    /// ```
    /// ```report
    /// error[invalid-date] B2: "31/02/2567" is a day that no calendar has (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | no | day |
    /// |---|---|
    /// | 11 | 2024-01-31 |
    /// | 12 | 2024-02-29 |
    /// ```
    "invalid-date", Error, Column(check), Some('e'), None, Constant,
    th: "วันที่ไม่มีอยู่จริง", en: "The date does not exist"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if !(column.leans_to_dates()) {
        return;
    }
    column.report_class(sink, Class::IMPOSSIBLE, |hits, _| {
        let (example, count) = (shorten(&hits.example), hits.count);
        let cells = if count == 1 { "cell" } else { "cells" };
        (
            say!(th: "\"{example}\" เป็นวันที่ที่ไม่มีในปฏิทิน ({count} เซลล์)", en: "\"{example}\" is a day that no calendar has ({count} {cells})"),
            say!(
                th: "ตรวจสอบวัน เดือน ปี กับเอกสารต้นทาง แล้วแก้ไขเซลล์",
                en: "look the date up in its source and correct the cell"
            ),
        )
    });
}
