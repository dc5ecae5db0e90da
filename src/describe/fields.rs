//! The fields of the national catalogue, as their profiles explain them.

use serde_json::Value;

use crate::describe::profile::{self, Profile};
use crate::model::language::{Message, Text};

/// The kinds of datasets in the order of the choices of `data_type`: the letter by which a profile calls them, and their names.
pub const DATA_TYPES: [(char, Text); 5] = [
    (
        'R',
        Text {
            th: "ระเบียน",
            en: "record",
        },
    ),
    (
        'S',
        Text {
            th: "สถิติ",
            en: "statistics",
        },
    ),
    (
        'G',
        Text {
            th: "ภูมิสารสนเทศ",
            en: "geoinformatics",
        },
    ),
    (
        'M',
        Text {
            th: "หลากหลายประเภท",
            en: "several types",
        },
    ),
    (
        'O',
        Text {
            th: "ประเภทอื่นๆ",
            en: "other",
        },
    ),
];

/// One field of a dataset or of a resource in the national catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CatalogueField {
    /// CKAN's key.
    pub key: String,
    /// Its label.
    pub label: Message,
    /// What it is, with an example, and who fills it in.
    pub description: Message,
    /// Its place in the order of the national software, from 1.
    pub number: u64,
    /// Its number among the 14 mandatory items, such as `9.1`.
    pub item: Option<String>,
    /// Whether the national software demands it.
    pub required: bool,
    /// The kinds of datasets that have it: letters of [`DATA_TYPES`].
    pub data_types: Vec<char>,
    /// The values that may be chosen, each with an English word for it.
    pub choices: Vec<(String, String)>,
    /// Whether several values may stand in it.
    pub many: bool,
    /// Fewest characters that are usual.
    pub shortest: Option<u64>,
    /// Most characters that are usual.
    pub longest: Option<u64>,
    /// What must stand in it, where it is no choice: a day, an address.
    pub form: Option<Message>,
    /// What mostly stands in it: `buddhist-year`, `web-address`.
    pub usual: Option<String>,
    /// An example.
    pub example: String,
    /// The item of the descriptor that holds it, where that is not the field of this key under `thai-gdc`.
    pub stands_in: Option<String>,
    /// The field that says what "other" means, where it may be chosen here.
    pub other: Option<String>,
}

/// The fields of a dataset ([`Profile::ThaiGdc`]: 58) or of a resource ([`Profile::ThaiGdcResource`]: 24), in the order of the
/// national software. Other profiles have none.
pub fn fields(profile: Profile) -> Vec<CatalogueField> {
    if !matches!(profile, Profile::ThaiGdc | Profile::ThaiGdcResource) {
        return Vec::new();
    }
    let profile = profile::json(profile).unwrap_or_default();
    let required = texts(profile.get("required"));
    let mut fields: Vec<CatalogueField> = ["properties", "x-elsewhere"]
        .into_iter()
        .filter_map(|part| profile.get(part)?.as_object())
        .flatten()
        .map(|(key, said)| field(key, said, &required))
        .collect();
    fields.sort_by_key(|field| field.number);
    fields
}

fn field(key: &str, said: &Value, required: &[String]) -> CatalogueField {
    let word = |name: &str| said.get(name).and_then(Value::as_str).map(str::to_owned);
    let both = |th: &str, en: &str| {
        Some(Message {
            th: word(th)?,
            en: word(en)?,
        })
    };
    let count = |name: &str| said.get(name).and_then(Value::as_u64);
    let values = said.get("enum").or_else(|| said.get("items")?.get("enum"));
    let example = said.get("examples").and_then(|list| list.get(0));
    let example = match example {
        Some(Value::Array(values)) => values.first(),
        other => other,
    };
    CatalogueField {
        key: key.to_owned(),
        label: both("x-title-th", "title").unwrap_or_default(),
        description: both("x-description-th", "description").unwrap_or_default(),
        number: count("x-number").unwrap_or_default(),
        item: word("x-item"),
        required: required.iter().any(|it| it == key)
            || said.get("x-required").and_then(Value::as_bool) == Some(true),
        data_types: texts(said.get("x-data-types"))
            .iter()
            .filter_map(|letter| letter.chars().next())
            .collect(),
        choices: texts(values)
            .into_iter()
            .zip(texts(said.get("x-enum-en")))
            .collect(),
        many: said.get("type").and_then(Value::as_str) == Some("array"),
        shortest: count("x-min-length"),
        longest: count("x-max-length"),
        form: both("x-form-th", "x-form"),
        usual: word("x-usual"),
        example: example
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        stands_in: word("x-stands-in"),
        other: word("x-other"),
    }
}

fn texts(list: Option<&Value>) -> Vec<String> {
    let list = list.and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}
