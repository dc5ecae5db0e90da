//! The text of a cell → the value of its item.

use std::ops::RangeInclusive;

use serde_json::Value;

use crate::describe::form::grid::Given;
use crate::describe::form::nearness::nearest;
use crate::model::form::{Field, Kind, OTHER};
use crate::model::grammar::date::BUDDHIST_OFFSET;
use crate::model::grammar::likeness::key;
use crate::model::grammar::{date, digits, identity, phrase, spelling};
use crate::model::language::{Message, say};
use crate::model::moment::Day;

/// A four-digit year from here on is of the Buddhist era: the profile's days lie between 1800 and 2399.
const FIRST_BUDDHIST: u32 = 2300;
/// Years of the Buddhist era that an item may name: 1800 to 2200 of the common era.
const YEARS: RangeInclusive<u32> = 2343..=2743;
/// Values of a list that a message names where none is near.
const NAMED: usize = 6;

/// What a cell says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said {
    /// The value; `Null` where nothing is stated.
    pub(super) value: Value,
    /// What was said beside the choice "something else".
    pub(super) other: Option<String>,
    /// Worth knowing, and no fault.
    pub(super) note: Option<Message>,
}

impl Said {
    fn text(text: impl Into<String>) -> Self {
        Self {
            value: Value::String(text.into()),
            ..Self::default()
        }
    }
}

/// Reads a cell. `has_other`: the item has a place for what no list knows.
pub(super) fn read(given: &Given, field: &Field, has_other: bool) -> Result<Said, Message> {
    if given.broken {
        let text = &given.text;
        return Err(say!(
            th: "ช่องนี้แสดงข้อผิดพลาดของสูตร ({text}) ให้พิมพ์ค่าแทนสูตร",
            en: "the cell shows an error of a formula ({text}); type the value instead"
        ));
    }
    if given.text.is_empty() {
        return Ok(Said::default());
    }
    let seen = spelling::visible(&given.text);
    let seen = seen.trim();
    let ascii = digits::to_ascii(seen);
    // A dash in a cell that takes no free text says that there is nothing to say.
    let free = matches!(field.kind, Kind::Text | Kind::Words);
    if !free && matches!(seen, "-" | "–" | "—") {
        return Ok(Said::default());
    }
    match &field.kind {
        Kind::Text | Kind::Words => Ok(Said::text(&given.text)),
        Kind::Number => Ok(Said::text(ascii)),
        Kind::Mail => mail(seen),
        Kind::Year => year(&ascii),
        Kind::Date => day(seen, given.day),
        Kind::Flag => flag(seen),
        Kind::Choice(list) => choice(seen, list, has_other),
        Kind::Many(list) => choice(seen, list, has_other).map(|said| Said {
            value: Value::Array(vec![said.value]),
            ..said
        }),
    }
}

fn mail(text: &str) -> Result<Said, Message> {
    if identity::email(text) == Some(text) {
        return Ok(Said::text(text));
    }
    Err(say!(
        th: "\"{text}\" ไม่ใช่อีเมล ให้กรอกอีเมลของหน่วยงานหนึ่งที่อยู่ เช่น department@agency.go.th",
        en: "\"{text}\" is no e-mail address; give one mailbox of the unit, such as department@agency.go.th"
    ))
}

fn year(text: &str) -> Result<Said, Message> {
    let plain = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<u32>() {
        Ok(year) if plain && YEARS.contains(&year) => Ok(Said::text(text)),
        // The years of the common era that a form can mean.
        Ok(year) if plain && YEARS.contains(&(year + BUDDHIST_OFFSET)) => {
            let meant = year + BUDDHIST_OFFSET;
            Err(say!(
                th: "\"{text}\" เป็นปี ค.ศ. แบบฟอร์มใช้ปี พ.ศ. ให้กรอก {meant}",
                en: "\"{text}\" is a Gregorian year; the form counts in the Buddhist era: type {meant}"
            ))
        }
        _ => {
            let (first, last) = YEARS.into_inner();
            Err(say!(
                th: "\"{text}\" ไม่ใช่ปี พ.ศ. สี่หลัก ({first} ถึง {last}) ให้กรอก เช่น 2567",
                en: "\"{text}\" is no year of the Buddhist era in four digits ({first} to {last}); type for instance 2567"
            ))
        }
    }
}

fn flag(text: &str) -> Result<Said, Message> {
    match phrase::answer(text) {
        Some((true, _)) => Ok(Said::text("True")),
        Some((false, _)) => Ok(Said::text("False")),
        None => Err(say!(
            th: "\"{text}\" ไม่ใช่คำตอบ ให้กรอก ใช่ หรือ ไม่ใช่",
            en: "\"{text}\" is no answer; type ใช่ (yes) or ไม่ใช่ (no)"
        )),
    }
}

