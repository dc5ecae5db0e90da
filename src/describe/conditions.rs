//! What one item of the national catalogue demands of another where JSON Schema has no word for it, and what is usual.

use serde_json::{Map, Value};

use crate::describe::fields::{CatalogueField, DATA_TYPES, fields};
use crate::describe::place::Schemas;
use crate::describe::profile::{Profile, Violation};
use crate::model::grammar::date::{BUDDHIST_OFFSET, BUDDHIST_YEARS};
use crate::model::grammar::{digits, person};
use crate::model::language::{Message, say};
use crate::model::moment::Moment;
use crate::model::package::Package;

/// What the form of the national software writes into `accessible_condition` of a public dataset.
pub const OPEN_TO_ALL: &str = "ไม่มีการจำกัดการเข้าถึงข้อมูล";
/// The category of public data.
const PUBLIC: &str = "ข้อมูลสาธารณะ";
/// Years of the common era that a person may have typed for a Buddhist one.
const COMMON_YEARS: std::ops::RangeInclusive<u32> = 1857..=2057;

/// Edges of a map: the smaller, and the larger.
const EDGES: [(&str, &str); 2] = [
    ("west_bound_longitude", "east_bound_longitude"),
    ("south_bound_longitude", "north_bound_longitude"),
];

/// What contradicts itself in a descriptor, or in its `thai-gdc` part alone.
pub(super) fn broken(profile: Profile, value: &Value, schemas: &Schemas<'_>) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut look = |items: Option<&Value>, before: &str| {
        if let Some(items) = items.and_then(Value::as_object) {
            contradictions(items, before, schemas, &mut found);
        }
    };
    match profile {
        Profile::Descriptor => {
            look(value.get("thai-gdc"), "thai-gdc.");
            let resources = value.get("resources").and_then(Value::as_array);
            for (number, resource) in resources.into_iter().flatten().enumerate() {
                let before = format!("resources.{number}.thai-gdc.");
                look(resource.get("thai-gdc"), &before);
            }
        }
        Profile::ThaiGdc | Profile::ThaiGdcResource => look(Some(value), ""),
        Profile::Plan | Profile::Report | Profile::Score => {}
    }
    found
}

fn contradictions(
    items: &Map<String, Value>,
    before: &str,
    schemas: &Schemas<'_>,
    found: &mut Vec<Violation>,
) {
    let mut add = |key: &str, message: Message| {
        found.push(Violation {
            path: format!("{before}{key}"),
            message,
            unknown: false,
        });
    };
    for (key, value) in items {
        let is_day = key.ends_with("_date") || key.ends_with("_calendar");
        let Some(text) = value.as_str().filter(|_| is_day) else {
            continue;
        };
        // Another form than year-month-day is the pattern's to say.
        if text.len() == 10 && Moment::from_iso(text).is_none() {
            let place = schemas.place(&format!("{before}{key}"));
            let (th, en, path) = (&place.th, &place.en, &place.path);
            add(
                key,
                say!(
                    th: "\"{th}\" ({path}) เป็น \"{text}\" ซึ่งไม่มีในปฏิทิน แก้วันหรือเดือน",
                    en: "\"{en}\" ({path}) is \"{text}\", a day that no calendar has; correct the day or the month"
                ),
            );
        }
    }
    let degrees = |key: &str| items.get(key)?.as_str()?.parse::<f64>().ok();
    for (low, high) in EDGES {
        if let (Some(from), Some(to)) = (degrees(low), degrees(high))
            && from >= to
        {
            let (low, high) = (
                schemas.place(&format!("{before}{low}")),
                schemas.place(&format!("{before}{high}")),
            );
            let (th, en, path) = (&low.th, &low.en, &low.path);
            let (high_th, high_en) = (&high.th, &high.en);
            let key = path.strip_prefix(before).unwrap_or(path);
            add(
                key,
                say!(
                    th: "\"{th}\" ({path}) เป็น {from} ต้องน้อยกว่า \"{high_th}\" ซึ่งเป็น {to} อาจสลับกัน แก้ค่าทั้งสอง",
                    en: "\"{en}\" ({path}) is {from} and must be less than \"{high_en}\", which is {to}; correct them, they may have changed places"
                ),
            );
        }
    }
}

