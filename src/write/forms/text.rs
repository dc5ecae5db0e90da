//! Values of a descriptor as the text of a cell.

use serde_json::Value;

use crate::model::form::{Column, Field, Kind, NO, OTHER, YES};
use crate::model::grammar::date::BUDDHIST_OFFSET;
use crate::model::moment::Moment;

/// Characters (UTF-16 units) that Excel keeps in a cell.
const LONGEST: usize = 32_767;
/// Length of a piece of a longer text.
const PIECE: usize = 30_000;

/// What is written for an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// The text of its cell.
    pub(super) cell: String,
    /// All its values, where the cell does not tell them; one empty text where nothing is stated.
    pub(super) whole: Vec<String>,
}

impl Said {
    /// A cell that tells everything.
    pub(super) fn plain(cell: impl Into<String>) -> Self {
        Self {
            cell: cell.into(),
            whole: Vec::new(),
        }
    }

    /// A cell that only fills a gap: nothing is stated.
    pub(super) fn filler(cell: impl Into<String>) -> Self {
        Self {
            cell: cell.into(),
            whole: vec![String::new()],
        }
    }

    /// A text that is too long for a cell, cut; its pieces tell it whole.
    pub(super) fn fitted(self) -> Self {
        if self.cell.encode_utf16().count() <= LONGEST || !self.whole.is_empty() {
            return self;
        }
        let pieces = pieces(&self.cell);
        Self {
            cell: pieces.first().cloned().unwrap_or_default(),
            whole: pieces,
        }
    }
}

/// Cuts a text into pieces that cells can hold.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut length = 0;
    let mut before = ' ';
    for letter in text.chars() {
        // Spaces at the ends of a cell are lost, so a text is not cut beside one while there is room.
        let inside = !letter.is_whitespace() && !before.is_whitespace();
        let limit = if inside { PIECE } else { LONGEST - 2 };
        if length >= limit {
            pieces.push(String::new());
            length = 0;
        }
        length += letter.len_utf16();
        before = letter;
        if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
        }
    }
    pieces
}

/// The texts of a value: of a list each of its items.
pub(super) fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(items)) => items.iter().flat_map(|item| texts(Some(item))).collect(),
        Some(other) => vec![other.to_string()],
    }
}

/// A value as a cell shows it: days in the Buddhist era, yes and no in Thai.
pub(super) fn shown(kind: &Kind, raw: &str) -> String {
    match (kind, raw) {
        (Kind::Date, _) => buddhist(raw),
        (Kind::Flag, "True") => YES.to_owned(),
        (Kind::Flag, "False") => NO.to_owned(),
        _ => raw.to_owned(),
    }
}

/// `2024-01-31` as `2567-01-31`; what is no such date stays as it is.
fn buddhist(raw: &str) -> String {
    match Moment::from_iso(raw) {
        Some(Moment::Date(day)) => {
            let (year, month, day) = day.ymd();
            format!("{:04}-{month:02}-{day:02}", year + BUDDHIST_OFFSET)
        }
        _ => raw.to_owned(),
    }
}

/// What is written for an item of the national catalogue. `other` is what was said beside the choice "something else".
pub(super) fn said(
    column: &Column,
    field: Option<&Field>,
    value: Option<&Value>,
    other: Option<&str>,
) -> Said {
    let kind = field.map_or(&Kind::Text, |field| &field.kind);
    let values = texts(value);
    if column.as_stored {
        return Said::plain(values.join(","));
    }
    let Some(first) = values.first() else {
        // The national importer takes a blank cell for a yes.
        return match kind {
            Kind::Flag => Said::filler(NO),
            _ => Said::default(),
        };
    };
    let other = other.map(str::trim).filter(|text| !text.is_empty());
    let all: Vec<String> = values.iter().map(|raw| shown(kind, raw)).collect();
    match other {
        Some(other) if column.other_in_cell && first == OTHER => Said {
            cell: pieces(other).into_iter().next().unwrap_or_default(),
            whole: all,
        },
        _ => Said {
            cell: shown(kind, first),
            whole: if all.len() > 1 { all } else { Vec::new() },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{PIECE, Said, buddhist};

    #[test]
    fn dates_change_their_era_and_nothing_else() {
        assert_eq!(buddhist("2024-02-29"), "2567-02-29");
        assert_eq!(buddhist("ปลายปี"), "ปลายปี");
    }

    #[test]
    fn a_text_that_is_too_long_is_kept_in_pieces() {
        let text = "ก".repeat(PIECE * 2 + 1);
        let said = Said::plain(text.clone()).fitted();
        assert_eq!(said.whole.concat(), text);
        assert_eq!(said.whole.len(), 3);
        assert_eq!(Said::plain("ก").fitted(), Said::plain("ก"));
    }
}
