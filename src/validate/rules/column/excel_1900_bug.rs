use crate::model::cell::{Cell, Value};
use crate::model::language::say;
use crate::model::moment::Moment;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A small number is shown as a date of January 1900
    ///
    /// ## Why it matters
    /// Excel counts days from 1900: a 5 or an empty result of a formula, formatted as a date, becomes 5 January 1900.
    ///
    /// ## ทำไมจึงสำคัญ
    /// Excel นับวันจากปี 1900 เลข 5 หรือผลว่างของสูตรที่จัดรูปแบบเป็นวันที่จึงกลายเป็น 5 มกราคม 1900
    ///
    /// ## How to fix in Excel
    /// Clear the cell if there is no date, or type the date that is meant. A number that slipped into the column belongs into
    /// its own.
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบเป็นเซลล์ว่างถ้าไม่มีวันที่ หรือพิมพ์วันที่ที่ถูกต้อง ถ้าเป็นตัวเลขที่พิมพ์ผิดคอลัมน์ ให้ย้ายไปไว้คอลัมน์เดิม
    ///
    /// ## Flagged
    /// ```grid
    /// | เรื่อง | วันที่รับ |
    /// |---|---|
    /// | คำขอ ก | 2024-01-05 |
    /// | คำขอ ข | 1900-01-05 |
    /// | คำขอ ค | 2024-02-14 |
    /// | คำขอ ง | 2024-03-20 |
    /// ```
    /// ```report
    /// warning[excel-1900-bug] B3: 1900-01-05 is a small number that Excel shows as a date (1 cell)
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
    "excel-1900-bug", Warning, Column(check), None, None, Constant,
    th: "ตัวเลขน้อย ๆ แสดงเป็นวันที่ของเดือนมกราคม 1900", en: "A small number is shown as a date of January 1900"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let profile = &column.field.profile;
    // In the other date system such days do not exist.
    if column.workbook.date1904 || profile.dates + profile.datetimes < 2 || !column.leans_to_dates()
    {
        return;
    }
    let Some(hits) = column.find(is_small) else {
        return;
    };
    // A history that begins in 1900 has such days.
    let early = column.find(|cell| year(cell).is_some_and(|year| year < 1920) && !is_small(cell));
    if early.is_some() || hits.count * 2 > profile.values() {
        return;
    }
    let (example, count) = (hits.example.clone(), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "{example} เป็นตัวเลขน้อย ๆ ที่ Excel แสดงเป็นวันที่ ({count} เซลล์)",
        en: "{example} is a small number that Excel shows as a date ({count} {cells})"
    );
    let help = say!(
        th: "ลบเป็นเซลล์ว่าง หรือพิมพ์วันที่ที่ถูกต้อง",
        en: "clear the cell, or type the date that is meant"
    );
    sink.report(column.finding(hits, message, help));
}

/// The first sixty days that Excel counts, and its day 0, which reads as midnight of no day.
fn is_small(cell: Cell) -> bool {
    match cell.value() {
        Value::Moment(Moment::Date(day) | Moment::DateTime(day, _)) => {
            let (year, month, _) = day.ymd();
            year == 1900 && month <= 2
        }
        Value::Moment(Moment::Time(time)) => time == 0,
        _ => false,
    }
}

fn year(cell: Cell) -> Option<u32> {
    match cell.value() {
        Value::Moment(moment) => moment.day().map(|day| day.ymd().0),
        _ => None,
    }
}
