//! A tidied table → the schema that next month's data should also meet.

use serde_json::Value as Json;

use crate::describe::draft::Hint;
use crate::describe::draft::columns::{FEW, Facts, tell_apart};
use crate::model::grammar::heading::{self, Heading};
use crate::model::grammar::{example, label};
use crate::model::schema::{Constraints, Field, FieldType, Schema};
use crate::model::table::{Table, TableColumn};

/// Standard of the schemas that are drafted.
const STANDARD: &str = "https://datapackage.org/profiles/2.0/tableschema.json";

/// Columns that are tried as parts of a key, at most.
const KEY_CANDIDATES: usize = 8;

/// Longest text that can identify a row, in characters.
const LONGEST_KEY: usize = 120;

/// Words of amounts that may have a point next month, also where none has today.
const MEASURES: &[&str] = &[
    "งบ",
    "เงิน",
    "บาท",
    "ราคา",
    "มูลค่า",
    "รายได้",
    "รายรับ",
    "รายจ่าย",
    "เบิก",
    "จัดสรร",
    "คะแนน",
    "น้ำหนัก",
    "พื้นที่",
    "ระยะทาง",
    "ปริมาณ",
    "ดัชนี",
    "ค่าใช้จ่าย",
    "ค่าเฉลี่ย",
    "amount",
    "price",
    "budget",
    "baht",
    "score",
    "weight",
];

/// Units of what is counted, never measured.
const COUNTED: &[&str] = &[
    "คน",
    "ราย",
    "ครั้ง",
    "แห่ง",
    "หลัง",
    "ครัวเรือน",
    "เตียง",
    "คัน",
    "เรื่อง",
    "ฉบับ",
    "โครงการ",
    "หมู่บ้าน",
];

/// Words of columns whose values come and go with the period: no list of today's values holds next month.
const PASSING: &[&str] = &[
    "เดือน",
    "ไตรมาส",
    "ปี",
    "วันที่",
    "ช่วงเวลา",
    "ระยะเวลา",
    "หมายเหตุ",
    "แผ่นงาน",
    "สถานที่",
    "ที่ตั้ง",
    "place",
    "venue",
    "month",
    "quarter",
    "year",
    "date",
    "note",
    "remark",
];

/// The schema of a table: types that every value has, what is required, few values as a list, and a key that tells every
/// row apart. Limits are drafted only where they follow from what is counted.
pub(super) fn schema(table: &Table, facts: &[Facts], hints: &[Hint]) -> Schema {
    let columns = table.columns.iter().zip(facts).zip(hints);
    let fields: Vec<Field> = columns
        .map(|((column, facts), hint)| field(column, facts, hint))
        .collect();
    let primary_key = key(table, &fields, facts, hints);
    Schema {
        profile: Some(STANDARD.to_owned()),
        fields,
        primary_key,
        missing_values: vec![String::new()],
    }
}

fn field(column: &TableColumn, facts: &Facts, hint: &Hint) -> Field {
    let (kind, calendar) = kind(column, facts, hint);
    let label = column.label.as_str();
    let mut constraints = Constraints {
        required: facts.is_full() && !label::has(label, &["หมายเหตุ", "note", "remark"]),
        ..Constraints::default()
    };
    let is_number = matches!(kind, FieldType::Integer | FieldType::Number);
    if is_number && facts.never_negative() {
        let most = facts.range.map_or(0.0, |(_, most)| most.to_f64());
        if label::is_share(label) && most <= 100.0 {
            constraints.minimum = Some(Json::from(0));
            constraints.maximum = Some(Json::from(100));
        } else if label::is_count(label) || COUNTED.contains(&hint.unit.as_str()) {
            constraints.minimum = Some(Json::from(0));
        }
    }
    if kind == FieldType::String && is_list(column, facts, hint) {
        let mut values = facts.values.clone();
        values.sort();
        constraints.allowed = values.into_iter().map(Json::from).collect();
    }
    Field {
        name: column.name.clone(),
        kind,
        title: (!label.is_empty() && label != column.name).then(|| label.to_owned()),
        description: None,
        constraints,
        calendar,
    }
}

