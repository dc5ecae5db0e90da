//! What a portal holds of a dataset, out of its answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::ckan::owned::is_ours;
use crate::ckan::wanted::PATH;
use crate::model::digest::sha256;

/// The extra in which a publication notes on the portal how far it is.
pub const MARKER: &str = "sheetpress";

/// A dataset that a portal holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Held {
    /// `id`
    pub id: String,
    /// `name`
    pub name: String,
    /// `metadata_modified`, as the portal writes it.
    pub modified: String,
    /// Whether only members of its organization see it.
    pub private: bool,
    /// `active`, `draft` or `deleted`.
    pub state: String,
    /// `id` of the organization.
    pub organization: Option<String>,
    /// Title of the organization; empty where it is not told.
    pub organization_title: String,
    /// Our note, where a publication left one.
    pub marker: Option<Marker>,
    /// All members of the dict but those above, `tags`, `extras` and `resources`.
    pub members: Map<String, Value>,
    /// Names of the tags, sorted.
    pub tags: Vec<String>,
    /// Extras by key, the marker not among them.
    pub extras: BTreeMap<String, String>,
    /// The files, in their order.
    pub resources: Vec<HeldResource>,
}

/// A file that a portal holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeldResource {
    /// `id`
    pub id: String,
    /// Path in the release, where the file is ours.
    pub path: Option<String>,
    /// All members of the dict.
    pub members: Map<String, Value>,
    /// `url`
    pub url: String,
    /// Whether the portal keeps the file (`url_type` is `upload`).
    pub is_upload: bool,
    /// Whether it says that it has a table (`datastore_active`).
    pub has_table: bool,
    /// Its table, where it was asked for.
    pub table: Option<HeldTable>,
}

/// A DataStore table that a portal holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeldTable {
    /// The columns, `_id` not among them.
    pub fields: Vec<HeldColumn>,
    /// Rows.
    pub rows: u64,
}

/// A column of a table that a portal holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeldColumn {
    /// `id`
    pub id: String,
    /// PostgreSQL's name of the type.
    pub kind: String,
    /// The dictionary.
    pub info: Map<String, Value>,
}

/// How far a publication is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// It is under way, or was broken off.
    Publishing,
    /// It was verified.
    Published,
}

/// Our note on the portal, JSON text of the extra [`MARKER`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// Number of the release.
    pub release: u32,
    /// How far it is.
    pub state: Stage,
    /// Hash of the plan that is or was carried out.
    pub plan: String,
    /// Digest of what was wanted.
    pub descriptor: String,
    /// [`Held::digest`] after the publication was verified; empty while it is under way. Another digest later means that
    /// somebody edited the dataset.
    #[serde(default)]
    pub held: String,
    /// The run that wrote the note: of two that publish at the same time the later one takes over, and the other one stops.
    #[serde(default)]
    pub run: String,
}

impl Marker {
    /// The extra's value.
    pub fn text(&self) -> String {
        json!(self).to_string()
    }
}

/// Members of a dataset dict that have a place of their own in [`Held`].
const APART: [&str; 9] = [
    "id",
    "name",
    "metadata_modified",
    "private",
    "state",
    "owner_org",
    "tags",
    "extras",
    "resources",
];

impl Held {
    /// Reads the result of `package_show`, `package_create`, `package_patch`, or the `package` of `package_revise`. Tables are
    /// left out: they are asked for one by one.
    pub fn read(dict: &Value) -> Self {
        let mut held = Self {
            id: text(dict, "id"),
            name: text(dict, "name"),
            modified: text(dict, "metadata_modified"),
            private: dict.get("private") == Some(&Value::Bool(true)),
            state: text(dict, "state"),
            organization: dict
                .get("owner_org")
                .and_then(Value::as_str)
                .map(str::to_owned),
            organization_title: dict
                .get("organization")
                .map(|unit| text(unit, "title"))
                .unwrap_or_default(),
            ..Self::default()
        };
        for item in list(dict, "extras") {
            let (key, value) = (text(item, "key"), text(item, "value"));
            if key == MARKER {
                held.marker = serde_json::from_str(&value).ok();
            } else {
                held.extras.insert(key, value);
            }
        }
        held.tags = list(dict, "tags").map(|tag| text(tag, "name")).collect();
        held.tags.sort_unstable();
        held.resources = list(dict, "resources").map(HeldResource::read).collect();
        for (key, value) in dict.as_object().into_iter().flatten() {
            // A scheming portal may offer the marker as a member of its own.
            if key == MARKER && held.marker.is_none() {
                held.marker = value
                    .as_str()
                    .and_then(|text| serde_json::from_str(text).ok());
            } else if !APART.contains(&key.as_str()) {
                held.members.insert(key.clone(), value.clone());
            }
        }
        held
    }

    /// Our file of a path.
    pub fn resource(&self, path: &str) -> Option<&HeldResource> {
        self.resources
            .iter()
            .find(|it| it.path.as_deref() == Some(path))
    }

    /// SHA-256 of what a publication set and people may have edited since: our metadata, tags, extras, files with
    /// their order, and the dictionary. Not the rows, which are compared with every plan, nor what is the portal's own.
    pub fn digest(&self) -> String {
        let mut members: Vec<(&String, &Value)> = self.members.iter().collect();
        members.retain(|(key, value)| is_ours(key) && !is_blank(value));
        members.sort_unstable_by_key(|(key, _)| *key);
        let extras = self.extras.iter().filter(|(key, _)| is_ours(key));
        let extras: Vec<(&String, &String)> = extras.collect();
        let resources: Vec<Value> = self
            .resources
            .iter()
            .filter(|it| it.path.is_some())
            .map(|it| {
                let said = ["name", "description", "format", "hash", "sha256"]
                    .map(|key| it.members.get(key));
                let table = it.table.as_ref();
                let fields: Option<Vec<Value>> = table.map(|table| {
                    table
                        .fields
                        .iter()
                        .map(|it| json!([it.id, it.info]))
                        .collect()
                });
                json!([it.id, it.path, said, fields])
            })
            .collect();
        let all = json!([
            self.name,
            self.organization,
            members,
            self.tags,
            extras,
            resources
        ]);
        sha256(all.to_string().as_bytes())
    }
}

impl HeldResource {
    /// Reads a resource dict, as it stands in a dataset or as `resource_create` answers it.
    pub fn read(dict: &Value) -> Self {
        Self {
            id: text(dict, "id"),
            path: dict.get(PATH).and_then(Value::as_str).map(str::to_owned),
            url: text(dict, "url"),
            is_upload: text(dict, "url_type") == "upload",
            has_table: matches!(dict.get("datastore_active"), Some(Value::Bool(true)))
                || text(dict, "datastore_active").eq_ignore_ascii_case("true"),
            members: dict.as_object().cloned().unwrap_or_default(),
            table: None,
        }
    }
}

impl HeldTable {
    /// Reads the result of `datastore_search` with `limit: 0`.
    pub fn read(answer: &Value) -> Self {
        let fields = list(answer, "fields")
            .map(|field| HeldColumn {
                id: text(field, "id"),
                kind: text(field, "type"),
                info: field
                    .get("info")
                    .and_then(Value::as_object)
                    .cloned()
                    .unwrap_or_default(),
            })
            .filter(|field| field.id != "_id")
            .collect();
        let rows = answer.get("total").and_then(Value::as_u64);
        Self {
            fields,
            rows: rows.unwrap_or_default(),
        }
    }
}

/// Whether a value says nothing.
pub fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

fn list<'a>(dict: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    dict.get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn text(dict: &Value, key: &str) -> String {
    match dict.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    }
}
