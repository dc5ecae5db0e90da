//! What the shelf holds.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::catalog::postgres::Type;
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
    /// `description`.
    pub description: String,
    /// `image_url`.
    pub image_url: String,
    /// `extras`: objects with `id`, `key` and `value`.
    pub extras: Vec<Value>,
    /// Whether it is there or was deleted; never a draft.
    pub state: State,
}

impl Organization {
    /// An organization of which nothing is said but its title.
    pub fn new(id: String, name: String, title: String, created: String) -> Self {
        Self {
            id,
            name,
            title,
            created,
            description: String::new(),
            image_url: String::new(),
            extras: Vec::new(),
            state: State::Active,
        }
    }
}

/// Whether something is there for readers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// It is.
    #[default]
    Active,
    /// Not yet.
    Draft,
    /// Not any more.
    Deleted,
}

impl State {
    /// The word that CKAN uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Draft => "draft",
            Self::Deleted => "deleted",
        }
    }

    /// The state of a word; none for any other.
    pub fn named(word: &str) -> Option<Self> {
        [Self::Active, Self::Draft, Self::Deleted]
            .into_iter()
            .find(|state| state.as_str() == word)
    }
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
    /// Number of the current release, from 1; 0 for a dataset that a client made.
    pub release: u32,
    /// Whether only its organization sees it.
    pub private: bool,
    /// Whether it is there for readers.
    pub state: State,
    /// `id` of the user who made it over the API.
    pub creator: Option<String>,
}

/// A resource of a dataset: a file, a link, or a table alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// `id`.
    pub id: String,
    /// `id` of the dataset.
    pub dataset: String,
    /// Place in the dataset, from 0.
    pub position: u32,
    /// Path in the release's folder; empty for a resource that a client made.
    pub path: String,
    /// ASCII name in the download address; empty where there is no file.
    pub file_name: String,
    /// SHA-256 of the file; empty where there is none.
    pub sha256: String,
    /// Bytes of the file; 0 where there is none.
    pub size: u64,
    /// Address of a link; empty for a file.
    pub link: String,
    /// `url_type`: `upload` for a file, `datastore` for a table alone, mostly none for a link.
    pub url_type: Option<String>,
    /// Members of the resource dict.
    pub members: Map<String, Value>,
    /// When it was first published.
    pub created: String,
    /// When the file last changed; empty where that is not known.
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
    /// The columns by which a row is known; none for a table whose rows are only listed.
    pub key: Vec<String>,
    /// Other names of the table.
    pub aliases: Vec<String>,
}

impl Table {
    /// The column of a name.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }
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
    /// How a column that a client made is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub native: Option<Native>,
}

/// A column that a client made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Native {
    /// Its PostgreSQL type.
    pub kind: Type,
    /// Its name in the SQLite table, which does not tell `A` from `a`.
    pub column: String,
    /// Whether the client gave an `info`, be it an empty one: CKAN shows it only then.
    #[serde(default)]
    pub described: bool,
}

impl Field {
    /// PostgreSQL's internal name of its type, as a DataStore reports it.
    pub fn datastore(&self) -> &'static str {
        match &self.native {
            Some(native) => native.kind.name(),
            None => self.kind.datastore(),
        }
    }

    /// Its type in a DataStore.
    pub fn postgres(&self) -> Type {
        match &self.native {
            Some(native) => native.kind,
            None => Type::of(self.kind),
        }
    }

    /// Its name in the SQLite table.
    pub fn column(&self) -> &str {
        self.native
            .as_ref()
            .map_or(self.id.as_str(), |native| &native.column)
    }

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
    /// A value that is JSON itself.
    Json(String),
}
