//! Kinds of tables, and what is a fault in one and usual in another.

use crate::model::address::{CellRef, Letters};
use crate::model::cell::Value;
use crate::model::diagnostic::Severity::{self, Error, Info, Warning};
use crate::model::grammar::class::Class;
use crate::model::language::{Message, Text, say};
use crate::model::layout::{FieldLayout, Layout};
use crate::model::report::ProfileChoice;
use crate::model::schema::FieldType;
use crate::model::workbook::Workbook;

/// A kind of table with the levels that differ from the rules' own.
#[derive(Debug)]
pub struct Profile {
    /// Its name in descriptors and on the command line.
    pub name: &'static str,
    /// What it is meant for.
    pub title: Text,
    /// Rules that are judged otherwise.
    pub levels: &'static [(&'static str, Severity)],
}

impl Profile {
    /// The level of a rule, where the profile has one.
    pub fn level(&self, rule: &str) -> Option<Severity> {
        let found = self.levels.iter().find(|(name, _)| *name == rule);
        found.map(|(_, severity)| *severity)
    }
}

/// The registry. Without a profile every rule has its own level.
pub const PROFILES: &[&Profile] = &[
    &Profile {
        name: "register",
        title: Text {
            th: "ทะเบียน: หนึ่งแถวต่อหนึ่งคน หน่วยงาน หรือเหตุการณ์",
            en: "a register: one row for each person, place or event",
        },
        levels: &[
            ("duplicate-row", Error),
            ("sequence-gap", Warning),
            ("visual-fill-down", Error),
            ("wide-layout", Info),
        ],
    },
    &Profile {
        name: "statistical-table",
        title: Text {
            th: "ตารางสถิติ: ตัวเลขจำแนกตามพื้นที่หรือกลุ่ม",
            en: "a statistical table: numbers by area or group",
        },
        // A yearbook prints sums and groups between the records on purpose; they are still taken out before publishing.
        levels: &[
            ("total-row", Warning),
            ("total-column", Info),
            ("total-mismatch", Error),
            ("group-row", Warning),
            ("indented-hierarchy", Info),
            ("outlier", Info),
        ],
    },
    &Profile {
        name: "time-series",
        title: Text {
            th: "อนุกรมเวลา: หนึ่งแถวต่อหนึ่งปี ไตรมาส เดือน หรือวัน",
            en: "a time series: one row for each year, quarter, month or day",
        },
        levels: &[
            ("gap-or-duplicate-period", Error),
            ("mixed-granularity", Error),
            ("wide-layout", Warning),
            ("total-row", Warning),
        ],
    },
    &Profile {
        name: "survey",
        title: Text {
            th: "แบบสำรวจ: หนึ่งแถวต่อหนึ่งผู้ตอบ",
            en: "a survey: one row for each answer sheet",
        },
        levels: &[
            ("multi-value-cell", Info),
            ("high-missing", Info),
            ("duplicate-row", Info),
            ("person-name", Error),
            ("phone-number", Error),
            ("email-address", Error),
        ],
    },
];

/// The profile of a name.
pub fn profile(name: &str) -> Option<&'static Profile> {
    PROFILES.iter().copied().find(|it| it.name == name)
}

/// The profile that the largest table looks like, with the reason; `None` where nothing speaks for one.
pub fn proposed(workbook: &Workbook, layouts: &[Layout]) -> Option<ProfileChoice> {
    let layout = layouts.iter().max_by_key(|layout| layout.record_count())?;
    if layout.record_count() < 5 {
        return None;
    }
    let (name, reason) = time_series(workbook, layout)
        .or_else(|| survey(layout))
        .or_else(|| statistical_table(layout))
        .or_else(|| register(layout))?;
    Some(ProfileChoice {
        name,
        chosen: false,
        reason,
    })
}

fn is_number(field: &FieldLayout) -> bool {
    matches!(field.kind, FieldType::Integer | FieldType::Number)
}

