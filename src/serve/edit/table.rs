//! The columns of a table that a client makes or changes.

use serde_json::{Map, Value, json};

use crate::catalog::postgres::Type;
use crate::catalog::record::{Field, Native, Resource, Table};
use crate::ckan::envelope::Failure;
use crate::serve::api::params::Params;
use crate::serve::edit::change::Change;
use crate::serve::edit::fields::text;

/// Longest name of a column, in characters: CKAN's rule. PostgreSQL cuts a name after 63 bytes in silence; here it stays whole.
const NAME: usize = 63;
/// Most columns of a table: `SQLite` has 2000, `_id` included.
const COLUMNS: usize = 1999;

/// A column as a client describes it.
pub(crate) struct Column {
    pub(crate) id: String,
    pub(crate) kind: Option<String>,
    pub(crate) info: Option<Value>,
}

/// The value of a parameter that a form sends as JSON text.
pub(crate) fn parsed(params: &Params, name: &str) -> Option<Value> {
    match params.value(name)? {
        Value::String(text) => {
            let json = serde_json::from_str(text).ok();
            Some(json.unwrap_or_else(|| json!(text)))
        }
        other => Some(other.clone()),
    }
}

/// A parameter that is a list of texts, or one text.
pub(crate) fn texts(params: &Params, name: &str) -> Vec<String> {
    match parsed(params, name) {
        Some(Value::Array(items)) => items.iter().filter_map(text).collect(),
        Some(other) => text(&other)
            .unwrap_or_default()
            .split(',')
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
            .collect(),
        None => Vec::new(),
    }
}

/// Reads `fields`.
pub(crate) fn columns(params: &Params) -> Result<Option<Vec<Column>>, Failure> {
    let Some(value) = parsed(params, "fields") else {
        return Ok(None);
    };
    let wrong = |class: &str| {
        let message = format!(
            "Only lists of dicts can be placed against subschema ('fields',), not <class '{class}'>"
        );
        let data = Map::from_iter([("fields".to_owned(), value.clone())]);
        Failure::Integrity { message, data }
    };
    let items = match &value {
        Value::Array(items) => items,
        Value::Object(_) => return Err(wrong("dict")),
        _ => return Err(wrong("str")),
    };
    let mut columns = Vec::new();
    let mut faults = Vec::new();
    for item in items {
        let item = item.as_object().ok_or_else(|| wrong("list"))?;
        let id = item.get("id").and_then(text).unwrap_or_default();
        faults.push(if id.is_empty() {
            json!({"id": ["Missing value"]})
        } else {
            json!({})
        });
        let kind = item.get("type").and_then(text).filter(|it| !it.is_empty());
        let info = item.get("info").cloned();
        columns.push(Column { id, kind, info });
    }
    if columns.iter().any(|column| column.id.is_empty()) {
        return Err(Failure::fields([("fields", json!(faults))]));
    }
    Ok(Some(columns))
}

