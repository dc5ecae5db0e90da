//! What the forms ask for: label, explanation and kind of every item, from `schemas/profiles/`.

use std::sync::OnceLock;

use serde_json::Value;

use crate::model::dictionary::COLUMNS;
use crate::model::schema::FieldType;

const DATASET: &str = include_str!("../../../schemas/profiles/thai-gdc.json");
const RESOURCE: &str = include_str!("../../../schemas/profiles/thai-gdc-resource.json");
const DESCRIPTOR: &str = include_str!("../../../schemas/profiles/descriptor.json");

/// Items of form 1 that are the descriptor's own properties: key in the form, property in the descriptor.
const OWN: [(&str, &str); 5] = [
    ("name", "name"),
    ("title", "title"),
    ("owner_org", "contributors"),
    ("tag_string", "keywords"),
    ("notes", "description"),
];
/// The same for a resource.
const OWN_OF_RESOURCE: [(&str, &str); 2] =
    [("resource_name", "title"), ("description", "description")];
/// The types of fields, in the order in which the form offers them.
const TYPES: [FieldType; 8] = [
    FieldType::String,
    FieldType::Integer,
    FieldType::Number,
    FieldType::Boolean,
    FieldType::Date,
    FieldType::Datetime,
    FieldType::Time,
    FieldType::Year,
];

/// One item that a form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key in the form.
    pub key: String,
    /// Thai label.
    pub label_th: String,
    /// English label.
    pub label_en: String,
    /// What it means, in Thai; may be empty.
    pub about_th: String,
    /// What it means, in English; may be empty.
    pub about_en: String,
    /// What its values are.
    pub kind: Kind,
    /// Whether it may not be left out.
    pub mandatory: bool,
}

/// What the values of an item are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// Words between commas.
    Words,
    /// Digits, and a sign and a point where it is a coordinate.
    Number,
    /// An e-mail address.
    Mail,
    /// A day: Gregorian in the descriptor, in the Buddhist era in the form.
    Date,
    /// A year of the Buddhist era.
    Year,
    /// `True` or `False` in the descriptor, ใช่ or ไม่ใช่ in the form.
    Flag,
    /// One of a list.
    Choice(Vec<String>),
    /// Several of a list. A cell of form 1 holds one.
    Many(Vec<String>),
}

impl Kind {
    /// The values that may be chosen.
    pub fn choices(&self) -> &[String] {
        match self {
            Self::Choice(choices) | Self::Many(choices) => choices,
            _ => &[],
        }
    }
}

/// An item of a dataset by its key in form 1.
pub fn dataset_field(key: &str) -> Option<&'static Field> {
    static FIELDS: OnceLock<Vec<Field>> = OnceLock::new();
    let fields = FIELDS.get_or_init(|| {
        let (profile, descriptor) = (json(DATASET), json(DESCRIPTOR));
        let own = |property: &str| descriptor.pointer(&format!("/properties/{property}"));
        let mut fields = of_profile(&profile);
        for (key, property) in OWN {
            if let Some(described) = own(property) {
                fields.push(field(key, described, true));
            }
        }
        // The type is said by the sheet; its column repeats it.
        let data_type = fields.iter().find(|it| it.key == "data_type").cloned();
        fields.extend(data_type.map(|it| Field {
            key: "d_type".to_owned(),
            ..it
        }));
        fields
    });
    fields.iter().find(|field| field.key == key)
}

/// An item of a resource by its key in form 1.
pub fn resource_field(key: &str) -> Option<&'static Field> {
    static FIELDS: OnceLock<Vec<Field>> = OnceLock::new();
    let fields = FIELDS.get_or_init(|| {
        let (profile, descriptor) = (json(RESOURCE), json(DESCRIPTOR));
        let mut fields = of_profile(&profile);
        fields.retain(|field| !matches!(field.key.as_str(), "name" | "description"));
        for field in &mut fields {
            if field.key == "url" {
                "resource_url".clone_into(&mut field.key);
            }
        }
        for (key, property) in OWN_OF_RESOURCE {
            let path = format!("/properties/resources/items/properties/{property}");
            if let Some(described) = descriptor.pointer(&path) {
                fields.push(field(key, described, key == "resource_name"));
            }
        }
        if let Some(described) = descriptor.pointer("/properties/name") {
            fields.push(field("dataset_name", described, true));
        }
        fields
    });
    fields.iter().find(|field| field.key == key)
}

