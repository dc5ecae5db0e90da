use crate::model::cell::Value;
use crate::model::grammar::class::Class;
use crate::model::grammar::date::{self, BUDDHIST_YEARS};
use crate::model::language::say;
use crate::model::moment::Day;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// The year of a date is out of any range
    ///
    /// ## Why it matters
    /// The year 2657 or 1024 is a slip of the finger for 2567 or 2024; charts and filters by period go wrong.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ปี 2657 หรือ 1024 มักพิมพ์ผิดจาก 2567 หรือ 2024 ทำให้แผนภูมิและการกรองตามช่วงเวลาผิด
    ///
    /// ## How to fix in Excel
    /// Look the date up in its source and type it again.
    ///
    /// ## วิธีแก้ใน Excel
    /// ตรวจสอบกับเอกสารต้นทาง แล้วพิมพ์วันที่ใหม่
    ///
    /// ## Flagged
    /// ```grid
    /// | เรื่อง | วันที่รับ |
    /// |---|---|
    /// | คำขอ ก | 2024-01-05 |
    /// | คำขอ ข | 2242-01-09 |
    /// | คำขอ ค | 2024-02-14 |
    /// | คำขอ ง | 2024-03-20 |
    /// ```
    /// ```report
    /// warning[out-of-range-date] B3: 2242-01-09 lies before 1800 or after 2200 (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | เรื่อง | วันที่รับ |
    /// |---|---|
    /// | คำขอ ก | 2024-01-05 |
    /// | คำขอ ข | 2024-01-09 |
    /// | คำขอ ค | 2024-02-14 |
    /// ```
    "out-of-range-date", Warning, Column(check), None, None, Distinct,
    th: "ปีของวันที่ผิดไปจากช่วงที่เป็นไปได้", en: "The year of a date is out of any range"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if !column.leans_to_dates() {
        return;
    }
    let texts = odd_texts(column);
    let hits = column.find(|cell| match cell.value() {
        Value::Moment(moment) => moment.day().is_some_and(is_out_of_range),
        Value::Text(_) => texts.binary_search(&cell.bits()).is_ok(),
        _ => false,
    });
    let Some(hits) = hits else { return };
    let (example, count) = (shorten(&hits.example), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "{example} อยู่ก่อนปี 1800 หรือหลังปี 2200 ({count} เซลล์)",
        en: "{example} lies before 1800 or after 2200 ({count} {cells})"
    );
    let help = say!(
        th: "ตรวจสอบปีกับเอกสารต้นทาง แล้วพิมพ์วันที่ใหม่",
        en: "look the year up in its source and type the date again"
    );
    sink.report(column.finding(hits, message, help));
}

/// The texts whose day is out of range, each looked at once; none in a column of too many.
fn odd_texts(column: &ColumnView<'_>) -> Vec<u64> {
    let mut texts = Vec::new();
    if column.field.profile.date_texts == 0 {
        return texts;
    }
    for entry in column.distinct().into_iter().flat_map(|it| &it.values) {
        if column.class(entry.cell).has(Class::DATE) {
            let day = date::parse(&column.text(entry.cell)).and_then(|read| read.day_of(None));
            if day.is_some_and(is_out_of_range) {
                texts.push(entry.cell.bits());
            }
        }
    }
    texts.sort_unstable();
    texts
}

fn is_out_of_range(day: Day) -> bool {
    let year = day.ymd().0;
    // Registers close an open period with the last day that Excel knows; Buddhist years are another rule's.
    let open = day.number() == Day::LAST;
    !(1800..=2200).contains(&year) && !BUDDHIST_YEARS.contains(&year) && !open
}
