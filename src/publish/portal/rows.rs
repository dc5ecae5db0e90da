//! A DataStore table ↔ the CSV that it was loaded from, value by value.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;

use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;

use crate::catalog::{self, decimal};
use crate::ckan::wanted::WantedColumn;
use crate::model::schema::FieldType;
use crate::publish::Error;
use crate::publish::portal::connection::Connection;

/// Values of one page: what a portal answers in a second or two, and holds in memory as a few megabytes.
const PAGE_VALUES: usize = 200_000;
/// Most rows that CKAN gives at once (`ckan.datastore.search.rows_max`).
const PAGE_ROWS: usize = 32_000;
/// Rows up to which all of a table is compared; of a longer one [`SAMPLES`] pages are, spread over it.
const WHOLE: u64 = 200_000;
/// Pages of a long table that are compared, the first and the last among them.
const SAMPLES: u64 = 8;

/// What was compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Rows of the CSV.
    pub rows: u64,
    /// Rows whose values were compared.
    pub compared: u64,
    /// Missing values by column, among the rows compared.
    pub nulls: Vec<u64>,
}

#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow)]
    result: Page<'a>,
}

#[derive(Deserialize)]
struct Page<'a> {
    /// The limit as the portal understood it.
    #[serde(default)]
    limit: Option<u64>,
    #[serde(borrow)]
    records: Vec<Vec<&'a RawValue>>,
}

/// Compares; the first difference is the error. `whole` compares every row, however many.
pub fn compare(
    connection: &Connection,
    resource: &str,
    csv: &Path,
    columns: &[WantedColumn],
    (label, rows, whole): (&str, u64, bool),
) -> Result<Compared, Error> {
    let size = (PAGE_VALUES / columns.len().max(1)).clamp(100, PAGE_ROWS) as u64;
    compare_pages(
        connection,
        resource,
        csv,
        columns,
        (label, rows, whole),
        size,
    )
}

fn compare_pages(
    connection: &Connection,
    resource: &str,
    csv: &Path,
    columns: &[WantedColumn],
    (label, rows, whole): (&str, u64, bool),
    size: u64,
) -> Result<Compared, Error> {
    let pages = pages(rows, size, whole);
    let unreadable = |source| catalog::Error::Csv {
        path: csv.to_owned(),
        source,
    };
    let mut reader = csv::Reader::from_path(csv).map_err(unreadable)?;
    let mut record = csv::StringRecord::new();
    let mut done = Compared {
        rows: 0,
        compared: 0,
        nulls: vec![0; columns.len()],
    };
    for at in (0..).map(|page| page * size) {
        if !pages.contains(&at) {
            if !skip(&mut reader, &mut record, size, &mut done.rows).map_err(unreadable)? {
                break;
            }
            continue;
        }
        let text = ask(connection, resource, columns, at, size)?;
        let answer: Answer<'_> =
            serde_json::from_str(&text).map_err(|_| unequal(label, "rows", "JSON", "?"))?;
        if let Some(limit) = answer
            .result
            .limit
            .filter(|limit| (1..size).contains(limit))
        {
            // This portal gives fewer rows at once (`ckan.datastore.search.rows_max`).
            let subject = (label, rows, whole);
            return compare_pages(connection, resource, csv, columns, subject, limit);
        }
        let there = answer.result.records;
        let found = there.len() as u64;
        for held in &there {
            if !reader.read_record(&mut record).map_err(unreadable)? {
                return Err(unequal(label, "row-count", &done.rows.to_string(), "more"));
            }
            done.rows += 1;
            done.compared += 1;
            equal_row(held, &record, columns, (label, done.rows), &mut done.nulls)?;
        }
        let expected = size.min(rows.saturating_sub(at));
        if found < expected {
            let (expected, found) = ((at + expected).to_string(), (at + found).to_string());
            return Err(unequal(label, "row-count", &expected, &found));
        }
        if found < size {
            break;
        }
    }
    if reader.read_record(&mut record).map_err(unreadable)? {
        return Err(unequal(label, "row-count", "more", &done.rows.to_string()));
    }
    Ok(done)
}

/// Reads rows that are not compared; whether there are more.
fn skip(
    reader: &mut csv::Reader<File>,
    record: &mut csv::StringRecord,
    rows: u64,
    read: &mut u64,
) -> csv::Result<bool> {
    for _ in 0..rows {
        if !reader.read_record(record)? {
            return Ok(false);
        }
        *read += 1;
    }
    Ok(true)
}

/// First rows of the pages that are compared, from 0.
fn pages(rows: u64, size: u64, whole: bool) -> BTreeSet<u64> {
    let all = rows.div_ceil(size).max(1);
    let is_whole = whole || rows <= WHOLE || all <= SAMPLES;
    let count = if is_whole { all } else { SAMPLES };
    (0..count)
        .map(|number| {
            if is_whole {
                number
            } else {
                number * (all - 1) / (count - 1)
            }
        })
        .map(|page| page * size)
        .collect()
}

fn ask(
    connection: &Connection,
    resource: &str,
    columns: &[WantedColumn],
    offset: u64,
    limit: u64,
) -> Result<String, Error> {
    let fields: Vec<&str> = columns.iter().map(|it| it.id.as_str()).collect();
    let params = json!({
        "resource_id": resource, "offset": offset, "limit": limit, "fields": fields,
        "sort": "_id", "records_format": "lists", "include_total": false,
    });
    Ok(connection.read_raw("datastore_search", &params)?)
}

fn equal_row(
    held: &[&RawValue],
    record: &csv::StringRecord,
    columns: &[WantedColumn],
    (label, row): (&str, u64),
    nulls: &mut [u64],
) -> Result<(), Error> {
    for (place, column) in columns.iter().enumerate() {
        let wanted = record.get(place).unwrap_or_default();
        let found = held.get(place).map_or("", |value| value.get());
        if let Some(count) = nulls.get_mut(place).filter(|_| wanted.is_empty()) {
            *count += 1;
        }
        if !is_equal(column.field.kind, wanted, found) {
            let subject = format!("{label}, row {row}, {}", column.id);
            return Err(unequal(&subject, "rows", wanted, found));
        }
    }
    Ok(())
}

/// Whether a value of the CSV and one of the answer, as JSON text, are the same.
fn is_equal(kind: FieldType, wanted: &str, found: &str) -> bool {
    if wanted.is_empty() {
        return found == "null";
    }
    let text = || serde_json::from_str::<String>(found).unwrap_or_default();
    match kind {
        FieldType::Number => {
            decimal::is_number(found) && decimal::compare(wanted, found) == Ordering::Equal
        }
        FieldType::Integer | FieldType::Year | FieldType::Boolean => wanted == found,
        FieldType::String | FieldType::Date => wanted == text(),
        // CKAN 2.11 and older answer whole seconds, and write the minutes' seconds out.
        FieldType::Datetime | FieldType::Time => seconds(wanted) == seconds(&text()),
    }
}

/// A time without its fraction, and with seconds.
fn seconds(text: &str) -> String {
    let whole = text.split('.').next().unwrap_or_default();
    let colons = whole.bytes().filter(|byte| *byte == b':').count();
    if colons == 1 {
        format!("{whole}:00")
    } else {
        whole.to_owned()
    }
}

fn unequal(subject: &str, check: &'static str, expected: &str, found: &str) -> Error {
    Error::Verification {
        check,
        subject: subject.to_owned(),
        expected: expected.to_owned(),
        found: found.to_owned(),
    }
}