/// A column of form 2 by its key: the columns of a dictionary, and the running number and size that the form adds.
pub fn entry_field(key: &str) -> Option<&'static Field> {
    static FIELDS: OnceLock<Vec<Field>> = OnceLock::new();
    let fields = FIELDS.get_or_init(|| {
        let added = [("number", "ลำดับ", "Number"), ("size", "ขนาด", "Size")];
        let all = COLUMNS.iter().chain(&added);
        all.map(|(key, th, en)| Field {
            key: (*key).to_owned(),
            label_th: (*th).to_owned(),
            label_en: (*en).to_owned(),
            about_th: String::new(),
            about_en: String::new(),
            kind: match *key {
                "type" => Kind::Choice(TYPES.iter().map(|kind| kind.as_str().to_owned()).collect()),
                "required" | "key" => Kind::Flag,
                _ => Kind::Text,
            },
            mandatory: *key == "name",
        })
        .collect()
    });
    fields.iter().find(|field| field.key == key)
}

/// The profiles are part of the program; the tests hold that they are JSON.
fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

fn of_profile(profile: &Value) -> Vec<Field> {
    let required: Vec<&str> = profile["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let properties = profile["properties"].as_object();
    properties
        .into_iter()
        .flatten()
        .map(|(key, described)| field(key, described, required.contains(&key.as_str())))
        .collect()
}

fn field(key: &str, described: &Value, mandatory: bool) -> Field {
    let text = |member: &str| described[member].as_str().unwrap_or_default().to_owned();
    Field {
        key: key.to_owned(),
        label_th: text("x-title-th"),
        label_en: text("title"),
        about_th: text("x-description-th"),
        about_en: text("description"),
        kind: kind(key, described),
        mandatory,
    }
}

fn kind(key: &str, described: &Value) -> Kind {
    let texts = |list: &Value| -> Vec<String> {
        let items = list.as_array().into_iter().flatten();
        items.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let (one, many) = (
        texts(&described["enum"]),
        texts(&described["items"]["enum"]),
    );
    match key {
        "tag_string" => Kind::Words,
        "maintainer_email" => Kind::Mail,
        "update_frequency_interval" => Kind::Number,
        // The importer converts these (thai_gdc 2.2.4), and so do we.
        _ if key.ends_with("_date") || key.ends_with("_calendar") => Kind::Date,
        _ if key.ends_with("_year_of_data") => Kind::Year,
        _ if key.ends_with("_longitude") => Kind::Number,
        _ if one.len() == 2 && one.iter().all(|it| it == "True" || it == "False") => Kind::Flag,
        _ if !one.is_empty() => Kind::Choice(one),
        _ if !many.is_empty() => Kind::Many(many),
        _ => Kind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, dataset_field, entry_field, resource_field};
    use crate::model::form::{Holds, layouts};

    #[test]
    fn every_column_of_every_layout_is_an_item_with_labels() {
        assert_eq!(layouts().len(), 3);
        for layout in layouts() {
            for sheet in &layout.sheets {
                for column in &sheet.columns {
                    let field = match sheet.holds {
                        Holds::List | Holds::Dataset => dataset_field(&column.key),
                        Holds::Resource => resource_field(&column.key),
                        Holds::Fields => entry_field(&column.key),
                    };
                    let field = field.unwrap_or_else(|| panic!("{}", column.key));
                    assert!(
                        !field.label_th.is_empty() && !field.label_en.is_empty(),
                        "{}",
                        column.key
                    );
                }
            }
        }
    }

    #[test]
    fn kinds_are_those_of_the_standard() {
        let kind = |key: &str| dataset_field(key).map(|field| field.kind.clone());
        assert!(matches!(kind("objective"), Some(Kind::Many(_))));
        assert!(matches!(kind("geo_coverage"), Some(Kind::Choice(_))));
        assert_eq!(kind("high_value_dataset"), Some(Kind::Flag));
        assert_eq!(kind("data_release_calendar"), Some(Kind::Date));
        assert_eq!(kind("first_year_of_data"), Some(Kind::Year));
        assert_eq!(
            resource_field("resource_official_statistics").map(|field| &field.kind),
            Some(&Kind::Flag)
        );
    }
}
