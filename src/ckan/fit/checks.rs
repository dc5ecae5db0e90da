//! What a portal would refuse, or take and misunderstand, of one value.

use serde_json::Value;

use crate::ckan::fit::{Findings, is_blank, listed, text};
use crate::ckan::scheming::{Holds, SchemaField};
use crate::model::language::{Message, say};
use crate::model::moment::Moment;

/// Longest term of a search index (Lucene), in bytes of UTF-8. A portal answers 500 to a longer one.
const TERM: usize = 32_766;
/// The first year that can only be one of the Buddhist era.
const BUDDHIST: u32 = 2400;
/// Longest quotation of a value, in characters.
const QUOTE: usize = 60;

/// Where a value stands and what people call it.
pub(super) struct Place {
    pub(super) path: String,
    pub(super) label: Message,
}

/// No NUL, on which CKAN breaks off, and no other control character, which XML cannot hold; line feeds and tabs where the text may
/// have several lines.
pub(super) fn characters(place: &Place, value: &Value, lines: bool, found: &mut Findings) {
    let is_odd = |c: char| c.is_control() && !(lines && matches!(c, '\n' | '\r' | '\t'));
    let Some(odd) = text(value).chars().find(|c| is_odd(*c)) else {
        return;
    };
    let Place { path, label } = place;
    let (Message { th, en }, code) = (label, u32::from(odd));
    found.problem(
        path,
        say!(
            th: "\"{th}\" ({path}) มีอักขระควบคุม U+{code:04X} ซึ่งพอร์ทัลรับไม่ได้",
            en: "\"{en}\" ({path}) has the control character U+{code:04X}, which a portal does not take"
        ),
        say!(
            th: "ลบอักขระนั้นออกจากคำอธิบาย",
            en: "delete the character from the description"
        ),
    );
}

/// A text that goes into the search index as one term.
pub(super) fn index_limit(place: &Place, text: &str, found: &mut Findings) {
    let bytes = text.len();
    if bytes <= TERM {
        return;
    }
    let Place { path, label } = place;
    let Message { th, en } = label;
    found.problem(
        path,
        say!(
            th: "\"{th}\" ({path}) ยาว {bytes} ไบต์ ระบบค้นหาของพอร์ทัลรับไม่เกิน {TERM} ไบต์ (ประมาณ 10,900 ตัวอักษรไทย)",
            en: "\"{en}\" ({path}) has {bytes} bytes, the portal's search index takes at most {TERM} (some 10,900 Thai characters)"
        ),
        say!(
            th: "ย่อข้อความ หรือย้ายไปไว้ในรายละเอียด (description) ซึ่งไม่จำกัดความยาว",
            en: "shorten it, or move it into the description, which has no limit"
        ),
    );
}

/// A text of limited length.
pub(super) fn length(place: &Place, text: &str, most: usize, found: &mut Findings) {
    let count = text.chars().count();
    if count <= most {
        return;
    }
    let Place { path, label } = place;
    let Message { th, en } = label;
    found.problem(
        path,
        say!(
            th: "\"{th}\" ({path}) ยาว {count} ตัวอักษร พอร์ทัลรับไม่เกิน {most}",
            en: "\"{en}\" ({path}) has {count} characters, the portal takes at most {most}"
        ),
        say!(th: "ย่อข้อความ", en: "shorten it"),
    );
}

/// An e-mail address as CKAN checks it.
pub(super) fn mailbox(place: &Place, text: &str, found: &mut Findings) {
    if is_mailbox(text) {
        return;
    }
    let Place { path, label } = place;
    let (Message { th, en }, text) = (label, quoted(text));
    found.problem(
        path,
        say!(
            th: "\"{th}\" ({path}) เป็น \"{text}\" ซึ่งไม่ใช่อีเมล",
            en: "\"{en}\" ({path}) is \"{text}\", which is no e-mail address"
        ),
        say!(
            th: "กรอกอีเมลเดียว เช่น contact@agency.go.th",
            en: "write one address, such as contact@agency.go.th"
        ),
    );
}

