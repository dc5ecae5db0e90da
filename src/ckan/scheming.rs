//! The dataset schema of a portal that runs ckanext-scheming, as `scheming_dataset_schema_show` tells it.

use serde_json::Value;

use crate::model::language::Message;

/// Fields that the schema of the Thai national catalogue has in every version, and no other schema has together.
const NATIONAL: [&str; 5] = [
    "data_type",
    "objective",
    "geo_coverage",
    "data_category",
    "update_frequency_unit",
];
/// Validators that refuse an empty value. `scheming_required` asks the member `required`.
const DEMANDING: [&str; 2] = ["not_empty", "not_missing"];
/// Validators of days and times.
const DAYS: [&str; 3] = ["isodate", "scheming_isodatetime", "scheming_isodatetime_tz"];
/// Validators that fill an empty value in.
const FILLING: [&str; 4] = [
    "if_empty_same_as(",
    "if_empty_guess_format",
    "default(",
    "set_default(",
];

/// The fields of a portal's datasets and of their files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DatasetSchema {
    /// `dataset_fields`, in the form's order.
    pub dataset_fields: Vec<SchemaField>,
    /// `resource_fields`, in the form's order.
    pub resource_fields: Vec<SchemaField>,
}

/// A field of a portal's schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemaField {
    /// `field_name`: the member of the dict.
    pub name: String,
    /// What the form calls it.
    pub label: Message,
    /// Whether the portal refuses a dict without it.
    pub is_required: bool,
    /// The values that the form offers; empty where it takes any, or where only the portal knows them.
    pub choices: Vec<String>,
    /// What it holds.
    pub holds: Holds,
    /// The names of its validators, separated by blanks.
    pub validators: String,
    /// `form_snippet`
    pub form_snippet: String,
}

/// What a field of a schema holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holds {
    /// One text.
    #[default]
    Text,
    /// A day or a time, in ISO 8601.
    Day,
    /// A list of texts.
    Several,
    /// Dicts with fields of their own (`repeating_subfields`).
    Parts,
}

impl DatasetSchema {
    /// Reads the action's result; none where it is no schema.
    pub fn read(result: &Value) -> Option<Self> {
        Some(Self {
            dataset_fields: fields(result.get("dataset_fields")?)?,
            resource_fields: fields(result.get("resource_fields")?)?,
        })
    }

    /// A field of the dataset.
    pub fn dataset_field(&self, name: &str) -> Option<&SchemaField> {
        self.dataset_fields.iter().find(|field| field.name == name)
    }

    /// A field of a file.
    pub fn resource_field(&self, name: &str) -> Option<&SchemaField> {
        self.resource_fields.iter().find(|field| field.name == name)
    }

    /// Whether it is the schema of the Thai national catalogue.
    pub fn is_national(&self) -> bool {
        NATIONAL
            .iter()
            .all(|name| self.dataset_field(name).is_some())
    }
}

fn fields(list: &Value) -> Option<Vec<SchemaField>> {
    Some(
        list.as_array()?
            .iter()
            .filter_map(SchemaField::read)
            .collect(),
    )
}

