//! Rows of a CSV → bodies of `datastore_upsert`, a chunk at a time.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::catalog;
use crate::catalog::decimal;
use crate::ckan::wanted::WantedColumn;
use crate::model::schema::FieldType;
use crate::publish::Error;

/// Most rows of one call: about a second's work of a portal, far inside a proxy's limit. Larger calls are no faster (tests/ckan/rate.py).
const ROWS: u64 = 2_000;
/// Most bytes of one call: proxies in front of portals often refuse more than some megabytes.
const BYTES: usize = 4 * 1024 * 1024;

/// The rows of a file in chunks. Memory is one chunk, whatever the file's size.
#[derive(Debug)]
pub struct Bodies<'a> {
    path: PathBuf,
    resource: String,
    columns: &'a [WantedColumn],
    /// The columns' names as JSON, with the colon.
    keys: Vec<String>,
    reader: csv::Reader<File>,
    record: csv::StringRecord,
    row: u64,
    /// Whether `record` holds a row that is not sent yet.
    pending: bool,
    done: bool,
}

/// One call's body.
#[derive(Debug)]
pub struct Body {
    /// JSON.
    pub json: Vec<u8>,
    /// Rows of the file up to the end of this chunk.
    pub upto: u64,
}

impl<'a> Bodies<'a> {
    /// Opens the CSV of a resource's table; its header must be the columns.
    pub fn open(csv: &Path, resource: &str, columns: &'a [WantedColumn]) -> Result<Self, Error> {
        let unreadable = |source| catalog::Error::Csv {
            path: csv.to_owned(),
            source,
        };
        let mut reader = csv::Reader::from_path(csv).map_err(unreadable)?;
        let found: Vec<String> = reader
            .headers()
            .map_err(unreadable)?
            .iter()
            .map(str::to_owned)
            .collect();
        if found.iter().ne(columns.iter().map(|column| &column.id)) {
            return Err(Error::Catalog(catalog::Error::Header {
                path: csv.to_owned(),
                found,
                expected: columns.iter().map(|column| column.id.clone()).collect(),
            }));
        }
        Ok(Self {
            path: csv.to_owned(),
            resource: resource.to_owned(),
            columns,
            keys: columns
                .iter()
                .map(|it| format!("{}:", json_text(&it.id)))
                .collect(),
            reader,
            record: csv::StringRecord::new(),
            row: 0,
            pending: false,
            done: false,
        })
    }

    fn read(&mut self) -> Result<bool, Error> {
        let there = self
            .reader
            .read_record(&mut self.record)
            .map_err(|source| catalog::Error::Csv {
                path: self.path.clone(),
                source,
            })?;
        Ok(there)
    }

    fn body(&mut self) -> Result<Option<Body>, Error> {
        if !self.pending {
            self.pending = self.read()?;
        }
        if !self.pending {
            return Ok(None);
        }
        let mut json = format!(
            "{{\"resource_id\":{},\"force\":true,\"method\":\"insert\",\"records\":[",
            json_text(&self.resource)
        )
        .into_bytes();
        let first = self.row;
        while self.pending && self.row - first < ROWS && json.len() < BYTES {
            if self.row > first {
                json.push(b',');
            }
            self.row += 1;
            self.object(&mut json)?;
            self.pending = self.read()?;
        }
        json.push(b']');
        if !self.pending {
            // Where the portal estimates row counts it learns the number once, at the end.
            json.extend_from_slice(b",\"calculate_record_count\":true");
        }
        json.push(b'}');
        Ok(Some(Body {
            json,
            upto: self.row,
        }))
    }

    fn object(&self, json: &mut Vec<u8>) -> Result<(), Error> {
        json.push(b'{');
        for (place, (column, text)) in self.columns.iter().zip(&self.record).enumerate() {
            if place > 0 {
                json.push(b',');
            }
            json.extend_from_slice(self.keys.get(place).map_or(b"", |key| key.as_bytes()));
            let wrong = || catalog::Error::Value {
                path: self.path.clone(),
                row: self.row,
                field: column.id.clone(),
                value: text.to_owned(),
                expected: column.field.kind.as_str(),
            };
            let value = value(column.field.kind, text).ok_or_else(wrong)?;
            json.extend_from_slice(value.as_bytes());
        }
        json.push(b'}');
        Ok(())
    }
}

impl Iterator for Bodies<'_> {
    type Item = Result<Body, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let body = self.body().transpose();
        self.done = !matches!(body, Some(Ok(_)));
        body
    }
}

/// A value as JSON; none where the text is not of the type. A missing value is null, never an empty text: CKAN 2.10 refuses
/// the latter in a column of numbers.
fn value(kind: FieldType, text: &str) -> Option<String> {
    if text.is_empty() {
        return Some("null".to_owned());
    }
    match kind {
        FieldType::String | FieldType::Date | FieldType::Datetime | FieldType::Time => {
            Some(json_text(text))
        }
        // A decimal travels as text: CKAN reads JSON's numbers as binary fractions, and `1.10` would come back as `1.1`.
        FieldType::Number => decimal::is_number(text).then(|| json_text(text)),
        FieldType::Integer | FieldType::Year => {
            text.parse::<i64>().ok().map(|number| number.to_string())
        }
        FieldType::Boolean => matches!(text, "true" | "false").then(|| text.to_owned()),
    }
}

fn json_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