/// Reads a day of the Buddhist era.
fn day(text: &str, day: Option<Day>) -> Result<Said, Message> {
    if let Some(day) = day {
        return excel_day(day);
    }
    let Some(read) = date::parse(text) else {
        return Err(say!(
            th: "\"{text}\" ไม่ใช่วันที่ ให้กรอก ปปปป-ดด-วว ปี พ.ศ. เช่น 2567-01-31",
            en: "\"{text}\" is no date; type YYYY-MM-DD in the Buddhist era, such as 2567-01-31"
        ));
    };
    if read.short_year {
        return Err(say!(
            th: "\"{text}\" มีปีสองหลัก ให้กรอกปี พ.ศ. สี่หลัก",
            en: "\"{text}\" has a year of two digits; type four, of the Buddhist era"
        ));
    }
    if read.year < FIRST_BUDDHIST {
        let meant = format!(
            "{:04}-{:02}-{:02}",
            read.year + BUDDHIST_OFFSET,
            read.month,
            read.day
        );
        return Err(say!(
            th: "\"{text}\" เป็นปี ค.ศ. แบบฟอร์มใช้ปี พ.ศ. ถ้าหมายถึงวันนั้น ให้กรอก {meant}",
            en: "\"{text}\" has a Gregorian year; the form counts in the Buddhist era: if that day is meant, type {meant}"
        ));
    }
    let exists = i32::try_from(read.year - BUDDHIST_OFFSET)
        .ok()
        .and_then(|year| Day::from_ymd(year, read.month, read.day));
    let Some(exists) = exists else {
        return Err(say!(
            th: "ไม่มีวันที่ \"{text}\" ในปฏิทิน",
            en: "there is no such day as \"{text}\" in the calendar"
        ));
    };
    if read.order == date::Order::Ambiguous {
        let (day, month) = (read.day, read.month);
        return Err(say!(
            th: "\"{text}\" อ่านได้สองแบบ (วัน {day} เดือน {month} หรือกลับกัน) ให้กรอก ปปปป-ดด-วว",
            en: "\"{text}\" can be read in two ways (day {day}, month {month}, or the other way round); type YYYY-MM-DD"
        ));
    }
    Ok(Said::text(exists.to_string()))
}

/// A cell that Excel knows as a day. The national importer cannot read it; its day is certain.
fn excel_day(day: Day) -> Result<Said, Message> {
    let (year, month, of_month) = day.ymd();
    // Typed in the Buddhist era where Excel counts in the other.
    let day = if year >= FIRST_BUDDHIST {
        day.years_earlier(BUDDHIST_OFFSET)
    } else {
        Some(day)
    };
    let Some(day) = day else {
        return Err(say!(
            th: "ไม่มีวันที่ {year}-{month:02}-{of_month:02} ในปฏิทิน",
            en: "there is no such day as {year}-{month:02}-{of_month:02} in the calendar"
        ));
    };
    let (year, month, of_month) = day.ymd();
    let year = year + BUDDHIST_OFFSET;
    Ok(Said {
        note: Some(say!(
            th: "ช่องนี้เป็นวันที่ของ Excel อ่านเป็น {year}-{month:02}-{of_month:02} (พ.ศ.) ระบบบัญชีข้อมูลภาครัฐต้องการข้อความ",
            en: "the cell is a date of Excel, read as {year}-{month:02}-{of_month:02} (Buddhist era); the national importer needs text"
        )),
        ..Said::text(day.to_string())
    })
}

/// Reads one value of a list.
fn choice(text: &str, list: &[String], has_other: bool) -> Result<Said, Message> {
    if let Some(value) = chosen(text, list) {
        return Ok(Said::text(value));
    }
    if has_other && let Some(other) = something_else(text, list) {
        return Ok(Said {
            other: Some(other.to_owned()),
            ..Said::text(OTHER)
        });
    }
    let parts: Vec<&str> = text
        .split([',', ';', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() > 1 && parts.iter().all(|part| chosen(part, list).is_some()) {
        let count = parts.len();
        return Err(say!(
            th: "ช่องนี้มี {count} ค่า ใส่ได้ช่องละหนึ่งค่า รายการที่มีได้หลายค่าให้ใส่ค่าแรกที่นี่ และใส่ทุกค่าในแผ่น ค่าเพิ่มเติม บรรทัดละหนึ่งค่า",
            en: "the cell has {count} values; it holds one; where several are allowed, put the first here and all of them on the sheet ค่าเพิ่มเติม, one a line"
        ));
    }
    let hint = if let Some(value) = nearest(text, list) {
        say!(th: "ค่าที่ใกล้ที่สุดคือ \"{value}\"", en: "the nearest one is \"{value}\"")
    } else {
        let some = list.iter().take(NAMED).map(String::as_str);
        let some = some.collect::<Vec<_>>().join(", ");
        say!(th: "ค่าที่ใช้ได้ เช่น {some}", en: "allowed are {some} and others")
    };
    let other = if has_other {
        say!(th: " หรือพิมพ์ \"อื่นๆ: {text}\"", en: ", or type \"อื่นๆ: {text}\"")
    } else {
        Message::default()
    };
    Err(Message {
        th: format!("\"{text}\" ไม่อยู่ในรายการ {}{}", hint.th, other.th),
        en: format!("\"{text}\" is not in the list; {}{}", hint.en, other.en),
    })
}

/// The value of a list that a text is, whatever spaces and digits it is written with.
pub(super) fn chosen<'a>(text: &str, list: &'a [String]) -> Option<&'a str> {
    let ascii = digits::to_ascii(text);
    let exact = list.iter().find(|value| *value == text);
    let same = || {
        let wanted = key(&ascii);
        list.iter().find(|value| key(value) == wanted)
    };
    exact.or_else(same).map(String::as_str)
}

