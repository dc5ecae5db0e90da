//! What a raw cell means: shared and inline strings, numbers, dates by their format, booleans, errors.

use crate::model::cell::{Cell, CellError, Value};
use crate::model::moment::{Moment, SerialKind};
use crate::model::number::Number;
use crate::model::strings::Strings;
use crate::model::workbook::Look;
use crate::read::xlsx::markup::{resolve, unescape};
use crate::read::xlsx::raw::RawTag;
use crate::read::xlsx::strings::{self, Shared};
use crate::read::xlsx::styles::Styles;

/// What cells refer to.
pub(super) struct Context<'a> {
    pub(super) shared: &'a Shared,
    pub(super) styles: &'a Styles,
    pub(super) date1904: bool,
}

impl Context<'_> {
    /// The value of a cell; the fault in words where it has none.
    pub(super) fn decode(&self, raw: &RawTag<'_>, texts: &mut Strings) -> Result<Cell, String> {
        if let Some(inline) = raw.inline {
            return Ok(text_cell(&strings::item(utf8(inline)?)?, texts));
        }
        let Some(value) = raw.value else {
            return Ok(Cell::EMPTY);
        };
        if raw.marked {
            let text = resolve(utf8(value)?)?;
            if !matches!(raw.kind, b"" | b"n" | b"s" | b"b" | b"e" | b"d") {
                return Ok(text_cell(&text, texts));
            }
            return self.decode(
                &RawTag {
                    marked: false,
                    value: Some(text.as_bytes()),
                    ..*raw
                },
                texts,
            );
        }
        match raw.kind {
            b"s" => {
                let index =
                    index(value).ok_or_else(|| "a shared string without a number".to_owned())?;
                self.shared.cells.get(index).copied().ok_or_else(|| {
                    format!(
                        "shared string {index} of {}: the list of strings is shorter",
                        self.shared.cells.len()
                    )
                })
            }
            b"" | b"n" => self.number(value, raw.style, texts),
            b"b" => Ok(Cell::from(Value::Bool(matches!(
                value.trim_ascii(),
                b"1" | b"true"
            )))),
            b"e" => {
                let text = utf8(value)?;
                Ok(Cell::from(Value::Error(
                    CellError::from_text(text.trim()).unwrap_or(CellError::Other),
                )))
            }
            b"d" => {
                let text = utf8(value)?;
                Ok(match Moment::from_iso(text) {
                    Some(moment) => Cell::from(Value::Moment(moment)),
                    None => text_cell(text, texts),
                })
            }
            // "str": a formula's text. An unknown type is text too: nothing is lost, and a rule can point at it.
            _ => Ok(text_cell(&unescape(utf8(value)?)?, texts)),
        }
    }

    /// How the cell looks, where that matters: by its style, and by the runs of a rich text.
    pub(super) fn looks(&self, raw: &RawTag<'_>) -> impl Iterator<Item = Look> {
        let run = match raw.kind {
            b"s" if !self.shared.rich.is_empty() => raw.value.and_then(index).and_then(|index| {
                let rich = &self.shared.rich;
                let at = rich.binary_search_by_key(&index, |(item, _)| *item).ok()?;
                Some(rich[at].1)
            }),
            _ => raw
                .inline
                .and_then(|inline| strings::look(std::str::from_utf8(inline).ok()?)),
        };
        let style = self.styles.looks(raw.style).iter().copied();
        style.chain(run)
    }

    fn number(&self, value: &[u8], style: u32, texts: &mut Strings) -> Result<Cell, String> {
        let value = value.trim_ascii();
        if value.is_empty() {
            return Ok(Cell::EMPTY);
        }
        let Some(number) = Number::parse(value) else {
            return Ok(text_cell(&unescape(utf8(value)?)?, texts));
        };
        if let Some(kind) = self.styles.serial(style)
            && let Some(moment) = moment(number, kind, self.date1904)
        {
            return Ok(Cell::from(Value::Moment(moment)));
        }
        Ok(Cell::from(Value::Number(number)))
    }
}

/// The number of a shared string.
fn index(digits: &[u8]) -> Option<usize> {
    let digits = digits.trim_ascii();
    if digits.is_empty() || digits.len() > 10 {
        return None;
    }
    digits.iter().try_fold(0usize, |index, byte| {
        byte.is_ascii_digit()
            .then(|| index * 10 + usize::from(byte - b'0'))
    })
}

fn moment(number: Number, kind: SerialKind, date1904: bool) -> Option<Moment> {
    Moment::from_serial(number.to_f64(), kind, date1904)
}

fn text_cell(text: &str, texts: &mut Strings) -> Cell {
    if text.is_empty() {
        return Cell::EMPTY;
    }
    Cell::text(texts.intern(text))
}

fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|error| format!("text that is not UTF-8 ({error})"))
}
