//! Columns whose cells hold several values each.

use std::collections::BTreeMap;

use crate::model::cell::Cell;
use crate::model::grammar::class::Class;
use crate::model::grammar::phrase;
use crate::model::reference;
use crate::model::schema::FieldType;
use crate::validate::distinct::Distinct;
use crate::validate::texts;
use crate::validate::view::ColumnView;

/// Longest value of a list, in characters; what is longer is a clause of a sentence.
const LONGEST: usize = 40;
/// Different texts with a separator that prove a habit.
const ENOUGH: usize = 3;

/// Words that begin a part of an address.
const PLACES: [&str; 9] = [
    "ต.",
    "อ.",
    "จ.",
    "ตำบล",
    "อำเภอ",
    "จังหวัด",
    "แขวง",
    "เขต",
    "หมู่",
];

/// What a text with several values must not be.
const NO_LISTS: Class = Class::NUMBER
    .and(Class::DATE)
    .and(Class::PLACEHOLDER)
    .and(Class::ADDRESS)
    .and(Class::PERSON)
    .and(Class::PHONE)
    .and(Class::EMAIL)
    .and(Class::LINK)
    .and(Class::MARKUP)
    .and(Class::TWO_LANGUAGES)
    .and(Class::DECIMAL_COMMA);

/// What stands between the values of a column whose cells hold several: one cell in five at the least, and parts that come
/// back in other cells. `None` for a column of single values, of addresses or of prose.
pub(super) fn separator(column: &ColumnView<'_>) -> Option<char> {
    let words = column.field.kind == FieldType::String && !column.field.code;
    if !words || column.field.profile.words == 0 {
        return None;
    }
    let listed = column.field.profile.traits.has(Class::LIST);
    let distinct = column.distinct()?;
    let signs: &[char] = if listed {
        &[';', '|', '\n', '/', ',']
    } else {
        &[',']
    };
    let found = signs
        .iter()
        .copied()
        .find(|sign| recurs(column, distinct, *sign))?;
    (!texts::is_prose(column)).then_some(found)
}

/// Whether a cell holds several values.
pub(super) fn holds_several(column: &ColumnView<'_>, cell: Cell, sign: char) -> bool {
    let Some(id) = cell.as_text() else {
        return false;
    };
    let (class, text) = (column.class(cell), column.workbook.strings.get(id));
    if class.has(NO_LISTS) {
        return false;
    }
    if sign == ',' {
        return text.contains(',') && has_words_between_commas(text);
    }
    class.has(Class::LIST) && phrase::separator(text) == Some(sign)
}

/// Two short parts or more, none of them a number or a part of an address.
fn has_words_between_commas(text: &str) -> bool {
    let parts = || text.split(',').map(str::trim);
    parts().count() >= 2
        && parts().all(|part| {
            let short = (1..=LONGEST).contains(&part.chars().count());
            let place = PLACES.iter().any(|word| part.starts_with(*word))
                || reference::province(part).is_some();
            short && !place && part.starts_with(char::is_alphabetic)
        })
}

/// Whether one value in five holds several, and most parts of those stand in other texts too.
fn recurs(column: &ColumnView<'_>, distinct: &Distinct, sign: char) -> bool {
    let mut parts: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut cells, mut several, mut pieces) = (0, 0, 0);
    let strings = &column.workbook.strings;
    for entry in &distinct.values {
        let Some(id) = entry.cell.as_text() else {
            continue;
        };
        let text = strings.get(id);
        if !holds_several(column, entry.cell, sign) {
            *parts.entry(text.trim()).or_default() += 1;
            continue;
        }
        cells += entry.count;
        several += 1;
        for part in text.split(sign).map(str::trim).filter(|it| !it.is_empty()) {
            if part.chars().count() > LONGEST {
                return false;
            }
            pieces += 1;
            *parts.entry(part).or_default() += 1;
        }
    }
    if several < ENOUGH || cells * 5 < column.field.profile.values() {
        return false;
    }
    let mut again = 0;
    for entry in &distinct.values {
        if let Some(id) = entry.cell.as_text()
            && holds_several(column, entry.cell, sign)
        {
            let text = strings.get(id);
            again += text
                .split(sign)
                .filter(|part| parts.get(part.trim()).is_some_and(|count| *count > 1))
                .count();
        }
    }
    // Two parts in three are words of a list that is chosen from.
    again * 3 >= pieces * 2
}
