//! One cell in eight bytes.

use std::fmt;

use crate::model::moment::{Day, Moment};
use crate::model::number::Number;
use crate::model::strings::{StrId, Strings};

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// A number.
    Number(Number),
    /// A text of the workbook.
    Text(StrId),
    /// TRUE or FALSE.
    Bool(bool),
    /// A date, a time or both.
    Moment(Moment),
    /// `#REF!` and its kind.
    Error(CellError),
}

/// Excel's error values (ECMA-376 part 1, 18.18.11 and what newer versions added).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellError {
    /// `#NULL!`
    Null,
    /// `#DIV/0!`
    Div0,
    /// `#VALUE!`
    Value,
    /// `#REF!`
    Ref,
    /// `#NAME?`
    Name,
    /// `#NUM!`
    Num,
    /// `#N/A`
    NotAvailable,
    /// `#GETTING_DATA`
    GettingData,
    /// `#SPILL!`
    Spill,
    /// `#CALC!`
    Calc,
    /// Any other `t="e"` text.
    Other,
}

/// Error values and their texts.
const ERRORS: [(CellError, &str); 11] = [
    (CellError::Null, "#NULL!"),
    (CellError::Div0, "#DIV/0!"),
    (CellError::Value, "#VALUE!"),
    (CellError::Ref, "#REF!"),
    (CellError::Name, "#NAME?"),
    (CellError::Num, "#NUM!"),
    (CellError::NotAvailable, "#N/A"),
    (CellError::GettingData, "#GETTING_DATA"),
    (CellError::Spill, "#SPILL!"),
    (CellError::Calc, "#CALC!"),
    (CellError::Other, "#ERROR!"),
];

impl CellError {
    /// The error that a text spells, exactly.
    pub fn from_text(text: &str) -> Option<Self> {
        ERRORS
            .iter()
            .find(|(_, spelled)| *spelled == text)
            .map(|(error, _)| *error)
    }

    /// As Excel shows it.
    pub fn as_str(self) -> &'static str {
        ERRORS
            .iter()
            .find(|(error, _)| *error == self)
            .map_or("#ERROR!", |(_, text)| text)
    }

    fn number(self) -> u64 {
        self as u64
    }
}

impl fmt::Display for CellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A cell's value in eight bytes: a float as it is; everything else in the bits of a not-a-number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Cell(u64);

// Sign, exponent and quiet bit of a not-a-number; 51 bits are left to us.
const BOX: u64 = 0x7ff8_0000_0000_0000;
const DECIMAL: u64 = 0xfff8_0000_0000_0000;
const TAGS: u64 = 0xfff8_0000_0000_0000;
// Positive box: two bits of kind, 49 bits of payload.
const KIND: u64 = 49;
const DATETIME: u64 = 1;
const TIME: u64 = 2;
// Kind 0: 16 bits of tag above 32 bits of payload.
const TAG: u64 = 32;
const TEXT: u64 = 1;
const BOOL: u64 = 2;
const ERROR: u64 = 3;
const DATE: u64 = 4;
// Decimal: four bits of scale above 47 bits of digits, offset so that they are never negative.
const SCALE: u64 = 47;
const OFFSET: i64 = 1 << 46;

impl Cell {
    /// No value.
    pub const EMPTY: Self = Self(BOX);

    /// A text.
    pub const fn text(id: StrId) -> Self {
        Self(BOX | TEXT << TAG | id.0 as u64)
    }

    /// The eight bytes, for tables that are keyed by cells.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Whether the cell has no value.
    pub const fn is_empty(self) -> bool {
        self.0 == BOX
    }

    /// The text's number, if the cell holds text.
    pub const fn as_text(self) -> Option<StrId> {
        if self.0 >> TAG == (BOX >> TAG) | TEXT {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "the low 32 bits are the text's number"
            )]
            return Some(StrId(self.0 as u32));
        }
        None
    }

    /// Whether the cell holds a number.
    pub const fn is_number(self) -> bool {
        self.0 & TAGS != BOX
    }

    /// The value.
    pub fn value(self) -> Value {
        let low = |bits: u64| u32::try_from(self.0 & ((1 << bits) - 1)).unwrap_or(0);
        let payload = self.0 & !TAGS;
        match self.0 & TAGS {
            BOX => {}
            DECIMAL => {
                let digits = i64::try_from(payload & ((1 << SCALE) - 1)).unwrap_or(OFFSET);
                let scale = u8::try_from(payload >> SCALE).unwrap_or(0);
                return Value::Number(Number::Decimal {
                    mantissa: digits - OFFSET,
                    scale,
                });
            }
            _ => return Value::Number(Number::Float(f64::from_bits(self.0))),
        }
        match payload >> KIND {
            DATETIME => day_or_empty((payload >> 27) & 0x3f_ffff, |day| {
                Moment::DateTime(day, low(27))
            }),
            TIME => Value::Moment(Moment::Time(payload & ((1 << KIND) - 1))),
            _ => match payload >> TAG {
                TEXT => Value::Text(StrId(low(32))),
                BOOL => Value::Bool(low(32) == 1),
                ERROR => {
                    let error = ERRORS
                        .get(low(32) as usize)
                        .map_or(CellError::Other, |(error, _)| *error);
                    Value::Error(error)
                }
                DATE => day_or_empty(u64::from(low(32)), Moment::Date),
                _ => Value::Empty,
            },
        }
    }
}

