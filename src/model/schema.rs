//! Table Schema (Data Package v2): what a machine must enforce about a table.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A table's schema, as it stands in `schemas/<dataset>/<resource>.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Schema {
    /// Which standard the file follows.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// The fields, in the order of the columns.
    pub fields: Vec<Field>,
    /// Names of the fields that identify a row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub primary_key: Vec<String>,
    /// Texts that mean "no value". Always the empty text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing_values: Vec<String>,
}

impl Schema {
    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// One column of the published table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// ASCII `snake_case`, at most 63 bytes: the column's name in CSV, JSON, XML and DataStore.
    pub name: String,
    /// The type of its values.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Thai label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What must hold for every value.
    #[serde(default, skip_serializing_if = "Constraints::is_empty")]
    pub constraints: Constraints,
    /// `buddhist` where a year counts in the Buddhist era. Our own property; others ignore it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
}

/// Types of Table Schema that the product uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldType {
    /// Text, codes with leading zeros included.
    #[default]
    String,
    /// Whole number.
    Integer,
    /// Any number.
    Number,
    /// true or false.
    Boolean,
    /// ISO 8601 day.
    Date,
    /// ISO 8601 day and time, no zone.
    Datetime,
    /// Time of day.
    Time,
    /// A calendar year; see [`Field::calendar`].
    Year,
}

impl FieldType {
    /// Its name in Table Schema.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Datetime => "datetime",
            Self::Time => "time",
            Self::Year => "year",
        }
    }

    /// Its PostgreSQL name in a CKAN DataStore.
    pub fn datastore(self) -> &'static str {
        match self {
            Self::String => "text",
            Self::Integer | Self::Year => "int8",
            Self::Number => "numeric",
            Self::Boolean => "bool",
            Self::Date => "date",
            Self::Datetime => "timestamp",
            Self::Time => "time",
        }
    }

    /// Its XML Schema datatype.
    pub fn xsd(self) -> &'static str {
        match self {
            Self::String => "xs:string",
            Self::Integer => "xs:integer",
            Self::Number => "xs:decimal",
            Self::Boolean => "xs:boolean",
            Self::Date => "xs:date",
            Self::Datetime => "xs:dateTime",
            Self::Time => "xs:time",
            Self::Year => "xs:gYear",
        }
    }

    /// Whether JSON writes it without quotes.
    pub fn is_bare_in_json(self) -> bool {
        matches!(
            self,
            Self::Integer | Self::Number | Self::Boolean | Self::Year
        )
    }
}

/// What must hold for every value of a field (Table Schema, constraints).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Constraints {
    /// No value may be missing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// No value may stand twice.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unique: bool,
    /// Smallest value; a number, or a date as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Value>,
    /// Largest value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Value>,
    /// The values that are allowed.
    #[serde(rename = "enum", default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<Value>,
    /// Longest text, in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
}

impl Constraints {
    /// Whether nothing is demanded.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
