//! Rows that a client sends → the table, with CKAN's messages for those that do not fit.

use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::catalog::cast::{Misfit, cast};
use crate::catalog::datastore::ROW_ID;
use crate::catalog::postgres::Type;
use crate::catalog::record::{Cell, Table};
use crate::catalog::table::{Method, Put, Putting, key_name};
use crate::ckan::envelope::Failure;
use crate::serve::api::params::Members;
use crate::serve::edit::change::Change;

/// The rows of `records`, each as the JSON that came; a thing that is no list is one row that is no object.
pub(crate) fn list(json: &str) -> Result<Vec<&RawValue>, Failure> {
    match serde_json::from_str::<Vec<&RawValue>>(json) {
        Ok(rows) => Ok(rows),
        Err(_) => match serde_json::from_str::<&RawValue>(json) {
            Ok(one) if json.trim_start().starts_with('{') => Ok(vec![one]),
            Ok(_) => Ok(Vec::new()),
            Err(_) => Err(Failure::invalid("records", "Cannot parse JSON")),
        },
    }
}

/// The first row, from which columns are guessed.
pub(crate) fn first(rows: &[&RawValue]) -> Result<Option<Vec<(String, Value)>>, Failure> {
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    match serde_json::from_str::<Value>(row.get()) {
        Ok(Value::Object(row)) => Ok(Some(row.into_iter().collect())),
        _ => Err(Failure::invalid(
            "records",
            "The first row is not a json object",
        )),
    }
}

/// The rows as CKAN gives them back after an upsert or an update: an empty text in a column of another type is no value.
pub(crate) fn echo(table: &Table, rows: &[&RawValue]) -> String {
    let is_emptied = |name: &str, raw: &RawValue| {
        raw.get() == "\"\""
            && table
                .field(name)
                .is_some_and(|field| !field.postgres().is_text())
    };
    let row = |row: &&RawValue| {
        let Ok(members) = serde_json::from_str::<Members>(row.get()) else {
            return row.get().to_owned();
        };
        if !members.0.iter().any(|(name, raw)| is_emptied(name, raw)) {
            return row.get().to_owned();
        }
        let members = members.0.iter().map(|(name, raw)| {
            let value = if is_emptied(name, raw) {
                "null"
            } else {
                raw.get()
            };
            format!("{}: {value}", json!(name))
        });
        format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
    };
    format!("[{}]", rows.iter().map(row).collect::<Vec<_>>().join(", "))
}

/// Puts rows into a table: all of them, or a failure that undoes the change. Counts them in the table's record.
pub(crate) fn put(
    change: &Change<'_>,
    table: &mut Table,
    method: Method,
    rows: &[&RawValue],
) -> Result<(), Failure> {
    let added = {
        let mut putting = change.writer.put_rows(table, method);
        for (number, row) in rows.iter().enumerate() {
            let outcome = one(&mut putting, table, method, number, row);
            if let Err(fault) = outcome {
                return Err(told(fault, table, method, number, rows));
            }
        }
        putting.added
    };
    table.rows += added;
    Ok(change.writer.record_table(table)?)
}

enum Fault {
    Row(String),
    Told(Failure),
}

impl From<crate::catalog::Error> for Fault {
    fn from(error: crate::catalog::Error) -> Self {
        Self::Told(error.into())
    }
}

impl From<Misfit> for Fault {
    fn from(misfit: Misfit) -> Self {
        match misfit {
            Misfit::Said(sentence) => Self::Row(sentence),
            Misfit::Nul => Self::Told(Failure::Internal),
        }
    }
}

/// PostgreSQL tells of the row; of an insert CKAN sends all rows at once, and knows only the last one's number.
fn told(fault: Fault, table: &Table, method: Method, number: usize, rows: &[&RawValue]) -> Failure {
    let sentence = match fault {
        Fault::Told(failure) => return failure,
        Fault::Row(sentence) => sentence,
    };
    let mut row = number;
    if method == Method::Insert {
        row = rows.len().saturating_sub(1);
        // CKAN looks at the names of all rows before it sends any value.
        for (later, raw) in rows.iter().enumerate().skip(number) {
            if let Err(Fault::Told(failure)) = members(table, method, later, raw) {
                return failure;
            }
        }
    }
    Failure::fields([("records", json!([sentence])), ("records_row", json!(row))])
}

