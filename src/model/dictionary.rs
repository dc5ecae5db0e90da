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

/// Words before the name of a code list in [`Entry::allowed`]: `list: provinces`.
const LIST_WORDS: [&str; 2] = ["list", "รายการ"];

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
    /// Codes and their meaning: `code = meaning; code = meaning`; or a list of `dictionaries/shared`: `list: provinces`,
    /// `รายการ: provinces`.
    #[serde(default)]
    pub allowed: String,
    /// What an empty value means; or codes for missing values: `- = ยังไม่รายงาน; 9 = ไม่ตอบ`.
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

    /// The codes of [`Entry::allowed`] with their meaning (empty where none is given). None where a list is named.
    pub fn codes(&self) -> Vec<(&str, &str)> {
        if self.list().is_some() {
            return Vec::new();
        }
        pairs(&self.allowed)
    }

    /// Whether [`Entry::allowed`] lists codes with their meaning. Anything else may be prose: `จำนวนเต็มที่ไม่ติดลบ`.
    pub fn explains_codes(&self) -> bool {
        self.list().is_none() && self.allowed.contains('=')
    }

    /// The name of the shared code list that [`Entry::allowed`] refers to, known or not.
    pub fn list(&self) -> Option<&str> {
        let (word, name) = self.allowed.split_once(':')?;
        let word = word.trim();
        let named = LIST_WORDS
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known));
        named.then(|| name.trim())
    }

    /// The codes of [`Entry::missing`] that stand for no value, with what they mean. None where it only says what an empty value
    /// means.
    pub fn missing_codes(&self) -> Vec<(&str, &str)> {
        if self.missing.contains('=') {
            pairs(&self.missing)
        } else {
            Vec::new()
        }
    }
}

/// `a = b; c` as pairs of a code and its meaning.
fn pairs(text: &str) -> Vec<(&str, &str)> {
    text.split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            part.split_once('=')
                .map_or((part, ""), |(code, meaning)| (code.trim(), meaning.trim()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Entry;

    fn allowing(allowed: &str) -> Entry {
        Entry {
            allowed: allowed.to_owned(),
            ..Entry::default()
        }
    }

    #[test]
    fn codes_lists_and_prose_are_told_apart() {
        let codes = allowing("1 = ชาย; 2 = หญิง;");
        assert_eq!(codes.codes(), [("1", "ชาย"), ("2", "หญิง")]);
        assert!(codes.explains_codes() && codes.list().is_none());
        for list in ["list: provinces", "รายการ: provinces", "List :provinces"] {
            let entry = allowing(list);
            assert_eq!(entry.list(), Some("provinces"), "{list}");
            assert!(
                entry.codes().is_empty() && !entry.explains_codes(),
                "{list}"
            );
        }
        for prose in ["จำนวนเต็มที่ไม่ติดลบ", "0-100", "", "เวลา 08:30 น."]
        {
            let entry = allowing(prose);
            assert!(entry.list().is_none() && !entry.explains_codes(), "{prose}");
        }
    }

    #[test]
    fn missing_codes_are_told_from_the_meaning_of_a_blank() {
        let entry = |missing: &str| Entry {
            missing: missing.to_owned(),
            ..Entry::default()
        };
        assert_eq!(
            entry("- = ยังไม่รายงาน; 9=ไม่ตอบ").missing_codes(),
            [("-", "ยังไม่รายงาน"), ("9", "ไม่ตอบ")]
        );
        assert!(entry("ยังไม่มีการเบิกจ่าย").missing_codes().is_empty());
    }
}
