//! Tables that clients make: columns added and taken away, a key, rows put in, changed and taken out.

use std::fmt::Write;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, ErrorCode, Statement, params, params_from_iter};

use crate::catalog::Error;
use crate::catalog::datastore::{ROW_ID, Rows, comparable, condition};
use crate::catalog::record::{Cell, Field, Table};
use crate::catalog::rows::{affinity, quote};
use crate::catalog::shelf::fault;
use crate::catalog::writer::Writer;

/// What becomes of a row that is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// It is new.
    Insert,
    /// It changes the row of its key, and must find one.
    Update,
    /// It changes the row of its key, or is new.
    Upsert,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It is in the table.
    Done,
    /// No row has its key.
    NotFound,
    /// Another row has its key.
    Duplicate,
}

impl Writer<'_> {
    /// Makes the table of a resource, without rows. `fields` say the columns' names in SQLite.
    pub fn create_table(&self, resource: &str, fields: Vec<Field>) -> Result<Table, Error> {
        let name = format!("rows_{}", resource.replace('-', ""));
        // A number that was given once is not given again.
        let mut sql = format!(
            "CREATE TABLE {} ({ROW_ID} INTEGER PRIMARY KEY AUTOINCREMENT",
            quote(&name)
        );
        for field in &fields {
            let _ = write!(sql, ", {} {}", quote(field.column()), affinity(field.kind));
        }
        sql.push_str(") STRICT");
        self.run(&sql, params![])?;
        let json = serde_json::to_string(&fields).map_err(Error::Record)?;
        self.run(
            "INSERT INTO datastore (resource, name, rows, fields) VALUES (?, ?, 0, ?)",
            params![resource, name, json],
        )?;
        Ok(Table {
            resource: resource.to_owned(),
            name,
            rows: 0,
            fields,
            key: Vec::new(),
            aliases: Vec::new(),
        })
    }

    /// Adds a column; its rows have no value in it.
    pub fn add_column(&self, table: &mut Table, field: Field) -> Result<(), Error> {
        let sql = format!(
            "ALTER TABLE {} ADD COLUMN {} {}",
            quote(&table.name),
            quote(field.column()),
            affinity(field.kind)
        );
        self.run(&sql, params![])?;
        table.fields.push(field);
        Ok(())
    }

    /// Takes a column away with its values.
    pub fn drop_column(&self, table: &mut Table, id: &str) -> Result<(), Error> {
        if table.key.iter().any(|it| it == id) {
            self.set_key(table, Vec::new())?;
        }
        let Some(place) = table.fields.iter().position(|field| field.id == id) else {
            return Ok(());
        };
        let field = table.fields.remove(place);
        self.run(
            &format!(
                "ALTER TABLE {} DROP COLUMN {}",
                quote(&table.name),
                quote(field.column())
            ),
            params![],
        )
    }

    /// Makes these columns the key; false where two rows have the same one. A row without a value in the key is known by
    /// none, as in PostgreSQL.
    pub fn set_key(&self, table: &mut Table, key: Vec<String>) -> Result<bool, Error> {
        let index = quote(&key_name(table));
        self.run(&format!("DROP INDEX IF EXISTS {index}"), params![])?;
        table.key = key;
        if table.key.is_empty() {
            return Ok(true);
        }
        let columns: Vec<String> = table.key.iter().map(|id| comparable(table, id)).collect();
        let sql = format!(
            "CREATE UNIQUE INDEX {index} ON {} ({})",
            quote(&table.name),
            columns.join(", ")
        );
        match self.database().execute(&sql, params![]) {
            Ok(_) => Ok(true),
            Err(error) if is_duplicate(&error) => Ok(false),
            Err(error) => Err(fault(self.folder(), error)),
        }
    }

    /// Records what a table is: columns, key, other names, number of rows.
    pub fn record_table(&self, table: &Table) -> Result<(), Error> {
        let json = |value: &[String]| serde_json::to_string(value).map_err(Error::Record);
        self.run(
            "UPDATE datastore SET fields = ?, key = ?, aliases = ?, rows = ? WHERE resource = ?",
            params![
                serde_json::to_string(&table.fields).map_err(Error::Record)?,
                json(&table.key)?,
                json(&table.aliases)?,
                table.rows,
                table.resource
            ],
        )
    }

    /// Takes out the rows that fit; all of them for no condition.
    pub fn delete_rows(&self, table: &mut Table, rows: &Rows) -> Result<(), Error> {
        let (condition, values) = condition(table, rows);
        let sql = format!("DELETE FROM {} WHERE {condition}", quote(&table.name));
        let deleted = self
            .database()
            .execute(&sql, params_from_iter(values))
            .map_err(|error| fault(self.folder(), error))?;
        table.rows = table.rows.saturating_sub(deleted as u64);
        self.record_table(table)
    }

    /// Puts rows into a table, one after the other.
    pub fn put_rows<'a>(&'a self, table: &'a Table, method: Method) -> Putting<'a> {
        Putting {
            folder: self.folder(),
            database: self.database(),
            table,
            method,
            prepared: None,
            added: 0,
        }
    }
}

