//! A release in the terms of one portal: what a publication is to bring about there.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::ckan::mapping::Unit;
use crate::ckan::naming;
use crate::model::digest::sha256;
use crate::model::schema::Field;

/// The member of a resource by which it is known as ours: the file's path in the release.
pub const PATH: &str = "sheetpress_path";

/// A dataset as a portal shall hold it. Made by `ckan::fit`.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// `name`
    pub name: String,
    /// Members of the dataset dict: `title`, `notes`, `license_id`, … and on a national portal its fields. Not `id`, `state`,
    /// `private`, `owner_org`, `tags`, `extras`, `resources`, nor what CKAN derives.
    pub members: Map<String, Value>,
    /// Names of the tags, sorted, each once.
    pub tags: Vec<String>,
    /// Our extras by key, the marker not among them.
    pub extras: BTreeMap<String, String>,
    /// The organization, with the portal's id; the id is empty where the portal does not have it yet.
    pub organization: Unit,
    /// The files, in their order.
    pub resources: Vec<WantedResource>,
}

/// A file as a portal shall hold it.
#[derive(Clone, Debug, PartialEq)]
pub struct WantedResource {
    /// Path in the release's folder; its identity.
    pub path: String,
    /// ASCII name of the upload.
    pub file_name: String,
    /// Media type of the upload.
    pub media_type: String,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
    /// MD5 of the bytes, lower-case hexadecimal: what CKAN's own loaders compare.
    pub md5: String,
    /// Bytes.
    pub size: u64,
    /// Members of the resource dict: `name`, `description`, `format`, `hash` (the MD5), `sha256`, [`PATH`], …
    pub members: Map<String, Value>,
    /// The columns of its DataStore table, for the CSV of a table on a portal that has a DataStore.
    pub table: Option<Vec<WantedColumn>>,
    /// Rows of the table.
    pub rows: Option<u64>,
}

/// A column as a DataStore shall hold it.
#[derive(Clone, Debug, PartialEq)]
pub struct WantedColumn {
    /// `id`, ASCII, at most 63 bytes.
    pub id: String,
    /// The field of the schema.
    pub field: Field,
    /// PostgreSQL's name of the type, as CKAN reports it back.
    pub kind: &'static str,
    /// Label, notes, unit and the rest of the dictionary.
    pub info: Map<String, Value>,
}

impl Wanted {
    /// SHA-256 of everything that is wanted, so that two releases can be told apart without their files.
    pub fn digest(&self) -> String {
        let table = |columns: &Vec<WantedColumn>| -> Vec<Value> {
            let column = |it: &WantedColumn| json!([it.id, it.kind, it.info]);
            columns.iter().map(column).collect()
        };
        let resources: Vec<Value> = self
            .resources
            .iter()
            .map(|it| {
                json!([
                    it.path,
                    it.file_name,
                    it.sha256,
                    it.members,
                    it.table.as_ref().map(table),
                    it.rows
                ])
            })
            .collect();
        let unit = &self.organization;
        let all = json!([
            self.name,
            self.members,
            self.tags,
            self.extras,
            [unit.name, unit.title],
            resources
        ]);
        sha256(all.to_string().as_bytes())
    }
}

impl WantedResource {
    /// The resource's id on a portal: the same for the same file of the same dataset, so that a repeated upload is one
    /// resource.
    pub fn id(&self, dataset: &str) -> String {
        naming::identifier("resource", &format!("{dataset}\n{}", self.path))
    }
}
