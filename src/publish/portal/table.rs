//! A CSV → a DataStore table of its columns' types, with its dictionary; in chunks, and never twice.

use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Instant;

use serde_json::{Value, json};

use crate::ckan::wanted::WantedColumn;
use crate::publish::Error;
use crate::publish::order::{Progress, Watcher};
use crate::publish::portal::bodies::{Bodies, Body};
use crate::publish::portal::connection::{Connection, Who};
use crate::publish::portal::fault::Fault;
use crate::publish::portal::look;

/// How often a load is begun anew when it cannot be told which of its rows the portal has.
const BEGINNINGS: u32 = 3;
/// Chunks that are ready while one is on its way. Memory is this many chunks and two more.
const AHEAD: usize = 1;

/// What a load was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loaded {
    /// Rows.
    pub rows: u64,
    /// From the first row sent to the last one answered.
    pub seconds: f64,
}

/// Loads the rows in the place of the table that there may be. `label` is the file's path for messages.
pub fn load(
    connection: &Connection,
    resource: &str,
    csv: &Path,
    columns: &[WantedColumn],
    (label, total): (&str, u64),
    watch: &mut Watcher<'_>,
) -> Result<Loaded, Error> {
    let mut beginnings = 0;
    loop {
        beginnings += 1;
        drop_table(connection, resource)?;
        create(connection, resource, columns)?;
        let started = Instant::now();
        let mut told = |rows: u64| {
            watch(&Progress::Loading {
                path: label,
                rows,
                total,
            });
        };
        match insert(connection, resource, csv, columns, &mut told) {
            Ok(rows) => {
                let seconds = started.elapsed().as_secs_f64();
                return Ok(Loaded { rows, seconds });
            }
            Err(Error::Portal(fault)) if fault.is_ambiguous() && beginnings < BEGINNINGS => {}
            Err(error) => return Err(error),
        }
    }
}

/// Drops a resource's table; none is fine.
fn drop_table(connection: &Connection, resource: &str) -> Result<(), Error> {
    let params = json!({"resource_id": resource, "force": true});
    repeated(connection, "datastore_delete", &params, Fault::is_not_found)
}

/// Creates the table, or describes the columns of one that is there.
pub fn create(
    connection: &Connection,
    resource: &str,
    columns: &[WantedColumn],
) -> Result<(), Error> {
    let fields: Vec<Value> = columns
        .iter()
        .map(|it| json!({"id": it.id, "type": it.kind, "info": it.info}))
        .collect();
    // Repeated as it is: the same fields of the same table are no change.
    let params = json!({"resource_id": resource, "force": true, "fields": fields});
    repeated(connection, "datastore_create", &params, |_| false)
}

/// Calls an action that may be repeated, also when its answer was lost.
fn repeated(
    connection: &Connection,
    action: &str,
    params: &Value,
    is_done: impl Fn(&Fault) -> bool,
) -> Result<(), Error> {
    let mut left = connection.attempts();
    loop {
        match connection.write(action, params) {
            Ok(_) => return Ok(()),
            Err(fault) if is_done(&fault) => return Ok(()),
            Err(fault) if fault.is_ambiguous() && left > 1 => {
                left -= 1;
                connection.pause(connection.attempts() - left);
            }
            Err(fault) => return Err(fault.into()),
        }
    }
}

/// Sends the rows; the next chunk is made while one is on its way.
fn insert(
    connection: &Connection,
    resource: &str,
    csv: &Path,
    columns: &[WantedColumn],
    told: &mut dyn FnMut(u64),
) -> Result<u64, Error> {
    let bodies = Bodies::open(csv, resource, columns)?;
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel::<Result<Body, Error>>(AHEAD);
        scope.spawn(move || {
            for body in bodies {
                // Nobody receives any more when a chunk failed.
                if sender.send(body).is_err() {
                    return;
                }
            }
        });
        let mut there = 0;
        for body in receiver {
            let body = body?;
            chunk(connection, resource, &body, there)?;
            there = body.upto;
            told(there);
        }
        Ok(there)
    })
}

/// Sends one chunk. One call is one transaction (CKAN), so after a lost answer the number of rows tells whether it was done.
fn chunk(connection: &Connection, resource: &str, body: &Body, there: u64) -> Result<(), Error> {
    let mut left = connection.attempts();
    loop {
        let Err(fault) = connection.write_text("datastore_upsert", body.json.clone()) else {
            return Ok(());
        };
        if !fault.is_ambiguous() || left <= 1 {
            return Err(fault.into());
        }
        left -= 1;
        connection.pause(connection.attempts() - left);
        let rows = look::table(connection, resource, Who::Owner)?.map(|table| table.rows);
        if rows == Some(body.upto) {
            return Ok(());
        }
        if rows != Some(there) {
            return Err(fault.into());
        }
    }
}
