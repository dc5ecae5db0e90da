//! Personal data in a note and in cells that nobody sees. What makes a text personal is the grammar's to say.

use crate::model::cell::{Cell, Value};
use crate::model::grammar::class::Class;
use crate::model::strings::Strings;

/// The traits of a text that says something about a person.
pub(super) const TRAITS: Class = Class::NATIONAL_ID
    .and(Class::PHONE)
    .and(Class::EMAIL)
    .and(Class::PERSON);

/// What a cell says about a person. A number typed as a number is looked at too: Excel keeps its thirteen digits.
pub(super) fn of_cell(cell: Cell, strings: &Strings) -> Class {
    if let Some(id) = cell.as_text() {
        return strings.class(id);
    }
    thirteen_digits(cell).map_or_else(Class::default, |digits| Class::of(&digits))
}

/// Whether a cell has the length of a national number, whatever its check digit.
pub(super) fn has_its_length(cell: Cell, strings: &Strings) -> bool {
    cell.as_text().map_or_else(
        || thirteen_digits(cell).is_some(),
        |id| {
            let text = strings.get(id);
            // Digits in groups: 1-2345-67890-12-3.
            let written = |byte: u8| byte.is_ascii_digit() || byte == b'-';
            text.bytes().all(written) && text.bytes().filter(u8::is_ascii_digit).count() == 13
        },
    )
}

fn thirteen_digits(cell: Cell) -> Option<String> {
    let Value::Number(number) = cell.value() else {
        return None;
    };
    let whole = number.to_integer()?;
    (1_000_000_000_000..10_000_000_000_000)
        .contains(&whole)
        .then(|| whole.to_string())
}

/// What a note says about persons: as a whole, line by line and word by word.
pub(super) fn of_note(text: &str) -> Class {
    let mut found = Class::of(text);
    for line in text.lines() {
        found = found.and(Class::of(line));
        for word in line.split_whitespace() {
            found = found.and(Class::of(word));
        }
    }
    found
}
