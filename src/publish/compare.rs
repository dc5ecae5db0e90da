//! A release ↔ what a catalogue holds of it, line by line.

use serde_json::Value;

use crate::catalog::record::{Dataset, Field, Organization, Resource, Table};
use crate::ckan::mapping::Mapped;
use crate::ckan::resource::{Column, MappedResource};
use crate::publish::plan::{Change, Mark, Plan, What};

/// What a catalogue holds of a dataset.
#[derive(Clone, Debug, PartialEq)]
pub struct Current {
    /// The dataset.
    pub dataset: Dataset,
    /// Its organization.
    pub organization: Option<Organization>,
    /// Its files with their tables, and whether the bytes are there.
    pub resources: Vec<(Resource, Option<Table>, bool)>,
}

impl Current {
    /// The file of an id.
    pub fn resource(&self, id: &str) -> Option<&(Resource, Option<Table>, bool)> {
        self.resources
            .iter()
            .find(|(resource, ..)| resource.id == id)
    }
}

/// Compares.
pub fn compare(mapped: &Mapped, current: Option<&Current>, target: &'static str) -> Plan {
    let name = mapped
        .package
        .get("name")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let mut changes = Vec::new();
    if current.is_none() {
        push(
            &mut changes,
            What::Dataset,
            name,
            None,
            mapped.package.get("title").map(plain),
        );
    }
    metadata(mapped, current, &mut changes);
    for resource in &mapped.resources {
        let held = current.and_then(|current| current.resource(&resource.id));
        file(resource, held, &mut changes);
        let table = held.and_then(|(_, table, _)| table.as_ref());
        fields(resource, table, &mut changes);
        let (before, after) = (table.map(|table| table.rows), resource.rows());
        if resource.columns.is_some() && after.is_some() && before != after {
            let text = |count: Option<u64>| count.map(|count| count.to_string());
            push(
                &mut changes,
                What::Rows,
                &resource.path,
                text(before),
                text(after),
            );
        }
    }
    for (resource, ..) in current.iter().flat_map(|current| &current.resources) {
        if mapped.resources.iter().all(|it| it.id != resource.id) {
            push(
                &mut changes,
                What::File,
                &resource.path,
                Some(bytes(resource.size)),
                None,
            );
        }
    }
    order(mapped, current, &mut changes);
    let mut plan = Plan {
        dataset: name.to_owned(),
        target: target.to_owned(),
        address: target.to_owned(),
        release: 0,
        descriptor: String::new(),
        base: None,
        rolled_back_from: None,
        hidden: false,
        changes,
        notes: Vec::new(),
        hash: String::new(),
    };
    let held = current.map_or(0, |current| current.dataset.release);
    plan.release = if plan.is_empty() { held } else { held + 1 };
    plan
}

/// Files that stand in another order; one that comes or goes moves the others without a word.
fn order(mapped: &Mapped, current: Option<&Current>, changes: &mut Vec<Change>) {
    let held: Vec<&str> = current
        .iter()
        .flat_map(|it| &it.resources)
        .map(|(it, ..)| it.id.as_str())
        .collect();
    let wanted: Vec<&str> = mapped.resources.iter().map(|it| it.id.as_str()).collect();
    let is_same_set = held.len() == wanted.len() && held.iter().all(|id| wanted.contains(id));
    if is_same_set && held != wanted {
        let paths: Vec<&str> = mapped.resources.iter().map(|it| it.path.as_str()).collect();
        let after = Some(paths.join(", "));
        push(
            changes,
            What::Dataset,
            "resources",
            Some(String::new()),
            after,
        );
    }
}

pub(crate) fn push(
    changes: &mut Vec<Change>,
    what: What,
    key: &str,
    before: Option<String>,
    after: Option<String>,
) {
    let mark = match (&before, &after) {
        (None, _) => Mark::Add,
        (_, None) => Mark::Remove,
        _ => Mark::Change,
    };
    changes.push(Change {
        mark,
        what,
        key: key.to_owned(),
        before,
        after,
        rows: None,
    });
}

