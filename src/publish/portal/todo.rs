//! What differs between what is wanted and what a portal holds, as the steps of a publication see it.

use serde_json::Value;

use crate::ckan::held::{Held, HeldResource, Stage, is_blank};
use crate::ckan::owned::is_ours;
use crate::ckan::wanted::{Wanted, WantedResource};
use crate::publish::compare::plain;

/// What is to be done with a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Nothing.
    Keep,
    /// A publication was broken off: its rows may be those of an earlier file, and are to be compared.
    Compare,
    /// The dictionary changes, the rows stay.
    Describe,
    /// The rows are loaded anew.
    Load,
}

/// What is to be done with one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File {
    /// Its bytes are sent.
    pub upload: bool,
    /// Its members change.
    pub describe: bool,
    /// Its table.
    pub table: Table,
}

/// What is to be done with a dataset that exists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Todo {
    /// Members, tags, extras or the organization change.
    pub metadata: bool,
    /// One entry a wanted file, in their order.
    pub files: Vec<File>,
    /// Ids of our files that are no longer wanted.
    pub remove: Vec<String>,
    /// The files stand in another order.
    pub reorder: bool,
}

impl Todo {
    /// Compares. The rows of a suspect dataset may be those of an earlier file: see [`is_suspect`].
    pub fn of(wanted: &Wanted, held: &Held, is_suspect: bool) -> Self {
        let files: Vec<File> = wanted
            .resources
            .iter()
            .map(|resource| file(resource, held.resource(&resource.path), is_suspect))
            .collect();
        let is_wanted = |path: &str| wanted.resources.iter().any(|it| it.path == path);
        let remove = held
            .resources
            .iter()
            .filter(|it| it.path.as_deref().is_some_and(|path| !is_wanted(path)))
            .map(|it| it.id.clone())
            .collect();
        Self {
            metadata: metadata(wanted, held),
            files,
            remove,
            reorder: is_disordered(wanted, held),
        }
    }

    /// Whether nothing is to be done.
    pub fn is_empty(&self) -> bool {
        !self.metadata && self.is_one_change() && self.files.iter().all(|file| !file.describe)
    }

    /// Whether members of the dataset or of a file differ.
    pub fn is_described_otherwise(&self) -> bool {
        self.metadata || self.files.iter().any(|file| file.describe)
    }

    /// Whether one atomic change of the metadata does it all.
    pub fn is_one_change(&self) -> bool {
        let touched = |file: &File| file.upload || file.table != Table::Keep;
        self.remove.is_empty() && !self.reorder && !self.files.iter().any(touched)
    }
}

/// Whether a publication of the dataset was broken off, or none was ever finished.
pub fn is_suspect(held: &Held) -> bool {
    held.marker
        .as_ref()
        .is_none_or(|marker| marker.state == Stage::Publishing)
}

fn metadata(wanted: &Wanted, held: &Held) -> bool {
    wanted.organization.id != held.organization.clone().unwrap_or_default()
        || wanted.tags != held.tags
        || !changed_members(wanted, held).is_empty()
        || changed_extras(wanted, held)
}

/// Our members of the dataset dict that differ, with the wanted value; null for one that is to go.
pub fn changed_members(wanted: &Wanted, held: &Held) -> Vec<(String, Value)> {
    let mut changed: Vec<(String, Value)> = wanted
        .members
        .iter()
        .filter(|(key, value)| !is_same(value, held.members.get(*key)))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    let gone = held.members.iter().filter(|(key, value)| {
        is_ours(key) && !is_blank(value) && !wanted.members.contains_key(*key)
    });
    changed.extend(gone.map(|(key, _)| (key.clone(), Value::String(String::new()))));
    changed
}

/// Whether an extra of ours differs; those of others do not count.
fn changed_extras(wanted: &Wanted, held: &Held) -> bool {
    let ours = held.extras.iter().filter(|(key, value)| {
        (is_ours(key) && !value.is_empty()) || wanted.extras.contains_key(*key)
    });
    !ours.eq(wanted.extras.iter())
}