/// What the national software would take but advises against, or what two systems built on the standard refuse: the item's
/// path, and what is unusual with what to write instead.
pub fn unusual(package: &Package) -> Vec<(String, Message)> {
    let dataset = fields(Profile::ThaiGdc);
    let kinds = dataset.iter().find(|field| field.key == "data_type");
    let chosen = package.gdc_text("data_type").unwrap_or_default();
    let at = kinds.and_then(|kinds| kinds.choices.iter().position(|(kind, _)| *kind == chosen));
    let kind = at
        .and_then(|at| DATA_TYPES.get(at))
        .map(|(letter, _)| (*letter, chosen.as_str()));
    let mut found = Vec::new();
    for field in &dataset {
        let text = of_dataset(field, package);
        let path = path_of(field, "");
        found.extend(advice(field, &text, &path, kind).map(|message| (path, message)));
    }
    found.extend(without_condition(&dataset, package));
    let of_resource = fields(Profile::ThaiGdcResource);
    for (number, resource) in package.resources.iter().enumerate() {
        for field in of_resource.iter().filter(|field| field.stands_in.is_none()) {
            let text = resource.gdc_text(&field.key).unwrap_or_default();
            let path = path_of(field, &format!("resources.{number}."));
            found.extend(advice(field, &text, &path, kind).map(|message| (path, message)));
        }
    }
    found
}

fn path_of(field: &CatalogueField, before: &str) -> String {
    match &field.stands_in {
        Some(own) => format!("{before}{own}"),
        None => format!("{before}thai-gdc.{}", field.key),
    }
}

/// What stands in a field; empty where nothing does.
fn of_dataset(field: &CatalogueField, package: &Package) -> String {
    match field.key.as_str() {
        "title" => package.title.clone(),
        "name" => package.name.clone(),
        "notes" => package.description.clone().unwrap_or_default(),
        "tag_string" => package.keywords.join(","),
        // The organisation has a title of its own in the catalogue.
        "owner_org" => String::new(),
        key => package.gdc_text(key).unwrap_or_default(),
    }
}

/// What is unusual about one text, the gravest first.
fn advice(
    field: &CatalogueField,
    text: &str,
    path: &str,
    kind: Option<(char, &str)>,
) -> Option<Message> {
    if text.trim().is_empty() {
        return None;
    }
    let (th, en) = (&field.label.th, &field.label.en);
    if let Some((letter, name)) = kind
        && !field.data_types.contains(&letter)
    {
        let (kinds_th, kinds_en) = (names(field, true), names(field, false));
        return Some(say!(
            th: "\"{th}\" ({path}) ใช้กับข้อมูล{kinds_th} แต่ชุดข้อมูลนี้เป็น \"{name}\" ลบรายการนี้ หรือแก้ประเภทชุดข้อมูล",
            en: "\"{en}\" ({path}) is for datasets of the kind {kinds_en}, and this one is \"{name}\"; delete it, or correct the data type"
        ));
    }
    if field.key == "maintainer" && person::is_person(text) {
        return Some(say!(
            th: "\"{th}\" ({path}) เป็นชื่อบุคคล ให้กรอกชื่อกลุ่มหรือกอง เช่น {example}",
            en: "\"{en}\" ({path}) names a person; write the division or group, such as {example}",
            example = field.example
        ));
    }
    match field.usual.as_deref() {
        Some("buddhist-year") => year_advice(field, text, path),
        Some("web-address") if !is_web_address(text) => Some(say!(
            th: "\"{th}\" ({path}) เป็น \"{text}\" ซึ่งไม่ใช่ที่อยู่เว็บ กรอก เช่น {example}",
            en: "\"{en}\" ({path}) is \"{text}\", which is no web address; write for instance {example}",
            example = field.example
        )),
        _ => length_advice(field, text, path),
    }
}

