//! The columns of a layout: labels, exact counts of what their cells hold, and the type of the whole column.

use crate::detect::grid::{Grid, Kind};
use crate::model::address::CellRef;
use crate::model::cell::{Cell, Value};
use crate::model::grammar::class::Class;
use crate::model::grammar::date::BUDDHIST_YEARS;
use crate::model::layout::{FieldLayout, Layout, Profile};
use crate::model::moment::Moment;
use crate::model::schema::FieldType;

/// Share of a column's values that must be of one type for the rest to be exceptions (rule catalogue, TYP001).
pub(super) const MAJORITY: f64 = 0.8;

/// Cells of text that a column without a name may hold and still be notes beside the table.
const FEW: usize = 2;

/// Finds the columns and their labels.
pub(super) fn complete(grid: &Grid<'_>, layout: &mut Layout) {
    notes_in_last_column(grid, layout);
    let columns = layout.range.first.column..=layout.range.last.column;
    layout.fields = columns
        .filter(|column| !layout.blank_columns.contains(column))
        .map(|column| {
            let (label, label_cells) = label(grid, layout, column);
            FieldLayout {
                column,
                label,
                label_cells,
                ..FieldLayout::default()
            }
        })
        .collect();
}

/// A last column without a name and with a text or two in many rows is no column of the table.
fn notes_in_last_column(grid: &Grid<'_>, layout: &mut Layout) {
    let (Some(header), Some((first, last))) = (layout.header, layout.body) else {
        return;
    };
    let column = layout.range.last.column;
    let Some(cells) = grid.sheet.columns.get(column as usize) else {
        return;
    };
    let mut filled = Vec::new();
    cells.for_each(header.first.row, last, |row, _| {
        if filled.len() <= FEW {
            filled.push(CellRef::new(row, column));
        }
    });
    let nameless = label(grid, layout, column).0.is_empty();
    let texts = filled
        .iter()
        .all(|cell| grid.kind_at(cell.row, column) == Kind::Text);
    let few = !filled.is_empty() && filled.len() <= FEW && last - first >= 4;
    if nameless && texts && few && column > layout.range.first.column + 1 {
        layout.beside.extend(filled);
        layout.range.last.column -= 1;
        if let Some(header) = &mut layout.header {
            header.last.column -= 1;
        }
    }
}

/// What the header says over a column: the parts of its rows joined by " / ", repetitions left out.
fn label(grid: &Grid<'_>, layout: &Layout, column: u32) -> (String, Vec<CellRef>) {
    let mut parts: Vec<String> = Vec::new();
    let mut cells: Vec<CellRef> = Vec::new();
    let Some(header) = layout.header else {
        return (String::new(), cells);
    };
    for row in header.first.row..=header.last.row {
        let (origin, cell) = grid.merged_cell(row, column);
        // A merge that comes from above the header is a title's.
        if origin.row < header.first.row || cells.contains(&origin) {
            continue;
        }
        let text = one_line(&cell.value().to_text(grid.strings));
        if text.is_empty() {
            continue;
        }
        cells.push(origin);
        if parts.last() != Some(&text) {
            parts.push(text);
        }
    }
    (parts.join(" / "), cells)
}

/// Line breaks and runs of spaces become one space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Counts what every column holds in the records, and decides its type.
pub(super) fn profile(grid: &Grid<'_>, layout: &mut Layout) {
    let records = layout.records();
    let total: u64 = records
        .iter()
        .map(|(first, last)| u64::from(last - first) + 1)
        .sum();
    for field in &mut layout.fields {
        let mut profile = Profile::default();
        if let Some(column) = grid.sheet.columns.get(field.column as usize) {
            let mut filled = 0;
            for (first, last) in &records {
                column.for_each(*first, *last, |_, cell| {
                    filled += 1;
                    count(grid, cell, &mut profile);
                });
            }
            profile.missing = total - filled;
        }
        field.code = says_code(&field.label);
        field.kind = if is_code(field.code, &profile) {
            FieldType::String
        } else {
            kind(&profile)
        };
        field.profile = profile;
    }
}

