//! The types of PostgreSQL that a DataStore has, and values of JSON as values of them.
//!
//! Names, casts and messages are those of PostgreSQL 15 behind CKAN 2.11.6. Decimals keep every digit that was sent.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::catalog::decimal;
use crate::catalog::moment;
use crate::catalog::record::Cell;
use crate::model::schema::FieldType;

/// A type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Type {
    /// `text`
    Text,
    /// `varchar`; the length that a client states is not enforced.
    Varchar,
    /// `char(n)`
    Bpchar,
    /// `int2`, 16 bits
    Int2,
    /// `int4`, 32 bits
    Int4,
    /// `int8`, 64 bits
    Int8,
    /// `numeric`, every digit
    Numeric,
    /// `float4`
    Float4,
    /// `float8`
    Float8,
    /// `bool`
    Bool,
    /// `date`
    Date,
    /// `timestamp`, no zone
    Timestamp,
    /// `timestamptz`, kept as UTC
    Timestamptz,
    /// `time`
    Time,
    /// `json`
    Json,
    /// `jsonb`
    Jsonb,
    /// `uuid`
    Uuid,
    /// `bytea`, as the text that was sent
    Bytea,
    /// `text[]`
    #[serde(rename = "_text")]
    Texts,
    /// `int4[]`
    #[serde(rename = "_int4")]
    Ints,
    /// `numeric[]`
    #[serde(rename = "_numeric")]
    Numerics,
}

/// Internal name, full name, the words by which clients ask for it.
const NAMES: [(Type, &str, &str, &[&str]); 21] = [
    (Type::Text, "text", "text", &[]),
    (
        Type::Varchar,
        "varchar",
        "character varying",
        &["character varying"],
    ),
    (Type::Bpchar, "bpchar", "character", &["char", "character"]),
    (Type::Int2, "int2", "smallint", &["smallint"]),
    (Type::Int4, "int4", "integer", &["int", "integer"]),
    (Type::Int8, "int8", "bigint", &["bigint"]),
    (Type::Numeric, "numeric", "numeric", &["decimal"]),
    (Type::Float4, "float4", "real", &["real"]),
    (
        Type::Float8,
        "float8",
        "double precision",
        &["float", "double precision"],
    ),
    (Type::Bool, "bool", "boolean", &["boolean"]),
    (Type::Date, "date", "date", &[]),
    (
        Type::Timestamp,
        "timestamp",
        "timestamp without time zone",
        &["timestamp without time zone"],
    ),
    (
        Type::Timestamptz,
        "timestamptz",
        "timestamp with time zone",
        &["timestamp with time zone"],
    ),
    (
        Type::Time,
        "time",
        "time without time zone",
        &["time without time zone"],
    ),
    (Type::Json, "json", "nested", &["nested"]),
    (Type::Jsonb, "jsonb", "jsonb", &[]),
    (Type::Uuid, "uuid", "uuid", &[]),
    (Type::Bytea, "bytea", "bytea", &[]),
    (Type::Texts, "_text", "text[]", &["text[]"]),
    (
        Type::Ints,
        "_int4",
        "integer[]",
        &["int[]", "int4[]", "integer[]"],
    ),
    (Type::Numerics, "_numeric", "numeric[]", &["numeric[]"]),
];

/// Why a value is none of a type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// PostgreSQL's sentence.
    #[error("{0}")]
    Said(String),
    /// A NUL character, which PostgreSQL has no way to keep; CKAN fails on it.
    #[error("a NUL character")]
    Nul,
}

impl Type {
    /// The type that a client asks for, in any case, with a size in parentheses or not.
    pub fn named(asked: &str) -> Option<Self> {
        let lower = asked.trim().to_ascii_lowercase();
        let bare = match lower.split_once('(') {
            Some((bare, size)) if size.ends_with(')') => bare.trim_end(),
            _ => lower.as_str(),
        };
        let named = NAMES
            .iter()
            .find(|(_, name, _, others)| *name == bare || others.contains(&bare));
        named.map(|(kind, ..)| *kind)
    }