fn day_or_empty(number: u64, moment: impl Fn(Day) -> Moment) -> Value {
    let day = u32::try_from(number).ok().and_then(Day::from_number);
    day.map_or(Value::Empty, |day| Value::Moment(moment(day)))
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        match value {
            Value::Empty => Self::EMPTY,
            Value::Text(id) => Self::text(id),
            Value::Bool(truth) => Self(BOX | BOOL << TAG | u64::from(truth)),
            Value::Error(error) => Self(BOX | ERROR << TAG | error.number()),
            Value::Number(Number::Float(float)) => {
                if float.is_nan() {
                    return Self(BOX | ERROR << TAG | CellError::Num.number());
                }
                Self(float.to_bits())
            }
            Value::Number(Number::Decimal { mantissa, scale }) => {
                let digits = u64::try_from(mantissa + OFFSET).unwrap_or(0);
                Self(DECIMAL | u64::from(scale) << SCALE | digits)
            }
            Value::Moment(Moment::Date(day)) => Self(BOX | DATE << TAG | u64::from(day.number())),
            Value::Moment(Moment::DateTime(day, time)) => {
                Self(BOX | DATETIME << KIND | u64::from(day.number()) << 27 | u64::from(time))
            }
            Value::Moment(Moment::Time(time)) => {
                Self(BOX | TIME << KIND | time & ((1 << KIND) - 1))
            }
        }
    }
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value().fmt(f)
    }
}

impl Value {
    /// Appends the value as our files write it: numbers without grouping, ISO 8601, `true`, `#REF!`.
    pub fn write(self, strings: &Strings, out: &mut Vec<u8>) {
        use std::io::Write;
        // Writing to a Vec cannot fail.
        let _infallible = match self {
            Self::Empty => Ok(()),
            Self::Number(number) => {
                number.write(out);
                Ok(())
            }
            Self::Text(id) => {
                out.extend_from_slice(strings.get(id).as_bytes());
                Ok(())
            }
            Self::Bool(truth) => write!(out, "{truth}"),
            Self::Moment(moment) => {
                moment.write(out);
                Ok(())
            }
            Self::Error(error) => write!(out, "{error}"),
        };
    }

    /// The value as text.
    pub fn to_text(self, strings: &Strings) -> String {
        let mut out = Vec::new();
        self.write(strings, &mut out);
        String::from_utf8_lossy(&out).into_owned()
    }

    /// One word for its kind: `empty`, `number`, `text`, `boolean`, `date`, `datetime`, `time`, `error`.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Number(_) => "number",
            Self::Text(_) => "text",
            Self::Bool(_) => "boolean",
            Self::Moment(Moment::Date(_)) => "date",
            Self::Moment(Moment::DateTime(..)) => "datetime",
            Self::Moment(Moment::Time(_)) => "time",
            Self::Error(_) => "error",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, CellError, ERRORS, Value};
    use crate::model::moment::{Day, Moment};
    use crate::model::number::Number;
    use crate::model::strings::StrId;

    #[test]
    fn eight_bytes_keep_every_value() {
        assert_eq!(size_of::<Cell>(), 8);
        let day = Day::from_ymd(2024, 2, 29).unwrap();
        let mut values = vec![
            Value::Empty,
            Value::Text(StrId(0)),
            Value::Text(StrId(u32::MAX)),
            Value::Bool(true),
            Value::Bool(false),
            Value::Moment(Moment::Date(day)),
            Value::Moment(Moment::DateTime(
                Day::from_number(Day::LAST).unwrap(),
                86_399_999,
            )),
            Value::Moment(Moment::Time(0)),
            Value::Moment(Moment::Time(360_000_000_000)),
        ];
        values.extend(ERRORS.iter().map(|(error, _)| Value::Error(*error)));
        for text in [
            "0",
            "-1",
            "1.10",
            "-70368744177663",
            "70368744177663",
            "1E300",
            "0.1234567890123456789",
            "-0.000000000000001",
        ] {
            values.push(Value::Number(Number::parse(text.as_bytes()).unwrap()));
        }
        for value in values {
            let cell = Cell::from(value);
            assert_eq!(cell.value(), value);
            assert_eq!(cell.is_empty(), value == Value::Empty);
            assert_eq!(cell.is_number(), matches!(value, Value::Number(_)));
            assert_eq!(cell.as_text().is_some(), matches!(value, Value::Text(_)));
        }
        for (at, (error, _)) in ERRORS.iter().enumerate() {
            assert_eq!(CellError::number(*error), at as u64);
        }
    }
}