/// The columns that a table gets, those that it has left away. `first` is the first row, which says the type of a column that
/// has none, and names columns of its own.
pub(crate) fn new_fields(
    table: Option<&Table>,
    columns: &[Column],
    first: Option<&[(String, Value)]>,
) -> Result<Vec<Field>, Failure> {
    let refuse = |sentence: String| Failure::invalid("fields", sentence);
    for column in columns {
        if let Some(kind) = &column.kind
            && Type::named(kind).is_none()
        {
            return Err(refuse(format!("\"{kind}\" is not a valid field type")));
        }
        let id = &column.id;
        if id.trim() != id || id.starts_with('_') || id.contains('"') {
            return Err(refuse(format!("\"{id}\" is not a valid field name")));
        }
    }
    let long = |id: &str| id.chars().count() > NAME;
    let too_long: Vec<String> = columns
        .iter()
        .filter(|column| long(&column.id))
        .map(|column| {
            format!(
                "Column heading \"{}\" exceeds limit of 63 characters.",
                column.id
            )
        })
        .collect();
    if !too_long.is_empty() {
        return Err(Failure::fields([("fields", json!(too_long))]));
    }
    let value_of = |id: &str| {
        let found = first.into_iter().flatten().find(|(name, _)| name == id);
        found.map(|(_, value)| value)
    };
    let is_there = |id: &str| table.is_some_and(|table| table.field(id).is_some());
    let mut new: Vec<(String, Type, Option<&Value>)> = Vec::new();
    for column in columns.iter().filter(|column| !is_there(&column.id)) {
        let kind = match &column.kind {
            Some(kind) => Type::named(kind),
            None => value_of(&column.id).map(Type::guess),
        };
        let kind = kind.ok_or_else(|| refuse(format!("\"{}\" type not guessable", column.id)))?;
        if new.iter().any(|(id, ..)| *id == column.id) {
            let sentence = "Duplicate column names are not supported";
            return Err(Failure::invalid("field", sentence));
        }
        new.push((column.id.clone(), kind, column.info.as_ref()));
    }
    for (id, value) in first.into_iter().flatten() {
        let known = is_there(id) || new.iter().any(|(it, ..)| it == id);
        // Rows that are put in by their number name it.
        if id == "_id" && table.is_none() {
            return Err(Failure::Internal);
        }
        if !known && id != "_id" {
            if id.trim() != id
                || id.is_empty()
                || id.starts_with('_')
                || id.contains('"')
                || long(id)
            {
                return Err(refuse(format!("\"{id}\" is not a valid field name")));
            }
            new.push((id.clone(), Type::guess(value), None));
        }
    }
    let held = table.map_or(0, |table| table.fields.len());
    if held + new.len() > COLUMNS {
        return Err(refuse("tables can have at most 1600 columns".to_owned()));
    }
    let next = next_column(table);
    Ok(new
        .into_iter()
        .zip(next..)
        .map(|((id, kind, info), number)| {
            let mut field = Field {
                id,
                kind: kind.kind(),
                required: false,
                unique: false,
                info: Map::new(),
                native: Some(Native {
                    kind,
                    column: format!("c{number}"),
                    described: false,
                }),
            };
            describe(&mut field, info);
            field
        })
        .collect())
}

/// Replaces what is said of a column; a thing that is no object says nothing.
pub(crate) fn describe(field: &mut Field, info: Option<&Value>) {
    if let Some(Value::Object(info)) = info {
        field.info.clone_from(info);
        if let Some(native) = &mut field.native {
            native.described = true;
        }
    }
}

/// The number of the next column in the `SQLite` table: one that a column had before is not used again.
fn next_column(table: Option<&Table>) -> usize {
    let numbers = table
        .into_iter()
        .flat_map(|table| &table.fields)
        .map(|field| {
            let digits = field.column().strip_prefix('c');
            digits.and_then(|it| it.parse().ok()).unwrap_or(0)
        });
    numbers.max().map_or(1, |last: usize| last + 1)
}

/// A resource whose table is to be changed; refused without `force` where the table comes from a file.
pub(crate) fn writable(
    change: &Change<'_>,
    params: &Params,
    id: &str,
) -> Result<Resource, Failure> {
    let (_, resource) = change.resource(id).map_err(|failure| match failure {
        Failure::NotFound(_) => Failure::not_found(),
        other => other,
    })?;
    let is_own = resource.url_type.as_deref() == Some("datastore");
    if !is_own && params.flag("force") != Some(true) {
        let sentence = "Cannot edit read-only resource because changes made may be lost. Use a resource created for editing e.g. \
                        with datastore_create or use \"force=True\" to ignore this warning.";
        return Err(Failure::invalid("read-only", sentence));
    }
    Ok(resource)
}

/// The table of a resource that may be changed.
pub(crate) fn existing(change: &Change<'_>, resource: &str) -> Result<Table, Failure> {
    let found = change.writer.reader().table(resource)?;
    found.ok_or_else(|| {
        Failure::NotFound(format!("Not found: Resource \"{resource}\" was not found."))
    })
}