/// One column of times that never stands still, and numbers beside it.
fn time_series(workbook: &Workbook, layout: &Layout) -> Option<(&'static str, Message)> {
    let numbers = layout
        .fields
        .iter()
        .filter(|field| is_number(field))
        .count();
    let is_time = |field: &&FieldLayout| {
        matches!(
            field.kind,
            FieldType::Year | FieldType::Date | FieldType::Datetime
        ) || field
            .profile
            .traits
            .has(Class::PERIOD.and(Class::YEAR_WORD))
    };
    let time = layout.fields.iter().take(2).find(is_time)?;
    let words = layout
        .fields
        .iter()
        .filter(|field| field.kind == FieldType::String && field.column != time.column);
    if numbers == 0 || words.count() > 1 || !all_differ(workbook, layout, time) {
        return None;
    }
    let letters = Letters(time.column);
    let label = &time.label;
    Some((
        "time-series",
        say!(
            th: "คอลัมน์ {letters} \"{label}\" เป็นเวลาที่ไม่ซ้ำกัน และมีตัวเลข {numbers} คอลัมน์",
            en: "column {letters} \"{label}\" holds times of which none stands twice, beside {numbers} columns of numbers"
        ),
    ))
}

/// Whether no two neighbouring records say the same in a column; a sorted series repeats nothing.
fn all_differ(workbook: &Workbook, layout: &Layout, field: &FieldLayout) -> bool {
    let Some(sheet) = workbook.sheets.get(layout.sheet) else {
        return false;
    };
    let mut before = Value::Empty;
    layout.records().into_iter().all(|(first, last)| {
        (first..=last).all(|row| {
            let value = sheet.cell(CellRef::new(row, field.column)).value();
            std::mem::replace(&mut before, value) != value
        })
    })
}

/// Many columns of short answers.
fn survey(layout: &Layout) -> Option<(&'static str, Message)> {
    let answers = layout
        .fields
        .iter()
        .filter(|field| {
            let profile = &field.profile;
            field.kind == FieldType::Boolean || profile.ticks > 0 || {
                profile.traits.has(Class::YES_NO) && profile.words > 0
            }
        })
        .count();
    (answers >= 4 && answers * 2 >= layout.fields.len()).then(|| {
        (
            "survey",
            say!(
                th: "มีคำตอบ ใช่/ไม่ใช่ {answers} คอลัมน์",
                en: "{answers} columns hold answers such as yes and no"
            ),
        )
    })
}

/// Words first, then nothing but numbers; or the marks of a printed table.
fn statistical_table(layout: &Layout) -> Option<(&'static str, Message)> {
    let numbers = layout
        .fields
        .iter()
        .filter(|field| is_number(field))
        .count();
    let words = layout
        .fields
        .iter()
        .take_while(|field| !is_number(field))
        .count();
    if words == 0 || numbers < 2 || numbers * 2 < layout.fields.len() {
        return None;
    }
    let printed = layout.totals.len() + layout.groups.len();
    if printed == 0 {
        let reason = say!(
            th: "มีคอลัมน์ชื่อ {words} คอลัมน์ ตามด้วยตัวเลข {numbers} คอลัมน์",
            en: "{words} columns of names stand before {numbers} columns of numbers"
        );
        return Some(("statistical-table", reason));
    }
    Some((
        "statistical-table",
        say!(
            th: "มีคอลัมน์ชื่อ {words} คอลัมน์ ตามด้วยตัวเลข {numbers} คอลัมน์ และแถวรวมหรือแถวกลุ่ม {printed} แถว",
            en: "{words} columns of names stand before {numbers} columns of numbers, with {printed} rows of totals or groups"
        ),
    ))
}

/// Mostly words.
fn register(layout: &Layout) -> Option<(&'static str, Message)> {
    let words = layout
        .fields
        .iter()
        .filter(|field| field.kind == FieldType::String)
        .count();
    let all = layout.fields.len();
    (words >= 2 && words * 2 >= all).then(|| {
        (
            "register",
            say!(
                th: "{words} จาก {all} คอลัมน์เป็นข้อความ หนึ่งแถวต่อหนึ่งรายการ",
                en: "{words} of {all} columns are words, one row for each entry"
            ),
        )
    })
}
