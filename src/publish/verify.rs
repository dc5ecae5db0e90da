//! What the catalogue gives back ↔ what was published.

use std::path::Path;

use crate::catalog;
use crate::catalog::datastore::Rows;
use crate::catalog::files;
use crate::catalog::reader::Reader;
use crate::catalog::record::{Cell, Table};
use crate::ckan::mapping::Mapped;
use crate::ckan::resource::{Column, MappedResource};
use crate::publish::Error;
use crate::publish::apply::source;
use crate::publish::receipt::FileReceipt;

/// The checks that every publication passes, in the words of a receipt.
pub const CHECKS: [&str; 4] = ["bytes", "row-count", "fields", "sampled-rows"];

/// Reads every file and table back and compares; answers what was found, one entry a file.
pub fn verify(
    reader: Reader<'_>,
    folder: &Path,
    mapped: &Mapped,
) -> Result<Vec<FileReceipt>, Error> {
    mapped
        .resources
        .iter()
        .map(|resource| verify_file(reader, folder, resource))
        .collect()
}

fn verify_file(
    reader: Reader<'_>,
    folder: &Path,
    resource: &MappedResource,
) -> Result<FileReceipt, Error> {
    let stored = reader.resource(&resource.id)?;
    let listed = stored.map(|it| it.sha256).unwrap_or_default();
    let found = match files::path(reader.folder(), &listed) {
        Some(path) => files::digest(&path)?,
        None => listed,
    };
    equal("bytes", &resource.path, &resource.sha256, &found)?;
    let rows = match &resource.columns {
        None => None,
        Some(columns) => Some(verify_table(
            reader,
            &source(folder, &resource.path)?,
            resource,
            columns,
        )?),
    };
    Ok(FileReceipt {
        path: resource.path.clone(),
        resource: resource.id.clone(),
        sha256: found,
        bytes: resource.size,
        rows,
        ..FileReceipt::default()
    })
}

fn verify_table(
    reader: Reader<'_>,
    csv: &Path,
    resource: &MappedResource,
    columns: &[Column],
) -> Result<u64, Error> {
    let subject = &resource.path;
    let Some(table) = reader.table(&resource.id)? else {
        return Err(mismatch("row-count", subject, "a table", "none"));
    };
    let stored = reader.stored_rows(&table)?;
    let label = |info: &serde_json::Map<String, serde_json::Value>| {
        serde_json::Value::Object(info.clone()).to_string()
    };
    let said = |id: &str, kind: &str, info: String| format!("{id} {kind} {info}");
    let expected: Vec<String> = columns
        .iter()
        .map(|it| said(&it.field.name, it.field.kind.as_str(), label(&it.info)))
        .collect();
    let found: Vec<String> = table
        .fields
        .iter()
        .map(|it| said(&it.id, it.kind.as_str(), label(&it.info)))
        .collect();
    equal("fields", subject, &expected.join("\n"), &found.join("\n"))?;
    equal(
        "row-count",
        subject,
        &stored.to_string(),
        &table.rows.to_string(),
    )?;
    let counted = compare_rows(reader, csv, subject, &table)?;
    equal(
        "row-count",
        subject,
        &counted.to_string(),
        &stored.to_string(),
    )?;
    if let Some(listed) = resource.rows() {
        equal(
            "row-count",
            subject,
            &listed.to_string(),
            &stored.to_string(),
        )?;
    }
    Ok(stored)
}

/// Compares the first, the middle and the last row with the CSV; answers the CSV's number of rows.
fn compare_rows(
    reader: Reader<'_>,
    csv: &Path,
    subject: &str,
    table: &Table,
) -> Result<u64, Error> {
    let unreadable = |source| {
        Error::Catalog(catalog::Error::Csv {
            path: csv.to_owned(),
            source,
        })
    };
    let samples = [1, table.rows.div_ceil(2), table.rows];
    let mut file = csv::Reader::from_path(csv).map_err(unreadable)?;
    let mut record = csv::StringRecord::new();
    let mut row = 0;
    while file.read_record(&mut record).map_err(unreadable)? {
        row += 1;
        if samples.contains(&row) {
            let expected: Vec<String> = record.iter().map(str::to_owned).collect();
            let found = stored_row(reader, table, row)?;
            equal(
                "sampled-rows",
                &format!("{subject}, row {row}"),
                &expected.join("\u{1f}"),
                &found.join("\u{1f}"),
            )?;
        }
    }
    Ok(row)
}

fn stored_row(reader: Reader<'_>, table: &Table, row: u64) -> Result<Vec<String>, Error> {
    let query = Rows {
        columns: table.fields.iter().map(|field| field.id.clone()).collect(),
        after: Some(i64::try_from(row - 1).unwrap_or(i64::MAX)),
        limit: 1,
        ..Rows::default()
    };
    let rows = reader.table_rows(table, &query)?;
    let text = |cell: Cell| match cell {
        Cell::Null => String::new(),
        Cell::Text(text) | Cell::Number(text) | Cell::Json(text) => text,
        Cell::Integer(number) => number.to_string(),
        Cell::Boolean(flag) => flag.to_string(),
    };
    Ok(rows
        .into_iter()
        .next()
        .unwrap_or_default()
        .into_iter()
        .map(text)
        .collect())
}

fn equal(check: &'static str, subject: &str, expected: &str, found: &str) -> Result<(), Error> {
    if expected == found {
        Ok(())
    } else {
        Err(mismatch(check, subject, expected, found))
    }
}

fn mismatch(check: &'static str, subject: &str, expected: &str, found: &str) -> Error {
    let (subject, expected, found) = (subject.to_owned(), expected.to_owned(), found.to_owned());
    Error::Verification {
        check,
        subject,
        expected,
        found,
    }
}
