//! A table → the schema and dictionary that it shows by itself, where a person has written none.

use crate::model::dictionary::{Dictionary, Entry};
use crate::model::schema::{Field, Schema};
use crate::model::table::Table;

/// The schema that a table shows: names, types, labels. No constraint is guessed.
pub fn schema(table: &Table) -> Schema {
    let fields = table.columns.iter().map(|column| Field {
        name: column.name.clone(),
        kind: column.kind,
        title: (column.label != column.name && !column.label.is_empty())
            .then(|| column.label.clone()),
        ..Field::default()
    });
    Schema {
        profile: None,
        fields: fields.collect(),
        primary_key: Vec::new(),
        missing_values: vec![String::new()],
    }
}

/// A dictionary with what a schema knows; descriptions are for a person to write.
pub fn dictionary(schema: &Schema) -> Dictionary {
    let fields = schema.fields.iter().map(|field| Entry {
        name: field.name.clone(),
        label_th: field.title.clone().unwrap_or_default(),
        description: field.description.clone().unwrap_or_default(),
        kind: field.kind.as_str().to_owned(),
        required: if field.constraints.required {
            "yes"
        } else {
            "no"
        }
        .to_owned(),
        ..Entry::default()
    });
    Dictionary {
        fields: fields.collect(),
    }
}

/// A label as a machine name, where it already is one or nearly: ASCII letters, digits and underscores, at most
/// 63 bytes. A Thai label gives `column_3`: romanising it would be a guess.
pub fn machine_name(label: &str, number: usize) -> String {
    let mut name: String = label
        .trim()
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter.to_ascii_lowercase()
            } else if letter.is_ascii() {
                '_'
            } else {
                '\u{fffd}'
            }
        })
        .collect();
    if name.contains('\u{fffd}') {
        return format!("column_{number}");
    }
    while name.contains("__") {
        name = name.replace("__", "_");
    }
    let name = name.trim_matches('_');
    let name = name.get(..name.len().min(63)).unwrap_or(name);
    if name.is_empty() || name.starts_with(|first: char| first.is_ascii_digit()) {
        return format!("column_{number}");
    }
    name.to_owned()
}