/// The type that every value has, and the calendar of years.
fn kind(column: &TableColumn, facts: &Facts, hint: &Hint) -> (FieldType, Option<String>) {
    let all = |count: u64| count > 0 && count == facts.filled;
    if all(facts.years.0) && label::is_year(&column.label) {
        return (FieldType::Year, Some("buddhist".to_owned()));
    }
    let kind = if all(facts.years.1) && label::is_year(&column.label) {
        FieldType::Year
    } else if all(facts.whole) && !is_measure(column, hint) {
        FieldType::Integer
    } else if all(facts.numbers) {
        FieldType::Number
    } else if all(facts.days) {
        FieldType::Date
    } else if all(facts.moments) {
        FieldType::Datetime
    } else if all(facts.times) {
        FieldType::Time
    } else if all(facts.booleans) {
        FieldType::Boolean
    } else {
        FieldType::String
    };
    (kind, None)
}

/// Whether numbers may have a point next month.
fn is_measure(column: &TableColumn, hint: &Hint) -> bool {
    let label = column.label.as_str();
    label::is_ratio(label)
        || label::is_change(label)
        || label::has(label, MEASURES)
        || hint.unit.contains("บาท")
        || ["%", "ร้อยละ"].contains(&hint.unit.as_str())
}

/// Whether the values of a column are a list that will hold: few, each several times, and no names of places, times or persons.
fn is_list(column: &TableColumn, facts: &Facts, hint: &Hint) -> bool {
    let place = matches!(
        heading::of(&column.label),
        Some(
            Heading::ProvinceName
                | Heading::DistrictName
                | Heading::Subdistrict
                | Heading::HealthArea
        )
    );
    !facts.values.is_empty()
        && facts.values.len() <= FEW
        && facts.filled >= facts.distinct.saturating_mul(3)
        && facts.longest <= LONGEST_KEY
        && !place
        && !is_personal(&column.label, facts, hint)
        && !label::has(&column.label, PASSING)
}

/// Whether values of a column lead to persons: none of them may stand in a file that is published with the data.
pub(super) fn is_personal(label: &str, facts: &Facts, hint: &Hint) -> bool {
    hint.personal || facts.personal || example::is_of_persons(label)
}

/// The fewest columns, from the left, that tell every row apart: words, codes and years; a running number only where none of
/// them does, and a day only where there is no running number: two records of one day are nothing unusual.
fn key(table: &Table, fields: &[Field], facts: &[Facts], hints: &[Hint]) -> Vec<String> {
    if table.len() < 2 {
        return Vec::new();
    }
    let fits = |at: &usize| {
        let (Some(field), Some(facts), Some(hint)) =
            (fields.get(*at), facts.get(*at), hints.get(*at))
        else {
            return false;
        };
        let names = match field.kind {
            FieldType::String => facts.longest <= LONGEST_KEY,
            FieldType::Date | FieldType::Year => true,
            FieldType::Integer => {
                let label = field.title.as_deref().unwrap_or(&field.name);
                label::is_running(label) || label::has(label, &["รหัส", "เลขที่", "code", "no", "id"])
            }
            _ => false,
        };
        let label = field.title.as_deref().unwrap_or(&field.name);
        names && facts.is_full() && facts.distinct > 1 && !is_personal(label, facts, hint)
    };
    let mut candidates: Vec<usize> = (0..fields.len()).filter(fits).collect();
    candidates.sort_by_key(|at| {
        fields.get(*at).map_or(0, |field| {
            let is_running = label::is_running(field.title.as_deref().unwrap_or(&field.name));
            u8::from(is_running) + 2 * u8::from(field.kind == FieldType::Date)
        })
    });
    candidates.truncate(KEY_CANDIDATES);
    let found = combinations(&candidates).into_iter().find(|key| {
        let columns: Vec<&TableColumn> =
            key.iter().filter_map(|at| table.columns.get(*at)).collect();
        // The counts of one column alone say whether it can be a key, without a look at its cells.
        match (key.as_slice(), columns.as_slice()) {
            ([one], _) => facts
                .get(*one)
                .is_some_and(|facts| facts.distinct == facts.rows),
            (_, several) => tell_apart(table, several),
        }
    });
    let names = found.unwrap_or_default().into_iter();
    let names = names.filter_map(|at| fields.get(at).map(|field| field.name.clone()));
    names.collect()
}

/// Every choice of one, two and three columns, fewest first.
fn combinations(candidates: &[usize]) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = candidates.iter().map(|at| vec![*at]).collect();
    for (number, first) in candidates.iter().enumerate() {
        for second in candidates.iter().skip(number + 1) {
            all.push(vec![*first, *second]);
        }
    }
    for (number, first) in candidates.iter().enumerate() {
        for (further, second) in candidates.iter().enumerate().skip(number + 1) {
            for third in candidates.iter().skip(further + 1) {
                all.push(vec![*first, *second, *third]);
            }
        }
    }
    all
}
