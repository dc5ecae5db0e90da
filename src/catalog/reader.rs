//! What the catalogue holds, by name or id.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::catalog::Error;
use crate::catalog::record::{Dataset, Organization, Published, Resource, Table};
use crate::catalog::shelf::fault;

/// Reads a catalogue, or a change that is not finished.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) database: &'a Connection,
}

const DATASET: &str =
    "SELECT id, name, title, organization, members, created, modified, release FROM dataset";
const RESOURCE: &str = "SELECT resource.id, dataset.id, position, path, file_name, sha256, size, resource.members, \
     resource.created, last_modified, resource.modified, datastore.rows \
     FROM resource JOIN dataset ON dataset.key = resource.dataset LEFT JOIN datastore ON datastore.resource = resource.id";

impl Reader<'_> {
    /// The catalogue's folder.
    pub fn folder(&self) -> &Path {
        self.folder
    }

    /// Names of datasets, in order; all of them for no limit.
    pub fn names(&self, limit: Option<u32>, offset: u32) -> Result<Vec<String>, Error> {
        let limit = limit.map_or(-1, i64::from);
        self.rows(
            "SELECT name FROM dataset ORDER BY name LIMIT ? OFFSET ?",
            params![limit, offset],
            |row| row.get(0),
        )
    }

    /// Number of datasets.
    pub fn count(&self) -> Result<u64, Error> {
        self.row("SELECT count(*) FROM dataset", params![], |row| row.get(0))
            .map(Option::unwrap_or_default)
    }

    /// Number of files, and of rows in their tables.
    pub fn totals(&self) -> Result<(u64, u64), Error> {
        let sql = "SELECT (SELECT count(*) FROM resource), (SELECT coalesce(sum(rows), 0) FROM datastore)";
        self.row(sql, params![], |row| Ok((row.get(0)?, row.get(1)?)))
            .map(Option::unwrap_or_default)
    }

    /// A dataset by its name or id.
    pub fn dataset(&self, name_or_id: &str) -> Result<Option<Dataset>, Error> {
        let sql = format!("{DATASET} WHERE name = ?1 OR id = ?1 ORDER BY name = ?1 DESC LIMIT 1");
        self.row(&sql, params![name_or_id], raw_dataset)?
            .map(dataset)
            .transpose()
    }

    /// The files of a dataset, by its id, in their order.
    pub fn resources(&self, dataset: &str) -> Result<Vec<Resource>, Error> {
        let sql = format!("{RESOURCE} WHERE dataset.id = ? ORDER BY position, resource.id");
        self.rows(&sql, params![dataset], raw_resource)?
            .into_iter()
            .map(resource)
            .collect()
    }

    /// A file by its id.
    pub fn resource(&self, id: &str) -> Result<Option<Resource>, Error> {
        let sql = format!("{RESOURCE} WHERE resource.id = ?");
        self.row(&sql, params![id], raw_resource)?
            .map(resource)
            .transpose()
    }

    /// The table of a resource.
    pub fn table(&self, resource: &str) -> Result<Option<Table>, Error> {
        let sql = "SELECT resource, name, rows, fields FROM datastore WHERE resource = ?";
        let found = self.row(sql, params![resource], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get::<_, String>(3)?,
            ))
        })?;
        found
            .map(|(resource, name, rows, fields)| {
                let fields = serde_json::from_str(&fields).map_err(Error::Record)?;
                Ok(Table {
                    resource,
                    name,
                    rows,
                    fields,
                })
            })
            .transpose()
    }

    /// Organizations with the number of their datasets, by name.
    pub fn organizations(&self) -> Result<Vec<(Organization, u64)>, Error> {
        let sql = "SELECT id, name, title, created, (SELECT count(*) FROM dataset WHERE organization = organization.id) \
                   FROM organization ORDER BY name";
        self.rows(sql, params![], |row| Ok((organization(row)?, row.get(4)?)))
    }

    /// An organization by its name or id.
    pub fn organization(&self, name_or_id: &str) -> Result<Option<Organization>, Error> {
        let sql = "SELECT id, name, title, created FROM organization WHERE name = ?1 OR id = ?1 \
                   ORDER BY name = ?1 DESC LIMIT 1";
        self.row(sql, params![name_or_id], organization)
    }

    /// The values of one field over all datasets, by value: `tags`, `res_format`, …
    pub fn values(&self, field: &str) -> Result<Vec<String>, Error> {
        self.rows(
            "SELECT DISTINCT value FROM term WHERE field = ? ORDER BY value",
            params![field],
            |row| row.get(0),
        )
    }

    /// The releases of a dataset, by its id, oldest first.
    pub fn releases(&self, dataset: &str) -> Result<Vec<Published>, Error> {
        let sql = "SELECT number, descriptor, release.members, files, receipt, published \
                   FROM release JOIN dataset ON dataset.key = release.dataset WHERE dataset.id = ? ORDER BY number";
        self.rows(sql, params![dataset], |row| {
            Ok(Published {
                number: row.get(0)?,
                descriptor: row.get(1)?,
                members: row.get(2)?,
                files: row.get(3)?,
                receipt: row.get(4)?,
                published: row.get(5)?,
            })
        })
    }

    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        let collect = || -> rusqlite::Result<Vec<T>> {
            self.database
                .prepare(sql)?
                .query_map(parameters, read)?
                .collect()
        };
        collect().map_err(|error| fault(self.folder, error))
    }

    pub(crate) fn row<T>(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Error> {
        self.database
            .query_row(sql, parameters, read)
            .optional()
            .map_err(|error| fault(self.folder, error))
    }
}

fn organization(row: &Row<'_>) -> rusqlite::Result<Organization> {
    Ok(Organization {
        id: row.get(0)?,
        name: row.get(1)?,
        title: row.get(2)?,
        created: row.get(3)?,
    })
}

/// A record whose members are text still.
type Raw<T> = (T, String);

fn raw_dataset(row: &Row<'_>) -> rusqlite::Result<Raw<Dataset>> {
    let record = Dataset {
        id: row.get(0)?,
        name: row.get(1)?,
        title: row.get(2)?,
        organization: row.get(3)?,
        members: serde_json::Map::new(),
        created: row.get(5)?,
        modified: row.get(6)?,
        release: row.get(7)?,
    };
    Ok((record, row.get(4)?))
}

fn dataset((record, members): Raw<Dataset>) -> Result<Dataset, Error> {
    Ok(Dataset {
        members: serde_json::from_str(&members).map_err(Error::Record)?,
        ..record
    })
}

fn raw_resource(row: &Row<'_>) -> rusqlite::Result<Raw<Resource>> {
    let record = Resource {
        id: row.get(0)?,
        dataset: row.get(1)?,
        position: row.get(2)?,
        path: row.get(3)?,
        file_name: row.get(4)?,
        sha256: row.get(5)?,
        size: row.get(6)?,
        members: serde_json::Map::new(),
        created: row.get(8)?,
        last_modified: row.get(9)?,
        modified: row.get(10)?,
        rows: row.get(11)?,
    };
    Ok((record, row.get(7)?))
}

fn resource((record, members): Raw<Resource>) -> Result<Resource, Error> {
    Ok(Resource {
        members: serde_json::from_str(&members).map_err(Error::Record)?,
        ..record
    })
}
