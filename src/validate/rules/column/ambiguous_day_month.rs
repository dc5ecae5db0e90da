use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// Day and month may be swapped
    ///
    /// ## Why it matters
    /// 04/05/2567 is 4 May for one reader and 5 April for another, and nothing in the column proves which.
    ///
    /// ## ทำไมจึงสำคัญ
    /// 04/05/2567 อาจหมายถึง 4 พฤษภาคม หรือ 5 เมษายน และไม่มีค่าใดในคอลัมน์ยืนยัน
    ///
    /// ## How to fix in Excel
    /// Write the month as a word, or retype the cells as real dates.
    ///
    /// ## วิธีแก้ใน Excel
    /// เขียนเดือนเป็นคำ หรือพิมพ์ใหม่เป็นวันที่จริงของ Excel
    ///
    /// ## Flagged
    /// ```grid
    /// | no | day |
    /// |---|---|
    /// | 11 | 04/05/2567 |
    /// | 12 | 06/07/2567 |
    /// ```
    /// ```report
    /// error[ambiguous-day-month] B2:B3: "04/05/2567" has two readings, and no cell proves the order (2 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | no | day |
    /// |---|---|
    /// | 11 | 2024-01-31 |
    /// | 12 | 2024-02-29 |
    /// ```
    "ambiguous-day-month", Error, Column(check), Some('e'), Confirm, Constant,
    th: "วันและเดือนอาจสลับกัน", en: "Day and month may be swapped"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if !(column.leans_to_dates()
        && column
            .find_class(Class::DAY_FIRST.and(Class::MONTH_FIRST))
            .is_none())
    {
        return;
    }
    column.report_class(sink, Class::AMBIGUOUS, |hits, _| {
        let (example, count) = (shorten(&hits.example), hits.count);
        let cells = if count == 1 { "cell" } else { "cells" };
        (
            say!(th: "\"{example}\" อ่านได้สองแบบ และไม่มีเซลล์ใดยืนยันลำดับวัน/เดือน ({count} เซลล์)", en: "\"{example}\" has two readings, and no cell proves the order ({count} {cells})"),
            say!(
                th: "เขียนเดือนเป็นคำ (4 พ.ค. 2567) หรือพิมพ์ใหม่เป็นวันที่ของ Excel",
                en: "write the month as a word (4 May 2024) or retype the cells as dates of Excel"
            ),
        )
    });
}