/// What stands behind "อื่นๆ" in a cell: `อื่น ๆ: ระดับกอง`, `อื่นๆ (ระดับกอง)`, `อื่นๆ (ระบุ) ระดับกอง`.
fn something_else<'a>(text: &'a str, list: &[String]) -> Option<&'a str> {
    if !list.iter().any(|value| value == OTHER) {
        return None;
    }
    let rest = ["อื่นๆ", "อื่น ๆ"]
        .iter()
        .find_map(|word| text.strip_prefix(word))?;
    let between = |text: &'a str| {
        text.trim_start_matches([' ', ':', '(', ')', '-', '=', '\u{a0}'])
            .trim()
    };
    let rest = between(rest);
    let rest = ["โปรดระบุ", "ระบุ"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .map_or(rest, between);
    // What closes the bracket that was taken off above.
    let count = |sign: char| rest.chars().filter(|letter| *letter == sign).count();
    let rest = match rest.strip_suffix(')') {
        Some(inner) if count(')') > count('(') => inner.trim(),
        _ => rest,
    };
    Some(rest).filter(|rest| !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Given, read};
    use crate::model::form::{Field, dataset_field};

    fn said(key: &str, text: &str) -> Result<(serde_json::Value, Option<String>), String> {
        let field: &Field = dataset_field(key).unwrap();
        let given = Given {
            text: text.to_owned(),
            ..Given::default()
        };
        let other = dataset_field(&format!("{key}_other")).is_some();
        read(&given, field, other)
            .map(|said| (said.value, said.other))
            .map_err(|message| message.en)
    }

    #[test]
    fn what_officers_type_is_read() {
        for (key, text, value) in [
            ("geo_coverage", "อื่น ๆ", json!("อื่นๆ")),
            ("geo_coverage", "จังหวัด", json!("จังหวัด")),
            (
                "objective",
                "แผนระดับที่ ๓ (มติครม. ๔ ธ.ค. ๒๕๖๐)",
                json!(["แผนระดับที่ 3 (มติครม. 4 ธ.ค. 2560)"]),
            ),
            ("equivalent_scale", "1:4,000", json!("1:4,000")),
            ("high_value_dataset", "ไม่ใช่", json!("False")),
            ("high_value_dataset", "Yes", json!("True")),
            ("created_date", "๒๕๖๗-๐๒-๒๙", json!("2024-02-29")),
            ("created_date", "31 ม.ค. 2567", json!("2024-01-31")),
            ("last_year_of_data", "๒๕๖๗", json!("2567")),
            ("update_frequency_interval", "๑", json!("1")),
            ("created_date", "-", json!(null)),
        ] {
            assert_eq!(said(key, text), Ok((value, None)), "{text}");
        }
        for (text, other) in [
            ("อื่น ๆ (ระบุ ระดับกอง)", "ระดับกอง"),
            ("อื่น ๆ (ระบุ) ลุ่มน้ำ", "ลุ่มน้ำ"),
            ("อื่นๆ (โปรดระบุ): ลุ่มน้ำ (ใหญ่)", "ลุ่มน้ำ (ใหญ่)"),
            ("อื่นๆ (ระบุ ลุ่มน้ำ (ใหญ่))", "ลุ่มน้ำ (ใหญ่)"),
        ] {
            assert_eq!(
                said("geo_coverage", text),
                Ok((json!("อื่นๆ"), Some(other.to_owned()))),
                "{text}"
            );
        }
    }

    #[test]
    fn what_cannot_be_is_refused_with_what_to_do() {
        for (key, text, part) in [
            ("created_date", "31 ก.พ. 2567", "no such day"),
            ("created_date", "31 ก.พ.", "is no date"),
            ("created_date", "2568-02-29", "no such day"),
            ("created_date", "2024-01-31", "type 2567-01-31"),
            ("created_date", "1 ต.ค. 66", "two digits"),
            ("created_date", "04/05/2567", "two ways"),
            ("last_year_of_data", "2024", "type 2567"),
            ("last_year_of_data", "67", "four digits"),
            ("last_year_of_data", "2767", "four digits"),
            ("last_year_of_data", "ปี 2567", "four digits"),
            ("maintainer_email", "โทร 02-590-4000", "no e-mail"),
            ("geo_coverage", "จังหวด", "nearest one is \"จังหวัด\""),
            ("data_format", "CSV, XLS", "has 2 values"),
            ("high_value_dataset", "อาจจะ", "no answer"),
        ] {
            let fault = said(key, text).unwrap_err();
            assert!(fault.contains(part), "{text}: {fault}");
        }
    }
}
