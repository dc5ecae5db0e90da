use crate::clean::dates::Stated;
use crate::clean::fault::Fault;
use crate::clean::ranges;
use crate::clean::step::{Kind, may, need, never, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::cell::Value;
use crate::model::grammar::period::{self, Span};
use crate::model::language::{Message, Text, say};
use crate::model::moment::{Day, Moment};
use crate::model::plan::StepCall;

step! {
    /// Adds first and last day of a fiscal year
    ///
    /// A fiscal year of Thailand's budget goes from 1 October of the year before to 30 September: 2567 is 2023-10-01 to
    /// 2024-09-30. Both days stand in new columns behind the column, which stays. The year may stand as a number, with its
    /// words, or in Thai digits. A year of two digits, a school year and anything else is refused.
    ///
    /// ## ภาษาไทย
    ///
    /// ปีงบประมาณเริ่ม 1 ตุลาคมของปีก่อน ถึง 30 กันยายน ปีงบประมาณ 2567 คือ 2023-10-01 ถึง 2024-09-30 ทั้งสองวันอยู่ในคอลัมน์ใหม่ต่อจากคอลัมน์เดิมซึ่งยังคงอยู่
    /// ปีอาจเป็นตัวเลข มีคำนำหน้า หรือเป็นเลขไทย ปีสองหลัก ปีการศึกษา และข้อความอื่นจะไม่รับ
    ///
    /// ## Example
    /// ```before
    /// | หน่วยงาน | ปีงบประมาณ | วงเงิน |
    /// |---|---|---|
    /// | กองคลัง | 2566 | 1200 |
    /// | กองช่าง | ปีงบประมาณ ๒๕๖๗ | 750 |
    /// | กองแผนงาน | 2567 | 640 |
    /// ```
    /// ```call
    /// {"step": "fiscal-year-dates", "column": "B", "start": "year_start", "end": "year_end"}
    /// ```
    /// ```after
    /// | หน่วยงาน | ปีงบประมาณ | year_start | year_end | วงเงิน |
    /// |---|---|---|---|---|
    /// | กองคลัง | 2566 | 2022-10-01 | 2023-09-30 | 1200 |
    /// | กองช่าง | ปีงบประมาณ ๒๕๖๗ | 2023-10-01 | 2024-09-30 | 750 |
    /// | กองแผนงาน | 2567 | 2023-10-01 | 2024-09-30 | 640 |
    /// ```
    "fiscal-year-dates", Confirm, apply, settles: [],
    takes: [
        need("column", Kind::Column, "คอลัมน์ของปีงบประมาณ", "the column of fiscal years"),
        need("start", Kind::Name, "ชื่อคอลัมน์วันเริ่มต้นสำหรับเครื่องอ่าน", "machine name of the column of first days"),
        need("end", Kind::Name, "ชื่อคอลัมน์วันสิ้นสุดสำหรับเครื่องอ่าน", "machine name of the column of last days"),
        may("labels", Kind::TextMap, "ป้ายกำกับของคอลัมน์ใหม่ ตามชื่อ", "labels of the new columns, by name"),
    ],
    says: says, proposes: never,
    th: "เพิ่มวันเริ่มต้นและวันสิ้นสุดของปีงบประมาณ", en: "Adds first and last day of a fiscal year"
}

const NO_FISCAL_YEAR: Text = Text {
    th: "ไม่ใช่ปีงบประมาณ",
    en: "is no fiscal year",
};

const SHORT_YEAR: Text = Text {
    th: "มีปีสองหลัก โปรดเขียนปีให้ครบสี่หลัก",
    en: "has a year of two digits; write all four",
};

fn says(call: &StepCall) -> Message {
    let text = |key| wording::text(call, key);
    let (column, start, end) = (text("column"), text("start"), text("end"));
    say!(
        th: "เพิ่มวันเริ่มต้น {start} และวันสิ้นสุด {end} ของปีงบประมาณในคอลัมน์ {column}",
        en: "adds first day {start} and last day {end} of the fiscal years in column {column}"
    )
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let column = tidying.one_column(call)?;
    let start = call.text("start").ok_or(Fault::Parameter("start"))?;
    let end = call.text("end").ok_or(Fault::Parameter("end"))?;
    let labels = call.map("labels");
    let label = |name: &str, usual: &'static str| {
        let named = labels.iter().find(|(known, _)| *known == name);
        named.map_or(usual, |(_, label)| *label).to_owned()
    };
    let mut first = tidying.column_of_pieces(column, start, &label(start, "วันเริ่มต้นปีงบประมาณ"));
    let mut last = tidying.column_of_pieces(column, end, &label(end, "วันสิ้นสุดปีงบประมาณ"));
    for row in tidying.rows() {
        let text = tidying.text(row, column);
        if text.trim().is_empty() {
            continue;
        }
        let (from, to) = days(&text).map_err(|why| tidying.fault(row, column, why))?;
        let date = |day| Value::Moment(Moment::Date(day));
        tidying.put_piece(&mut first, column, row, date(from));
        tidying.put_piece(&mut last, column, row, date(to));
    }
    let behind = column + 1;
    tidying.table.columns.splice(behind..behind, [first, last]);
    Ok(())
}

/// First and last day of a fiscal year.
fn days(text: &str) -> Result<(Day, Day), Text> {
    let period = period::parse(text)
        .filter(|period| period.span == Span::Year && !text.contains("การศึกษา"))
        .ok_or(NO_FISCAL_YEAR)?;
    let year = period.year.ok_or(NO_FISCAL_YEAR)?;
    if year < 100 {
        return Err(SHORT_YEAR);
    }
    let year = Stated::default().year(year)?;
    ranges::days_of(&period, true, year).ok_or(NO_FISCAL_YEAR)
}