/// The name of a table's key, as it stands in messages.
pub fn key_name(table: &Table) -> String {
    format!("{}_key", table.name)
}

/// Rows that go into a table.
#[derive(Debug)]
pub struct Putting<'a> {
    folder: &'a std::path::Path,
    database: &'a Connection,
    table: &'a Table,
    method: Method,
    /// The statements for rows that have the same columns as the last one.
    prepared: Option<(Vec<usize>, bool, Prepared<'a>)>,
    /// Rows that are new.
    pub added: u64,
}

#[derive(Debug)]
struct Prepared<'a> {
    update: Option<Statement<'a>>,
    insert: Option<Statement<'a>>,
}

impl<'a> Putting<'a> {
    /// Puts one row: its number where the client names it, and its values by the place of their columns, in order.
    pub fn put(&mut self, id: Option<&Cell>, cells: &[(usize, Cell)]) -> Result<Put, Error> {
        let folder = self.folder;
        let outcome = self.attempt(id, cells);
        outcome.or_else(|error| {
            if is_duplicate(&error) {
                Ok(Put::Duplicate)
            } else {
                Err(fault(folder, error))
            }
        })
    }

    fn attempt(&mut self, id: Option<&Cell>, cells: &[(usize, Cell)]) -> rusqlite::Result<Put> {
        let same = self.prepared.as_ref().is_some_and(|(columns, by_id, _)| {
            *by_id == id.is_some() && columns.iter().eq(cells.iter().map(|(place, _)| place))
        });
        if !same {
            let columns: Vec<usize> = cells.iter().map(|(place, _)| *place).collect();
            let prepared = self.prepare(&columns, id.is_some())?;
            self.prepared = Some((columns, id.is_some(), prepared));
        }
        let Some((.., prepared)) = &mut self.prepared else {
            return Ok(Put::NotFound);
        };
        let values = cells.iter().map(|(_, cell)| sql(cell));
        if let Some(update) = &mut prepared.update {
            let key = self.table.key.iter().map(|id| {
                let place = self.table.fields.iter().position(|field| field.id == *id);
                cells
                    .iter()
                    .find(|(at, _)| Some(*at) == place)
                    .map_or(Sql::Null, |(_, cell)| sql(cell))
            });
            let all: Vec<Sql> = match id {
                Some(id) => values.clone().chain([sql(id)]).collect(),
                None => values.clone().chain(key).collect(),
            };
            match update.execute(params_from_iter(all))? {
                0 if self.method == Method::Update => return Ok(Put::NotFound),
                0 => {}
                _ => return Ok(Put::Done),
            }
        }
        if let Some(insert) = &mut prepared.insert {
            insert.execute(params_from_iter(values))?;
            self.added += 1;
        }
        Ok(Put::Done)
    }

    fn prepare(&self, columns: &[usize], by_id: bool) -> rusqlite::Result<Prepared<'a>> {
        let names: Vec<String> = columns
            .iter()
            .filter_map(|place| self.table.fields.get(*place))
            .map(|field| quote(field.column()))
            .collect();
        let table = quote(&self.table.name);
        let insert = if names.is_empty() {
            format!("INSERT INTO {table} DEFAULT VALUES")
        } else {
            let places = vec!["?"; names.len()].join(", ");
            format!(
                "INSERT INTO {table} ({}) VALUES ({places})",
                names.join(", ")
            )
        };
        let key: Vec<String> = if by_id {
            vec![format!("{ROW_ID} = ?")]
        } else {
            let columns = self.table.key.iter();
            columns
                .map(|id| format!("{} = ?", comparable(self.table, id)))
                .collect()
        };
        let set: Vec<String> = names.iter().map(|name| format!("{name} = ?")).collect();
        // A row without a single value changes nothing, but must be there.
        let set = if set.is_empty() {
            format!("{ROW_ID} = {ROW_ID}")
        } else {
            set.join(", ")
        };
        let update = format!("UPDATE {table} SET {set} WHERE {}", key.join(" AND "));
        let prepare =
            |sql: &str, wanted: bool| wanted.then(|| self.database.prepare(sql)).transpose();
        Ok(Prepared {
            update: prepare(&update, self.method != Method::Insert)?,
            insert: prepare(&insert, self.method != Method::Update)?,
        })
    }
}

fn is_duplicate(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation)
}

/// A value as SQLite keeps it.
pub(crate) fn sql(cell: &Cell) -> Sql {
    match cell {
        Cell::Null => Sql::Null,
        Cell::Text(text) | Cell::Number(text) | Cell::Json(text) => Sql::Text(text.clone()),
        Cell::Integer(number) => Sql::Integer(*number),
        Cell::Boolean(flag) => Sql::Integer(i64::from(*flag)),
    }
}