/// Whether two values say the same: CKAN gives back texts for numbers, and nothing for what is empty.
pub fn is_same(wanted: &Value, held: Option<&Value>) -> bool {
    match held {
        None => is_blank(wanted),
        Some(held) => {
            (is_blank(wanted) && is_blank(held))
                || items(wanted) == items(held)
                || plain(wanted) == plain(held)
        }
    }
}

/// The items of a list, in their order; a scheming portal may give a list of one as a text, and lists as JSON text.
fn items(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::String(text) if text.starts_with('[') => match serde_json::from_str(text) {
            Ok(Value::Array(items)) => items.iter().map(plain).collect(),
            _ => vec![text.clone()],
        },
        other => vec![plain(other)],
    }
}

/// The members of a file's dict that differ, with the wanted value; null for one that is to go.
pub fn changed_file_members(wanted: &WantedResource, held: &HeldResource) -> Vec<(String, Value)> {
    let mut changed: Vec<(String, Value)> = wanted
        .members
        .iter()
        .filter(|(key, value)| !is_same(value, held.members.get(*key)))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    let is_given_up = |key: &str| {
        matches!(key, "rows" | "table" | "role")
            || (key.starts_with("resource_") && key != "resource_type")
    };
    let gone = held.members.iter().filter(|(key, value)| {
        is_given_up(key) && !is_blank(value) && !wanted.members.contains_key(*key)
    });
    changed.extend(gone.map(|(key, _)| (key.clone(), Value::Null)));
    changed
}

fn file(wanted: &WantedResource, held: Option<&HeldResource>, is_suspect: bool) -> File {
    let Some(held) = held else {
        return File {
            upload: true,
            describe: false,
            table: if wanted.table.is_some() {
                Table::Load
            } else {
                Table::Keep
            },
        };
    };
    let text = |key: &str| held.members.get(key).map(plain).unwrap_or_default();
    // A portal that keeps no file under this id, or another one, gets it again. The size is the portal's own measure where it
    // says one.
    let size = text("size");
    let upload = !held.is_upload
        || text("sha256") != wanted.sha256
        || !(size.is_empty() || size == wanted.size.to_string());
    let changed = changed_file_members(wanted, held);
    File {
        upload,
        describe: !changed.is_empty(),
        table: table(wanted, held, upload, is_suspect),
    }
}

fn table(wanted: &WantedResource, held: &HeldResource, upload: bool, is_suspect: bool) -> Table {
    let Some(columns) = &wanted.table else {
        // A table that somebody made of a file of ours that has none is theirs.
        return Table::Keep;
    };
    let Some(table) = &held.table else {
        return Table::Load;
    };
    let is_shape = columns.len() == table.fields.len()
        && columns
            .iter()
            .zip(&table.fields)
            .all(|(wanted, held)| wanted.id == held.id && wanted.kind == held.kind);
    if upload || !is_shape || wanted.rows.is_some_and(|rows| rows != table.rows) {
        return Table::Load;
    }
    let is_described = columns
        .iter()
        .zip(&table.fields)
        .all(|(wanted, held)| wanted.info == held.info);
    match (is_suspect, is_described) {
        (true, _) => Table::Compare,
        (false, false) => Table::Describe,
        (false, true) => Table::Keep,
    }
}

fn is_disordered(wanted: &Wanted, held: &Held) -> bool {
    let held: Vec<&str> = held
        .resources
        .iter()
        .filter_map(|it| it.path.as_deref())
        .collect();
    let there: Vec<&str> = wanted
        .resources
        .iter()
        .map(|it| it.path.as_str())
        .filter(|path| held.contains(path))
        .collect();
    let kept: Vec<&str> = held
        .iter()
        .copied()
        .filter(|path| there.contains(path))
        .collect();
    there != kept
}
