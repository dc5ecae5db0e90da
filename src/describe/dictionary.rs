//! A dictionary's CSV file → the model.

use crate::describe::Error;
use crate::model::dictionary::{COLUMNS, Dictionary, Entry};

/// Reads a dictionary. Columns are found by their key, Thai or English heading, in any order; others are an error.
pub fn parse(text: &str, file: &str) -> Result<Dictionary, Error> {
    let malformed = |why: String| Error::Malformed {
        file: file.to_owned(),
        why,
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let headers = reader
        .headers()
        .map_err(|error| malformed(error.to_string()))?
        .clone();
    let mut keys = Vec::new();
    for heading in &headers {
        let heading = heading.trim();
        let known = COLUMNS.iter().find(|(key, th, en)| {
            heading == *key || heading == *th || heading.eq_ignore_ascii_case(en)
        });
        keys.push(
            known
                .ok_or_else(|| malformed(format!("column \"{heading}\" is not known")))?
                .0,
        );
    }
    if !keys.contains(&"name") {
        return Err(malformed("there is no column \"name\"".to_owned()));
    }
    let mut dictionary = Dictionary::default();
    for record in reader.records() {
        let record = record.map_err(|error| malformed(error.to_string()))?;
        let value = |key: &str| {
            let at = keys.iter().position(|known| *known == key);
            at.and_then(|at| record.get(at))
                .unwrap_or("")
                .trim()
                .to_owned()
        };
        if record.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        let entry = Entry {
            name: value("name"),
            label_th: value("label_th"),
            label_en: value("label_en"),
            description: value("description"),
            kind: value("type"),
            unit: value("unit"),
            required: value("required"),
            key: value("key"),
            allowed: value("allowed"),
            missing: value("missing"),
            example: value("example"),
            source: value("source"),
            note: value("note"),
        };
        if dictionary.entry(&entry.name).is_some() {
            return Err(malformed(format!("field \"{}\" stands twice", entry.name)));
        }
        dictionary.fields.push(entry);
    }
    Ok(dictionary)
}
