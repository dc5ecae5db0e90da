use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// The year has two digits
    ///
    /// ## Why it matters
    /// 67 may be 2567, 2067, 1967 or 2024 for different readers.
    ///
    /// ## ทำไมจึงสำคัญ
    /// 67 อาจเป็น 2567 2067 1967 หรือ 2024 แล้วแต่ผู้อ่าน
    ///
    /// ## How to fix in Excel
    /// Write all four digits of the year.
    ///
    /// ## วิธีแก้ใน Excel
    /// เขียนปีให้ครบสี่หลัก
    ///
    /// ## Flagged
    /// ```grid
    /// | no | day |
    /// |---|---|
    /// | 11 | 1 ต.ค.66 |
    /// | 12 | 31 ธ.ค. 66 |
    /// ```
    /// ```report
    /// error[two-digit-year] B2:B3: "1 ต.ค.66" has a year of two digits (2 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | no | day |
    /// |---|---|
    /// | 11 | 2024-01-31 |
    /// | 12 | 2024-02-29 |
    /// ```
    "two-digit-year", Error, Column(check), Some('e'), Confirm, Constant,
    th: "ปีมีสองหลัก", en: "The year has two digits"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if !(column.leans_to_dates()) {
        return;
    }
    column.report_class(sink, Class::SHORT_YEAR, |hits, _| {
        let (example, count) = (shorten(&hits.example), hits.count);
        let cells = if count == 1 { "cell" } else { "cells" };
        (
            say!(th: "\"{example}\" มีปีเพียงสองหลัก ({count} เซลล์)", en: "\"{example}\" has a year of two digits ({count} {cells})"),
            say!(
                th: "เขียนปีให้ครบสี่หลัก หรือระบุศตวรรษในขั้นตอน dates-to-iso ของแผนจัดระเบียบ",
                en: "write all four digits, or state the century in the step dates-to-iso of the tidy plan"
            ),
        )
    });
}
