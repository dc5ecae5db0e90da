use crate::clean::dates::{self, NO_SUCH_DAY, Stated};
use crate::clean::fault::Fault;
use crate::clean::ranges::{self, NO_RANGE};
use crate::clean::step::{Kind, may, need, never, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::cell::Value;
use crate::model::language::{Message, say};
use crate::model::moment::{Day, Moment};
use crate::model::plan::StepCall;

step! {
    /// Splits ranges of dates into first and last day
    ///
    /// "23-26 พ.ย. 63" becomes 2020-11-23 and 2020-11-26, in two columns where the column stood. A single day is both; a month
    /// goes from its first to its last day, a year or fiscal year too where its word says so. What the text does not say is
    /// stated by the plan: era and century of two-digit years, the order of day and month. The texts named in `words` are no
    /// dates: both columns stay empty, and the text stands in the account. Anything else is refused.
    ///
    /// ## ภาษาไทย
    ///
    /// "23-26 พ.ย. 63" จะเป็น 2020-11-23 และ 2020-11-26 ในสองคอลัมน์ ณ ตำแหน่งเดิม วันเดียวจะเป็นทั้งวันเริ่มต้นและวันสิ้นสุด เดือนจะเป็นวันแรกถึงวันสุดท้ายของเดือน
    /// ปีหรือปีงบประมาณเช่นกันถ้ามีคำระบุไว้ สิ่งที่ข้อความไม่ได้บอก แผนต้องระบุ ได้แก่ ศักราชและศตวรรษของปีสองหลัก และลำดับวันกับเดือน
    /// ข้อความที่ระบุใน `words` ไม่ใช่วันที่ ทั้งสองคอลัมน์จะว่างและข้อความอยู่ในบัญชีรายการ ข้อความอื่นจะไม่รับ
    ///
    /// ## Example
    /// ```before
    /// | กิจกรรม | เป้าหมาย | ระยะเวลา |
    /// |---|---|---|
    /// | จัดอบรม | 30 | 23-26 พ.ย. 63 |
    /// | เปิดงาน | 1 | 5 ม.ค. 64 |
    /// | ปิดงาน | 1 | 30 ก.ย. 64 |
    /// | นำเสนอผลงาน | 2 | มิ.ย.64 |
    /// | ติดตามผล | 4 | ตามที่ต้นสังกัดกำหนด |
    /// | รายงานผล | 1 | 31 ต.ค. 64 |
    /// ```
    /// ```call
    /// {"step": "date-range", "column": "C", "start": "period_start", "end": "period_end", "era": "buddhist", "century": 2500, "words": ["ตามที่ต้นสังกัดกำหนด"]}
    /// ```
    /// ```after
    /// | กิจกรรม | เป้าหมาย | period_start | period_end |
    /// |---|---|---|---|
    /// | จัดอบรม | 30 | 2020-11-23 | 2020-11-26 |
    /// | เปิดงาน | 1 | 2021-01-05 | 2021-01-05 |
    /// | ปิดงาน | 1 | 2021-09-30 | 2021-09-30 |
    /// | นำเสนอผลงาน | 2 | 2021-06-01 | 2021-06-30 |
    /// | ติดตามผล | 4 | | |
    /// | รายงานผล | 1 | 2021-10-31 | 2021-10-31 |
    /// ```
    "date-range", Confirm, apply, settles: ["mixed-granularity", "date-as-text", "buddhist-era-date", "two-digit-year", "ambiguous-day-month", "mixed-calendar"],
    takes: [
        need("column", Kind::Column, "คอลัมน์ของช่วงวันที่", "the column of ranges"),
        need("start", Kind::Name, "ชื่อคอลัมน์วันเริ่มต้นสำหรับเครื่องอ่าน", "machine name of the column of first days"),
        need("end", Kind::Name, "ชื่อคอลัมน์วันสิ้นสุดสำหรับเครื่องอ่าน", "machine name of the column of last days"),
        may("labels", Kind::TextMap, "ป้ายกำกับของคอลัมน์ใหม่ ตามชื่อ", "labels of the new columns, by name"),
        may("era", Kind::OneOf(&["buddhist", "christian"]), "ศักราชของปีสองหลัก", "the era of two-digit years"),
        may("century", Kind::Number, "ปีที่นับปีสองหลักต่อไป เช่น 2500", "the year from which two-digit years count, such as 2500"),
        may("order", Kind::OneOf(&["day-first", "month-first"]), "ลำดับของวันและเดือนในวันที่ที่อ่านได้สองแบบ", "the order in dates with two readings"),
        may("words", Kind::Texts, "ข้อความที่ไม่ใช่วันที่", "texts that are no dates"),
    ],
    says: says, proposes: never,
    th: "แยกช่วงวันที่เป็นวันเริ่มต้นและวันสิ้นสุด", en: "Splits ranges of dates into first and last day"
}

fn says(call: &StepCall) -> Message {
    let text = |key| wording::text(call, key);
    let (column, start, end) = (text("column"), text("start"), text("end"));
    say!(
        th: "แยกช่วงวันที่ในคอลัมน์ {column} เป็นวันเริ่มต้น {start} และวันสิ้นสุด {end}",
        en: "splits the ranges of dates in column {column} into first day {start} and last day {end}"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let column = tidying.one_column(call)?;
    let stated = Stated::of(call)?;
    let start = call.text("start").ok_or(Fault::Parameter("start"))?;
    let end = call.text("end").ok_or(Fault::Parameter("end"))?;
    let words = call.texts("words");
    let labels = call.map("labels");
    let own = tidying.table.columns[column].label.clone();
    let label = |name: &str, role: &str| {
        let named = labels.iter().find(|(known, _)| *known == name);
        named.map_or_else(
            || format!("{own} ({role})"),
            |(_, label)| (*label).to_owned(),
        )
    };
    let mut first = tidying.column_of_pieces(column, start, &label(start, "วันเริ่มต้น"));
    let mut last = tidying.column_of_pieces(column, end, &label(end, "วันสิ้นสุด"));
    for row in tidying.rows() {
        let text = tidying.text(row, column);
        let word = text.trim();
        let days = if text.is_empty() {
            continue;
        } else if word.is_empty() {
            None
        } else if words.contains(&word) {
            tidying.leave_out_value(row, column, word.to_owned(), "note");
            None
        } else {
            Some(days(tidying, row, column, &stated)?)
        };
        let (from, to) = days.map_or((Value::Empty, Value::Empty), |(from, to)| {
            let date = |day| Value::Moment(Moment::Date(day));
            (date(from), date(to))
        });
        tidying.put_piece(&mut first, column, row, from);
        tidying.put_piece(&mut last, column, row, to);
    }
    tidying.table.columns.splice(column..=column, [first, last]);
    Ok(())
}

/// First and last day of a cell with a value.
fn days(tidying: &Tidying, row: u32, column: usize, stated: &Stated) -> Result<(Day, Day), Fault> {
    let days = match tidying.table.cell(row, column).value() {
        Value::Moment(moment) => {
            let day = dates::in_common_era(moment).ok_or(NO_SUCH_DAY);
            day.and_then(|moment| moment.day().ok_or(NO_RANGE))
                .map(|day| (day, day))
        }
        Value::Text(id) => ranges::read(tidying.table.strings.get(id), stated),
        _ => Err(NO_RANGE),
    };
    days.map_err(|why| tidying.fault(row, column, why))
}
