use crate::model::cell::Value;
use crate::model::grammar::class::Class;
use crate::model::grammar::date::{self, BUDDHIST_YEARS, Era};
use crate::model::grammar::label;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// Buddhist and Christian years are mixed in one column
    ///
    /// ## Why it matters
    /// Half of the dates lie 543 years from the other half, and no program can tell.
    ///
    /// ## ทำไมจึงสำคัญ
    /// วันที่ส่วนหนึ่งห่างจากอีกส่วนหนึ่ง 543 ปี และไม่มีโปรแกรมใดแยกออก
    ///
    /// ## How to fix in Excel
    /// Choose one calendar for the whole column; store Gregorian dates.
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือกปฏิทินเดียวทั้งคอลัมน์ และเก็บเป็นปีคริสต์ศักราช
    ///
    /// ## Flagged
    /// ```grid
    /// | no | day |
    /// |---|---|
    /// | 11 | 2567-01-31 |
    /// | 12 | 2024-02-28 |
    /// | 13 | 2024-03-01 |
    /// ```
    /// ```report
    /// error[mixed-calendar] B2: 1 date of the Buddhist era among 2 of the Christian era
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | no | day |
    /// |---|---|
    /// | 11 | 2024-01-31 |
    /// | 12 | 2024-02-29 |
    /// ```
    "mixed-calendar", Error, Column(check), Some('e'), Unsafe, Constant,
    th: "ปี พ.ศ. และ ค.ศ. ปนกันในคอลัมน์เดียว", en: "Buddhist and Christian years are mixed in one column"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let profile = &column.field.profile;
    if label::is_year(&column.field.label) && profile.integers > 0 {
        years(column, sink);
        return;
    }
    let serials = profile.dates + profile.datetimes;
    let one_era = profile.buddhist_serials == 0 || profile.buddhist_serials == serials;
    if profile.all_dates() < 2 || (profile.date_texts == 0 && one_era) {
        return;
    }
    let buddhist = column.find(|cell| era(cell.value(), column) == Some(Era::Buddhist));
    let christian = column.find(|cell| era(cell.value(), column) == Some(Era::Christian));
    let (Some(buddhist), Some(christian)) = (buddhist, christian) else {
        return;
    };
    let (few, many) = (buddhist.count, christian.count);
    let dates = if few == 1 { "date" } else { "dates" };
    let message = say!(
        th: "มีวันที่แบบ พ.ศ. {few} เซลล์ ปนกับแบบ ค.ศ. {many} เซลล์",
        en: "{few} {dates} of the Buddhist era among {many} of the Christian era"
    );
    let help = say!(
        th: "ใช้ปฏิทินเดียวทั้งคอลัมน์ โดยเก็บเป็นปีคริสต์ศักราช",
        en: "use one calendar in the whole column and store Gregorian dates"
    );
    sink.report(column.finding(buddhist, message, help));
}

/// Years as whole numbers: 2566 and 2023 in one column of years.
fn years(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let of = |band: std::ops::RangeInclusive<i64>| {
        column.find(|cell| match cell.value() {
            Value::Number(number) => number.to_integer().is_some_and(|it| band.contains(&it)),
            _ => false,
        })
    };
    let (Some(buddhist), Some(christian)) = (of(2440..=2640), of(1900..=2100)) else {
        return;
    };
    if buddhist.count + christian.count < column.field.profile.values() {
        return;
    }
    let (few, many) = (buddhist.count, christian.count);
    let message = say!(
        th: "มีปี พ.ศ. {few} เซลล์ ปนกับปี ค.ศ. {many} เซลล์",
        en: "{few} years of the Buddhist era stand among {many} of the Christian era"
    );
    let help = say!(
        th: "ใช้ศักราชเดียวทั้งคอลัมน์ (พ.ศ. = ค.ศ. + 543) และระบุไว้ในชื่อคอลัมน์",
        en: "use one era in the whole column (Buddhist = Christian + 543) and say which in its name"
    );
    let fewer = if few <= many { buddhist } else { christian };
    sink.report(column.finding(fewer, message, help));
}

fn era(value: Value, column: &ColumnView<'_>) -> Option<Era> {
    match value {
        Value::Moment(moment) => {
            let year = moment.day()?.ymd().0;
            Some(if BUDDHIST_YEARS.contains(&year) {
                Era::Buddhist
            } else {
                Era::Christian
            })
        }
        Value::Text(id) if column.workbook.strings.class(id).has(Class::DATE) => {
            date::parse(column.workbook.strings.get(id))?.era
        }
        _ => None,
    }
}
