use crate::model::cell::Value;
use crate::model::grammar::class::Class;
use crate::model::grammar::date::BUDDHIST_YEARS;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// Dates count in the Buddhist era
    ///
    /// ## Why it matters
    /// Programs take 2567 for a year five centuries ahead; sums of days and charts go wrong.
    ///
    /// ## ทำไมจึงสำคัญ
    /// โปรแกรมจะอ่านปี 2567 เป็นคริสต์ศักราช 2567 ซึ่งอยู่ในอนาคตอีกห้าร้อยปี
    ///
    /// ## How to fix in Excel
    /// Store the Gregorian date (2024) and let the number format show the Buddhist year.
    ///
    /// ## วิธีแก้ใน Excel
    /// เก็บวันที่เป็นปีคริสต์ศักราช (2024) แล้วใช้รูปแบบเซลล์แสดงเป็นปี พ.ศ.
    ///
    /// ## Flagged
    /// ```grid
    /// | no | day |
    /// |---|---|
    /// | 11 | 2567-01-31 |
    /// | 12 | 2567-02-28 |
    /// ```
    /// ```report
    /// error[buddhist-era-date] B2:B3: 2567-01-31 is of the Buddhist era (2 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | no | day |
    /// |---|---|
    /// | 11 | 2024-01-31 |
    /// | 12 | 2024-02-29 |
    /// ```
    "buddhist-era-date", Error, Column(check), Some('e'), Safe, Constant,
    th: "วันที่เป็นปีพุทธศักราช", en: "Dates count in the Buddhist era"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if column.field.profile.buddhist_serials == 0 && !column.leans_to_dates() {
        return;
    }
    let hits = column.find(|cell| match cell.value() {
        Value::Moment(moment) => moment
            .day()
            .is_some_and(|day| BUDDHIST_YEARS.contains(&day.ymd().0)),
        Value::Text(_) => column.class(cell).has(Class::BUDDHIST),
        _ => false,
    });
    let Some(hits) = hits else { return };
    let (example, count) = (shorten(&hits.example), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "{example} เป็นปีพุทธศักราช ({count} เซลล์)",
        en: "{example} is of the Buddhist era ({count} {cells})"
    );
    let help = say!(
        th: "เก็บเป็นปีคริสต์ศักราช (พ.ศ. ลบ 543) แล้วให้รูปแบบเซลล์แสดงปี พ.ศ. หรือใช้ขั้นตอน dates-to-iso",
        en: "store the Gregorian year (minus 543) and let the format show the Buddhist one, or use the step dates-to-iso"
    );
    sink.report(column.finding(hits, message, help));
}
