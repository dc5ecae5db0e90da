//! Makes a portal hold what is wanted: look, do the first thing that differs, look again.
//!
//! Every step may be repeated. Where an answer was lost the pass begins anew with a look, so that nothing is done twice and a
//! publication that was broken off is carried on from where it stands, by this process or by the next.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::ckan::held::{Held, Marker, Stage};
use crate::ckan::portal::Portal;
use crate::ckan::wanted::Wanted;
use crate::publish::Error;
use crate::publish::apply::source;
use crate::publish::order::{Progress, Watcher};
use crate::publish::plan::Plan;
use crate::publish::portal::change::{self, Change};
use crate::publish::portal::connection::{Connection, Who};
use crate::publish::portal::rows::Compared;
use crate::publish::portal::todo::{Todo, is_suspect};
use crate::publish::portal::{look, proof};

/// What is carried out.
#[expect(missing_debug_implementations, reason = "who is told is a closure")]
pub struct Publication<'a> {
    /// The portal.
    pub connection: &'a Connection,
    /// What it can do.
    pub portal: &'a Portal,
    /// What it shall hold.
    pub wanted: &'a Wanted,
    /// The plan.
    pub plan: &'a Plan,
    /// The release's folder.
    pub folder: PathBuf,
    /// The name of this run, unlike that of any other: two runs of one plan must not both change the dataset.
    pub run: String,
    /// Who is told how far it is.
    pub watch: &'a mut Watcher<'a>,
    /// Whether the first look found a publication that was broken off: then whatever is there is proved anew.
    pub suspect: Option<bool>,
    /// What was done with each file, in the order of the wanted ones.
    pub done: Vec<Done>,
}

/// What was done with a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Done {
    /// Its bytes were sent.
    pub uploaded: bool,
    /// Its bytes are to be read back, because they were sent by this run or by one that was broken off.
    pub unproved: bool,
    /// Seconds that loading its rows took.
    pub load_seconds: Option<f64>,
    /// What was compared of its rows.
    pub compared: Option<Compared>,
}

