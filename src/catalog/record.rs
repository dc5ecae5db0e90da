//! What the shelf holds.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::model::schema::FieldType;

/// An organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// `id`.
    pub id: String,
    /// `name`.
    pub name: String,
    /// `title`.
    pub title: String,
    /// When it was added: naive UTC, ISO 8601, microseconds.
    pub created: String,
}

/// A dataset.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// `id`.
    pub id: String,
    /// `name`.
    pub name: String,
    /// `title`.
    pub title: String,
    /// `id` of the organization.
    pub organization: Option<String>,
    /// Members of the dataset dict.
    pub members: Map<String, Value>,
    /// When it was first published: naive UTC, ISO 8601, microseconds.
    pub created: String,
    /// When it last changed.
    pub modified: String,
    /// Number of the current release, from 1.
    pub release: u32,
}

/// A file of a dataset.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// `id`.
    pub id: String,
    /// `id` of the dataset.
    pub dataset: String,
    /// Place in the dataset, from 0.
    pub position: u32,
    /// Path in the release's folder.
    pub path: String,
    /// ASCII name in the download address.
    pub file_name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// Members of the resource dict.
    pub members: Map<String, Value>,
    /// When it was first published.
    pub created: String,
    /// When the file last changed.
    pub last_modified: String,
    /// When anything of it last changed.
    pub modified: String,
    /// Rows of its table, where it has one.
    pub rows: Option<u64>,
}

impl Resource {
    /// A text member of the dict; empty where there is none.
    pub fn text(&self, key: &str) -> &str {
        self.members
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }
}

/// A table of rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// `id` of the resource.
    pub resource: String,
    /// Name of the SQLite table.
    pub name: String,
    /// Rows.
    pub rows: u64,
    /// Columns.
    pub fields: Vec<Field>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// The column's name.
    pub id: String,
    /// Type of the values.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Whether no value may be missing.
    #[serde(default)]
    pub required: bool,
    /// Whether no value may stand twice.
    #[serde(default)]
    pub unique: bool,
    /// Label, notes, unit and the rest of the dictionary.
    pub info: Map<String, Value>,
}

impl Field {
    /// A text of the dictionary; empty where nothing is said.
    pub fn text(&self, key: &str) -> &str {
        self.info
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }
}

/// A release that was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Its number, from 1.
    pub number: u32,
    /// SHA-256 of the mapped dataset.
    pub descriptor: String,
    /// The dataset dict's members, JSON.
    pub members: String,
    /// The files, JSON.
    pub files: String,
    /// The receipt, JSON.
    pub receipt: String,
    /// When.
    pub published: String,
}

/// What search sees of a dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Thai title.
    pub title: String,
    /// English title.
    pub title_en: String,
    /// `name`.
    pub name: String,
    /// Tags, one a line.
    pub tags: String,
    /// The organization's title and name.
    pub organization: String,
    /// Labels of the fields, one a line.
    pub fields: String,
    /// The description.
    pub notes: String,
    /// Exact values by field, for `field:value` and facets.
    pub terms: Vec<(String, String)>,
}

/// One value of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// No value.
    Null,
    /// Text, dates and times included.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number, with the digits of the CSV.
    Number(String),
    /// true or false.
    Boolean(bool),
}
