//! Linked data as JSON: nodes without empty members, texts with their language.

use serde_json::{Map, Value, json};

/// A node. A member without a value is left out.
pub(super) fn node<'a>(members: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let members = members.into_iter().filter(|(_, value)| !is_nothing(value));
    let members = members.map(|(key, value)| (key.to_owned(), value));
    Value::Object(members.collect::<Map<_, _>>())
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// A text in Thai and its English counterpart, as far as there are any.
pub(super) fn in_both(th: Option<&str>, en: Option<&str>) -> Value {
    let texts = [(th, "th"), (en, "en")];
    let texts = texts.into_iter().filter_map(|(text, tag)| {
        let text = text.filter(|text| !text.is_empty())?;
        Some(json!({ "@value": text, "@language": tag }))
    });
    Value::Array(texts.collect())
}

/// A text of which nobody has said the language: Thai where it has a Thai letter, else without a tag, as names and codes are.
pub(super) fn tagged(text: &str) -> Value {
    if text.contains(|letter: char| ('\u{e01}'..='\u{e5b}').contains(&letter)) {
        json!({ "@value": text, "@language": "th" })
    } else {
        json!(text)
    }
}

/// A resource by its address, with its class, so that readers and SHACL shapes need not fetch it to know what it is.
pub(super) fn thing(address: &str, class: &str) -> Value {
    json!({ "@id": address, "@type": class })
}

/// A value with a type of XML Schema.
pub(super) fn typed(text: &str, kind: &str) -> Value {
    json!({ "@value": text, "@type": kind })
}
