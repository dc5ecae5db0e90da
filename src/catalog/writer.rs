//! One change of the catalogue: everything in one transaction, undone when the writer is dropped without a commit.

use std::path::Path;

use rusqlite::{Connection, Transaction, params};

use crate::catalog::Error;
use crate::catalog::files;
use crate::catalog::reader::Reader;
use crate::catalog::record::{Dataset, Document, Field, Organization, Published, Resource, State};
use crate::catalog::rows;
use crate::catalog::shelf::fault;
use crate::catalog::viewer::Viewer;

/// A change that is under way.
#[derive(Debug)]
pub struct Writer<'a> {
    folder: &'a Path,
    transaction: Transaction<'a>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(folder: &'a Path, transaction: Transaction<'a>) -> Self {
        Self {
            folder,
            transaction,
        }
    }

    /// Reads what the change has made so far, all of it.
    pub fn reader(&self) -> Reader<'_> {
        self.reader_for(&Viewer::Owner)
    }

    /// Reads what a viewer may see of what the change has made so far.
    pub fn reader_for<'r>(&'r self, viewer: &'r Viewer) -> Reader<'r> {
        Reader {
            folder: self.folder,
            database: &self.transaction,
            viewer,
        }
    }

    /// The catalogue's folder.
    pub fn folder(&self) -> &Path {
        self.folder
    }

    pub(crate) fn database(&self) -> &Connection {
        &self.transaction
    }

    /// Copies a file in by its content, and records it. Answers whether bytes were written.
    pub fn put_file(&self, source: &Path, sha256: &str, size: u64) -> Result<bool, Error> {
        let written = files::store(self.folder, source, sha256)?;
        self.run(
            "INSERT INTO file VALUES (?, ?) ON CONFLICT DO NOTHING",
            params![sha256, size],
        )?;
        Ok(written)
    }

    /// Keeps a file that has come in, by its content, and records it. Answers its SHA-256.
    pub fn keep(&self, arrived: files::Arrived) -> Result<String, Error> {
        let (sha256, size) = (arrived.sha256.clone(), arrived.size);
        files::keep(self.folder, arrived)?;
        self.run(
            "INSERT INTO file VALUES (?, ?) ON CONFLICT DO NOTHING",
            params![sha256, size],
        )?;
        Ok(sha256)
    }

    /// Adds an organization, or changes its title. `created` counts only for a new one. Answers the id under which it is held:
    /// clients may have made one of the name before.
    pub fn put_organization(&self, it: &Organization) -> Result<String, Error> {
        let held = self.reader().organization_exists(&it.name)?;
        let id = held.unwrap_or_else(|| it.id.clone());
        self.run(
            "INSERT INTO organization (id, name, title, created) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE \
             SET title = excluded.title, state = 'active' WHERE title <> excluded.title OR state <> 'active'",
            params![id, it.name, it.title, it.created],
        )?;
        Ok(id)
    }

    /// Adds or replaces an organization with everything that is said of it. `created` counts only for a new one.
    pub fn save_organization(&self, it: &Organization) -> Result<(), Error> {
        let extras = serde_json::to_string(&it.extras).map_err(Error::Record)?;
        self.run(
            "INSERT INTO organization VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, \
             title = excluded.title, description = excluded.description, image_url = excluded.image_url, \
             extras = excluded.extras, state = excluded.state",
            params![
                it.id,
                it.name,
                it.title,
                it.created,
                it.description,
                it.image_url,
                extras,
                it.state.as_str()
            ],
        )
    }

    /// Adds or replaces a dataset. `created` and `creator` count only for a new one. The name of a deleted dataset is free: that
    /// one is named by its id from then on, as in CKAN.
    pub fn put_dataset(&self, it: &Dataset) -> Result<(), Error> {
        self.run(
            "UPDATE dataset SET name = id WHERE name = ? AND id <> ? AND state = 'deleted'",
            params![it.name, it.id],
        )?;
        let holder = self.reader().dataset_exists(&it.name)?;
        if holder.is_some_and(|id| id != it.id && id != it.name) {
            return Err(Error::NameTaken(it.name.clone()));
        }
        self.run(
            "INSERT INTO dataset (id, name, title, organization, members, created, modified, release, private, state, \
             creator) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, \
             title = excluded.title, organization = excluded.organization, members = excluded.members, \
             modified = excluded.modified, release = excluded.release, private = excluded.private, state = excluded.state",
            params![
                it.id,
                it.name,
                it.title,
                it.organization,
                text(&it.members)?,
                it.created,
                it.modified,
                it.release,
                it.private,
                it.state.as_str(),
                it.creator
            ],
        )
    }

    /// Notes that something of a dataset changed.
    pub fn touch_dataset(&self, id: &str, now: &str) -> Result<(), Error> {
        self.run(
            "UPDATE dataset SET modified = ? WHERE id = ?",
            params![now, id],
        )
    }

    /// Takes a dataset off the shelf with its resources, tables and releases. Files stay.
    pub fn remove_dataset(&self, id: &str) -> Result<(), Error> {
        for resource in self.reader().resources(id)? {
            self.remove_resource(&resource.id)?;
        }
        let key = "(SELECT key FROM dataset WHERE id = ?)";
        self.run(
            &format!("DELETE FROM search WHERE rowid = {key}"),
            params![id],
        )?;
        for table in ["term", "release", "removed_resource"] {
            let sql = format!("DELETE FROM {table} WHERE dataset = {key}");
            self.run(&sql, params![id])?;
        }
        self.run("DELETE FROM dataset WHERE id = ?", params![id])
    }

    /// Changes the state of an organization.
    pub fn set_organization_state(&self, id: &str, state: State) -> Result<(), Error> {
        self.run(
            "UPDATE organization SET state = ? WHERE id = ?",
            params![state.as_str(), id],
        )
    }

    /// Adds or replaces a resource, its table excepted. `created` counts only for a new one.
    pub fn put_resource(&self, it: &Resource) -> Result<(), Error> {
        let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        self.run("DELETE FROM removed_resource WHERE id = ?", params![it.id])?;
        self.run(
            "INSERT INTO resource (id, dataset, position, path, file_name, sha256, size, link, url_type, members, created, \
             last_modified, modified) \
             VALUES (?, (SELECT key FROM dataset WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
             ON CONFLICT (id) DO UPDATE SET position = excluded.position, path = excluded.path, \
             file_name = excluded.file_name, sha256 = excluded.sha256, size = excluded.size, link = excluded.link, \
             url_type = excluded.url_type, members = excluded.members, last_modified = excluded.last_modified, \
             modified = excluded.modified",
            params![
                it.id,
                it.dataset,
                it.position,
                it.path,
                it.file_name,
                known(&it.sha256),
                it.size,
                it.link,
                it.url_type,
                text(&it.members)?,
                it.created,
                known(&it.last_modified),
                it.modified
            ],
        )
    }

    /// Takes a resource and its table off the shelf. Its file stays.
    pub fn remove_resource(&self, id: &str) -> Result<(), Error> {
        self.remove_table(id)?;
        self.run(
            "INSERT INTO removed_resource SELECT id, dataset FROM resource WHERE id = ?",
            params![id],
        )?;
        self.run("DELETE FROM resource WHERE id = ?", params![id])
    }

    /// Drops the table of a resource, if it has one.
    pub fn remove_table(&self, resource: &str) -> Result<(), Error> {
        if let Some(table) = self.reader().table(resource)? {
            self.run(
                &format!("DROP TABLE {}", rows::quote(&table.name)),
                params![],
            )?;
            self.run(
                "DELETE FROM datastore WHERE resource = ?",
                params![resource],
            )?;
        }
        Ok(())
    }

    /// Loads the rows of a CSV as the table of a resource, in the place of the rows that it had. Answers their number.
    pub fn load_table(&self, resource: &str, csv: &Path, fields: &[Field]) -> Result<u64, Error> {
        self.remove_table(resource)?;
        let name = format!("rows_{}", resource.replace('-', ""));
        let count = rows::load(self.folder, &self.transaction, &name, csv, fields)?;
        let fields = serde_json::to_string(fields).map_err(Error::Record)?;
        self.run(
            "INSERT INTO datastore (resource, name, rows, fields) VALUES (?, ?, ?, ?)",
            params![resource, name, count, fields],
        )?;
        Ok(count)
    }

    /// Changes what is said of a table's columns, not their names or types.
    pub fn describe_table(&self, resource: &str, fields: &[Field]) -> Result<(), Error> {
        let fields = serde_json::to_string(fields).map_err(Error::Record)?;
        self.run(
            "UPDATE datastore SET fields = ? WHERE resource = ?",
            params![fields, resource],
        )
    }

    /// Makes a dataset findable.
    pub fn put_document(&self, dataset: &str, it: &Document) -> Result<(), Error> {
        let key = "(SELECT key FROM dataset WHERE id = ?1)";
        self.run(
            &format!("DELETE FROM search WHERE rowid = {key}"),
            params![dataset],
        )?;
        self.run(
            &format!("DELETE FROM term WHERE dataset = {key}"),
            params![dataset],
        )?;
        let fold = crate::catalog::query::fold;
        self.run(
            &format!(
                "INSERT INTO search (rowid, title, title_en, name, tags, organization, fields, notes) \
                 VALUES ({key}, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
            ),
            params![
                dataset,
                fold(&it.title),
                fold(&it.title_en),
                fold(&it.name),
                fold(&it.tags),
                fold(&it.organization),
                fold(&it.fields),
                fold(&it.notes)
            ],
        )?;
        for (field, value) in &it.terms {
            self.run(
                &format!("INSERT INTO term VALUES ({key}, ?2, ?3) ON CONFLICT DO NOTHING"),
                params![dataset, field, fold(value)],
            )?;
        }
        Ok(())
    }

    /// Records a release of a dataset.
    pub fn put_release(&self, dataset: &str, it: &Published) -> Result<(), Error> {
        self.run(
            "INSERT INTO release VALUES ((SELECT key FROM dataset WHERE id = ?), ?, ?, ?, ?, ?, ?)",
            params![
                dataset,
                it.number,
                it.descriptor,
                it.members,
                it.files,
                it.receipt,
                it.published
            ],
        )
    }

    /// Makes the change last.
    pub fn commit(self) -> Result<(), Error> {
        self.transaction
            .commit()
            .map_err(|error| fault(self.folder, error))
    }

    pub(crate) fn run(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<(), Error> {
        self.transaction
            .execute(sql, parameters)
            .map(drop)
            .map_err(|error| fault(self.folder, error))
    }
}

fn text(members: &serde_json::Map<String, serde_json::Value>) -> Result<String, Error> {
    serde_json::to_string(members).map_err(Error::Record)
}
