//! A dataset → what search sees of it.

use serde_json::Value;

use crate::catalog::record::{Dataset, Document, Resource};
use crate::ckan::envelope::Failure;
use crate::serve::edit::change::Change;
use crate::serve::edit::fields::text;

/// Makes a dataset findable as it is in this change.
pub(crate) fn index(change: &Change<'_>, id: &str) -> Result<(), Failure> {
    let reader = change.writer.reader();
    let Some(dataset) = reader.dataset(id)? else {
        return Ok(());
    };
    let unit = match &dataset.organization {
        Some(id) => reader.organization(id)?,
        None => None,
    };
    let resources = reader.resources(id)?;
    let mut labels: Vec<String> = Vec::new();
    for resource in &resources {
        if let Some(table) = reader.table(&resource.id)? {
            for field in &table.fields {
                let said = ["label", "label_en"].map(|key| field.text(key).to_owned());
                labels.extend(said.into_iter().filter(|label| !label.is_empty()));
            }
        }
    }
    labels.dedup();
    let tags = named(&dataset, "tags", "name");
    let member = |key: &str| dataset.members.get(key).and_then(text).unwrap_or_default();
    let (unit_name, unit_title) = unit.map(|unit| (unit.name, unit.title)).unwrap_or_default();
    let document = Document {
        title: dataset.title.clone(),
        title_en: extra(&dataset, "title_en"),
        name: dataset.name.clone(),
        tags: tags.join("\n"),
        organization: format!("{unit_title}\n{unit_name}"),
        fields: labels.join("\n"),
        notes: member("notes"),
        terms: terms(&dataset, &unit_name, &tags, &resources),
    };
    Ok(change.writer.put_document(id, &document)?)
}

fn terms(
    dataset: &Dataset,
    unit: &str,
    tags: &[String],
    resources: &[Resource],
) -> Vec<(String, String)> {
    let mut terms = Vec::new();
    let mut put = |field: &str, value: &str| {
        if !value.is_empty() {
            terms.push((field.to_owned(), value.to_owned()));
        }
    };
    let capacity = if dataset.private { "private" } else { "public" };
    put("id", &dataset.id);
    put("name", &dataset.name);
    put("title", &dataset.title);
    put("capacity", capacity);
    put("private", &dataset.private.to_string());
    put("state", dataset.state.as_str());
    put("dataset_type", "dataset");
    put("organization", unit);
    put(
        "owner_org",
        dataset.organization.as_deref().unwrap_or_default(),
    );
    for tag in tags {
        put("tags", tag);
    }
    for resource in resources {
        put("res_format", resource.text("format"));
        put("res_name", resource.text("name"));
        put("res_description", resource.text("description"));
        put("res_url", &resource.link);
    }
    let stated = ["private", "state", "name", "title", "owner_org"];
    for (key, value) in &dataset.members {
        match value {
            _ if stated.contains(&key.as_str()) => {}
            Value::Array(items) => items
                .iter()
                .filter_map(Value::as_str)
                .for_each(|item| put(key, item)),
            other => put(key, &text(other).unwrap_or_default()),
        }
    }
    let extras = dataset.members.get("extras").and_then(Value::as_array);
    for extra in extras.into_iter().flatten() {
        let part = |key: &str| extra.get(key).and_then(text).unwrap_or_default();
        put(&part("key"), &part("value"));
    }
    terms
}

fn named(dataset: &Dataset, list: &str, key: &str) -> Vec<String> {
    let items = dataset.members.get(list).and_then(Value::as_array);
    let names = items
        .into_iter()
        .flatten()
        .map(|item| item.get(key).and_then(text));
    names.flatten().collect()
}

fn extra(dataset: &Dataset, key: &str) -> String {
    let extras = dataset.members.get("extras").and_then(Value::as_array);
    let found = extras
        .into_iter()
        .flatten()
        .find(|extra| extra.get("key").and_then(Value::as_str) == Some(key));
    found
        .and_then(|extra| extra.get("value").and_then(text))
        .unwrap_or_default()
}
