//! A recorded answer beside ours: status, headers, kinds of errors, and the shape of what is told.
//!
//! The shape is every member's name and JSON type. Lists of results are compared element by element with their length; lists
//! in errors by their first element, since an error may say more or less about a value. Texts and numbers are compared too,
//! but told apart: sentences of an error are ours to word.

use serde_json::{Map, Value};

use crate::replay::send::Got;
use crate::replay::state::State;
use crate::replay::transcript::{Answer, Told};

/// Headers whose value is part of the promise; of others only the presence is.
const EXACT: [&str; 3] = ["Content-Length", "Content-Range", "Location"];

/// What differs.
#[derive(Default)]
pub(super) struct Found {
    /// Differences that a client can see without reading sentences.
    pub(super) shape: Vec<String>,
    /// Other texts, other numbers.
    pub(super) values: Vec<String>,
}

/// Compares an answer with the recorded one, and learns the ids in it.
pub(super) fn answers(told: &Answer, got: &Got, state: &mut State) -> Found {
    let mut found = Found::default();
    if told.status != got.status {
        found.shape.push(format!(
            "status {}, not {}: {}",
            got.status,
            told.status,
            got.start()
        ));
        return found;
    }
    headers(&told.headers, got, state, &mut found);
    let kind = header(got, "Content-Type");
    let kind = kind.split(';').next().unwrap_or_default();
    if let Some(told_kind) = &told.kind
        && !matches!(told.told, Told::Page)
        && kind != told_kind
    {
        found
            .shape
            .push(format!("content type {kind}, not {told_kind}"));
    }
    match &told.told {
        // Written for people; only the status counts.
        Told::Page => {}
        Told::Text(text) => texts(kind, text, got, state, &mut found),
        Told::Json(value) => match serde_json::from_slice::<Value>(&got.body) {
            Err(_) => found.shape.push(format!("no JSON: {}", got.start())),
            Ok(mut ours) => {
                if let Some(members) = ours.as_object_mut() {
                    members.remove("help");
                }
                state.look(&ours);
                let mut walk = Walk {
                    state,
                    found: &mut found,
                    in_error: value.get("error").is_some(),
                };
                walk.value(value, &ours, "");
            }
        },
    }
    found
}

fn header<'a>(got: &'a Got, name: &str) -> &'a str {
    got.headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

fn headers(told: &Map<String, Value>, got: &Got, state: &mut State, found: &mut Found) {
    for (name, value) in told {
        let ours = header(got, name);
        if name == "Content-Type" || state.matches(value.as_str().unwrap(), ours) {
            continue;
        }
        let line = format!("{name}: {}, not {value}", Value::from(ours));
        if ours.is_empty() || EXACT.contains(&name.as_str()) {
            found.shape.push(line);
        } else {
            found.values.push(line);
        }
    }
}

/// Answers that are no object.
fn texts(kind: &str, told: &str, got: &Got, state: &mut State, found: &mut Found) {
    let ours = got.text();
    match kind {
        // An error before any action is a bare JSON string, recorded without its quotes.
        "application/json" => match serde_json::from_str::<Value>(&ours) {
            Ok(Value::String(text)) if state.matches(told, &text) => {}
            Ok(text) if text.is_string() => {
                found
                    .values
                    .push(format!("{text}, not {}", Value::from(told)));
            }
            _ => found
                .shape
                .push(format!("no bare JSON string: {}", got.start())),
        },
        "application/javascript" => {
            let call = |text: &str| {
                let (name, rest) = text.split_once('(')?;
                let json = rest.trim_end().strip_suffix(");")?;
                let value: Value = serde_json::from_str(json).ok()?;
                Some((name.to_owned(), value))
            };
            match (call(told), call(&ours)) {
                (Some((name, told)), Some((our_name, ours))) if name == our_name => {
                    let in_error = false;
                    let mut walk = Walk {
                        state,
                        found,
                        in_error,
                    };
                    walk.value(&told, &ours, "");
                }
                _ => found
                    .shape
                    .push(format!("another function: {}", got.start())),
            }
        }
        "text/html" => {}
        _ if state.matches(told, &ours) => {}
        _ => found
            .shape
            .push(format!("{}, not {}", Value::from(ours), Value::from(told))),
    }
}

/// Goes through two values side by side.
struct Walk<'a> {
    state: &'a mut State,
    found: &'a mut Found,
    in_error: bool,
}

impl Walk<'_> {
    fn value(&mut self, told: &Value, ours: &Value, path: &str) {
        if told == "…" {
            return;
        }
        match (told, ours) {
            (Value::Object(told), Value::Object(ours)) => self.members(told, ours, path),
            (Value::Array(told), Value::Array(ours)) => self.elements(told, ours, path),
            (Value::String(text), Value::String(our_text)) => {
                if self.state.matches(text, our_text) {
                    return;
                }
                let line = format!("{path}: {ours}, not {told}");
                if path == ".error.__type" {
                    self.found.shape.push(line);
                } else if !text.contains("…(") {
                    self.found.values.push(line);
                }
            }
            _ if kind(told) != kind(ours) => {
                let line = format!("{path}: {}, not {}", kind(ours), kind(told));
                self.found.shape.push(line);
            }
            // 13 and 13.0 are the same number.
            (Value::Number(told), Value::Number(ours)) if told.as_f64() == ours.as_f64() => {}
            _ if told != ours => self
                .found
                .values
                .push(format!("{path}: {ours}, not {told}")),
            _ => {}
        }
    }

    fn members(&mut self, told: &Map<String, Value>, ours: &Map<String, Value>, path: &str) {
        for (name, value) in told.iter().filter(|(name, _)| *name != "…") {
            let path = format!("{path}.{name}");
            match ours.get(name) {
                Some(our_value) => self.value(value, our_value, &path),
                None => self.found.shape.push(format!("{path} is missing")),
            }
        }
        if !told.contains_key("…") {
            for name in ours.keys().filter(|name| !told.contains_key(*name)) {
                self.found.shape.push(format!("{path}.{name} is too much"));
            }
        }
    }

    fn elements(&mut self, told: &[Value], ours: &[Value], path: &str) {
        let left_out = told
            .last()
            .and_then(Value::as_str)
            .and_then(|text| text.strip_prefix("… ")?.strip_suffix(" more"))
            .and_then(|count| count.parse::<usize>().ok());
        let shown = match left_out {
            Some(_) => &told[..told.len() - 1],
            None => told,
        };
        let length = shown.len() + left_out.unwrap_or(0);
        let line = format!("{path}: {} elements, not {length}", ours.len());
        if self.in_error {
            if told.is_empty() != ours.is_empty() {
                self.found.shape.push(line);
            } else if ours.len() != length {
                self.found.values.push(line);
            }
        } else if ours.len() != length {
            self.found.shape.push(line);
        }
        let compared = if self.in_error { 1 } else { shown.len() };
        for (at, (value, our_value)) in shown.iter().zip(ours).take(compared).enumerate() {
            self.value(value, our_value, &format!("{path}[{at}]"));
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
