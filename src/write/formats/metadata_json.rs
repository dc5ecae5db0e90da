//! The dataset's metadata (form 1) as JSON: the national catalogue's items by their CKAN keys.

use std::io;

use serde_json::{Map, Value, json};

use crate::model::artifact::Role;
use crate::write::about;
use crate::write::format::{DatasetInfo, Format, Write};
use crate::write::formats::dictionary_json::pretty;

/// The metadata as JSON.
pub(super) const FORMAT: Format = Format {
    name: "metadata-json",
    file: "metadata.json",
    label: "JSON",
    media_type: "application/json",
    role: Role::Metadata,
    write: Write::Dataset(write),
};

fn write(info: &DatasetInfo<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    pretty(&Value::Object(items(info)), out)
}

/// The items in the order of form 1: dataset, then its tables, then what stood around them on the sheets.
pub(super) fn items(info: &DatasetInfo<'_>) -> Map<String, Value> {
    let package = info.package;
    let mut items = Map::new();
    items.insert("name".to_owned(), json!(package.name));
    items.insert("title".to_owned(), json!(package.title));
    if let Some(title) = &package.title_en {
        items.insert("title_en".to_owned(), json!(title));
    }
    items.insert(
        "owner_org".to_owned(),
        json!(about::publisher(package).map(|unit| &unit.title)),
    );
    items.insert("tags".to_owned(), json!(package.keywords));
    items.insert("notes".to_owned(), json!(package.description));
    items.extend(
        package
            .gdc
            .iter()
            .map(|(key, value)| (key.clone(), value.clone())),
    );
    let resources = package
        .resources
        .iter()
        .zip(info.accounts)
        .map(|(resource, account)| {
            let around = |what: &str| -> Vec<Value> {
                let found = account.left_out.iter().filter(|left| left.what == what);
                found
                    .map(|left| json!({ "cell": left.range.to_string(), "text": left.text }))
                    .collect()
            };
            let mut said = json!({
                "name": resource.name,
                "title": resource.title,
                "description": resource.description,
                "format": "CSV",
                "rows": resource.rows,
                "titles": around("title"),
                "notes": around("note"),
            });
            if let Some(said) = said.as_object_mut() {
                let own = resource.gdc.iter();
                said.extend(own.map(|(key, value)| (key.clone(), value.clone())));
            }
            said
        });
    items.insert("resources".to_owned(), Value::Array(resources.collect()));
    items
}
