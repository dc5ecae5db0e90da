use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// Dates are typed as text
    ///
    /// ## Why it matters
    /// They cannot be sorted, filtered by period or counted by month.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เรียงลำดับ กรองตามช่วงเวลา หรือนับรายเดือนไม่ได้
    ///
    /// ## How to fix in Excel
    /// Retype them as dates (31/12/2024), or let the tidy plan convert them; the file is published as 2024-12-31.
    ///
    /// ## วิธีแก้ใน Excel
    /// พิมพ์ใหม่เป็นวันที่ (31/12/2024) หรือให้แผนจัดระเบียบแปลงให้ ไฟล์ที่เผยแพร่จะเป็น 2024-12-31
    ///
    /// ## Flagged
    /// ```grid
    /// | no | day |
    /// |---|---|
    /// | 11 | 1 ต.ค. 2566 |
    /// | 12 | 31 ธ.ค. 2566 |
    /// ```
    /// ```report
    /// error[date-as-text] B2:B3: "1 ต.ค. 2566" is a date typed as text (2 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | no | day |
    /// |---|---|
    /// | 11 | 2024-01-31 |
    /// | 12 | 2024-02-29 |
    /// ```
    "date-as-text", Error, Column(check), Some('e'), Safe, Constant,
    th: "วันที่ถูกพิมพ์เป็นข้อความ", en: "Dates are typed as text"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if !(column.leans_to_dates()) {
        return;
    }
    column.report_class(sink, Class::DATE, |hits, _| {
        let (example, count) = (shorten(&hits.example), hits.count);
        let cells = if count == 1 { "cell" } else { "cells" };
        (
            say!(th: "\"{example}\" เป็นวันที่ที่พิมพ์เป็นข้อความ ({count} เซลล์)", en: "\"{example}\" is a date typed as text ({count} {cells})"),
            say!(
                th: "พิมพ์ใหม่เป็นวันที่ของ Excel หรือใช้ขั้นตอน dates-to-iso ในแผนจัดระเบียบ",
                en: "retype it as a date of Excel, or use the step dates-to-iso in the tidy plan"
            ),
        )
    });
}
