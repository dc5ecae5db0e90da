use crate::clean::dates::{self, NO_SUCH_DAY, Stated};
use crate::clean::fault::Fault;
use crate::clean::scene::Together;
use crate::clean::step::{Kind, Scene, Step, may, need, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::cell::Value;
use crate::model::grammar::date::{self, DateText, Order};
use crate::model::language::{Message, say};
use crate::model::moment::Moment;
use crate::model::plan::StepCall;

step! {
    /// Turns dates into real ones (ISO 8601, Gregorian)
    ///
    /// "1 ต.ค.66" becomes 2023-10-01. What the text does not say is stated by the plan, after a person looked at it: the era
    /// and the century of two-digit years, the order of day and month. A date cell whose year is of the Buddhist era is set
    /// back 543 years. A date that no calendar has, such as 31 ก.พ., is refused; words that are no date are left alone.
    ///
    /// ## ภาษาไทย
    ///
    /// "1 ต.ค.66" จะเป็น 2023-10-01 สิ่งที่ข้อความไม่ได้บอก ได้แก่ ศักราชและศตวรรษของปีสองหลัก และลำดับของวันกับเดือน แผนต้องระบุ
    /// หลังจากมีผู้ตรวจแล้ว เซลล์วันที่ที่มีปีเป็น พ.ศ. จะลบออก 543 ปี วันที่ไม่มีในปฏิทิน เช่น 31 ก.พ. จะไม่รับ ข้อความที่ไม่ใช่วันที่จะคงไว้ตามเดิม
    ///
    /// ## Example
    /// ```before
    /// | no | day |
    /// |---|---|
    /// | 11 | 1 ต.ค.66 |
    /// | 12 | ๒๙ กุมภาพันธ์ ๒๕๖๗ |
    /// | 13 | 2567-03-31 |
    /// ```
    /// ```call
    /// {"step": "dates-to-iso", "columns": ["B"], "era": "buddhist", "century": 2500}
    /// ```
    /// ```after
    /// | no | day |
    /// |---|---|
    /// | 11 | 2023-10-01 |
    /// | 12 | 2024-02-29 |
    /// | 13 | 2024-03-31 |
    /// ```
    "dates-to-iso", Confirm, apply, settles: ["date-as-text", "buddhist-era-date", "two-digit-year", "ambiguous-day-month", "mixed-calendar"],
    takes: [
        need("columns", Kind::Columns, "คอลัมน์ของวันที่", "the columns of dates"),
        may("era", Kind::OneOf(&["buddhist", "christian"]), "ศักราชของปีสองหลัก", "the era of two-digit years"),
        may("century", Kind::Number, "ปีที่นับปีสองหลักต่อไป เช่น 2500", "the year from which two-digit years count, such as 2500"),
        may("order", Kind::OneOf(&["day-first", "month-first"]), "ลำดับของวันและเดือนในวันที่ที่อ่านได้สองแบบ", "the order in dates with two readings"),
    ],
    says: says, proposes: proposes,
    th: "แปลงวันที่เป็นรูปแบบสากล", en: "Turns dates into real ones (ISO 8601, Gregorian)"
}

/// Years between a year that the table names and its two-digit years, at most, for the one to explain the others.
const NEAR: u32 = 15;

fn says(call: &StepCall) -> Message {
    let Message { th, en } = wording::columns(call);
    let mut said = say!(
        th: "แปลงวันที่ใน{th} เป็นรูปแบบสากล (ค.ศ.)",
        en: "turns the dates of {en} into ISO 8601"
    );
    if let Some(century) = call.number("century") {
        let buddhist = call.text("era") == Some("buddhist");
        let (th, en) = if buddhist {
            ("พ.ศ.", "of the Buddhist era")
        } else {
            ("ค.ศ.", "of the common era")
        };
        said.th = format!("{} ปีสองหลักนับต่อจาก {th} {century}", said.th);
        said.en = format!("{}; years of two digits count from {century} {en}", said.en);
    }
    match call.text("order") {
        Some("day-first") => {
            said.th += " วันอยู่หน้าเดือน";
            said.en += "; the day stands before the month";
        }
        Some("month-first") => {
            said.th += " เดือนอยู่หน้าวัน";
            said.en += "; the month stands before the day";
        }
        _ => {}
    }
    said
}

fn proposes(step: &Step, scene: &Scene<'_>) -> Vec<StepCall> {
    let mut known: Vec<u32> = scene
        .around()
        .iter()
        .flat_map(|text| dates::years(text))
        .collect();
    for field in &scene.layout.fields {
        if field.profile.date_texts > 0 {
            let read = scene.texts(field).into_iter().filter_map(date::parse);
            known.extend(read.filter(|it| !it.short_year).map(|it| it.year));
        }
    }
    let mut calls = Together::default();
    for field in scene.fields(step.settles) {
        let texts = scene.texts(field).into_iter();
        let read: Vec<DateText> = texts.filter_map(date::parse).collect();
        calls.add(field, proposal(step.name, &read, &known));
    }
    calls.calls()
}

/// The call for a column of such dates, beside years that the table names in full.
fn proposal(name: &str, read: &[DateText], known: &[u32]) -> StepCall {
    let mut call = StepCall::new(name);
    let mut doubts: Vec<&str> = Vec::new();
    let short = read.iter().filter(|it| it.short_year).map(|it| it.year);
    let short: Vec<u32> = short.collect();
    if !short.is_empty() {
        let (era, century, proven) = counted_from(&short, known);
        call = call.with("era", era).with("century", century);
        if !proven {
            doubts.push(
                "ไม่มีที่ใดในตารางบอกศักราชของปีสองหลัก โปรดตรวจ / nothing in the table says in which era the two-digit years count",
            );
        }
    }
    let has = |order| read.iter().any(|it| it.order == order);
    if has(Order::Ambiguous) {
        let month_first = has(Order::MonthFirst) && !has(Order::DayFirst);
        let proven = has(Order::MonthFirst) != has(Order::DayFirst);
        let order = if month_first {
            "month-first"
        } else {
            "day-first"
        };
        call = call.with("order", order);
        if !proven {
            doubts.push(
                "ไม่มีเซลล์ใดยืนยันว่าวันหรือเดือนอยู่หน้า โปรดตรวจ / no cell proves whether day or month comes first",
            );
        }
    }
    if doubts.is_empty() {
        return call;
    }
    call.with("review", doubts.join("; "))
}

/// The era and century of two-digit years, and whether a year that the table names lies near all of them in that reading only.
fn counted_from(short: &[u32], known: &[u32]) -> (&'static str, u32, bool) {
    let readings = [("buddhist", 2500), ("christian", 2000), ("christian", 1900)];
    let near = |century: u32| {
        let explains = |year: &u32| {
            short
                .iter()
                .all(|it| (century + it).abs_diff(*year) <= NEAR)
        };
        known.iter().any(explains)
    };
    let mut fitting = readings.iter().filter(|(_, century)| near(*century));
    match (fitting.next(), fitting.next()) {
        (Some((era, century)), None) => (*era, *century, true),
        _ => ("buddhist", 2500, false),
    }
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    if call.texts("columns").is_empty() {
        return Err(Fault::Parameter("columns"));
    }
    let stated = Stated::of(call)?;
    for column in tidying.columns(call)? {
        for row in tidying.rows() {
            let new = match tidying.table.cell(row, column).value() {
                Value::Moment(moment) if dates::is_buddhist(moment) => {
                    dates::in_common_era(moment).ok_or(NO_SUCH_DAY)
                }
                Value::Text(id) => {
                    let Some(read) = date::parse(tidying.table.strings.get(id)) else {
                        continue;
                    };
                    stated.day(read).map(|day| match read.time {
                        Some(time) => Moment::DateTime(day, time),
                        None => Moment::Date(day),
                    })
                }
                _ => continue,
            };
            let new = new.map_err(|why| tidying.fault(row, column, why))?;
            tidying.set(row, column, Value::Moment(new));
        }
    }
    Ok(())
}
