//! A CSV and its fields → a SQLite table, row by row.

use std::fmt::Write;
use std::path::Path;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql};

use crate::catalog::Error;
use crate::catalog::decimal;
use crate::catalog::record::Field;
use crate::catalog::shelf::fault;
use crate::model::schema::FieldType;

/// SQLite's limit is 2000 columns, `_id` included (`SQLITE_MAX_COLUMN`).
const MAX_COLUMNS: usize = 1999;

/// An identifier for SQL.
pub(crate) fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Creates the table and fills it; answers the number of rows. Memory does not grow with the rows. Runs inside the
/// caller's transaction, so that a value of a wrong type leaves nothing behind.
pub(crate) fn load(
    folder: &Path,
    database: &Connection,
    table: &str,
    csv: &Path,
    fields: &[Field],
) -> Result<u64, Error> {
    if fields.len() > MAX_COLUMNS {
        return Err(Error::TooWide {
            path: csv.to_owned(),
            columns: fields.len(),
            limit: MAX_COLUMNS,
        });
    }
    let unreadable = |source| Error::Csv {
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
    if found.iter().ne(fields.iter().map(|field| &field.id)) {
        let expected = fields.iter().map(|field| field.id.clone()).collect();
        return Err(Error::Header {
            path: csv.to_owned(),
            found,
            expected,
        });
    }
    database
        .execute_batch(&create(table, fields))
        .map_err(|error| fault(folder, error))?;
    let places = vec!["?"; fields.len() + 1].join(", ");
    let insert = format!("INSERT INTO {} VALUES ({places})", quote(table));
    let mut insert = database
        .prepare(&insert)
        .map_err(|error| fault(folder, error))?;
    let mut record = csv::StringRecord::new();
    let mut row: u64 = 0;
    while reader.read_record(&mut record).map_err(unreadable)? {
        row += 1;
        let mut bind = |place: usize, value: Bound<'_>| {
            insert
                .raw_bind_parameter(place, value)
                .map_err(|error| fault(folder, error))
        };
        bind(1, Bound::Number(i64::try_from(row).unwrap_or(i64::MAX)))?;
        for (place, (field, text)) in fields.iter().zip(&record).enumerate() {
            let value = parse(field.kind, text).ok_or_else(|| Error::Value {
                path: csv.to_owned(),
                row,
                field: field.id.clone(),
                value: text.to_owned(),
                expected: field.kind.as_str(),
            })?;
            bind(place + 2, value)?;
        }
        insert.raw_execute().map_err(|error| fault(folder, error))?;
    }
    Ok(row)
}

fn create(table: &str, fields: &[Field]) -> String {
    let mut sql = format!("CREATE TABLE {} (_id INTEGER PRIMARY KEY", quote(table));
    for field in fields {
        let _ = write!(sql, ", {} {}", quote(&field.id), affinity(field.kind));
    }
    sql.push_str(") STRICT");
    sql
}

/// SQLite's type for the values of a column.
pub(crate) fn affinity(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Integer | FieldType::Year | FieldType::Boolean => "INTEGER",
        // Decimals stay text: REAL would lose digits. The collation `decimal` compares them by value.
        _ => "TEXT",
    }
}

enum Bound<'a> {
    Nothing,
    Text(&'a str),
    Number(i64),
}

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Nothing => ToSqlOutput::Owned(Value::Null),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Number(number) => ToSqlOutput::Owned(Value::Integer(*number)),
        })
    }
}

/// The value of a text in a column of a type; `None` where the text is none of that type. An empty text is no value.
fn parse(kind: FieldType, text: &str) -> Option<Bound<'_>> {
    if text.is_empty() {
        return Some(Bound::Nothing);
    }
    match kind {
        FieldType::String | FieldType::Date | FieldType::Datetime | FieldType::Time => {
            Some(Bound::Text(text))
        }
        FieldType::Number => decimal::is_number(text).then_some(Bound::Text(text)),
        // A text such as `007` would come back as another text: it is refused rather than changed.
        FieldType::Integer | FieldType::Year => {
            let number: i64 = text.parse().ok()?;
            (number.to_string() == text).then_some(Bound::Number(number))
        }
        FieldType::Boolean => match text {
            "true" => Some(Bound::Number(1)),
            "false" => Some(Bound::Number(0)),
            _ => None,
        },
    }
}
