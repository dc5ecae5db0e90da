//! The types of PostgreSQL that a DataStore has, by the names that PostgreSQL 15 behind CKAN 2.11.6 gives them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::catalog::moment;
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

    /// Whether it keeps any text.
    pub fn is_text(self) -> bool {
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

/// Whether a text is a UUID with its hyphens.
pub fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}
