//! What is wanted ↔ what a portal holds, line by line, for a plan.

use serde_json::Value;

use crate::ckan::held::{Held, HeldColumn, HeldResource};
use crate::ckan::wanted::{Wanted, WantedColumn, WantedResource};
use crate::publish::compare::{bytes, plain, push};
use crate::publish::plan::{Change, Mark, RowCounts, What};
use crate::publish::portal::todo::{File, Table, Todo, changed_file_members, changed_members};

/// The changes that make a portal hold what is wanted; the rows of a suspect dataset count as changed (see `todo`). `rows` counts the rows that change, where the earlier file is at hand.
pub fn changes(
    wanted: &Wanted,
    held: Option<&Held>,
    is_suspect: bool,
    rows: &mut dyn FnMut(&WantedResource, &HeldResource) -> Option<RowCounts>,
) -> Vec<Change> {
    let mut changes = Vec::new();
    let Some(held) = held else {
        all_new(wanted, &mut changes);
        return changes;
    };
    let todo = Todo::of(wanted, held, is_suspect);
    metadata(wanted, held, &mut changes);
    for (resource, todo) in wanted.resources.iter().zip(&todo.files) {
        let path = &resource.path;
        let Some(there) = held.resource(path) else {
            new_file(resource, &mut changes);
            continue;
        };
        if todo.upload {
            let before = there.members.get("sha256").map(plain).unwrap_or_default();
            let size = there
                .members
                .get("size")
                .and_then(Value::as_u64)
                .unwrap_or_default();
            let with = |size: u64, digest: &str| {
                format!("{}, {}", bytes(size), digest.get(..8).unwrap_or("?"))
            };
            push(
                &mut changes,
                What::File,
                path,
                Some(with(size, &before)),
                Some(with(resource.size, &resource.sha256)),
            );
        } else if !todo.describe {
            push(
                &mut changes,
                What::File,
                path,
                Some(bytes(resource.size)),
                Some(bytes(resource.size)),
            );
            if let Some(last) = changes.last_mut() {
                (last.mark, last.before) = (Mark::Same, None);
            }
        }
        let digests = |key: &str| todo.upload && matches!(key, "hash" | "sha256" | "rows");
        for (key, after) in changed_file_members(resource, there) {
            if !digests(&key) {
                let before = there
                    .members
                    .get(&key)
                    .map(plain)
                    .filter(|text| !text.is_empty());
                let after = Some(plain(&after)).filter(|text| !text.is_empty());
                push(
                    &mut changes,
                    What::File,
                    &format!("{path} {key}"),
                    before,
                    after,
                );
            }
        }
        fields(resource, there, &mut changes);
        let change = rows_change(resource, there, *todo, rows);
        changes.extend(change);
    }
    for gone in held
        .resources
        .iter()
        .filter(|it| todo.remove.contains(&it.id))
    {
        let path = gone.path.clone().unwrap_or_default();
        let size = gone
            .members
            .get("size")
            .and_then(Value::as_u64)
            .unwrap_or_default();
        push(&mut changes, What::File, &path, Some(bytes(size)), None);
    }
    if todo.reorder {
        let listed = |paths: Vec<&str>| Some(paths.join(", "));
        let before = held
            .resources
            .iter()
            .filter_map(|it| it.path.as_deref())
            .collect();
        let after = wanted.resources.iter().map(|it| it.path.as_str()).collect();
        push(
            &mut changes,
            What::Dataset,
            "resources",
            listed(before),
            listed(after),
        );
    }
    changes
}

fn all_new(wanted: &Wanted, changes: &mut Vec<Change>) {
    let title = wanted.members.get("title").map(plain);
    push(changes, What::Dataset, &wanted.name, None, title);
    let unit = &wanted.organization;
    push(
        changes,
        What::Metadata,
        "organization",
        None,
        Some(unit.title.clone()),
    );
    for (key, value) in wanted
        .members
        .iter()
        .filter(|(_, value)| !plain(value).is_empty())
    {
        push(changes, What::Metadata, key, None, Some(plain(value)));
    }
    if !wanted.tags.is_empty() {
        push(
            changes,
            What::Metadata,
            "tags",
            None,
            Some(wanted.tags.join(", ")),
        );
    }
    for (key, value) in &wanted.extras {
        push(changes, What::Metadata, key, None, Some(value.clone()));
    }
    for resource in &wanted.resources {
        new_file(resource, changes);
    }
}

