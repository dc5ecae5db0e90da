//! The members, tags and extras of a dataset on one portal.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::ckan::fit::checks::{self, Place};
use crate::ckan::fit::{Findings, is_blank, labels, licensing, listed, shaped, text};
use crate::ckan::mapping::Mapped;
use crate::ckan::portal::Portal;
use crate::ckan::scheming::{DatasetSchema, Holds, SchemaField};
use crate::ckan::tags;
use crate::model::language::{Message, say};

/// Members that every CKAN has, whatever its schema; one that it was not told of does not drop them.
const CORE: [&str; 9] = [
    "title",
    "notes",
    "url",
    "version",
    "author",
    "author_email",
    "maintainer",
    "maintainer_email",
    "license_id",
];
/// Members that are derived, belong to the portal, or are written in a form of their own.
const APART: [&str; 12] = [
    "name",
    "license_title",
    "license_url",
    "isopen",
    "private",
    "state",
    "type",
    "owner_org",
    "tags",
    "groups",
    "extras",
    "id",
];
/// Where tags go that a portal does not take.
const KEYWORDS: &str = "keywords";
/// Most characters of `version`.
const VERSION: usize = 100;

/// What a dataset says on a portal.
pub(super) struct Described {
    pub(super) members: Map<String, Value>,
    pub(super) extras: BTreeMap<String, String>,
    pub(super) tags: Vec<String>,
}

/// Sorts the members of a dataset dict into members and extras of the portal, and checks them.
pub(super) fn dataset(mapped: &Mapped, portal: &Portal, found: &mut Findings) -> Described {
    let package = &mapped.package;
    let mut sorting = Sorting {
        schema: portal.schema.as_ref(),
        members: Map::new(),
        extras: BTreeMap::new(),
    };
    for (key, value) in package {
        if key == "license_id" {
            let license = licensing::license(package, portal, found);
            sorting.put(key, &Value::String(license), found);
        } else if !APART.contains(&key.as_str()) {
            sorting.put(key, value, found);
        }
    }
    for extra in items(package, "extras") {
        let key = extra.get("key").map(text).unwrap_or_default();
        if let Some(value) = extra.get("value") {
            sorting.put(&key, value, found);
        }
    }
    let (tags, refused) = split_tags(package, portal);
    if !refused.is_empty() {
        note_refused(&refused, found);
        sorting.put(KEYWORDS, &Value::String(refused.join(", ")), found);
    }
    check(&sorting, &tags, portal, found);
    Described {
        members: sorting.members,
        extras: sorting.extras,
        tags,
    }
}

/// Members and extras while they are told apart.
struct Sorting<'a> {
    schema: Option<&'a DatasetSchema>,
    members: Map<String, Value>,
    extras: BTreeMap<String, String>,
}

impl Sorting<'_> {
    fn field(&self, key: &str) -> Option<&SchemaField> {
        self.schema?.dataset_field(key)
    }

    fn put(&mut self, key: &str, value: &Value, found: &mut Findings) {
        if is_blank(value) {
            return;
        }
        match self.field(key) {
            Some(field) if field.holds == Holds::Parts => {
                let Message { th, en } = &field.label;
                found.note(
                    key,
                    say!(
                        th: "พอร์ทัลเก็บ \"{th}\" ({key}) เป็นหลายช่องย่อย จึงไม่ส่งค่านี้",
                        en: "the portal keeps \"{en}\" ({key}) in parts; the value is not sent"
                    ),
                );
            }
            Some(field) => {
                let value = shaped(value, field.holds, &field.choices);
                self.members.insert(key.to_owned(), value);
            }
            None if CORE.contains(&key) => {
                let value = shaped(value, Holds::Text, &[]);
                self.members.insert(key.to_owned(), value);
            }
            None => {
                self.extras.insert(key.to_owned(), text(value));
            }
        }
    }
}

fn items<'a>(package: &'a Map<String, Value>, key: &str) -> impl Iterator<Item = &'a Value> {
    package
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

/// The tags that the portal takes, sorted and each once, and those that it does not.
fn split_tags(package: &Map<String, Value>, portal: &Portal) -> (Vec<String>, Vec<String>) {
    let names = items(package, "tags").filter_map(|tag| tag.get("name")?.as_str());
    let mut names: Vec<String> = names
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().partition(|name| {
        if portal.takes_any_tag() {
            tags::is_free_tag(name)
        } else {
            tags::is_stock_tag(name)
        }
    })
}

fn note_refused(refused: &[String], found: &mut Findings) {
    let Message { th, en } = listed(refused);
    found.note(
        "tags",
        say!(
            th: "พอร์ทัลนี้ไม่รับเป็นแท็ก: {th} จึงเก็บไว้ใน extra ชื่อ {KEYWORDS} (CKAN มาตรฐานไม่รับสระและวรรณยุกต์ไทยที่อยู่บนหรือล่างบรรทัด และรับ 2 ถึง 100 ตัวอักษร)",
            en: "this portal does not take as tags: {en}; they are kept in the extra {KEYWORDS} (stock CKAN refuses Thai vowels and tone marks above or below the line, and takes 2 to 100 characters)"
        ),
    );
}

fn check(sorting: &Sorting<'_>, tags: &[String], portal: &Portal, found: &mut Findings) {
    let label = |key: &str| labels::label(key, sorting.field(key));
    for (key, value) in &sorting.members {
        let field = sorting.field(key);
        let place = Place {
            path: key.clone(),
            label: label(key),
        };
        checks::characters(&place, value, key != "title", found);
        // The index holds a field of a schema, and a copy of the title by which datasets are sorted, as one term.
        if key != "notes" && (field.is_some() || key == "title") {
            checks::index_limit(&place, &text(value), found);
        }
        if key == "version" {
            checks::length(&place, &text(value), VERSION, found);
        }
        if key == "author_email" || key == "maintainer_email" {
            checks::mailbox(&place, &text(value), found);
        }
        if checks::is_day(key, field) {
            checks::day(&place, &text(value), field.is_some(), found);
        }
        // The licence was held against the choices above, with its other names.
        if let Some(field) = field.filter(|_| key != "license_id") {
            checks::choices(&place, value, field, found);
        }
    }
    for (key, value) in &sorting.extras {
        let place = Place {
            path: key.clone(),
            label: label(key),
        };
        checks::characters(&place, &Value::String(value.clone()), true, found);
        checks::index_limit(&place, value, found);
        if checks::is_day(key, None) {
            checks::day(&place, value, false, found);
        }
    }
    for tag in tags {
        let place = Place {
            path: "tags".to_owned(),
            label: label("tags"),
        };
        checks::characters(&place, &Value::String(tag.clone()), false, found);
    }
    let Some(schema) = portal.schema.as_ref() else {
        return;
    };
    for field in &schema.dataset_fields {
        let is_there = match field.name.as_str() {
            // Told of by name and organization themselves.
            "name" | "owner_org" => true,
            "tag_string" => !tags.is_empty(),
            name => sorting.members.contains_key(name),
        };
        if field.is_required && !is_there {
            checks::missing(&field.name, field, found);
        }
    }
}