fn length_advice(field: &CatalogueField, text: &str, path: &str) -> Option<Message> {
    let (th, en) = (&field.label.th, &field.label.en);
    let length = text.chars().count() as u64;
    if let Some(limit) = field.longest.filter(|limit| length > *limit) {
        return Some(say!(
            th: "\"{th}\" ({path}) ยาว {length} ตัวอักษร ระบบอื่นที่ใช้มาตรฐานนี้รับได้ {limit} ตัวอักษร เขียนให้สั้นลง",
            en: "\"{en}\" ({path}) has {length} characters; other systems of this standard take {limit}: shorten it"
        ));
    }
    let limit = field.shortest.filter(|limit| length < *limit)?;
    Some(say!(
        th: "\"{th}\" ({path}) ยาวเพียง {length} ตัวอักษร ระบบอื่นที่ใช้มาตรฐานนี้ขออย่างน้อย {limit} ตัวอักษร อธิบายเพิ่ม",
        en: "\"{en}\" ({path}) has only {length} characters; other systems of this standard ask for {limit}: tell more"
    ))
}

fn year_advice(field: &CatalogueField, text: &str, path: &str) -> Option<Message> {
    let (th, en) = (&field.label.th, &field.label.en);
    let ascii = digits::to_ascii(text);
    let mut runs = ascii.split(|letter: char| !letter.is_ascii_digit());
    let year: Option<u32> = runs
        .find(|run| run.len() == 4)
        .and_then(|run| run.parse().ok());
    match year {
        Some(year) if BUDDHIST_YEARS.contains(&year) => None,
        Some(year) if COMMON_YEARS.contains(&year) => {
            let buddhist = year + BUDDHIST_OFFSET;
            Some(say!(
                th: "\"{th}\" ({path}) เป็น \"{text}\" ซึ่งเป็นปี ค.ศ. บัญชีข้อมูลภาครัฐใช้ปี พ.ศ. แก้เป็น {buddhist}",
                en: "\"{en}\" ({path}) is \"{text}\", a year of the common era; the national catalogue counts in the Buddhist era: write {buddhist}"
            ))
        }
        _ => Some(say!(
            th: "\"{th}\" ({path}) เป็น \"{text}\" ต้องเป็นปี พ.ศ. สี่หลัก เช่น {example}",
            en: "\"{en}\" ({path}) is \"{text}\"; write a year of the Buddhist era in four digits, such as {example}",
            example = field.example
        )),
    }
}

/// A public dataset whose form would say by itself that anyone may have the data.
fn without_condition(fields: &[CatalogueField], package: &Package) -> Option<(String, Message)> {
    let said = package.gdc_text("accessible_condition").unwrap_or_default();
    let public = package.gdc_text("data_category").as_deref() == Some(PUBLIC);
    if !public || !said.trim().is_empty() {
        return None;
    }
    let field = fields
        .iter()
        .find(|field| field.key == "accessible_condition")?;
    let (th, en, path) = (&field.label.th, &field.label.en, path_of(field, ""));
    let message = say!(
        th: "\"{th}\" ({path}) ว่างอยู่ ข้อมูลสาธารณะใช้ว่า \"{OPEN_TO_ALL}\"",
        en: "\"{en}\" ({path}) is empty; public data say \"{OPEN_TO_ALL}\""
    );
    Some((path, message))
}

/// The kinds of datasets that have a field.
fn names(field: &CatalogueField, thai: bool) -> String {
    let kinds = DATA_TYPES.iter();
    let names = kinds
        .filter(|(letter, _)| field.data_types.contains(letter))
        .map(|(_, name)| if thai { name.th } else { name.en });
    names
        .collect::<Vec<_>>()
        .join(if thai { " หรือ" } else { " or " })
}

fn is_web_address(text: &str) -> bool {
    let text = text.trim();
    ["http://", "https://"].iter().any(|scheme| {
        text.strip_prefix(scheme)
            .is_some_and(|rest| rest.contains('.'))
    })
}