fn count(grid: &Grid<'_>, cell: Cell, profile: &mut Profile) {
    if let Some(id) = cell.as_text() {
        let class = grid.class(id);
        profile.traits = profile.traits.and(class);
        if class.is_words() {
            profile.ticks += u64::from(class.has(Class::TICK));
            profile.words += u64::from(!class.has(Class::TICK));
            return;
        }
        let add = |traits| u64::from(class.has(traits));
        if class.has(Class::NUMBER) {
            profile.number_texts += 1;
            profile.grouped_texts += add(Class::GROUPED);
            profile.unit_texts += add(Class::UNIT);
            profile.thai_texts += add(Class::THAI_DIGITS);
            profile.plain_number_texts +=
                u64::from(!class.has(Class::GROUPED.and(Class::UNIT).and(Class::THAI_DIGITS)));
            profile.integer_texts += u64::from(!grid.strings.get(id).contains('.'));
        } else if class.has(Class::DATE) {
            profile.date_texts += 1;
            profile.thai_texts += add(Class::THAI_DIGITS);
        } else {
            profile.placeholders += add(Class::PLACEHOLDER);
            profile.error_texts += add(Class::ERROR);
            profile.codes += add(Class::CODE);
            profile.blanks += add(Class::BLANK);
        }
        return;
    }
    match cell.value() {
        Value::Number(number) => {
            profile.numbers += 1;
            if let Some(whole) = number.to_integer().filter(|_| number.is_written_whole()) {
                profile.integers += 1;
                profile.years += u64::from((1900..=2600).contains(&whole));
            }
        }
        Value::Moment(moment) => {
            match moment {
                Moment::Date(_) => profile.dates += 1,
                Moment::DateTime(..) => profile.datetimes += 1,
                Moment::Time(_) => profile.times += 1,
            }
            let buddhist = moment
                .day()
                .is_some_and(|day| BUDDHIST_YEARS.contains(&day.ymd().0));
            profile.buddhist_serials += u64::from(buddhist);
        }
        Value::Bool(_) => profile.booleans += 1,
        Value::Error(_) => profile.errors += 1,
        Value::Text(_) | Value::Empty => {}
    }
}

/// Words in a label that say that digits are a code, not a quantity.
const CODE_LABELS: [&str; 15] = [
    "สายด่วน",
    "ห้อง",
    "รุ่น",
    "รหัส",
    "เลขที่",
    "เลขประจำตัว",
    "เลขบัตร",
    "โทร",
    "มือถือ",
    "ไปรษณีย์",
    "code",
    "phone",
    "tel.",
    "zip",
    "postal",
];

/// Labels that say so only when they stand alone.
const CODE_WORDS: [&str; 5] = ["id", "hn", "an", "ข้อ", "no."];

/// Beginnings of labels of things that are numbered: their numbers are names.
const NUMBERED: [&str; 10] = [
    "หมายเลข",
    "สายรถ",
    "สายที่",
    "ห้อง",
    "อาคาร",
    "ทางหลวง",
    "เวอร์ชัน",
    "version",
    "หัวข้อ",
    "ข้อที่",
];

/// Words that end like "the n-th" and are none: area, place, duty, land.
const PLACES: [&str; 4] = ["พื้นที่", "สถานที่", "หน้าที่", "เนื้อที่"];

fn says_code(label: &str) -> bool {
    let label = label.to_lowercase();
    CODE_LABELS.iter().any(|word| label.contains(word))
        || CODE_WORDS.contains(&label.as_str())
        || NUMBERED.iter().any(|word| label.starts_with(word))
        || (label.ends_with("ที่") && !PLACES.iter().any(|word| label.ends_with(word)))
        || label.ends_with("_id")
}

/// Digits typed as text under a label that says code, or in a column of codes: they stay text.
fn is_code(says_code: bool, profile: &Profile) -> bool {
    let texts = profile.number_texts + profile.texts() + profile.date_texts;
    (says_code && texts > 0) || (profile.codes > 0 && profile.numbers == 0)
}

/// The type of four in five values; text where no type has that many.
fn kind(profile: &Profile) -> FieldType {
    let values = profile.values();
    #[expect(clippy::cast_precision_loss, reason = "at most a million rows")]
    let most = |count: u64| values > 0 && count as f64 >= values as f64 * MAJORITY;
    if most(profile.all_numbers()) {
        let whole = profile.integers + profile.integer_texts;
        return if whole >= profile.all_numbers() {
            FieldType::Integer
        } else {
            FieldType::Number
        };
    }
    if most(profile.all_dates()) {
        return if profile.datetimes > 0 {
            FieldType::Datetime
        } else {
            FieldType::Date
        };
    }
    if most(profile.times) {
        return FieldType::Time;
    }
    if most(profile.booleans) {
        return FieldType::Boolean;
    }
    FieldType::String
}