impl SchemaField {
    fn read(value: &Value) -> Option<Self> {
        let text = |key: &str| {
            value
                .get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let name = text("field_name");
        if name.is_empty() {
            return None;
        }
        let (preset, validators, form_snippet) =
            (text("preset"), text("validators"), text("form_snippet"));
        let is_named = |names: &[&str]| {
            validators
                .split_whitespace()
                .any(|validator| names.contains(&validator))
        };
        let is_filled = FILLING.iter().any(|filling| {
            validators
                .split_whitespace()
                .any(|validator| validator.starts_with(filling))
        });
        let is_demanded = value.get("required") == Some(&Value::Bool(true)) || is_named(&DEMANDING);
        let is_several = preset.starts_with("multiple_")
            || form_snippet.starts_with("multiple_")
            || is_named(&["scheming_multiple_choice", "scheming_multiple_text"]);
        let is_day = ["date", "datetime", "datetime_tz"].contains(&preset.as_str())
            || form_snippet == "date.html"
            || is_named(&DAYS);
        let holds = if value.get("repeating_subfields").is_some() {
            Holds::Parts
        } else if is_several {
            Holds::Several
        } else if is_day {
            Holds::Day
        } else {
            Holds::Text
        };
        Some(Self {
            label: label(value.get("label"), &name),
            is_required: is_demanded && !is_filled,
            choices: choices(value.get("choices")),
            holds,
            name,
            validators,
            form_snippet,
        })
    }
}

/// The values of a list of choices. A value may be written as a number or as true and false.
fn choices(list: Option<&Value>) -> Vec<String> {
    let items = list.and_then(Value::as_array);
    items
        .into_iter()
        .flatten()
        .filter_map(|choice| match choice.get("value")? {
            Value::String(text) => Some(text.clone()),
            Value::Null => None,
            other => Some(other.to_string()),
        })
        .filter(|value| !value.is_empty())
        .collect()
}

/// A label is a text, or a text a language.
fn label(value: Option<&Value>, name: &str) -> Message {
    let both = |text: &str| Message {
        th: text.to_owned(),
        en: text.to_owned(),
    };
    match value {
        Some(Value::String(text)) if !text.is_empty() => both(text),
        Some(Value::Object(texts)) => {
            let of = |language: &str| texts.get(language).and_then(Value::as_str);
            let any = texts.values().find_map(Value::as_str).unwrap_or(name);
            Message {
                th: of("th").or_else(|| of("en")).unwrap_or(any).to_owned(),
                en: of("en").unwrap_or(any).to_owned(),
            }
        }
        _ => both(name),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn field(value: &Value) -> SchemaField {
        let schema = json!({"dataset_fields": [value], "resource_fields": []});
        DatasetSchema::read(&schema)
            .unwrap()
            .dataset_fields
            .remove(0)
    }

    #[test]
    fn several_values_are_known_by_preset_snippet_or_validator() {
        for several in [
            json!({"field_name": "a", "preset": "multiple_checkbox"}),
            json!({"field_name": "a", "preset": "multiple_select"}),
            json!({"field_name": "a", "form_snippet": "multiple_select.html"}),
            json!({"field_name": "a", "validators": "ignore_missing scheming_multiple_choice"}),
        ] {
            assert_eq!(field(&several).holds, Holds::Several, "{several}");
        }
        assert_eq!(
            field(&json!({"field_name": "a", "preset": "select"})).holds,
            Holds::Text
        );
        let parts =
            json!({"field_name": "a", "preset": "multiple_text", "repeating_subfields": []});
        assert_eq!(field(&parts).holds, Holds::Parts);
    }

    #[test]
    fn what_is_required_is_what_the_portal_would_refuse_to_miss() {
        assert!(field(&json!({"field_name": "a", "required": true})).is_required);
        assert!(
            field(&json!({"field_name": "a", "validators": "not_empty unicode_safe"})).is_required
        );
        assert!(!field(&json!({"field_name": "a", "required": false})).is_required);
        assert!(!field(&json!({"field_name": "a", "validators": "scheming_required"})).is_required);
        let filled = json!({"field_name": "a", "required": true, "validators": "if_empty_same_as(name) not_empty"});
        assert!(!field(&filled).is_required);
    }

    #[test]
    fn labels_and_choices_are_read_in_every_form() {
        let read = field(&json!({
            "field_name": "unit",
            "label": {"en": "Unit", "th": "หน่วย"},
            "choices": [{"value": "ปี", "label": "ปี"}, {"value": 5, "label": {"en": "five"}}, {"value": ""}],
            "preset": "date",
        }));
        assert_eq!(
            (read.label.th.as_str(), read.label.en.as_str()),
            ("หน่วย", "Unit")
        );
        assert_eq!(read.choices, ["ปี", "5"]);
        assert_eq!(read.holds, Holds::Day);
        assert_eq!(field(&json!({"field_name": "unit"})).label.en, "unit");
        assert_eq!(
            field(&json!({"field_name": "u", "label": {"fr": "Unité"}}))
                .label
                .th,
            "Unité"
        );
    }

    #[test]
    fn another_answer_is_no_schema() {
        assert_eq!(DatasetSchema::read(&json!("x")), None);
        assert_eq!(
            DatasetSchema::read(&json!({"dataset_fields": {}, "resource_fields": []})),
            None
        );
    }
}
