//! One change of a dataset's metadata and of its files' members: by `package_revise`, which compares before it swaps, or by the
//! safest calls that an older portal has.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::ckan::held::{Held, MARKER, Marker};
use crate::ckan::owned::is_ours;
use crate::ckan::portal::Portal;
use crate::ckan::wanted::Wanted;
use crate::publish::Error;
use crate::publish::portal::connection::{Connection, Who};
use crate::publish::portal::look;
use crate::publish::portal::todo::{changed_file_members, changed_members};

/// A change under construction.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// Members of the dataset.
    pub members: Map<String, Value>,
    /// All tags, where they change.
    pub tags: Option<Vec<String>>,
    /// Members of files by the file's id; null takes a member away.
    pub files: Vec<(String, Map<String, Value>)>,
}

impl Change {
    /// Everything of the metadata, and of the members of files that are there, that differs.
    pub fn of(wanted: &Wanted, held: &Held) -> Self {
        let mut change = Self {
            members: changed_members(wanted, held).into_iter().collect(),
            tags: (wanted.tags != held.tags).then(|| wanted.tags.clone()),
            files: Vec::new(),
        };
        if held.organization.as_deref() != Some(&wanted.organization.id) {
            let id = json!(wanted.organization.id);
            change.members.insert("owner_org".to_owned(), id);
        }
        for resource in &wanted.resources {
            let Some(there) = held.resource(&resource.path) else {
                continue;
            };
            let members = changed_file_members(resource, there);
            if !members.is_empty() {
                change
                    .files
                    .push((there.id.clone(), members.into_iter().collect()));
            }
        }
        change
    }
}

/// The extras as they shall be: ours as wanted, those of others as they are, and the marker.
pub fn extras(wanted: Option<&Wanted>, held: &Held, marker: &Marker) -> Vec<Value> {
    let mut all: BTreeMap<&str, String> = BTreeMap::new();
    for (key, value) in &held.extras {
        if wanted.is_none() || !is_ours(key) {
            all.insert(key, value.clone());
        }
    }
    for (key, value) in wanted.iter().flat_map(|it| &it.extras) {
        all.insert(key, value.clone());
    }
    all.insert(MARKER, marker.text());
    all.into_iter()
        .map(|(key, value)| json!({"key": key, "value": value}))
        .collect()
}

/// Makes the change if the dataset is still at `held.modified`, and gives the dataset as it is then.
///
/// `package_revise` (CKAN 2.9) checks and changes under one lock. It merges lists by position, so the lists that change are
/// filtered away first (measured on 2.11.6).
pub fn apply(
    connection: &Connection,
    portal: &Portal,
    held: &Held,
    change: &Change,
    extras: &[Value],
) -> Result<Held, Error> {
    if !portal.features.revise {
        return piecemeal(connection, held, change, extras);
    }
    let mut update = change.members.clone();
    let mut filter = vec!["-extras".to_owned()];
    update.insert("extras".to_owned(), json!(extras));
    if let Some(tags) = &change.tags {
        filter.push("-tags".to_owned());
        update.insert("tags".to_owned(), tag_list(tags));
    }
    // Lists of members are merged by position as well.
    for (key, value) in &change.members {
        if value.is_array() || held.members.get(key).is_some_and(Value::is_array) {
            filter.push(format!("-{key}"));
        }
    }
    let mut files = Vec::new();
    for (id, members) in &change.files {
        let mut kept = members.clone();
        for (key, value) in members {
            if value.is_array() || value.is_null() {
                filter.push(format!("-resources__{id}__{key}"));
            }
            if value.is_null() {
                // It would be kept as a value.
                kept.shift_remove(key);
            }
        }
        files.push((format!("update__resources__{id}"), json!(kept)));
    }
    let mut params = json!({
        "match": {"id": held.id, "metadata_modified": held.modified},
        "filter": filter,
        "update": update,
    });
    if let Some(params) = params.as_object_mut() {
        params.extend(files);
    }
    match connection.write("package_revise", &params) {
        Ok(answer) => {
            let package = answer.get("package").unwrap_or(&Value::Null);
            Ok(with_tables(Held::read(package), held))
        }
        Err(fault) if fault.is_conflict() => Err(Error::Moved(held.name.clone())),
        Err(fault) => Err(fault.into()),
    }
}

/// Without `package_revise` somebody may come between the look and the change; the looks on both sides of it are as near as the
/// portal allows.
fn piecemeal(
    connection: &Connection,
    held: &Held,
    change: &Change,
    extras: &[Value],
) -> Result<Held, Error> {
    let now = look::dataset(connection, &held.id, Who::Owner)?;
    if now.is_none_or(|now| now.modified != held.modified) {
        return Err(Error::Moved(held.name.clone()));
    }
    for (id, members) in &change.files {
        let mut params = members.clone();
        params.insert("id".to_owned(), json!(id));
        connection.write("resource_patch", &Value::Object(params))?;
    }
    let mut params = change.members.clone();
    params.insert("id".to_owned(), json!(held.id));
    params.insert("extras".to_owned(), json!(extras));
    if let Some(tags) = &change.tags {
        params.insert("tags".to_owned(), tag_list(tags));
    }
    let package = connection.write("package_patch", &Value::Object(params))?;
    Ok(with_tables(Held::read(&package), held))
}

pub(crate) fn tag_list(tags: &[String]) -> Value {
    tags.iter().map(|name| json!({"name": name})).collect()
}

/// An answer tells nothing of tables: what was known of them stays.
fn with_tables(mut held: Held, before: &Held) -> Held {
    for resource in &mut held.resources {
        let known = before.resources.iter().find(|it| it.id == resource.id);
        resource.table = known.and_then(|known| known.table.clone());
    }
    held
}