fn one(
    putting: &mut Putting<'_>,
    table: &Table,
    method: Method,
    number: usize,
    row: &RawValue,
) -> Result<(), Fault> {
    let members = members(table, method, number, row)?;
    let mut id = None;
    let mut cells: Vec<(usize, Cell)> = Vec::with_capacity(members.len());
    for (name, raw) in &members {
        if name == ROW_ID {
            id = Some(cast(Type::Int4, ROW_ID, raw.get())?);
        } else if let Some(place) = table.fields.iter().position(|field| field.id == *name)
            && let Some(field) = table.fields.get(place)
        {
            cells.push((place, cast(field.postgres(), &field.id, raw.get())?));
        }
    }
    cells.sort_by_key(|(place, _)| *place);
    match putting.put(id.as_ref(), &cells)? {
        Put::Done => Ok(()),
        Put::Duplicate => Err(Fault::Row(format!(
            "duplicate key value violates unique constraint \"{}\"",
            key_name(table)
        ))),
        Put::NotFound => {
            // CKAN prints the values as a Python dict.
            let key: Vec<String> = members
                .iter()
                .filter(|(name, _)| name == ROW_ID || id.is_none() && table.key.contains(name))
                .map(|(name, raw)| format!("'{name}': {}", raw.get().replace('"', "'")))
                .collect();
            let sentence = format!("key \"{{{}}}\" not found", key.join(", "));
            Err(Fault::Told(Failure::invalid("key", sentence)))
        }
    }
}

/// The members of a row, with names that the table has.
fn members(
    table: &Table,
    method: Method,
    number: usize,
    row: &RawValue,
) -> Result<Vec<(String, Box<RawValue>)>, Fault> {
    let parsed = serde_json::from_str::<Members>(row.get());
    let mut members = match (parsed, method) {
        (Ok(members), _) => members.0,
        (Err(_), Method::Insert) => {
            let sentence = format!("row \"{number}\" is not a json object");
            return Err(Fault::Told(Failure::invalid("records", sentence)));
        }
        (Err(_), _) => Vec::new(),
    };
    let has =
        |members: &[(String, Box<RawValue>)], name: &str| members.iter().any(|(it, _)| it == name);
    let unknown: Vec<&str> = members
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|name| table.field(name).is_none())
        .filter(|name| *name != ROW_ID || method == Method::Insert)
        .collect();
    let unknown = unknown.join(", ");
    if method == Method::Insert {
        if !unknown.is_empty() {
            let sentence = format!("row \"{}\" has extra keys \"{unknown}\"", number + 1);
            return Err(Fault::Told(Failure::invalid("records", sentence)));
        }
    } else {
        let by_id = has(&members, ROW_ID);
        if table.key.is_empty() && !by_id {
            let sentence = "unique key must be passed for update/upsert";
            return Err(Fault::Told(Failure::invalid("table", sentence)));
        }
        let missing: Vec<&str> = table
            .key
            .iter()
            .filter(|name| !has(&members, name))
            .map(String::as_str)
            .collect();
        if !missing.is_empty() && !by_id {
            let sentence = format!(
                "fields \"{}\" are missing\n                            but needed as key",
                missing.join(", ")
            );
            return Err(Fault::Told(Failure::invalid("key", sentence)));
        }
        if !unknown.is_empty() {
            let sentence = format!("fields \"{unknown}\" do not exist");
            return Err(Fault::Told(Failure::invalid("fields", sentence)));
        }
    }
    // A member that stands twice counts once, the last time, as in every reader of JSON.
    if members.len() > 1 {
        let mut seen: Vec<String> = Vec::with_capacity(members.len());
        members.reverse();
        members.retain(|(name, _)| {
            let is_new = !seen.contains(name);
            seen.push(name.clone());
            is_new
        });
        members.reverse();
    }
    Ok(members)
}
