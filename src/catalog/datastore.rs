//! Rows of a table: filtered, ordered, a page at a time.

use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{Row, params_from_iter};

use crate::catalog::Error;
use crate::catalog::decimal;
use crate::catalog::reader::Reader;
use crate::catalog::record::{Cell, Field, Table};
use crate::catalog::rows::quote;
use crate::catalog::search::containing;
use crate::catalog::table::sql;
use crate::model::schema::FieldType;

/// The column that numbers the rows, from 1.
pub const ROW_ID: &str = "_id";

/// What to read of a table. Columns are names of [`Table::fields`] or [`ROW_ID`]; the caller has checked them.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The columns, in this order.
    pub columns: Vec<String>,
    /// What must hold: all of these.
    pub filters: Vec<Filter>,
    /// Words that must stand in a row, in the named column or in any.
    pub words: Vec<(Option<String>, String)>,
    /// The order; rows keep the order of the file where this leaves it open.
    pub sort: Vec<Order>,
    /// Each combination of values once.
    pub distinct: bool,
    /// Rows after this number only; for reading a table in pages.
    pub after: Option<i64>,
    /// Most rows.
    pub limit: u32,
    /// Rows to skip.
    pub offset: u64,
}

/// A condition on one column.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The column.
    pub column: String,
    /// The values, with how they compare: any of these for several.
    pub tests: Vec<(Comparison, Cell)>,
    /// Whether every test must hold (a range) or one is enough (a list).
    pub every: bool,
}

/// How a value compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

/// One column of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The column.
    pub column: String,
    /// Largest first.
    pub descending: bool,
    /// Where rows without a value go; PostgreSQL's default, after the largest value, when not said.
    pub nulls_first: Option<bool>,
}

impl Reader<'_> {
    /// The rows, each with a cell for each column.
    pub fn table_rows(&self, table: &Table, rows: &Rows) -> Result<Vec<Vec<Cell>>, Error> {
        let (condition, values) = condition(table, rows);
        let names: Vec<String> = rows
            .columns
            .iter()
            .map(|column| physical(table, column))
            .collect();
        let distinct = if rows.distinct { "DISTINCT " } else { "" };
        let sql = format!(
            "SELECT {distinct}{} FROM {} WHERE {condition} ORDER BY {} LIMIT {} OFFSET {}",
            names.join(", "),
            quote(&table.name),
            order(table, rows),
            rows.limit,
            i64::try_from(rows.offset).unwrap_or(i64::MAX)
        );
        let kinds: Vec<(FieldType, bool)> = rows
            .columns
            .iter()
            .map(|column| (kind(table, column), is_json(table, column)))
            .collect();
        self.rows(&sql, params_from_iter(values), |row| {
            kinds
                .iter()
                .enumerate()
                .map(|(place, kind)| cell(row, place, *kind))
                .collect()
        })
    }

    /// How many rows there are, whatever limit and offset.
    pub fn table_count(&self, table: &Table, rows: &Rows) -> Result<u64, Error> {
        if rows.filters.is_empty() && rows.words.is_empty() && !rows.distinct {
            return Ok(table.rows);
        }
        let (condition, values) = condition(table, rows);
        let names: Vec<String> = rows
            .columns
            .iter()
            .map(|column| physical(table, column))
            .collect();
        let what = if rows.distinct {
            format!("DISTINCT {}", names.join(", "))
        } else {
            "1".to_owned()
        };
        let sql = format!(
            "SELECT count(*) FROM (SELECT {what} FROM {} WHERE {condition})",
            quote(&table.name)
        );
        Ok(self
            .row(&sql, params_from_iter(values), |row| row.get(0))?
            .unwrap_or_default())
    }

    /// The number of rows that stand in the table itself.
    pub fn stored_rows(&self, table: &Table) -> Result<u64, Error> {
        let sql = format!("SELECT count(*) FROM {}", quote(&table.name));
        Ok(self.row(&sql, [], |row| row.get(0))?.unwrap_or_default())
    }

    /// The number of the row that stands at a place, from 1; a number beyond all rows where there is none.
    pub fn row_number(&self, table: &Table, place: u64) -> Result<i64, Error> {
        let sql = format!(
            "SELECT {ROW_ID} FROM {} ORDER BY {ROW_ID} LIMIT 1 OFFSET {}",
            quote(&table.name),
            i64::try_from(place.saturating_sub(1)).unwrap_or(i64::MAX)
        );
        Ok(self.row(&sql, [], |row| row.get(0))?.unwrap_or(i64::MAX))
    }

    /// Whether rows are numbered from 1 without gaps, so that an offset is a number.
    pub fn is_numbered(&self, table: &Table) -> Result<bool, Error> {
        let sql = format!(
            "SELECT coalesce(max({ROW_ID}), 0) FROM {}",
            quote(&table.name)
        );
        let last: u64 = self.row(&sql, [], |row| row.get(0))?.unwrap_or_default();
        Ok(last == table.rows)
    }

    /// Bytes of the whole database.
    pub fn database_size(&self) -> Result<u64, Error> {
        let sql = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
        Ok(self.row(sql, [], |row| row.get(0))?.unwrap_or_default())
    }
}

