//! The catalogue as a whole: opening it to read or to change.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use crate::catalog::Error;
use crate::catalog::decimal;
use crate::catalog::reader::Reader;
use crate::catalog::viewer::Viewer;
use crate::catalog::writer::Writer;

/// The database's name in the catalogue's folder.
const DATABASE: &str = "catalog.sqlite";
/// How long a second process is waited for: long enough for a small publication to end, short enough not to look hung.
const PATIENCE: Duration = Duration::from_secs(3);
/// The migrations, in order; the database's `user_version` counts those that were applied.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/001_shelf.sql"),
    include_str!("migrations/002_portal.sql"),
];
/// Who looks from the folder itself: everything in it is theirs.
const OWNER: &Viewer = &Viewer::Owner;

/// An open catalogue.
#[derive(Debug)]
pub struct Catalog {
    folder: PathBuf,
    database: Connection,
}

impl Catalog {
    /// Opens the catalogue of a folder for publishing, and makes it where there is none.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(folder).map_err(|source| Error::Io {
            path: folder.to_owned(),
            source,
        })?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let database = Connection::open_with_flags(folder.join(DATABASE), flags)
            .map_err(|error| fault(folder, error))?;
        let mut catalog = Self {
            folder: folder.to_owned(),
            database,
        };
        catalog.prepare().map_err(|error| fault(folder, error))?;
        if catalog.version()? < known_version() {
            catalog.migrate().map_err(|error| fault(folder, error))?;
        }
        catalog.refuse_newer()?;
        Ok(catalog)
    }

    /// Opens the catalogue of a folder for reading. SQLite itself refuses to write through it. One that an earlier version made
    /// is brought up to date first.
    pub fn open_read_only(folder: &Path) -> Result<Self, Error> {
        let file = folder.join(DATABASE);
        if !file.is_file() {
            return Err(Error::Missing(folder.to_owned()));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let database =
            Connection::open_with_flags(&file, flags).map_err(|error| fault(folder, error))?;
        let catalog = Self {
            folder: folder.to_owned(),
            database,
        };
        catalog.prepare().map_err(|error| fault(folder, error))?;
        catalog.refuse_newer()?;
        if catalog.version()? < known_version() {
            drop(Self::open(folder)?);
        }
        Ok(catalog)
    }

    /// Opens the catalogue of a folder for reading, or an empty one in memory where there is none, so that a plan can be
    /// made without leaving a trace.
    pub fn peek(folder: &Path) -> Result<Self, Error> {
        match Self::open_read_only(folder) {
            Err(Error::Missing(_)) => {
                let database =
                    Connection::open_in_memory().map_err(|error| fault(folder, error))?;
                let mut catalog = Self {
                    folder: folder.to_owned(),
                    database,
                };
                catalog
                    .prepare()
                    .and_then(|()| catalog.migrate())
                    .map_err(|error| fault(folder, error))?;
                Ok(catalog)
            }
            other => other,
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Reads everything: for whoever owns the folder.
    pub fn reader(&self) -> Reader<'_> {
        self.reader_for(OWNER)
    }

    /// Reads what a viewer may see.
    pub fn reader_for<'a>(&'a self, viewer: &'a Viewer) -> Reader<'a> {
        Reader {
            folder: &self.folder,
            database: &self.database,
            viewer,
        }
    }

    /// Holds what is read from now on at one state, until [`Catalog::release_snapshot`].
    pub fn hold_snapshot(&self) -> Result<(), Error> {
        self.database
            .execute_batch("BEGIN DEFERRED")
            .map_err(|error| fault(&self.folder, error))
    }

    /// Sees later publications again.
    pub fn release_snapshot(&self) -> Result<(), Error> {
        if self.database.is_autocommit() {
            return Ok(());
        }
        self.database
            .execute_batch("ROLLBACK")
            .map_err(|error| fault(&self.folder, error))
    }

    /// Begins a change: all of it or nothing. [`Error::Locked`] when another process is changing the catalogue.
    pub fn writer(&mut self) -> Result<Writer<'_>, Error> {
        let transaction = self
            .database
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| fault(&self.folder, error))?;
        Ok(Writer::new(&self.folder, transaction))
    }

    fn prepare(&self) -> rusqlite::Result<()> {
        self.database.busy_timeout(PATIENCE)?;
        self.database
            .create_collation("decimal", |left: &str, right: &str| {
                decimal::compare(left, right)
            })?;
        self.database.pragma_update(None, "foreign_keys", true)?;
        // No function or view of a file that came from elsewhere may do anything but compute.
        self.database.pragma_update(None, "trusted_schema", false)
    }

    fn version(&self) -> Result<u32, Error> {
        self.database
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .map_err(|error| fault(&self.folder, error))
    }

    fn refuse_newer(&self) -> Result<(), Error> {
        let (found, known) = (self.version()?, known_version());
        if found > known {
            return Err(Error::Newer {
                folder: self.folder.clone(),
                found,
                known,
            });
        }
        Ok(())
    }

    fn migrate(&mut self) -> rusqlite::Result<()> {
        // With a write-ahead log readers see the state before a publication until it ends, and never wait for it.
        self.database.pragma_update(None, "journal_mode", "wal")?;
        let transaction = self
            .database
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let applied: u32 =
            transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        for (number, migration) in (1..).zip(MIGRATIONS) {
            if number > applied {
                transaction.execute_batch(migration)?;
                transaction.pragma_update(None, "user_version", number)?;
            }
        }
        transaction.commit()
    }
}

fn known_version() -> u32 {
    u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)
}

/// An error of SQLite in the catalogue's words.
pub(crate) fn fault(folder: &Path, error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            Error::Locked(folder.to_owned())
        }
        _ => Error::Sqlite {
            folder: folder.to_owned(),
            source: error,
        },
    }
}