    /// PostgreSQL's internal name, which a DataStore reports.
    pub fn name(self) -> &'static str {
        self.entry().1
    }

    /// PostgreSQL's full name.
    pub fn full_name(self) -> &'static str {
        self.entry().2
    }

    fn entry(self) -> (Self, &'static str, &'static str, &'static [&'static str]) {
        let found = NAMES.iter().find(|(kind, ..)| *kind == self);
        *found.unwrap_or(&(Self::Text, "text", "text", &[]))
    }

    /// The type of a column that was published from a schema.
    pub fn of(kind: FieldType) -> Self {
        match kind {
            FieldType::String => Self::Text,
            FieldType::Integer | FieldType::Year => Self::Int8,
            FieldType::Number => Self::Numeric,
            FieldType::Boolean => Self::Bool,
            FieldType::Date => Self::Date,
            FieldType::Datetime => Self::Timestamp,
            FieldType::Time => Self::Time,
        }
    }

    /// How its values are compared and shown.
    pub fn kind(self) -> FieldType {
        match self {
            Self::Int2 | Self::Int4 | Self::Int8 => FieldType::Integer,
            Self::Numeric | Self::Float4 | Self::Float8 => FieldType::Number,
            Self::Bool => FieldType::Boolean,
            Self::Date => FieldType::Date,
            Self::Timestamp | Self::Timestamptz => FieldType::Datetime,
            Self::Time => FieldType::Time,
            _ => FieldType::String,
        }
    }

    /// Whether its values are JSON themselves.
    pub fn is_json(self) -> bool {
        matches!(
            self,
            Self::Json | Self::Jsonb | Self::Texts | Self::Ints | Self::Numerics
        )
    }

    fn is_text(self) -> bool {
        matches!(
            self,
            Self::Text | Self::Varchar | Self::Bpchar | Self::Bytea
        )
    }

    /// The type of a column whose client names none, by its first value, as CKAN guesses.
    pub fn guess(value: &Value) -> Self {
        match value {
            // Python's booleans are integers: CKAN guesses so too, and PostgreSQL then refuses the value.
            Value::Bool(_) => Self::Int4,
            Value::Number(number) if number.is_f64() => Self::Numeric,
            Value::Number(number) => {
                let fits = number.as_i64().is_some_and(|it| i32::try_from(it).is_ok());
                if fits { Self::Int4 } else { Self::Int8 }
            }
            Value::Object(_) | Value::Array(_) => Self::Json,
            Value::String(text) if moment::timestamp(text).is_some() => Self::Timestamp,
            Value::String(_) | Value::Null => Self::Text,
        }
    }
}

/// A value of JSON, as the text that the client sent, as a value of a column. `column` is for the message.
pub fn cast(kind: Type, column: &str, json: &str) -> Result<Cell, Misfit> {
    let json = json.trim();
    match json.as_bytes().first() {
        Some(b'n') | None => Ok(Cell::Null),
        Some(b't') => boolean(kind, column, true),
        Some(b'f') => boolean(kind, column, false),
        Some(b'"') => {
            let text: String = serde_json::from_str(json).map_err(|_| Misfit::Nul)?;
            if text.contains('\0') {
                return Err(Misfit::Nul);
            }
            from_text(kind, text)
        }
        Some(b'{' | b'[') => nested(kind, json),
        Some(_) => number(kind, column, json),
    }
}

fn said<T>(sentence: String) -> Result<T, Misfit> {
    Err(Misfit::Said(sentence))
}

fn mistyped<T>(kind: Type, column: &str, found: &str) -> Result<T, Misfit> {
    let full = if kind == Type::Json {
        "json"
    } else {
        kind.full_name()
    };
    said(format!(
        "column \"{column}\" is of type {full} but expression is of type {found}"
    ))
}

fn boolean(kind: Type, column: &str, flag: bool) -> Result<Cell, Misfit> {
    match kind {
        Type::Bool => Ok(Cell::Boolean(flag)),
        Type::Json | Type::Jsonb => Ok(Cell::Json(flag.to_string())),
        kind if kind.is_text() => Ok(Cell::Text(flag.to_string())),
        _ => mistyped(kind, column, "boolean"),
    }
}

fn number(kind: Type, column: &str, digits: &str) -> Result<Cell, Misfit> {
    match kind {
        Type::Int2 | Type::Int4 | Type::Int8 => {
            let whole = digits.parse::<i128>().ok().or_else(|| rounded(digits));
            match whole.and_then(|whole| fitting(kind, whole)) {
                Some(number) => Ok(Cell::Integer(number)),
                None => said(format!("{} out of range", kind.full_name())),
            }
        }
        Type::Numeric => Ok(Cell::Number(digits.to_owned())),
        Type::Float4 | Type::Float8 => float(kind, digits),
        Type::Json | Type::Jsonb => Ok(Cell::Json(digits.to_owned())),
        kind if kind.is_text() => Ok(Cell::Text(digits.to_owned())),
        _ => {
            let is_whole = digits
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'-');
            mistyped(kind, column, if is_whole { "integer" } else { "numeric" })
        }
    }
}

/// A decimal as a whole number: half goes away from zero, as in PostgreSQL.
fn rounded(digits: &str) -> Option<i128> {
    let number: f64 = digits.parse().ok()?;
    let whole = number.round();
    // Beyond 2^63 no column could hold it; below, the text of a rounded number is exact.
    (whole.abs() < 9.3e18).then(|| format!("{whole:.0}").parse().ok())?
}

fn fitting(kind: Type, whole: i128) -> Option<i64> {
    match kind {
        Type::Int2 => i16::try_from(whole).ok().map(i64::from),
        Type::Int4 => i32::try_from(whole).ok().map(i64::from),
        _ => i64::try_from(whole).ok(),
    }
}

