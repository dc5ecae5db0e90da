//! Values of JSON → values of a column, with the casts and the messages of PostgreSQL 15 behind CKAN 2.11.6.
//!
//! Decimals keep every digit that was sent.

use serde_json::Value;

use crate::catalog::decimal;
use crate::catalog::moment;
use crate::catalog::postgres::{Type, is_uuid};
use crate::catalog::record::Cell;

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
        Type::Numeric | Type::Float4 | Type::Float8 => {
            let digits = plain(bare);
            match special(bare) {
                Some(word) => Ok(Cell::Text(word.to_owned())),
                None if !decimal::is_number(&digits) => Err(wrong()),
                None if kind == Type::Numeric => Ok(Cell::Number(digits)),
                None => float(kind, &digits),
            }
        }
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
