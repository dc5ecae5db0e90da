//! The steps of a publication that one change of the metadata cannot do: files, tables, order.

use serde_json::{Map, Value, json};

use crate::ckan::held::{Held, HeldResource, HeldTable};
use crate::ckan::wanted::WantedResource;
use crate::publish::Error;
use crate::publish::apply::source;
use crate::publish::compare::plain;
use crate::publish::order::Progress;
use crate::publish::portal::apply::Publication;
use crate::publish::portal::connection::FilePart;
use crate::publish::portal::todo::{Table, Todo};
use crate::publish::portal::{proof, table};

impl Publication<'_> {
    /// Sends the files that the portal does not have, one by one.
    pub(super) fn files(&mut self, held: &mut Held) -> Result<(), Error> {
        for (place, resource) in self.wanted.resources.iter().enumerate() {
            let todo = Todo::of(self.wanted, held, self.suspect == Some(true));
            if !todo.files.get(place).is_some_and(|file| file.upload) {
                continue;
            }
            let there = held.resource(&resource.path).map(|it| it.id.clone());
            let sent = self.upload(resource, &held.id, there.as_deref())?;
            match held.resources.iter_mut().find(|it| it.id == sent.id) {
                Some(old) => {
                    *old = HeldResource {
                        table: old.table.take(),
                        ..sent
                    }
                }
                None => held.resources.push(sent),
            }
            if let Some(done) = self.done.get_mut(place) {
                (done.uploaded, done.unproved) = (true, true);
            }
        }
        Ok(())
    }

    fn upload(
        &mut self,
        resource: &WantedResource,
        dataset: &str,
        there: Option<&str>,
    ) -> Result<HeldResource, Error> {
        let path = source(&self.folder, &resource.path)?;
        let mut fields: Vec<(String, String)> = Vec::new();
        for (key, value) in &resource.members {
            // A list travels as several fields of one name (ckanext-scheming).
            let items = value
                .as_array()
                .map_or(std::slice::from_ref(value), Vec::as_slice);
            fields.extend(items.iter().map(|item| (key.clone(), plain(item))));
        }
        let action = if let Some(id) = there {
            fields.push(("id".to_owned(), id.to_owned()));
            "resource_patch"
        } else {
            // Repeated with the same id it is the same resource (CKAN 2.10 to 2.12).
            fields.push(("id".to_owned(), resource.id(dataset)));
            fields.push(("package_id".to_owned(), dataset.to_owned()));
            "resource_create"
        };
        let part = FilePart {
            field: "upload",
            path: &path,
            file_name: &resource.file_name,
            media_type: &resource.media_type,
            size: resource.size,
        };
        let (watch, label, total) = (&mut self.watch, resource.path.as_str(), resource.size);
        let mut told = |sent: u64| {
            watch(&Progress::Uploading {
                path: label,
                sent,
                total,
            });
        };
        let answer = match self.connection.upload(action, &fields, &part, &mut told) {
            Err(fault) if fault.is_too_large() => {
                return Err(Error::TooLarge {
                    path: resource.path.clone(),
                    bytes: total,
                });
            }
            answer => answer?,
        };
        let held = HeldResource::read(&answer);
        // CKAN answers 200 as well when the file did not arrive.
        let size = held.members.get("size").map(plain).unwrap_or_default();
        if held.is_upload && (size.is_empty() || size == total.to_string()) {
            return Ok(held);
        }
        Err(Error::Verification {
            check: "bytes",
            subject: resource.path.clone(),
            expected: total.to_string(),
            found: size,
        })
    }

    /// Takes our files away that are no longer wanted, with their tables, and brings the rest in order; those of others follow.
    pub(super) fn remove(&self, held: &Held) -> Result<(), Error> {
        let todo = Todo::of(self.wanted, held, self.suspect == Some(true));
        for id in &todo.remove {
            match self.connection.write("resource_delete", &json!({"id": id})) {
                Err(fault) if !fault.is_not_found() => return Err(fault.into()),
                _ => {}
            }
        }
        if todo.reorder && self.portal.features.reorder {
            let ours = self
                .wanted
                .resources
                .iter()
                .filter_map(|it| held.resource(&it.path));
            let others = held.resources.iter().filter(|it| it.path.is_none());
            let order: Vec<&str> = ours.chain(others).map(|it| it.id.as_str()).collect();
            self.connection.write(
                "package_resource_reorder",
                &json!({"id": held.id, "order": order}),
            )?;
        }
        Ok(())
    }

    /// Brings the tables to what they shall be.
    pub(super) fn tables(&mut self, held: &mut Held) -> Result<(), Error> {
        let todo = Todo::of(self.wanted, held, self.suspect == Some(true));
        for (place, resource) in self.wanted.resources.iter().enumerate() {
            let Some(there) = held.resource(&resource.path).cloned() else {
                continue;
            };
            let columns = resource.table.as_deref().unwrap_or_default();
            let csv = source(&self.folder, &resource.path)?;
            // The bytes may have been sent before the look: then the look no longer tells that the rows are older.
            let is_new = self
                .done
                .get(place)
                .is_some_and(|done| done.uploaded && done.load_seconds.is_none());
            let mut step = todo.files.get(place).map_or(Table::Keep, |file| file.table);
            if is_new && resource.table.is_some() {
                step = Table::Load;
            }
            if step == Table::Compare {
                (self.watch)(&Progress::Checking {
                    path: &resource.path,
                });
                step = match proof::table(self.connection, resource, &there, &csv, true) {
                    Err(Error::Verification { .. }) => Table::Load,
                    Err(error) => return Err(error),
                    Ok(_)
                        if there
                            .table
                            .as_ref()
                            .is_some_and(|table| is_described(resource, table)) =>
                    {
                        Table::Keep
                    }
                    Ok(_) => Table::Describe,
                };
            }
            match step {
                Table::Keep | Table::Compare => {}
                Table::Describe => table::create(self.connection, &there.id, columns)?,
                Table::Load => {
                    self.still_owns(&held.id)?;
                    let label = (resource.path.as_str(), resource.rows.unwrap_or_default());
                    let loaded =
                        table::load(self.connection, &there.id, &csv, columns, label, self.watch)?;
                    if let Some(done) = self.done.get_mut(place) {
                        done.load_seconds = Some(loaded.seconds);
                    }
                    self.views(&there);
                }
            }
        }
        Ok(())
    }

    /// Has the portal show the table on the resource's page. Not part of what is published: a portal without such views is fine.
    fn views(&self, resource: &HeldResource) {
        if self.portal.features.default_views {
            let mut dict: Map<String, Value> = resource.members.clone();
            // The dict is older than the table, and views of tables are made for what has one.
            dict.insert("datastore_active".to_owned(), json!(true));
            let params = json!({"resource": dict, "create_datastore_views": true});
            let _shown = self
                .connection
                .write("resource_create_default_resource_views", &params);
        }
    }
}

fn is_described(wanted: &WantedResource, held: &HeldTable) -> bool {
    let infos = held.fields.iter().map(|field| &field.info);
    wanted
        .table
        .iter()
        .flatten()
        .map(|column| &column.info)
        .eq(infos)
}