fn float(kind: Type, digits: &str) -> Result<Cell, Misfit> {
    let parsed = match kind {
        Type::Float4 => digits
            .parse::<f32>()
            .ok()
            .map(|it| (it.is_finite(), it.to_string())),
        _ => digits.parse::<f64>().ok().map(|it| {
            let shortest = serde_json::Number::from_f64(it).map(|it| it.to_string());
            (it.is_finite(), shortest.unwrap_or_default())
        }),
    };
    match parsed {
        Some((true, shortest)) => Ok(Cell::Number(shortest)),
        _ => said(format!(
            "\"{digits}\" is out of range for type {}",
            kind.full_name()
        )),
    }
}

fn nested(kind: Type, json: &str) -> Result<Cell, Misfit> {
    let compact = serde_json::from_str::<Value>(json).map_err(|_| Misfit::Nul)?;
    if kind.is_json() && (matches!(kind, Type::Json | Type::Jsonb) || compact.is_array()) {
        return Ok(Cell::Json(compact.to_string()));
    }
    let name = if compact.is_array() { "list" } else { "dict" };
    said(format!("can't adapt type '{name}'"))
}

fn from_text(kind: Type, text: String) -> Result<Cell, Misfit> {
    if kind.is_text() {
        return Ok(Cell::Text(text));
    }
    if text.is_empty() {
        return Ok(Cell::Null);
    }
    let name = if kind == Type::Timestamptz {
        "timestamp with time zone"
    } else {
        kind.full_name()
    };
    let name = if kind == Type::Timestamp {
        "timestamp"
    } else {
        name
    };
    let name = if kind == Type::Time { "time" } else { name };
    let wrong = || Misfit::Said(format!("invalid input syntax for type {name}: \"{text}\""));
    let bare = text.trim();
    let range = || Misfit::Said(format!("date/time field value out of range: \"{text}\""));
    let moment = |found: Option<Result<String, moment::OutOfRange>>| match found {
        Some(Ok(text)) => Ok(Cell::Text(text)),
        Some(Err(moment::OutOfRange)) => Err(range()),
        None => Err(wrong()),
    };
    match kind {
        Type::Int2 | Type::Int4 | Type::Int8 => {
            let whole: i128 = bare.parse().map_err(|_| wrong())?;
            fitting(kind, whole).map(Cell::Integer).ok_or_else(|| {
                Misfit::Said(format!("value \"{bare}\" is out of range for type {name}"))
            })
        }
        Type::Numeric | Type::Float4 | Type::Float8 => match special(bare) {
            Some(word) => Ok(Cell::Text(word.to_owned())),
            None => {
                let digits = plain(bare);
                if !decimal::is_number(&digits) {
                    return Err(wrong());
                }
                if kind == Type::Numeric {
                    Ok(Cell::Number(digits))
                } else {
                    float(kind, &digits)
                }
            }
        },
        Type::Bool => match bare.to_ascii_lowercase().as_str() {
            "t" | "true" | "y" | "yes" | "on" | "1" => Ok(Cell::Boolean(true)),
            "f" | "false" | "n" | "no" | "off" | "0" => Ok(Cell::Boolean(false)),
            _ => Err(wrong()),
        },
        Type::Date => moment(moment::date(bare)),
        Type::Timestamp => moment(moment::timestamp(bare)),
        Type::Timestamptz => moment(moment::timestamp_in_utc(bare)),
        Type::Time => moment(moment::time(bare)),
        Type::Json => Ok(Cell::Json(Value::String(text).to_string())),
        Type::Jsonb => match serde_json::from_str::<Value>(bare) {
            Ok(value) => Ok(Cell::Json(value.to_string())),
            Err(_) => said("invalid input syntax for type json".to_owned()),
        },
        Type::Uuid if is_uuid(bare) => Ok(Cell::Text(bare.to_ascii_lowercase())),
        Type::Uuid => Err(wrong()),
        Type::Texts | Type::Ints | Type::Numerics => match serde_json::from_str::<Value>(bare) {
            Ok(Value::Array(items)) => Ok(Cell::Json(Value::Array(items).to_string())),
            _ => said(format!("malformed array literal: \"{text}\"")),
        },
        _ => Ok(Cell::Text(text)),
    }
}

/// The values of PostgreSQL's numbers that are no numbers, as it writes them.
fn special(text: &str) -> Option<&'static str> {
    match text.to_ascii_lowercase().as_str() {
        "nan" => Some("NaN"),
        "infinity" | "inf" | "+infinity" | "+inf" => Some("Infinity"),
        "-infinity" | "-inf" => Some("-Infinity"),
        _ => None,
    }
}

/// A decimal that PostgreSQL takes, in JSON's grammar: `+.5` becomes `0.5`, `007` becomes `7`.
fn plain(text: &str) -> String {
    let unsigned = text.trim_start_matches('+');
    let (sign, rest) = match unsigned.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", unsigned),
    };
    let end = rest.find(['e', 'E']).unwrap_or(rest.len());
    let (mantissa, exponent) = rest.split_at(end);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if text.starts_with("++") || whole.is_empty() && fraction.is_empty() {
        return text.to_owned();
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}{exponent}")
}

/// Whether a text is a UUID with its hyphens.
pub fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}
