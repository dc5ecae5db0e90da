//! A mapped release → the shelf, inside one change.

use std::path::{Component, Path, PathBuf};

use serde_json::{Value, json};

use crate::catalog::record::{Dataset, Document, Field, Organization, Resource, State};
use crate::catalog::writer::Writer;
use crate::ckan::mapping::Mapped;
use crate::ckan::resource::MappedResource;
use crate::publish::Error;
use crate::publish::compare::{Current, field};

/// Puts a release on the shelf. `now` is CKAN's form of the moment, `release` the number that it gets.
pub fn apply(
    writer: &Writer<'_>,
    folder: &Path,
    mapped: &Mapped,
    current: Option<&Current>,
    release: u32,
    now: &str,
) -> Result<(), Error> {
    // Files come first and by their content: should the change fail, they are in nobody's way.
    for resource in &mapped.resources {
        writer.put_file(
            &source(folder, &resource.path)?,
            &resource.sha256,
            resource.size,
        )?;
    }
    let mut organization = None;
    if let Some(unit) = &mapped.organization {
        let (id, name, title) = (unit.id.clone(), unit.name.clone(), unit.title.clone());
        let unit = Organization::new(id, name, title, now.to_owned());
        organization = Some(writer.put_organization(&unit)?);
    }
    writer.put_dataset(&Dataset {
        id: mapped.id.clone(),
        name: member(mapped, "name"),
        title: member(mapped, "title"),
        organization,
        members: mapped.package.clone(),
        created: now.to_owned(),
        modified: now.to_owned(),
        release,
        private: false,
        state: State::Active,
        creator: None,
    })?;
    for (held, ..) in current.iter().flat_map(|current| &current.resources) {
        if mapped
            .resources
            .iter()
            .all(|resource| resource.id != held.id)
        {
            writer.remove_resource(&held.id)?;
        }
    }
    for (position, resource) in (0..).zip(&mapped.resources) {
        put_resource(writer, folder, mapped, current, (position, resource), now)?;
    }
    writer.put_document(&mapped.id, &document(mapped))?;
    Ok(())
}

/// Where a file of a release lies; only inside the release's folder.
pub(crate) fn source(folder: &Path, path: &str) -> Result<PathBuf, Error> {
    let inside = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if inside && !path.is_empty() {
        Ok(folder.join(path))
    } else {
        Err(Error::Path(path.to_owned()))
    }
}

fn member(mapped: &Mapped, key: &str) -> String {
    mapped
        .package
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn put_resource(
    writer: &Writer<'_>,
    folder: &Path,
    mapped: &Mapped,
    current: Option<&Current>,
    (position, resource): (u32, &MappedResource),
    now: &str,
) -> Result<(), Error> {
    let held = current.and_then(|current| current.resource(&resource.id));
    let fields: Option<Vec<Field>> = resource
        .columns
        .as_ref()
        .map(|it| it.iter().map(field).collect());
    let same_bytes = held.is_some_and(|(it, ..)| it.sha256 == resource.sha256);
    let table = held.and_then(|(_, table, _)| table.as_ref());
    let same = held.is_some_and(|(it, ..)| {
        same_bytes
            && it.members == resource.dict
            && it.position == position
            && it.file_name == resource.file_name
            && table.map(|table| &table.fields) == fields.as_ref()
    });
    if same {
        return Ok(());
    }
    writer.put_resource(&Resource {
        id: resource.id.clone(),
        dataset: mapped.id.clone(),
        position,
        path: resource.path.clone(),
        file_name: resource.file_name.clone(),
        sha256: resource.sha256.clone(),
        size: resource.size,
        link: String::new(),
        url_type: Some("upload".to_owned()),
        members: resource.dict.clone(),
        created: now.to_owned(),
        last_modified: held
            .filter(|_| same_bytes)
            .map_or(now, |(it, ..)| &it.last_modified)
            .to_owned(),
        modified: now.to_owned(),
        rows: None,
    })?;
    let Some(fields) = fields else {
        return Ok(writer.remove_table(&resource.id)?);
    };
    let columns = |fields: &[Field]| {
        fields
            .iter()
            .map(|field| (field.id.clone(), field.kind))
            .collect::<Vec<_>>()
    };
    let same_columns = table.is_some_and(|table| columns(&table.fields) == columns(&fields));
    if same_bytes && same_columns {
        writer.describe_table(&resource.id, &fields)?;
    } else {
        writer.load_table(&resource.id, &source(folder, &resource.path)?, &fields)?;
    }
    Ok(())
}

/// What search sees.
fn document(mapped: &Mapped) -> Document {
    let tags = names(mapped.package.get("tags"));
    let unit = mapped.organization.as_ref();
    let columns = || {
        mapped
            .resources
            .iter()
            .filter_map(|resource| resource.columns.as_ref())
            .flatten()
    };
    let mut labels: Vec<String> = columns()
        .flat_map(|column| ["label", "label_en"].map(|key| text(column.info.get(key))))
        .filter(|label| !label.is_empty())
        .collect();
    labels.dedup();
    Document {
        title: member(mapped, "title"),
        title_en: extra(mapped, "title_en"),
        name: member(mapped, "name"),
        tags: tags.join("\n"),
        organization: unit
            .map(|unit| format!("{}\n{}", unit.title, unit.name))
            .unwrap_or_default(),
        fields: labels.join("\n"),
        notes: member(mapped, "notes"),
        terms: terms(mapped, &tags),
    }
}

fn terms(mapped: &Mapped, tags: &[String]) -> Vec<(String, String)> {
    let mut terms = Vec::new();
    let mut put = |field: &str, value: &str| {
        if !value.is_empty() {
            terms.push((field.to_owned(), value.to_owned()));
        }
    };
    put("id", &mapped.id);
    put("capacity", "public");
    put("dataset_type", "dataset");
    if let Some(unit) = &mapped.organization {
        put("organization", &unit.name);
    }
    for tag in tags {
        put("tags", tag);
    }
    for resource in &mapped.resources {
        put("res_format", &text(resource.dict.get("format")));
        put("res_name", &text(resource.dict.get("name")));
        put("res_description", &text(resource.dict.get("description")));
    }
    for (key, value) in &mapped.package {
        match value {
            Value::Array(items) => items
                .iter()
                .filter_map(Value::as_str)
                .for_each(|item| put(key, item)),
            Value::Bool(flag) => put(key, &flag.to_string()),
            other => put(key, &text(Some(other))),
        }
    }
    for item in mapped
        .package
        .get("extras")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        put(&text(item.get("key")), &text(item.get("value")));
    }
    terms
}

fn names(list: Option<&Value>) -> Vec<String> {
    list.and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|item| text(item.get("name")))
        .collect()
}

fn extra(mapped: &Mapped, key: &str) -> String {
    let extras = mapped.package.get("extras").and_then(Value::as_array);
    let found = extras
        .into_iter()
        .flatten()
        .find(|item| item.get("key") == Some(&json!(key)));
    text(found.and_then(|item| item.get("value")))
}

fn text(value: Option<&Value>) -> String {
    value.and_then(Value::as_str).unwrap_or_default().to_owned()
}
