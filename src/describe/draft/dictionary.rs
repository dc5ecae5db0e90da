//! A tidied table and its schema → the dictionary, its descriptions left for a person.

use crate::describe::draft::Hint;
use crate::describe::draft::columns::Facts;
use crate::describe::draft::schema::is_personal;
use crate::model::dictionary::{Dictionary, Entry};
use crate::model::grammar::example;
use crate::model::schema::{Field, FieldType, Schema};
use crate::model::table::Table;

/// The dictionary of a table: what the file itself tells.
pub(super) fn dictionary(
    table: &Table,
    schema: &Schema,
    facts: &[Facts],
    hints: &[Hint],
) -> Dictionary {
    let columns = table.columns.iter().zip(&schema.fields);
    let told = facts.iter().zip(hints);
    let fields = columns.zip(told).map(|((column, field), (facts, hint))| {
        let is_key = schema.primary_key.contains(&field.name);
        let yes_no = |truth: bool| if truth { "yes" } else { "no" }.to_owned();
        let label = if column.label == column.name {
            ""
        } else {
            column.label.as_str()
        };
        let is_latin = !label.is_empty() && label.is_ascii();
        Entry {
            name: field.name.clone(),
            label_th: if is_latin {
                String::new()
            } else {
                label.to_owned()
            },
            label_en: if is_latin {
                label.to_owned()
            } else {
                String::new()
            },
            description: String::new(),
            kind: field.kind.as_str().to_owned(),
            unit: unit(field, hint),
            required: yes_no(field.constraints.required || is_key),
            key: if is_key {
                "yes".to_owned()
            } else {
                String::new()
            },
            allowed: allowed(field),
            missing: hint.missing.clone(),
            example: example(label, facts, hint),
            source: String::new(),
            note: note(label, field, facts, hint),
        }
    });
    Dictionary {
        fields: fields.collect(),
    }
}

/// A unit is of numbers only.
fn unit(field: &Field, hint: &Hint) -> String {
    if matches!(field.kind, FieldType::Integer | FieldType::Number) {
        hint.unit.clone()
    } else {
        String::new()
    }
}

/// The codes of a list; their meaning is for a person to add. Nothing where a code holds one of the signs between codes.
fn allowed(field: &Field) -> String {
    let codes: Vec<&str> = field
        .constraints
        .allowed
        .iter()
        .filter_map(|code| code.as_str())
        .collect();
    if codes.iter().any(|code| code.contains([';', '='])) {
        return String::new();
    }
    codes.join("; ")
}

/// The first value of the column, and none where the column is about persons.
fn example(label: &str, facts: &Facts, hint: &Hint) -> String {
    if is_personal(label, facts, hint) || !example::may_be_shown(&facts.example, label) {
        return String::new();
    }
    facts.example.clone()
}

/// What was found today, for a person to compare: no limit that next month's data would have to keep.
fn note(label: &str, field: &Field, facts: &Facts, hint: &Hint) -> String {
    if is_personal(label, facts, hint) {
        return String::new();
    }
    if let Some((first, last)) = facts.period {
        return format!("ช่วงวันที่ที่พบ {first} ถึง {last}");
    }
    match facts.range {
        Some((least, most)) if matches!(field.kind, FieldType::Integer | FieldType::Number) => {
            format!("ค่าที่พบ {least} ถึง {most}")
        }
        _ => String::new(),
    }
}
