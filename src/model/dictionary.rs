//! Data Dictionary (form 2): what a person must understand about a table.

use serde::{Deserialize, Serialize};

/// The columns of a dictionary file, in order: key, Thai heading, English heading.
/// Follows what the national catalogue's dictionary shows, and the superset recommended for form 2.
pub const COLUMNS: [(&str, &str, &str); 13] = [
    ("name", "ชื่อฟิลด์", "Field name"),
    ("label_th", "ป้ายกำกับ", "Thai label"),
    ("label_en", "ป้ายกำกับภาษาอังกฤษ", "English label"),
    ("description", "คำอธิบาย", "Description"),
    ("type", "ชนิดข้อมูล", "Data type"),
    ("unit", "หน่วยวัด", "Unit"),
    ("required", "จำเป็นต้องมี", "Required"),
    ("key", "คีย์", "Key"),
    ("allowed", "ค่าที่เป็นไปได้", "Allowed values"),
    ("missing", "ค่าว่างหมายถึง", "Meaning of a missing value"),
    ("example", "ตัวอย่างข้อมูล", "Example"),
    ("source", "แหล่งที่มา", "Source"),
    ("note", "หมายเหตุ", "Note"),
];

/// The dictionary of one table: one entry a field, in the order of the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dictionary {
    /// The entries.
    pub fields: Vec<Entry>,
}

impl Dictionary {
    /// The entry of a field.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.fields.iter().find(|entry| entry.name == name)
    }
}

/// What is said of one field. An empty text means that nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Machine name; meets [`crate::model::schema::Field::name`].
    pub name: String,
    /// Label in Thai.
    #[serde(default)]
    pub label_th: String,
    /// Label in English.
    #[serde(default)]
    pub label_en: String,
    /// What it means, what it counts.
    #[serde(default)]
    pub description: String,
    /// Type, as in the schema.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// Unit of measure.
    #[serde(default)]
    pub unit: String,
    /// `yes` or `no`.
    #[serde(default)]
    pub required: String,
    /// `yes` where the field identifies a row, alone or with others.
    #[serde(default)]
    pub key: String,
    /// Codes and their meaning: `code = meaning; code = meaning`.
    #[serde(default)]
    pub allowed: String,
    /// What an empty value means.
    #[serde(default)]
    pub missing: String,
    /// An example, never a real person's.
    #[serde(default)]
    pub example: String,
    /// Where the values come from.
    #[serde(default)]
    pub source: String,
    /// Anything else.
    #[serde(default)]
    pub note: String,
}

impl Entry {
    /// The values in the order of [`COLUMNS`].
    pub fn values(&self) -> [&str; 13] {
        [
            &self.name,
            &self.label_th,
            &self.label_en,
            &self.description,
            &self.kind,
            &self.unit,
            &self.required,
            &self.key,
            &self.allowed,
            &self.missing,
            &self.example,
            &self.source,
            &self.note,
        ]
    }

    /// The codes of [`Entry::allowed`] with their meaning (empty where none is given).
    pub fn codes(&self) -> Vec<(&str, &str)> {
        self.allowed
            .split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| {
                part.split_once('=')
                    .map_or((part, ""), |(code, meaning)| (code.trim(), meaning.trim()))
            })
            .collect()
    }
}
