use crate::model::address::Letters;
use crate::model::cell::{Cell, Value};
use crate::model::grammar::class::Class;
use crate::model::grammar::date::{BUDDHIST_OFFSET, BUDDHIST_YEARS};
use crate::model::grammar::label;
use crate::model::language::say;
use crate::model::moment::Day;
use crate::model::schema::FieldType;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// Dates are written as numbers of eight digits
    ///
    /// ## Why it matters
    /// 20240131 is twenty million for a program: it cannot be sorted into months or compared with other dates.
    ///
    /// ## ทำไมจึงสำคัญ
    /// 20240131 เป็นเลขยี่สิบล้านสำหรับโปรแกรม จึงนับรายเดือนหรือเทียบกับวันที่อื่นไม่ได้
    ///
    /// ## How to fix in Excel
    /// Select the column, choose Data > Text to Columns, press Next twice, choose Date and YMD, and press Finish. Years of
    /// the Buddhist era are made Christian ones first (minus 5430000).
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือกคอลัมน์ แล้วเลือก ข้อมูล > ข้อความเป็นคอลัมน์ กด ถัดไป สองครั้ง เลือก วันที่ แบบ YMD แล้วกด เสร็จสิ้น ถ้าเป็นปี พ.ศ.
    /// ให้ลบด้วย 5430000 ก่อน
    ///
    /// ## Flagged
    /// ```grid
    /// | เรื่อง | วันที่รับ |
    /// |---|---|
    /// | คำขอ ก | 20240105 |
    /// | คำขอ ข | 20240109 |
    /// | คำขอ ค | 20240214 |
    /// ```
    /// ```report
    /// warning[numeric-date-format] B2:B4: 20240105 is the date 2024-01-05 written as a number (3 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | เรื่อง | จำนวนเงิน |
    /// |---|---|
    /// | คำขอ ก | 20240105 |
    /// | คำขอ ข | 18250000 |
    /// | คำขอ ค | 31475500 |
    /// ```
    "numeric-date-format", Warning, Column(check), None, None, Constant,
    th: "วันที่ถูกเขียนเป็นตัวเลขแปดหลัก", en: "Dates are written as numbers of eight digits"
}

/// Years between the first and the last date of one column at most: among more, eight digits are something else.
const SPAN: u32 = 100;

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let field = column.field;
    let profile = &field.profile;
    let asks = field.kind == FieldType::Integer && label::is_date(&field.label);
    if !asks || profile.all_numbers() < 3 {
        return;
    }
    let years = std::cell::Cell::new((u32::MAX, 0u32));
    let hits = column.find(|cell| {
        let Some(day) = day(column, cell) else {
            return false;
        };
        let (year, _, _) = day.ymd();
        let (least, most) = years.get();
        years.set((least.min(year), most.max(year)));
        true
    });
    let Some(hits) = hits else { return };
    let (least, most) = years.get();
    if hits.count < profile.all_numbers() || most - least > SPAN {
        return;
    }
    let first = hits.runs.first().map(|run| run.first);
    let first = first.and_then(|cell| day(column, column.sheet.cell(cell)));
    let Some(first) = first else { return };
    let (example, count) = (hits.example.clone(), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "{example} คือวันที่ {first} ที่เขียนเป็นตัวเลข ({count} เซลล์)",
        en: "{example} is the date {first} written as a number ({count} {cells})"
    );
    let help = say!(
        th: "เลือกคอลัมน์ {letters} แล้วเลือก ข้อมูล > ข้อความเป็นคอลัมน์ > ถัดไป > ถัดไป > วันที่ YMD > เสร็จสิ้น",
        en: "select column {letters}, choose Data > Text to Columns > Next > Next > Date: YMD > Finish",
        letters = Letters(field.column)
    );
    sink.report(column.finding(hits, message, help));
}

/// The day that a number of eight digits writes: year, month, day, of either era.
fn day(column: &ColumnView<'_>, cell: Cell) -> Option<Day> {
    let number = match cell.value() {
        Value::Number(number) => number.to_integer()?,
        Value::Text(_) if column.class(cell).has(Class::NUMBER) => {
            column.text(cell).trim().parse().ok()?
        }
        _ => return None,
    };
    let number = u32::try_from(number).ok()?;
    let year = number / 10_000;
    let year = if BUDDHIST_YEARS.contains(&year) {
        year - BUDDHIST_OFFSET
    } else {
        year
    };
    if !(1900..=2100).contains(&year) {
        return None;
    }
    Day::from_ymd(i32::try_from(year).ok()?, number / 100 % 100, number % 100)
}
