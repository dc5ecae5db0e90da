//! The parameters of a request, wherever they stand: query, JSON body or form.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use crate::ckan::envelope::{self, Failure};
use crate::serve::error::Error;
use crate::serve::form;

/// Parameters by name.
#[derive(Clone, Debug, Default)]
pub struct Params {
    values: Map<String, Value>,
    /// `records`, which may be many, and whose numbers keep every digit: as the JSON that came.
    records: Option<Box<RawValue>>,
}

impl Params {
    /// Reads a request. What the body says wins over the query.
    pub fn read(query: &str, content_type: &str, body: &[u8]) -> Result<Self, Error> {
        let mut values = pairs(form::decode(query));
        let kind = content_type
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        // CKAN tolerates a byte order mark before JSON.
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        let mut records = None;
        let members = match kind.as_str() {
            _ if body.is_empty() => Map::new(),
            "application/json" => object(body, &mut records)?,
            // `curl -d '{…}'` calls its JSON a form.
            "application/x-www-form-urlencoded" if body.starts_with(b"{") => {
                object(body, &mut records)?
            }
            "application/x-www-form-urlencoded" => {
                pairs(form::decode(&String::from_utf8_lossy(body)))
            }
            _ => return Err(Error::MediaType),
        };
        values.extend(members);
        Self { values, records }.without_nul()
    }

    /// The fields of a multipart form, files aside.
    pub fn of_form(query: &str, fields: Vec<(String, String)>) -> Result<Self, Error> {
        let mut values = pairs(form::decode(query));
        values.extend(pairs(fields));
        let records = None;
        Self { values, records }.without_nul()
    }

    /// CKAN fails on NUL, which PostgreSQL has no way to keep.
    fn without_nul(self) -> Result<Self, Error> {
        let nul = |(key, value): (&String, &Value)| key.contains('\0') || has_nul(value);
        if self.values.iter().any(nul) {
            return Err(Failure::Internal.into());
        }
        Ok(self)
    }

    /// Sets a parameter.
    pub fn put(&mut self, name: &str, value: Value) {
        self.values.insert(name.to_owned(), value);
    }

    /// All parameters but `records`.
    pub fn all(&self) -> &Map<String, Value> {
        &self.values
    }

    /// `records` as the JSON that came; a form has it as text.
    pub fn records(&self) -> Option<String> {
        match (&self.records, self.values.get("records")) {
            (Some(raw), _) => Some(raw.get().to_owned()),
            (None, Some(Value::String(text))) => Some(text.clone()),
            (None, other) => other.map(Value::to_string),
        }
    }

    /// Names of all parameters that were sent.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// The value as it came; none for a missing one and for `null`.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.values.get(name).filter(|value| !value.is_null())
    }

    /// A text; numbers and booleans count as their text. None for an empty one.
    pub fn text(&self, name: &str) -> Option<String> {
        match self.value(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Array(items) => items.last().map(plain),
            other => Some(other.to_string()),
        }
        .filter(|text| !text.is_empty())
    }

    /// A text that must be there.
    pub fn required(&self, name: &str) -> Result<String, Failure> {
        self.text(name)
            .ok_or_else(|| Failure::invalid(name, "Missing value"))
    }

    /// A number from 0 on.
    pub fn natural(&self, name: &str) -> Result<Option<u64>, Failure> {
        let Some(text) = self.text(name) else {
            return Ok(None);
        };
        if let Ok(number) = text.trim().parse::<i64>() {
            u64::try_from(number)
                .map(Some)
                .map_err(|_| Failure::invalid(name, "Must be a natural number"))
        } else {
            let messages = json!(["Invalid integer", "Please enter an integer value"]);
            Err(Failure::Validation(Map::from_iter([(
                name.to_owned(),
                messages,
            )])))
        }
    }

    /// A yes or no.
    pub fn flag(&self, name: &str) -> Option<bool> {
        let text = self.text(name)?.to_ascii_lowercase();
        Some(matches!(
            text.as_str(),
            "true" | "yes" | "t" | "y" | "on" | "1"
        ))
    }

    /// A list: JSON, JSON as text, or texts separated by commas.
    pub fn list(&self, name: &str) -> Vec<String> {
        let split = |text: &str| {
            let parts = text.split(',').map(|part| part.trim().trim_matches('"'));
            parts
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()
        };
        match self.value(name) {
            None => Vec::new(),
            Some(Value::Array(items)) => items.iter().map(plain).collect(),
            Some(Value::String(text)) => match serde_json::from_str(text) {
                Ok(Value::Array(items)) => items.iter().map(plain).collect(),
                _ => split(text),
            },
            Some(other) => vec![other.to_string()],
        }
    }

    /// An object: JSON, or JSON as text.
    pub fn object(&self, name: &str) -> Result<Map<String, Value>, Failure> {
        let parsed = match self.value(name) {
            None => return Ok(Map::new()),
            Some(Value::Object(map)) => return Ok(map.clone()),
            Some(Value::String(text)) if text.trim().is_empty() => return Ok(Map::new()),
            Some(Value::String(text)) => serde_json::from_str(text).ok(),
            Some(_) => None,
        };
        match parsed {
            Some(Value::Object(map)) => Ok(map),
            _ => Err(Failure::invalid(name, "Cannot parse JSON")),
        }
    }
}

fn object(body: &[u8], records: &mut Option<Box<RawValue>>) -> Result<Map<String, Value>, Error> {
    let Ok(members) = serde_json::from_slice::<Members>(body) else {
        return Err(match serde_json::from_slice::<Value>(body) {
            Ok(other) => envelope::not_an_object(&other).into(),
            Err(_) => envelope::not_json().into(),
        });
    };
    let mut values = Map::new();
    for (key, raw) in members.0 {
        if key == "records" {
            *records = Some(raw);
        } else {
            let value = serde_json::from_str(raw.get()).map_err(|_| envelope::not_json())?;
            values.insert(key, value);
        }
    }
    Ok(values)
}

/// The members of a JSON object, in order, each as it stands in the text.
pub(crate) struct Members(pub(crate) Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading;
        impl<'de> serde::de::Visitor<'de> for Reading {
            type Value = Members;

            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("a JSON object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Reading)
    }
}

/// A key that stands several times becomes a list.
fn pairs(pairs: Vec<(String, String)>) -> Map<String, Value> {
    let mut map: Map<String, Value> = Map::new();
    for (key, value) in pairs {
        match map.get_mut(&key) {
            None => {
                map.insert(key, Value::String(value));
            }
            Some(Value::Array(items)) => items.push(Value::String(value)),
            Some(first) => *first = json!([first.take(), value]),
        }
    }
    map
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(has_nul),
        Value::Object(map) => map
            .iter()
            .any(|(key, value)| key.contains('\0') || has_nul(value)),
        _ => false,
    }
}
