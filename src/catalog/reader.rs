//! What the catalogue holds, by name or id, as far as the viewer may see it.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::catalog::Error;
use crate::catalog::record::{Dataset, Organization, Published, Resource, State, Table};
use crate::catalog::search::containing;
use crate::catalog::shelf::fault;
use crate::catalog::viewer::{Included, Viewer};

/// Reads a catalogue, or a change that is not finished.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) database: &'a Connection,
    pub(crate) viewer: &'a Viewer,
}

const DATASET: &str = "SELECT d.id, d.name, d.title, d.organization, d.members, d.created, d.modified, d.release, d.private, \
     d.state, d.creator FROM dataset d";
const RESOURCE: &str = "SELECT resource.id, d.id, position, path, file_name, coalesce(sha256, ''), size, resource.members, \
     resource.created, coalesce(last_modified, ''), resource.modified, datastore.rows, link, url_type \
     FROM resource JOIN dataset d ON d.key = resource.dataset LEFT JOIN datastore ON datastore.resource = resource.id";
const ORGANIZATION: &str =
    "SELECT id, name, title, created, description, image_url, extras, state FROM organization";

impl Reader<'_> {
    /// The catalogue's folder.
    pub fn folder(&self) -> &Path {
        self.folder
    }

    /// Who looks.
    pub fn viewer(&self) -> &Viewer {
        self.viewer
    }

    /// Names of public datasets, in order; all of them for no limit.
    pub fn names(&self, limit: Option<u32>, offset: u32) -> Result<Vec<String>, Error> {
        let limit = limit.map_or(-1, i64::from);
        let listed = self.listed();
        self.rows(
            &format!(
                "SELECT d.name FROM dataset d WHERE {listed} ORDER BY d.name LIMIT ? OFFSET ?"
            ),
            params![limit, offset],
            |row| row.get(0),
        )
    }

    /// Number of public datasets.
    pub fn count(&self) -> Result<u64, Error> {
        let sql = format!("SELECT count(*) FROM dataset d WHERE {}", self.listed());
        self.row(&sql, params![], |row| row.get(0))
            .map(Option::unwrap_or_default)
    }

    /// Number of files of public datasets, and of rows in their tables.
    pub fn totals(&self) -> Result<(u64, u64), Error> {
        let sql = format!(
            "SELECT count(*), coalesce(sum(datastore.rows), 0) FROM resource JOIN dataset d ON d.key = resource.dataset \
             LEFT JOIN datastore ON datastore.resource = resource.id WHERE {}",
            self.listed()
        );
        self.row(&sql, params![], |row| Ok((row.get(0)?, row.get(1)?)))
            .map(Option::unwrap_or_default)
    }

    /// A dataset by its name or id.
    pub fn dataset(&self, name_or_id: &str) -> Result<Option<Dataset>, Error> {
        let may_see = self.viewer.may_see();
        let sql = format!(
            "{DATASET} WHERE (d.name = ?1 OR d.id = ?1) AND {may_see} ORDER BY d.name = ?1 DESC LIMIT 1"
        );
        self.row(&sql, params![name_or_id], raw_dataset)?
            .map(dataset)
            .transpose()
    }

    /// The id of a dataset that is there, whether it may be seen or not: CKAN tells a stranger that a name is taken.
    pub fn dataset_exists(&self, name_or_id: &str) -> Result<Option<String>, Error> {
        let sql =
            "SELECT id FROM dataset WHERE name = ?1 OR id = ?1 ORDER BY name = ?1 DESC LIMIT 1";
        self.row(sql, params![name_or_id], |row| row.get(0))
    }

    /// The resources of a dataset, by its id, in their order.
    pub fn resources(&self, dataset: &str) -> Result<Vec<Resource>, Error> {
        let may_see = self.viewer.may_see();
        let sql = format!("{RESOURCE} WHERE d.id = ? AND {may_see} ORDER BY position, resource.id");
        self.rows(&sql, params![dataset], raw_resource)?
            .into_iter()
            .map(resource)
            .collect()
    }

    /// The resources of public datasets, oldest first.
    pub fn public_resources(&self) -> Result<Vec<Resource>, Error> {
        let listed = self.listed();
        let sql = format!("{RESOURCE} WHERE {listed} ORDER BY resource.created, resource.id");
        self.rows(&sql, params![], raw_resource)?
            .into_iter()
            .map(resource)
            .collect()
    }

    /// Name and title of public datasets in which a text stands, by name.
    pub fn named_like(&self, text: &str, limit: u32) -> Result<Vec<(String, String)>, Error> {
        let sql = format!(
            "SELECT d.name, d.title FROM dataset d WHERE (d.name LIKE ?1 ESCAPE '\\' OR d.title LIKE ?1 ESCAPE '\\') AND {} \
             ORDER BY d.name LIMIT ?2",
            self.listed()
        );
        let pattern = containing(text);
        self.rows(&sql, params![pattern, limit], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }

    /// A resource by its id.
    pub fn resource(&self, id: &str) -> Result<Option<Resource>, Error> {
        let may_see = self.viewer.may_see();
        let sql = format!("{RESOURCE} WHERE resource.id = ? AND {may_see}");
        self.row(&sql, params![id], raw_resource)?
            .map(resource)
            .transpose()
    }

    /// The dataset of a resource that is there, or was taken off, whether it may be seen or not.
    pub fn resource_exists(&self, id: &str) -> Result<Option<String>, Error> {
        let sql = "SELECT dataset.id FROM (SELECT id, dataset FROM resource UNION ALL SELECT id, dataset FROM removed_resource) r \
                   JOIN dataset ON dataset.key = r.dataset WHERE r.id = ? LIMIT 1";
        self.row(sql, params![id], |row| row.get(0))
    }

    /// Whether there is a resource that the viewer may not see.
    pub fn resource_is_hidden(&self, id: &str) -> Result<bool, Error> {
        let may_see = self.viewer.may_see();
        let sql = format!(
            "SELECT count(*) FROM resource JOIN dataset d ON d.key = resource.dataset WHERE resource.id = ? AND NOT {may_see}"
        );
        let hidden: Option<u32> = self.row(&sql, params![id], |row| row.get(0))?;
        Ok(hidden.is_some_and(|count| count > 0))
    }

    /// Whether an organization has datasets that are not deleted.
    pub fn has_datasets(&self, organization: &str) -> Result<bool, Error> {
        let sql = "SELECT count(*) FROM dataset WHERE organization = ? AND state <> 'deleted'";
        let count: Option<u32> = self.row(sql, params![organization], |row| row.get(0))?;
        Ok(count.is_some_and(|count| count > 0))
    }

    /// How many datasets a user made over the API.
    pub fn created_by(&self, user: &str) -> Result<u64, Error> {
        let sql = "SELECT count(*) FROM dataset WHERE creator = ? AND state <> 'deleted'";
        self.row(sql, params![user], |row| row.get(0))
            .map(Option::unwrap_or_default)
    }

    /// The table of a resource, by the resource's id or another name of the table.
    pub fn table(&self, resource: &str) -> Result<Option<Table>, Error> {
        let may_see = self.viewer.may_see();
        let sql = format!(
            "SELECT datastore.resource, datastore.name, rows, fields, datastore.key, aliases FROM datastore \
             JOIN resource ON resource.id = datastore.resource JOIN dataset d ON d.key = resource.dataset \
             WHERE (datastore.resource = ?1 OR EXISTS (SELECT 1 FROM json_each(aliases) WHERE value = ?1)) AND {may_see}"
        );
        let text = |row: &Row<'_>, place: usize| row.get::<_, String>(place);
        let found = self.row(&sql, params![resource], |row| {
            let json = (text(row, 3)?, text(row, 4)?, text(row, 5)?);
            Ok((text(row, 0)?, text(row, 1)?, row.get(2)?, json))
        })?;
        found
            .map(|(resource, name, rows, (fields, key, aliases))| {
                Ok(Table {
                    resource,
                    name,
                    rows,
                    fields: serde_json::from_str(&fields).map_err(Error::Record)?,
                    key: serde_json::from_str(&key).map_err(Error::Record)?,
                    aliases: serde_json::from_str(&aliases).map_err(Error::Record)?,
                })
            })
            .transpose()
    }

    /// Active organizations with the number of their public datasets, by name.
    pub fn organizations(&self) -> Result<Vec<(Organization, u64)>, Error> {
        let sql = format!(
            "SELECT organization.id, organization.name, organization.title, organization.created, description, image_url, \
             extras, organization.state, (SELECT count(*) FROM dataset d WHERE d.organization = organization.id AND {}) \
             FROM organization WHERE organization.state = 'active' ORDER BY organization.name",
            self.listed()
        );
        self.rows(&sql, params![], |row| {
            Ok((raw_organization(row)?, row.get(8)?))
        })?
        .into_iter()
        .map(|(raw, count)| Ok((organization(raw)?, count)))
        .collect()
    }

    /// An organization by its name or id; a deleted one only for those whose it was.
    pub fn organization(&self, name_or_id: &str) -> Result<Option<Organization>, Error> {
        let sql =
            format!("{ORGANIZATION} WHERE name = ?1 OR id = ?1 ORDER BY name = ?1 DESC LIMIT 1");
        let found = self.row(&sql, params![name_or_id], raw_organization)?;
        let found = found.map(organization).transpose()?;
        Ok(found.filter(|it| it.state == State::Active || self.viewer.is_member(&it.id)))
    }

    /// The id of an organization that is there, deleted or not.
    pub fn organization_exists(&self, name_or_id: &str) -> Result<Option<String>, Error> {
        let sql = "SELECT id FROM organization WHERE name = ?1 OR id = ?1 ORDER BY name = ?1 DESC LIMIT 1";
        self.row(sql, params![name_or_id], |row| row.get(0))
    }

    /// The values of one field over all public datasets, by value: `tags`, `res_format`, …
    pub fn values(&self, field: &str) -> Result<Vec<String>, Error> {
        let sql = format!(
            "SELECT DISTINCT value FROM term JOIN dataset d ON d.key = term.dataset WHERE field = ? AND {} ORDER BY value",
            self.listed()
        );
        self.rows(&sql, params![field], |row| row.get(0))
    }

    /// The releases of a dataset, by its id, oldest first.
    pub fn releases(&self, dataset: &str) -> Result<Vec<Published>, Error> {
        let sql = format!(
            "SELECT number, descriptor, release.members, files, receipt, published \
             FROM release JOIN dataset d ON d.key = release.dataset WHERE d.id = ? AND {} ORDER BY number",
            self.viewer.may_see()
        );
        self.rows(&sql, params![dataset], |row| {
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

    fn listed(&self) -> String {
        self.viewer.listed(Included::default())
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

/// An organization whose extras are text still.
fn raw_organization(row: &Row<'_>) -> rusqlite::Result<Raw<Organization>> {
    let mut record = Organization::new(row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    record.description = row.get(4)?;
    record.image_url = row.get(5)?;
    record.state = state(row, 7)?;
    Ok((record, row.get(6)?))
}

fn organization((record, extras): Raw<Organization>) -> Result<Organization, Error> {
    Ok(Organization {
        extras: serde_json::from_str(&extras).map_err(Error::Record)?,
        ..record
    })
}

/// A word that is no state hides what it stands at.
fn state(row: &Row<'_>, place: usize) -> rusqlite::Result<State> {
    let word: String = row.get(place)?;
    Ok(State::named(&word).unwrap_or(State::Deleted))
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
        private: row.get(8)?,
        state: state(row, 9)?,
        creator: row.get(10)?,
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
        link: row.get(12)?,
        url_type: row.get(13)?,
    };
    Ok((record, row.get(7)?))
}

fn resource((record, members): Raw<Resource>) -> Result<Resource, Error> {
    Ok(Resource {
        members: serde_json::from_str(&members).map_err(Error::Record)?,
        ..record
    })
}