fn metadata(mapped: &Mapped, current: Option<&Current>, changes: &mut Vec<Change>) {
    let shown = |value: &Value| *value != Value::Null;
    let empty = serde_json::Map::new();
    let held = current.map_or(&empty, |current| &current.dataset.members);
    for (key, value) in &mapped.package {
        let before = held.get(key);
        // A new dataset's plan lists what is said, not what is left empty.
        if before != Some(value) && (current.is_some() || !plain(value).is_empty()) {
            push(
                changes,
                What::Metadata,
                key,
                before.filter(|it| shown(it)).map(plain),
                Some(plain(value)),
            );
        }
    }
    for (key, value) in held {
        if !mapped.package.contains_key(key) {
            push(changes, What::Metadata, key, Some(plain(value)), None);
        }
    }
    let before = current
        .and_then(|current| current.organization.as_ref())
        .map(|unit| unit.title.clone());
    let after = mapped.organization.as_ref().map(|unit| unit.title.clone());
    if before != after {
        push(changes, What::Metadata, "organization", before, after);
    }
}

pub(crate) fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let name = |item: &Value| match item {
                Value::Object(map) if map.contains_key("key") => {
                    format!("{}={}", plain(&item["key"]), plain(&item["value"]))
                }
                Value::Object(map) => map.get("name").map_or_else(|| item.to_string(), plain),
                other => plain(other),
            };
            items.iter().map(name).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

fn file(
    resource: &MappedResource,
    held: Option<&(Resource, Option<Table>, bool)>,
    changes: &mut Vec<Change>,
) {
    let (path, after) = (&resource.path, bytes(resource.size));
    let Some((it, _, there)) = held else {
        return push(changes, What::File, path, None, Some(after));
    };
    if it.sha256 != resource.sha256 {
        let with =
            |size: String, digest: &str| format!("{size}, {}", digest.get(..8).unwrap_or(digest));
        let before = with(bytes(it.size), &it.sha256);
        return push(
            changes,
            What::File,
            path,
            Some(before),
            Some(with(after, &resource.sha256)),
        );
    }
    if !there {
        return push(changes, What::File, path, Some("?".to_owned()), Some(after));
    }
    let mut same = it.file_name == resource.file_name;
    for key in it.members.keys().chain(
        resource
            .dict
            .keys()
            .filter(|key| !it.members.contains_key(*key)),
    ) {
        let (before, after) = (it.members.get(key), resource.dict.get(key));
        if before != after {
            same = false;
            let key = format!("{path} {key}");
            push(
                changes,
                What::File,
                &key,
                before.map(plain),
                after.map(plain),
            );
        }
    }
    if same {
        let key = path.clone();
        changes.push(Change {
            mark: Mark::Same,
            what: What::File,
            key,
            before: None,
            after: Some(after),
            rows: None,
        });
    }
}

fn fields(resource: &MappedResource, table: Option<&Table>, changes: &mut Vec<Change>) {
    let after: Vec<Field> = resource.columns.iter().flatten().map(field).collect();
    let before = table.map_or(&[][..], |table| &table.fields);
    let key = |id: &str| format!("{} {id}", resource.path);
    for field in &after {
        let held = before.iter().find(|it| it.id == field.id);
        if held != Some(field) {
            push(
                changes,
                What::Field,
                &key(&field.id),
                held.map(describe),
                Some(describe(field)),
            );
        }
    }
    for field in before
        .iter()
        .filter(|held| after.iter().all(|field| field.id != held.id))
    {
        push(
            changes,
            What::Field,
            &key(&field.id),
            Some(describe(field)),
            None,
        );
    }
    let listed = |fields: &[Field]| {
        fields
            .iter()
            .map(|field| field.id.clone())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let is_moved = before.len() == after.len()
        && after
            .iter()
            .all(|field| before.iter().any(|held| held.id == field.id))
        && listed(before) != listed(&after);
    if is_moved {
        push(
            changes,
            What::Field,
            &resource.path,
            Some(listed(before)),
            Some(listed(&after)),
        );
    }
}

/// A column as the shelf keeps it.
pub fn field(column: &Column) -> Field {
    Field {
        id: column.field.name.clone(),
        kind: column.field.kind,
        required: column.field.constraints.required,
        unique: column.field.constraints.unique,
        info: column.info.clone(),
        native: None,
    }
}

fn describe(field: &Field) -> String {
    let said: Vec<String> = field.info.values().map(plain).collect();
    format!("{} · {}", field.kind.as_str(), said.join(" · "))
}

pub(crate) fn bytes(size: u64) -> String {
    format!("{size} B")
}