impl Publication<'_> {
    /// Carries the plan out, and gives the dataset as the public sees it then.
    pub fn run(&mut self) -> Result<Held, Error> {
        let mut left = self.connection.attempts();
        loop {
            match self.pass() {
                Err(Error::Portal(fault)) if fault.is_ambiguous() && left > 1 => {
                    left -= 1;
                    // What was asked for last may have been done: a file that is there now says nothing of its rows.
                    self.doubt();
                    self.connection.pause(self.connection.attempts() - left);
                }
                ended => return ended,
            }
        }
    }

    /// From now on whatever is there is proved.
    fn doubt(&mut self) {
        self.suspect = Some(true);
        self.done.iter_mut().for_each(|done| done.unproved = true);
    }

    fn pass(&mut self) -> Result<Held, Error> {
        let name = &self.wanted.name;
        let mut held = match look::dataset(self.connection, name, Who::Owner)? {
            Some(held) => held,
            None => self.create()?,
        };
        let is_ours = self.owns(&held);
        let at_base = self
            .plan
            .base
            .as_ref()
            .is_some_and(|base| base.metadata_modified == held.modified && base.id == held.id);
        if !is_ours && !at_base {
            return Err(Error::Moved(name.clone()));
        }
        if self.suspect.is_none() {
            let is_new = self.plan.base.is_none();
            self.suspect = Some(!is_new && is_suspect(&held));
            self.done
                .iter_mut()
                .for_each(|done| done.unproved = !is_new && is_suspect(&held));
        }
        if is_ours && is_finished(&held) && Todo::of(self.wanted, &held, false).is_empty() {
            return self.seen();
        }
        let todo = Todo::of(self.wanted, &held, self.suspect == Some(true));
        if !is_ours && todo.is_one_change() && !is_dormant(&held) {
            let change = Change::of(self.wanted, &held);
            self.finish(&held, &change)?;
            return self.seen();
        }
        if !is_ours {
            held = self.begin(&held)?;
        }
        self.files(&mut held)?;
        // Uploads take their time, and others may have added something meanwhile: it is not to be lost.
        let mut held = self.own(&held.id)?;
        if Todo::of(self.wanted, &held, false).is_described_otherwise() {
            let change = Change::of(self.wanted, &held);
            let marker = self.marker(Stage::Publishing, "");
            let extras = change::extras(Some(self.wanted), &held, &marker);
            held = change::apply(self.connection, self.portal, &held, &change, &extras)?;
        }
        self.remove(&held)?;
        self.tables(&mut held)?;
        let held = self.own(&held.id)?;
        self.prove(&held)?;
        let held = self.show(&held)?;
        let seen = self.seen()?;
        // Only what was seen is published.
        let modified = self.finish(&held, &Change::default())?;
        Ok(Held { modified, ..seen })
    }

    /// Whether the dataset is being changed by this very run: the marker names it.
    fn owns(&self, held: &Held) -> bool {
        held.marker.as_ref().is_some_and(|it| it.run == self.run)
    }

    /// Whether it still is this run's to change; asked before rows are thrown away.
    pub(super) fn still_owns(&self, id: &str) -> Result<(), Error> {
        let dict = self.connection.read("package_show", &json!({"id": id}))?;
        if self.owns(&Held::read(&dict)) {
            return Ok(());
        }
        Err(Error::Moved(self.wanted.name.clone()))
    }

    /// The dataset as it is now, if it still is this run's to change.
    fn own(&self, id: &str) -> Result<Held, Error> {
        let held = look::dataset(self.connection, id, Who::Owner)?;
        held.filter(|held| self.owns(held))
            .ok_or_else(|| Error::Moved(self.wanted.name.clone()))
    }

    fn marker(&self, state: Stage, held: &str) -> Marker {
        Marker {
            release: self.plan.release,
            state,
            plan: self.plan.hash.clone(),
            descriptor: self.plan.descriptor.clone(),
            held: held.to_owned(),
            run: self.run.clone(),
        }
    }

    /// A new dataset begins private: nobody sees it before it is whole and verified.
    fn create(&self) -> Result<Held, Error> {
        let wanted = self.wanted;
        if self.plan.base.is_some() {
            return Err(Error::Moved(wanted.name.clone()));
        }
        let mut dict = wanted.members.clone();
        let blank = Held::default();
        let extras = change::extras(Some(wanted), &blank, &self.marker(Stage::Publishing, ""));
        let members = [
            ("name", json!(wanted.name)),
            ("owner_org", json!(wanted.organization.id)),
            ("private", json!(true)),
            ("tags", change::tag_list(&wanted.tags)),
            ("extras", json!(extras)),
        ];
        dict.extend(members.map(|(key, value)| (key.to_owned(), value)));
        self.connection
            .write("package_create", &Value::Object(dict))?;
        // Of two that create one name at the same moment CKAN may tell both that they did: the marker tells whose it is.
        look::dataset(self.connection, &wanted.name, Who::Owner)?
            .ok_or_else(|| Error::Moved(wanted.name.clone()))
    }

    /// The first change of a dataset that is there: if it is still what the plan started from, the marker says from now on that
    /// it is under way, and it is hidden where it would be seen half-done.
    fn begin(&self, held: &Held) -> Result<Held, Error> {
        let mut change = Change::default();
        let is_away = held.state != "active";
        // One that was deleted would be public again at once.
        if self.plan.hidden || is_away {
            change.members.insert("private".to_owned(), json!(true));
        }
        if is_away {
            change.members.insert("state".to_owned(), json!("active"));
        }
        let extras = change::extras(None, held, &self.marker(Stage::Publishing, ""));
        change::apply(self.connection, self.portal, held, &change, &extras)
    }

    /// Reads everything that was sent back, as its owner.
    fn prove(&mut self, held: &Held) -> Result<(), Error> {
        proof::metadata(self.wanted, held)?;
        for (place, resource) in self.wanted.resources.iter().enumerate() {
            let Some(there) = held.resource(&resource.path) else {
                continue;
            };
            let Some(done) = self.done.get_mut(place) else {
                continue;
            };
            if done.unproved {
                (self.watch)(&Progress::Checking {
                    path: &resource.path,
                });
                let url = proof::own_url(self.connection, &held.id, there);
                proof::bytes(self.connection, resource, &url, Who::Owner)?;
            }
            if done.unproved || done.load_seconds.is_some() {
                let csv = source(&self.folder, &resource.path)?;
                done.compared = proof::table(self.connection, resource, there, &csv, false)?;
            }
        }
        Ok(())
    }

    /// Everybody may see the dataset now; the marker still says that it is under way.
    fn show(&self, held: &Held) -> Result<Held, Error> {
        if !held.private {
            return Ok(held.clone());
        }
        let mut change = Change::default();
        change.members.insert("private".to_owned(), json!(false));
        let marker = self.marker(Stage::Publishing, "");
        let extras = change::extras(Some(self.wanted), held, &marker);
        change::apply(self.connection, self.portal, held, &change, &extras)
    }

    /// The last change: what is left, and the marker says that it is published. Gives the dataset's stamp.
    fn finish(&self, held: &Held, change: &Change) -> Result<String, Error> {
        let foreseen = foresee(self.wanted, held);
        let marker = self.marker(Stage::Published, &foreseen);
        let extras = change::extras(Some(self.wanted), held, &marker);
        let after = change::apply(self.connection, self.portal, held, change, &extras)?;
        let digest = after.digest();
        if digest != foreseen {
            // The portal wrote something in its own way.
            let marker = self.marker(Stage::Published, &digest);
            let extras = change::extras(Some(self.wanted), &after, &marker);
            let nothing = Change::default();
            let last = change::apply(self.connection, self.portal, &after, &nothing, &extras)?;
            return Ok(last.modified);
        }
        Ok(after.modified)
    }

    fn seen(&mut self) -> Result<Held, Error> {
        let changed: Vec<bool> = self.done.iter().map(|done| done.unproved).collect();
        proof::public(self.connection, self.wanted, &changed)
    }
}

/// A dataset that is no published one: hidden, broken off, deleted.
fn is_dormant(held: &Held) -> bool {
    held.private
        || held.state != "active"
        || held
            .marker
            .as_ref()
            .is_none_or(|it| it.state == Stage::Publishing)
}

/// A dataset of which the last change was made, with the digest of what came of it.
fn is_finished(held: &Held) -> bool {
    let digest = held.marker.as_ref().map(|marker| marker.held.as_str());
    !is_dormant(held) && digest == Some(held.digest().as_str())
}

/// The digest of the dataset once it is what is wanted.
fn foresee(wanted: &Wanted, held: &Held) -> String {
    let mut then = held.clone();
    then.members.extend(wanted.members.clone());
    then.tags.clone_from(&wanted.tags);
    then.extras.clone_from(&wanted.extras);
    then.organization = Some(wanted.organization.id.clone());
    for resource in &mut then.resources {
        let wanted = wanted
            .resources
            .iter()
            .find(|it| resource.path.as_ref() == Some(&it.path));
        if let Some(wanted) = wanted {
            resource.members.extend(wanted.members.clone());
            let fields = resource
                .table
                .iter_mut()
                .flat_map(|table| &mut table.fields);
            for (field, column) in fields.zip(wanted.table.iter().flatten()) {
                field.info.clone_from(&column.info);
            }
        }
    }
    then.digest()
}