/// The pattern that HTML's e-mail field has too; no dot first, last or doubled.
fn is_mailbox(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let is_local =
        |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let is_part = |part: &str| {
        (1..=63).contains(&part.len())
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    !local.is_empty()
        && local.bytes().all(is_local)
        && domain.split('.').all(is_part)
        && !text.starts_with('.')
        && !text.contains("..")
}

/// Whether a member holds a day: by the portal's schema, else by the names that the national catalogue gives to days.
pub(super) fn is_day(key: &str, field: Option<&SchemaField>) -> bool {
    field.map_or_else(
        || key.ends_with("_date") || key.ends_with("_calendar"),
        |field| field.holds == Holds::Day,
    )
}

/// A day is ISO 8601 in the common era: CKAN takes 2567 for the year 2567 after Christ. A portal that knows the field refuses
/// another form; where it is an extra only the era is looked at.
pub(super) fn day(place: &Place, text: &str, form: bool, found: &mut Findings) {
    let is_iso = Moment::from_iso(text).and_then(Moment::day).is_some();
    let year = text.get(..4).and_then(|year| year.parse::<u32>().ok());
    let is_buddhist = is_iso && year.is_some_and(|year| year >= BUDDHIST);
    if !is_buddhist && (is_iso || !form) {
        return;
    }
    let Place { path, label } = place;
    let (Message { th, en }, text) = (label, quoted(text));
    let message = if is_buddhist {
        say!(
            th: "\"{th}\" ({path}) เป็น \"{text}\" ซึ่งเป็นปี พ.ศ. พอร์ทัลจะเข้าใจว่าเป็นปี ค.ศ.",
            en: "\"{en}\" ({path}) is \"{text}\", a year of the Buddhist era, which the portal would take for the common era"
        )
    } else {
        say!(
            th: "\"{th}\" ({path}) เป็น \"{text}\" ซึ่งพอร์ทัลไม่รู้จักว่าเป็นวันที่",
            en: "\"{en}\" ({path}) is \"{text}\", which the portal does not know as a day"
        )
    };
    found.problem(
        path,
        message,
        say!(
            th: "กรอกวันที่แบบ ปี ค.ศ.-เดือน-วัน เช่น 2024-01-31",
            en: "write year-month-day in the common era, such as 2024-01-31"
        ),
    );
}

/// A value that the portal's form does not offer. Portals take some of these in silence, and then cannot show or search them.
pub(super) fn choices(place: &Place, value: &Value, field: &SchemaField, found: &mut Findings) {
    if field.choices.is_empty() || is_blank(value) {
        return;
    }
    let chosen: Vec<String> = match value {
        Value::Array(items) => items.iter().map(text).collect(),
        other => vec![text(other)],
    };
    let allowed = listed(&field.choices);
    let (allowed_th, allowed_en) = (&allowed.th, &allowed.en);
    let Place { path, label } = place;
    let Message { th, en } = label;
    for other in chosen.iter().filter(|it| !field.choices.contains(it)) {
        let other = quoted(other);
        found.problem(
            path,
            say!(
                th: "\"{th}\" ({path}) เป็น \"{other}\" ซึ่งไม่มีในรายการของพอร์ทัล",
                en: "\"{en}\" ({path}) is \"{other}\", which is not in the portal's list"
            ),
            say!(th: "เลือกจาก: {allowed_th}", en: "choose one of: {allowed_en}"),
        );
    }
}

/// A field that the portal demands.
pub(super) fn missing(path: &str, field: &SchemaField, found: &mut Findings) {
    let Message { th, en } = &field.label;
    let message = say!(
        th: "พอร์ทัลต้องมี \"{th}\" ({path}) แต่ชุดข้อมูลไม่มี",
        en: "the portal demands \"{en}\" ({path}), and the dataset does not have it"
    );
    let help = if field.choices.is_empty() {
        say!(
            th: "กรอกใน thai-gdc ของ datapackage.json",
            en: "write it under thai-gdc in datapackage.json"
        )
    } else {
        let Message { th, en } = listed(&field.choices);
        say!(
            th: "กรอกใน thai-gdc ของ datapackage.json โดยเลือกจาก: {th}",
            en: "write it under thai-gdc in datapackage.json, one of: {en}"
        )
    };
    found.problem(path, message, help);
}

/// The beginning of a value, for a message.
fn quoted(text: &str) -> String {
    match text.char_indices().nth(QUOTE) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mailboxes_are_what_ckan_takes() {
        for good in [
            "a@b.co",
            "contact@anamai.example",
            "a.b+c@x-y.go.th",
            "x@localhost",
        ] {
            assert!(is_mailbox(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "a@",
            "@b.co",
            "a b@c.co",
            "a@b..co",
            ".a@b.co",
            "a..b@c.co",
            "a@-b.co",
            "a@b.co.",
            "a@b.co, c@d.co",
            "ก@b.co",
            "a@b_c.co",
        ] {
            assert!(!is_mailbox(bad), "{bad}");
        }
    }

    #[test]
    fn days_are_of_the_common_era() {
        let told = |text: &str, form: bool| {
            let mut found = Findings::default();
            let place = Place {
                path: "created_date".to_owned(),
                label: Message::default(),
            };
            day(&place, text, form, &mut found);
            found.problems.len()
        };
        for good in ["2024-02-29", "2023-10-01T08:00:00", "2399-12-31"] {
            assert_eq!(told(good, true), 0, "{good}");
        }
        for bad in ["2567-01-02", "15/1/2023", "2023-02-29", "2567", "มกราคม"] {
            assert_eq!(told(bad, true), 1, "{bad}");
        }
        // An extra takes any text but a Buddhist day.
        assert_eq!(told("ทุกเดือน", false), 0);
        assert_eq!(told("2567-01-02", false), 1);
    }

    #[test]
    fn quotations_are_short() {
        assert_eq!(quoted("ข้าว"), "ข้าว");
        assert_eq!(quoted(&"ก".repeat(61)).chars().count(), QUOTE + 1);
    }
}