fn new_file(resource: &WantedResource, changes: &mut Vec<Change>) {
    push(
        changes,
        What::File,
        &resource.path,
        None,
        Some(bytes(resource.size)),
    );
    for column in resource.table.iter().flatten() {
        push(
            changes,
            What::Field,
            &key(resource, &column.id),
            None,
            Some(described(column.kind, &column.info)),
        );
    }
    if let (Some(_), Some(rows)) = (&resource.table, resource.rows) {
        push(
            changes,
            What::Rows,
            &resource.path,
            None,
            Some(rows.to_string()),
        );
    }
}

fn metadata(wanted: &Wanted, held: &Held, changes: &mut Vec<Change>) {
    if held.organization.as_deref() != Some(&wanted.organization.id) {
        let before = held.organization.clone();
        let after = Some(wanted.organization.title.clone());
        push(changes, What::Metadata, "organization", before, after);
    }
    let said = |text: String| Some(text).filter(|text| !text.is_empty());
    for (key, after) in changed_members(wanted, held) {
        let before = held.members.get(&key).map(plain).and_then(said);
        push(changes, What::Metadata, &key, before, said(plain(&after)));
    }
    if wanted.tags != held.tags {
        let (before, after) = (said(held.tags.join(", ")), said(wanted.tags.join(", ")));
        push(changes, What::Metadata, "tags", before, after);
    }
    for (key, after) in &wanted.extras {
        let before = held.extras.get(key);
        if before != Some(after) {
            push(
                changes,
                What::Metadata,
                key,
                before.cloned(),
                Some(after.clone()),
            );
        }
    }
    for (key, before) in &held.extras {
        let is_gone = crate::ckan::owned::is_ours(key) && !wanted.extras.contains_key(key);
        if is_gone && !before.is_empty() {
            push(changes, What::Metadata, key, Some(before.clone()), None);
        }
    }
}

fn fields(resource: &WantedResource, there: &HeldResource, changes: &mut Vec<Change>) {
    let wanted: &[WantedColumn] = resource.table.as_deref().unwrap_or_default();
    let held: &[HeldColumn] = there.table.as_ref().map_or(&[], |table| &table.fields);
    for column in wanted {
        let before = held.iter().find(|it| it.id == column.id);
        let is_same = before.is_some_and(|it| it.kind == column.kind && it.info == column.info);
        if !is_same {
            let before = before.map(|it| described(&it.kind, &it.info));
            let after = described(column.kind, &column.info);
            push(
                changes,
                What::Field,
                &key(resource, &column.id),
                before,
                Some(after),
            );
        }
    }
    for column in held
        .iter()
        .filter(|held| wanted.iter().all(|it| it.id != held.id))
    {
        push(
            changes,
            What::Field,
            &key(resource, &column.id),
            Some(described(&column.kind, &column.info)),
            None,
        );
    }
}

fn rows_change(
    resource: &WantedResource,
    there: &HeldResource,
    todo: File,
    count: &mut dyn FnMut(&WantedResource, &HeldResource) -> Option<RowCounts>,
) -> Option<Change> {
    if matches!(todo.table, Table::Keep | Table::Describe) {
        return None;
    }
    let before = there.table.as_ref().map(|table| table.rows);
    let after = resource.table.as_ref().and(resource.rows);
    // Rows that people changed on the portal are in no file that could be compared.
    let rows = before
        .filter(|_| todo.upload)
        .and_then(|_| count(resource, there));
    let mark = match (before, after) {
        (None, _) => Mark::Add,
        (_, None) => Mark::Remove,
        _ => Mark::Change,
    };
    let text = |count: Option<u64>| count.map(|count| count.to_string());
    Some(Change {
        mark,
        what: What::Rows,
        key: resource.path.clone(),
        before: text(before),
        after: text(after),
        rows,
    })
}

fn key(resource: &WantedResource, column: &str) -> String {
    format!("{} {column}", resource.path)
}

fn described(kind: &str, info: &serde_json::Map<String, Value>) -> String {
    let said: Vec<String> = info.values().map(plain).collect();
    format!("{kind} · {}", said.join(" · "))
}