fn kind(table: &Table, column: &str) -> FieldType {
    table
        .field(column)
        .map_or(FieldType::Integer, |field| field.kind)
}

fn is_json(table: &Table, column: &str) -> bool {
    let native = table.field(column).and_then(|field| field.native.as_ref());
    native.is_some_and(|native| native.kind.is_json())
}

/// A column's name in SQL.
fn physical(table: &Table, column: &str) -> String {
    quote(table.field(column).map_or(column, Field::column))
}

/// A column in a comparison: decimals, which are text, compare by value.
pub(crate) fn comparable(table: &Table, column: &str) -> String {
    match kind(table, column) {
        FieldType::Number => format!("{} COLLATE decimal", physical(table, column)),
        _ => physical(table, column),
    }
}

pub(crate) fn condition(table: &Table, rows: &Rows) -> (String, Vec<Sql>) {
    let mut values = Vec::new();
    let mut parts = Vec::new();
    if let Some(after) = rows.after {
        values.push(Sql::Integer(after));
        parts.push(format!("_id > ?{}", values.len()));
    }
    for filter in &rows.filters {
        let column = comparable(table, &filter.column);
        let tests: Vec<String> = filter
            .tests
            .iter()
            .map(|(comparison, value)| {
                let sign = match comparison {
                    Comparison::Equal => "=",
                    Comparison::Less => "<",
                    Comparison::AtMost => "<=",
                    Comparison::Greater => ">",
                    Comparison::AtLeast => ">=",
                };
                values.push(sql(value));
                format!("{column} {sign} ?{}", values.len())
            })
            .collect();
        let joined = tests.join(if filter.every { " AND " } else { " OR " });
        parts.push(if joined.is_empty() {
            "0".to_owned()
        } else {
            format!("({joined})")
        });
    }
    for (column, word) in &rows.words {
        values.push(Sql::Text(containing(word)));
        let place = values.len();
        let like = |column: &str| format!("{} LIKE ?{place} ESCAPE '\\'", physical(table, column));
        let anywhere: Vec<String> = match column {
            Some(column) => vec![like(column)],
            None => table
                .fields
                .iter()
                .map(|Field { id, .. }| like(id))
                .collect(),
        };
        parts.push(if anywhere.is_empty() {
            "0".to_owned()
        } else {
            format!("({})", anywhere.join(" OR "))
        });
    }
    (
        if parts.is_empty() {
            "1".to_owned()
        } else {
            parts.join(" AND ")
        },
        values,
    )
}

fn order(table: &Table, rows: &Rows) -> String {
    let mut parts: Vec<String> = rows
        .sort
        .iter()
        .map(|order| {
            let nulls_first = order.nulls_first.unwrap_or(order.descending);
            format!(
                "{} {} NULLS {}",
                comparable(table, &order.column),
                if order.descending { "DESC" } else { "ASC" },
                if nulls_first { "FIRST" } else { "LAST" }
            )
        })
        .collect();
    if rows.distinct {
        let column = |name: &String| format!("{} NULLS LAST", comparable(table, name));
        parts.extend(rows.columns.iter().map(column));
    } else {
        parts.push(ROW_ID.to_owned());
    }
    parts.join(", ")
}

fn cell(row: &Row<'_>, place: usize, (kind, is_json): (FieldType, bool)) -> rusqlite::Result<Cell> {
    Ok(match row.get_ref(place)? {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) if kind == FieldType::Boolean => Cell::Boolean(number != 0),
        ValueRef::Integer(number) => Cell::Integer(number),
        ValueRef::Real(number) => Cell::Number(number.to_string()),
        ValueRef::Text(text) | ValueRef::Blob(text) => {
            let text = String::from_utf8_lossy(text).into_owned();
            if is_json {
                Cell::Json(text)
            } else if kind == FieldType::Number && decimal::is_number(&text) {
                Cell::Number(text)
            } else {
                Cell::Text(text)
            }
        }
    })
}
