//! A dataset's descriptor: Data Package v2 with the Thai national catalogue's items under `thai-gdc`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::model::kpi::Statement;
use crate::model::schema::Schema;

/// `datapackage.json`, both the one a person writes in `datasets/<name>/` and the one that is built.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Package {
    /// The profile that it follows.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// CKAN's `name`: `^[a-z0-9_-]{2,100}$`, the folder's name everywhere.
    pub name: String,
    /// Thai title.
    pub title: String,
    /// English title; our own property.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_en: Option<String>,
    /// What the dataset is, in Thai.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Version of the data, chosen by the publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// A page about the dataset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub homepage: Option<String>,
    /// Search words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// Licences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub licenses: Vec<License>,
    /// Units that made, keep or publish it. Never a person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contributors: Vec<Contributor>,
    /// Where the data came from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// The national catalogue's fields, by CKAN key, with the exact Thai values of the standard.
    #[serde(rename = "thai-gdc", default, skip_serializing_if = "Map::is_empty")]
    pub gdc: Map<String, Value>,
    /// What this product needs to know beside the standard.
    #[serde(default, skip_serializing_if = "Settings::is_empty")]
    pub sheetpress: Settings,
    /// The tables.
    pub resources: Vec<Resource>,
}

impl Package {
    /// A text item of `thai-gdc`; lists are joined with a comma.
    pub fn gdc_text(&self, key: &str) -> Option<String> {
        item_text(&self.gdc, key)
    }
}

/// A licence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct License {
    /// Open Definition or SPDX identifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// A unit that contributed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contributor {
    /// Its name.
    pub title: String,
    /// Its mailbox.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Its page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What it did: `publisher`, `contact`, `creator`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
}

/// A source of the data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its name.
    pub title: String,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Its version or date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// Our own settings in a descriptor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Levels of rules, each with the reason why the default does not fit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// The kind of table, which sets the levels of rules: `register`, `statistical-table`, `time-series`, `survey`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// What the agency states of the dataset for KPI 2.5; asked for by `score`, never assumed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kpi: Option<Statement>,
}

impl Settings {
    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The level of one rule for one dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// The rule's name.
    pub rule: String,
    /// `deny`, `warn` or `allow`.
    pub level: String,
    /// Why; shown in the report.
    pub reason: String,
    /// Only for findings inside this range of cells: `C5:C9`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<String>,
}

/// One table of the dataset.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Resource {
    /// Machine name; files are named by it.
    pub name: String,
    /// Thai title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What the table holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The file, relative to the descriptor: a workbook in `datasets/`, a CSV in what is built.
    pub path: String,
    /// Format of the file: `csv`, `xlsx`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Media type of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mediatype: Option<String>,
    /// Character encoding of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Size of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// `sha256:` and the digest of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// Number of rows, header not counted; our own property.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// The national catalogue's items of a resource, by CKAN key.
    #[serde(rename = "thai-gdc", default, skip_serializing_if = "Map::is_empty")]
    pub gdc: Map<String, Value>,
    /// How the table lies on the sheet, where a person declares it; overrides detection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dialect: Option<Dialect>,
    /// Table Schema. Absent in `datasets/`, where it stands in `schemas/<dataset>/<resource>.json`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<Schema>,
}

impl Resource {
    /// A text item of its `thai-gdc`; lists are joined with a comma.
    pub fn gdc_text(&self, key: &str) -> Option<String> {
        item_text(&self.gdc, key)
    }
}

fn item_text(items: &Map<String, Value>, key: &str) -> Option<String> {
    match items.get(key)? {
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => Some(
            items
                .iter()
                .filter_map(Value::as_str)
                .collect::<Vec<_>>()
                .join(","),
        ),
        other => Some(other.to_string()),
    }
}

/// Table Dialect (Data Package v2), the properties that concern spreadsheets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Dialect {
    /// Name of the sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet_name: Option<String>,
    /// Number of the sheet, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet_number: Option<u32>,
    /// Numbers of the header's rows, from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub header_rows: Vec<u32>,
    /// Number of the table's first column, from 1; our own property.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_column: Option<u32>,
    /// Number of the table's last column, from 1; our own property.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_column: Option<u32>,
    /// Number of the table's last row, from 1; our own property.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_row: Option<u32>,
    /// CSV: the character between fields.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
}
