//! JSON Schema (draft 2020-12) of a table's `.json`: an array of records.
//!
//! A missing value is `null`, so a field that may be missing allows it. JSON Schema has no smallest day and no day or time
//! without a zone; the first is left out, the second is a pattern. Key, English label and unit are members beginning with `x-`.

use std::io;

use serde_json::{Map, Value, json};

use crate::model::artifact::Role;
use crate::model::schema::{Field, FieldType};
use crate::write::facets::{as_json, facets, is_required};
use crate::write::format::{Format, TableInfo, Write};
use crate::write::formats::dictionary_json::pretty;
use crate::write::linked::node;

/// The schema of the JSON.
pub(super) const FORMAT: Format = Format {
    name: "json-schema",
    file: ".schema.json",
    label: "JSON Schema",
    media_type: "application/schema+json",
    role: Role::Schema,
    write: Write::Table(write),
};

fn write(info: &TableInfo<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let fields = &info.schema.fields;
    let properties: Map<String, Value> = fields
        .iter()
        .map(|field| (field.name.clone(), property(info, field)))
        .collect();
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let document = node([
        (
            "$schema",
            json!("https://json-schema.org/draft/2020-12/schema"),
        ),
        ("title", json!(info.resource.title)),
        ("description", json!(info.resource.description)),
        ("x-primary-key", json!(info.schema.primary_key)),
        ("type", json!("array")),
        (
            "items",
            json!({
                "type": "object",
                "properties": properties,
                // A record has every member, also those without a value.
                "required": names,
                "additionalProperties": false,
            }),
        ),
    ]);
    pretty(&document, out)
}

fn property(info: &TableInfo<'_>, field: &Field) -> Value {
    let facets = facets(field);
    let optional = !is_required(field, info.schema);
    let kind = field.kind;
    let (name, pattern) = written_as(kind);
    let entry = info.dictionary.entry(&field.name);
    let said = |text: Option<&String>| json!(text.filter(|text| !text.is_empty()));
    let number = |limit: Option<String>| {
        let limit = limit.filter(|_| kind.is_bare_in_json());
        limit.map_or(Value::Null, |limit| as_json(kind, &limit))
    };
    let mut allowed: Vec<Value> = facets.allowed.iter().map(|it| as_json(kind, it)).collect();
    if optional && !allowed.is_empty() {
        allowed.push(Value::Null);
    }
    let example = entry.map(|entry| &entry.example);
    let example = example.filter(|text| !text.is_empty() && !is_refused(&allowed, kind, text));
    node([
        ("title", json!(field.title)),
        ("x-title-en", said(entry.map(|entry| &entry.label_en))),
        ("description", json!(field.description)),
        ("x-unit", said(entry.map(|entry| &entry.unit))),
        (
            "type",
            if optional {
                json!([name, "null"])
            } else {
                json!(name)
            },
        ),
        ("format", json!((kind == FieldType::Date).then_some("date"))),
        ("pattern", json!(pattern)),
        ("minimum", number(facets.minimum)),
        ("maximum", number(facets.maximum)),
        ("maxLength", json!(facets.max_length)),
        ("enum", Value::Array(allowed)),
        ("examples", json!(example.map(|text| [as_json(kind, text)]))),
    ])
}

/// Whether an example is none of the values that are allowed.
fn is_refused(allowed: &[Value], kind: FieldType, example: &str) -> bool {
    !allowed.is_empty() && !allowed.contains(&as_json(kind, example))
}

/// The type in JSON, and the pattern of a text that is a moment.
fn written_as(kind: FieldType) -> (&'static str, Option<&'static str>) {
    match kind {
        FieldType::Integer | FieldType::Year => ("integer", None),
        FieldType::Number => ("number", None),
        FieldType::Boolean => ("boolean", None),
        FieldType::String | FieldType::Date => ("string", None),
        FieldType::Datetime => (
            "string",
            Some(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?$"),
        ),
        FieldType::Time => ("string", Some(r"^\d{2,}:\d{2}:\d{2}(\.\d{3})?$")),
    }
}
