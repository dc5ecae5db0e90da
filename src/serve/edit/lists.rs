//! The lists of a dataset: tags, extras, groups.

use serde_json::{Map, Value, json};

use crate::ckan::envelope::Failure;
use crate::ckan::naming;
use crate::serve::edit::faults::Faults;
use crate::serve::edit::fields::text;

/// Members of a dataset dict that an extra may not be named like.
const CORE: [&str; 25] = [
    "id",
    "name",
    "title",
    "author",
    "author_email",
    "maintainer",
    "maintainer_email",
    "license_id",
    "notes",
    "url",
    "version",
    "state",
    "type",
    "owner_org",
    "private",
    "resources",
    "tags",
    "tag_string",
    "plugin_data",
    "extras",
    "save",
    "return_to",
    "relationships_as_object",
    "relationships_as_subject",
    "groups",
];
/// Longest value of an extra, in bytes: what CKAN's index of search takes.
const VALUE: usize = 32_766;

/// The objects of a list; CKAN answers 400 where something else stands there.
pub(crate) fn objects(
    dict: &Map<String, Value>,
    member: &str,
) -> Result<Vec<Map<String, Value>>, Failure> {
    let wrong = |found: &Value| {
        let class = match found {
            Value::Null => "NoneType",
            Value::Bool(_) => "bool",
            Value::Number(number) if number.is_f64() => "float",
            Value::Number(_) => "int",
            Value::String(_) => "str",
            Value::Array(_) => "list",
            Value::Object(_) => "dict",
        };
        let mut data = dict.clone();
        data.entry("type").or_insert_with(|| json!("dataset"));
        Failure::Integrity {
            message: format!(
                "Only lists of dicts can be placed against subschema ('{member}',), not <class '{class}'>"
            ),
            data,
        }
    };
    match dict.get(member) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(text)) if text.is_empty() => Ok(Vec::new()),
        Some(list @ Value::Array(items)) => items
            .iter()
            .map(|item| item.as_object().cloned().ok_or_else(|| wrong(list)))
            .collect(),
        Some(other) => Err(wrong(other)),
    }
}

/// The tags, sorted, each once. Every script is welcome, as on a Thai portal; stock CKAN refuses marks above and below.
pub(crate) fn tags(dict: &Map<String, Value>, faults: &mut Faults) -> Result<Vec<Value>, Failure> {
    let mut names: Vec<String> = Vec::new();
    let mut put = |name: &str, member: &str, faults: &mut Faults| {
        let length = name.chars().count();
        let legal = |c: char| c.is_alphanumeric() || is_mark(c) || " -_.".contains(c);
        if length < 2 {
            faults.add(
                member,
                format!("Tag \"{name}\" length is less than minimum 2"),
            );
        } else if length > 100 {
            faults.add(
                member,
                format!("Tag \"{name}\" length is more than maximum 100"),
            );
        }
        if !name.chars().all(legal) {
            faults.add(
                member,
                format!(
                    "Tag \"{name}\" can only contain alphanumeric characters, spaces (\" \"), hyphens (\"-\"), underscores \
                     (\"_\") or dots (\".\")"
                ),
            );
        }
        names.push(name.to_owned());
    };
    for tag in objects(dict, "tags")? {
        match tag.get("name").and_then(text) {
            Some(name) if !name.is_empty() => put(&name, "tags", faults),
            _ => faults.add("tags", "Missing value"),
        }
    }
    let stated = dict.get("tag_string").and_then(text).unwrap_or_default();
    for name in stated.split(',').map(str::trim).filter(|it| !it.is_empty()) {
        put(name, "tag_string", faults);
    }
    names.sort();
    names.dedup();
    let dict = |name: String| {
        json!({
            "id": naming::identifier("tag", &name),
            "name": name,
            "display_name": name,
            "state": "active",
            "vocabulary_id": null,
        })
    };
    Ok(names.into_iter().map(dict).collect())
}

/// Thai vowel and tone marks, and combining marks of other scripts that `is_alphanumeric` leaves out.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}' | '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}')
}

/// The extras, sorted by key as CKAN 2.10 and 2.11 give them back.
pub(crate) fn extras(
    dict: &Map<String, Value>,
    faults: &mut Faults,
) -> Result<Vec<Value>, Failure> {
    let given = objects(dict, "extras")?;
    let mut kept: Vec<(String, String)> = Vec::new();
    let mut each = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for extra in &given {
        let mut wrong = Map::new();
        let key = extra.get("key").and_then(text).unwrap_or_default();
        if key.is_empty() {
            wrong.insert("key".to_owned(), json!(["Missing value"]));
        } else if CORE.contains(&key.as_str()) {
            let sentence = "There is a schema field with the same name";
            wrong.insert("key".to_owned(), json!([sentence]));
        }
        match extra.get("value") {
            None => {
                wrong.insert("value".to_owned(), json!(["Missing value"]));
            }
            // CKAN 2.11 fails on these, with 500.
            Some(Value::Array(_) | Value::Object(_)) => return Err(Failure::Internal),
            Some(value) => {
                if seen.contains(&key) {
                    faults.add("extras_validation", format!("Duplicate key \"{key}\""));
                }
                // A value of null takes the extra away.
                if let Some(value) = text(value) {
                    if value.len() > VALUE {
                        return Err(too_long(&key));
                    }
                    kept.push((key.clone(), value));
                }
            }
        }
        seen.push(key);
        each.push(wrong);
    }
    faults.list("extras", each);
    kept.sort();
    Ok(kept
        .into_iter()
        .map(|(key, value)| json!({"key": key, "value": value}))
        .collect())
}

/// A text that is longer than an index of search takes.
pub(crate) fn too_long(field: &str) -> Failure {
    Failure::SearchIndex(format!(
        "Unable to add package to search index: Document contains at least one immense term in field=\"{field}\" (whose UTF8 \
         encoding is longer than the max length {VALUE})"
    ))
}

/// Longest value that a search keeps, in bytes.
pub(crate) fn is_too_long(value: &str) -> bool {
    value.len() > VALUE
}
