//! What a field's schema demands, in the terms that XML Schema, JSON Schema and CSVW share.

use serde_json::Value;

use crate::model::moment::Moment;
use crate::model::number::Number;
use crate::model::schema::{Field, FieldType, Schema};

/// The demands on a field's values. A demand that the type cannot carry, such as a smallest text, is left out, and so is a
/// list of which any member is no value of the type: it would refuse what the schema allows.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Facets {
    /// Smallest value, in the form in which the files write it.
    pub(super) minimum: Option<String>,
    /// Largest value.
    pub(super) maximum: Option<String>,
    /// The values that are allowed; all are where it is empty.
    pub(super) allowed: Vec<String>,
    /// Longest text, in characters.
    pub(super) max_length: Option<u64>,
}

/// The demands of a field.
pub(super) fn facets(field: &Field) -> Facets {
    let rules = &field.constraints;
    let limit = |value: Option<&Value>| {
        let value = value.filter(|_| field.kind != FieldType::String)?;
        written(field.kind, value)
    };
    let allowed = rules.allowed.iter();
    let allowed: Option<Vec<String>> = allowed.map(|value| written(field.kind, value)).collect();
    Facets {
        minimum: limit(rules.minimum.as_ref()),
        maximum: limit(rules.maximum.as_ref()),
        allowed: allowed.unwrap_or_default(),
        max_length: rules.max_length.filter(|_| field.kind == FieldType::String),
    }
}

/// A value of a schema as the files write it, if it is one of the type. Times are not compared by other languages as we do,
/// and truth has nothing to list.
fn written(kind: FieldType, value: &Value) -> Option<String> {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    match kind {
        FieldType::String => Some(text),
        FieldType::Number => number(&text, false),
        FieldType::Integer | FieldType::Year => number(&text, true),
        FieldType::Date => match Moment::from_iso(&text)? {
            day @ Moment::Date(_) => Some(day.to_string()),
            _ => None,
        },
        FieldType::Boolean | FieldType::Datetime | FieldType::Time => None,
    }
}

fn number(text: &str, whole: bool) -> Option<String> {
    let number = Number::parse(text.as_bytes())?;
    if whole && !number.is_written_whole() {
        return None;
    }
    let mut out = Vec::new();
    number.write(&mut out);
    String::from_utf8(out).ok()
}

/// Whether every row has a value of the field.
pub(super) fn is_required(field: &Field, schema: &Schema) -> bool {
    field.constraints.required || schema.primary_key.contains(&field.name)
}

/// Whether the field is a year of the Buddhist era, for which other schema languages have no type but a number.
pub(super) fn is_buddhist_year(field: &Field) -> bool {
    field.kind == FieldType::Year && field.calendar.as_deref() == Some("buddhist")
}

/// A value that is written so in our files, as JSON has it.
pub(super) fn as_json(kind: FieldType, written: &str) -> Value {
    let bare = kind
        .is_bare_in_json()
        .then(|| serde_json::from_str(written).ok())
        .flatten();
    bare.unwrap_or_else(|| Value::from(written))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Facets, facets};
    use crate::model::schema::{Constraints, Field, FieldType};

    fn of(kind: FieldType, minimum: serde_json::Value, allowed: &[serde_json::Value]) -> Facets {
        facets(&Field {
            kind,
            constraints: Constraints {
                minimum: Some(minimum),
                allowed: allowed.to_vec(),
                max_length: Some(9),
                ..Constraints::default()
            },
            ..Field::default()
        })
    }

    #[test]
    fn a_demand_that_the_type_cannot_carry_is_left_out() {
        let text = of(FieldType::String, json!("a"), &[json!("x"), json!(7)]);
        assert_eq!(text.minimum, None);
        assert_eq!(text.allowed, ["x", "7"]);
        assert_eq!(text.max_length, Some(9));
        let number = of(FieldType::Integer, json!("010"), &[json!(1), json!("หนึ่ง")]);
        assert_eq!(number.minimum.as_deref(), Some("10"));
        assert!(number.allowed.is_empty() && number.max_length.is_none());
        assert_eq!(of(FieldType::Integer, json!(0.5), &[]).minimum, None);
        let day = of(FieldType::Date, json!("2023-10-01"), &[]);
        assert_eq!(day.minimum.as_deref(), Some("2023-10-01"));
        assert_eq!(of(FieldType::Date, json!("ต.ค."), &[]).minimum, None);
    }
}
