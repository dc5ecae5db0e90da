//! A release and a portal, put side by side: what is wanted, what is held, and the plan between them.

use std::path::Path;

use serde_json::Value;

use crate::ckan::fit::{self, Choice, Said};
use crate::ckan::held::{Held, HeldResource, Marker, Stage};
use crate::ckan::mapping;
use crate::ckan::portal::Portal;
use crate::ckan::wanted::{Wanted, WantedResource};
use crate::model::artifact::Release;
use crate::model::language::{Message, say};
use crate::publish::compare::push;
use crate::publish::order::Order;
use crate::publish::plan::{Base, Change, Mark, Note, Plan, RowCounts, What};
use crate::publish::portal::connection::{Connection, Who};
use crate::publish::portal::todo::{Todo, is_suspect};
use crate::publish::portal::{difference, digests, look, preflight, proof};
use crate::publish::store::Store;
use crate::publish::{Error, rows};

/// Rows of a table up to which a plan counts the rows that change.
const COUNTED: u64 = 2_000_000;
/// Largest file that a plan fetches from the portal to count the rows that change, in bytes.
const FETCHED: u64 = 64 * 1024 * 1024;

/// What a plan is made with.
#[derive(Debug)]
pub struct Planner<'a> {
    /// The portal.
    pub connection: &'a Connection,
    /// What it can do.
    pub portal: &'a Portal,
    /// Releases that were published there from here.
    pub store: &'a Store,
    /// How to publish.
    pub order: &'a Order,
    /// The id under which the dataset was published from here last, by its receipt.
    pub published_id: Option<&'a str>,
}

/// A release and a portal.
#[derive(Debug)]
pub struct Comparison {
    /// What the portal shall hold.
    pub wanted: Wanted,
    /// What it holds.
    pub held: Option<Held>,
    /// What people edited there since the last publication.
    pub edited: Vec<String>,
    /// What is to be done.
    pub plan: Plan,
}

impl Planner<'_> {
    /// Looks, compares, plans. Changes nothing.
    pub fn compare(&self, release: &Release) -> Result<Comparison, Error> {
        let (wanted, mut notes) = self.wanted(release)?;
        let held = match look::dataset(self.connection, &wanted.name, Who::Owner) {
            Err(fault) if fault.is_denied() => return Err(Error::Occupied(wanted.name)),
            held => held?,
        };
        if held.is_none() {
            self.check_name(&wanted)?;
        }
        let title = wanted.members.get("title").and_then(Value::as_str);
        let title = title.unwrap_or_default();
        let is_renamed = held
            .as_ref()
            .is_none_or(|held| held.members.get("title").and_then(Value::as_str) != Some(title));
        if is_renamed
            && self.portal.wants_unique_titles()
            && preflight::title_taken(self.connection, title, &wanted.name)?
        {
            return Err(Error::TitleTaken(title.to_owned()));
        }
        let mut edited = Vec::new();
        if let Some(held) = &held {
            self.check(&wanted, held)?;
            edited = self.edited(&wanted, held);
            notes.extend(edit_note(held, &edited));
            notes.extend(broken_off_note(held));
        }
        let mut counted = |wanted: &WantedResource, there: &HeldResource| {
            self.count_rows(release, wanted, there, held.as_ref())
        };
        let suspect = held.as_ref().is_some_and(is_suspect);
        let mut changes = difference::changes(&wanted, held.as_ref(), suspect, &mut counted);
        if wanted.organization.id.is_empty() {
            let unit = &wanted.organization;
            push(
                &mut changes,
                What::Organization,
                &unit.name,
                None,
                Some(unit.title.clone()),
            );
        }
        if let Some(held) = &held {
            to_be_finished(held, &mut changes);
        }
        let marker = held.as_ref().and_then(|held| held.marker.as_ref());
        let is_same = changes.iter().all(|change| change.mark == Mark::Same);
        let number = match marker {
            // What was broken off is the release that it was to be.
            Some(it) if is_same || it.state == Stage::Publishing => it.release,
            // A number that was given here once is not given again, whatever became of the dataset on the portal.
            _ => {
                let place = self.connection.address().key();
                let kept = self.store.numbers(&place, &wanted.name)?;
                let held = marker.map_or(0, |it| it.release);
                held.max(kept.last().copied().unwrap_or(0))
                    .saturating_add(1)
            }
        };
        let is_seen_changing = |held: &Held| {
            let todo = Todo::of(&wanted, held, is_suspect(held));
            !held.private && held.state == "active" && !todo.is_one_change()
        };
        let plan = Plan {
            dataset: wanted.name.clone(),
            target: "ckan".to_owned(),
            address: self.connection.address().to_string(),
            release: number,
            descriptor: wanted.digest(),
            base: held.as_ref().map(|held| Base {
                id: held.id.clone(),
                metadata_modified: held.modified.clone(),
                held: held.digest(),
            }),
            rolled_back_from: self.order.rolled_back_from,
            hidden: !self.order.keep_visible && held.as_ref().is_some_and(is_seen_changing),
            changes,
            notes,
            hash: String::new(),
        }
        .sealed();
        Ok(Comparison {
            wanted,
            held,
            edited,
            plan,
        })
    }

    /// The release in the portal's terms, with the remarks on it.
    fn wanted(&self, release: &Release) -> Result<(Wanted, Vec<Note>), Error> {
        let mapped = mapping::dataset(release)?;
        let choice = Choice {
            organization: self.order.organization.clone(),
            create_organization: self.order.create_organization,
        };
        let digests = digests::of(release)?;
        let fitted = fit::fit(&mapped, self.portal, &choice, &|path| {
            digests.get(path).cloned()
        });
        if !fitted.problems.is_empty() {
            return Err(Error::Unfit {
                dataset: release.package.name.clone(),
                problems: fitted.problems,
            });
        }
        let notes = fitted
            .notes
            .into_iter()
            .map(|it: Said| note(&it.field, it.message));
        Ok((fitted.wanted, notes.collect()))
    }

    /// Whether the dataset that was published from here last is still known by its name.
    fn check_name(&self, wanted: &Wanted) -> Result<(), Error> {
        let Some(id) = self.published_id else {
            return Ok(());
        };
        let renamed = look::dataset(self.connection, id, Who::Owner);
        match renamed.ok().flatten() {
            Some(held) if held.state == "active" && held.name != wanted.name => {
                Err(Error::Renamed {
                    dataset: wanted.name.clone(),
                    name: held.name,
                })
            }
            _ => Ok(()),
        }
    }

    /// Whether the dataset of the name may be changed at all.
    fn check(&self, wanted: &Wanted, held: &Held) -> Result<(), Error> {
        let name = || wanted.name.clone();
        if held.state == "deleted" && !self.order.adopt {
            return Err(Error::Deleted(name()));
        }
        if held.organization.as_deref() != Some(wanted.organization.id.as_str()) {
            return Err(Error::OtherOrganization {
                dataset: name(),
                owner: held.organization_title.clone(),
                wanted: wanted.organization.title.clone(),
            });
        }
        if held.marker.is_none() && !self.order.adopt {
            return Err(Error::NotOurs(name()));
        }
        Ok(())
    }

    /// What people changed since the publication that the marker tells of: exactly, where that release is kept here; else
    /// whatever differs from what is wanted now.
    fn edited(&self, wanted: &Wanted, held: &Held) -> Vec<String> {
        let Some(marker) = held
            .marker
            .as_ref()
            .filter(|it| it.state == Stage::Published)
        else {
            return Vec::new();
        };
        if held.state != "active" || (!held.private && marker.held == held.digest()) {
            return Vec::new();
        }
        let before = self.published(marker, wanted, held);
        let wanted = before.as_ref().unwrap_or(wanted);
        let mut fields: Vec<String> =
            difference::changes(wanted, Some(held), false, &mut |_, _| None)
                .into_iter()
                .filter(|change| change.mark != Mark::Same)
                .map(|change| change.key)
                .collect();
        if held.private {
            fields.push("private".to_owned());
        }
        if fields.is_empty() {
            fields.push("metadata".to_owned());
        }
        fields.dedup();
        fields
    }

    /// What was wanted when the marker's release was published, where it is kept here.
    fn published(&self, marker: &Marker, wanted: &Wanted, held: &Held) -> Option<Wanted> {
        let place = self.connection.address().key();
        let kept = self.store.find(&place, &wanted.name, marker.release).ok()?;
        let mapped = mapping::dataset(&kept.release(Path::new(""))).ok()?;
        let choice = Choice {
            organization: self.order.organization.clone(),
            create_organization: false,
        };
        let md5 = |path: &str| {
            let hash = held.resource(path)?.members.get("hash")?;
            hash.as_str().map(str::to_owned)
        };
        Some(fit::fit(&mapped, self.portal, &choice, &md5).wanted)
    }

    fn count_rows(
        &self,
        release: &Release,
        wanted: &WantedResource,
        there: &HeldResource,
        held: Option<&Held>,
    ) -> Option<RowCounts> {
        let before = there.members.get("sha256")?.as_str()?;
        let after = release.folder.join(&wanted.path);
        let fetched;
        let path = match self.store.file(before) {
            Some(path) => path,
            None if there.members.get("size")?.as_u64()? <= FETCHED => {
                fetched = tempfile::NamedTempFile::new().ok()?;
                let url = proof::own_url(self.connection, &held?.id, there);
                let mut file = fetched.as_file();
                self.connection.download(&url, Who::Owner, &mut file).ok()?;
                fetched.path().to_owned()
            }
            None => return None,
        };
        let tables = &release.package.resources;
        let table = tables.iter().find(|it| it.path == wanted.path)?;
        let schema = table.schema.as_ref();
        let key = schema
            .map(|schema| schema.primary_key.clone())
            .unwrap_or_default();
        let changes = rows::compare(&path, &after, &key, COUNTED).ok()?;
        changes.compared.then_some(RowCounts {
            added: changes.added,
            changed: changes.changed,
            removed: changes.removed,
            same: changes.same,
        })
    }
}

/// What a dataset lacks to be a published one, whatever it holds.
fn to_be_finished(held: &Held, changes: &mut Vec<Change>) {
    let stage = match held.marker.as_ref().map(|marker| marker.state) {
        Some(Stage::Published) => "published",
        Some(Stage::Publishing) => "publishing",
        None => "",
    };
    let before = if held.state == "active" {
        stage
    } else {
        held.state.as_str()
    };
    if before != "published" {
        let (before, after) = (before.to_owned(), "published".to_owned());
        push(
            changes,
            What::Dataset,
            &held.name,
            Some(before),
            Some(after),
        );
    }
    // One that was broken off is private because this program made it so.
    if held.private && stage != "publishing" {
        let (before, after) = (Some("true".to_owned()), Some("false".to_owned()));
        push(changes, What::Metadata, "private", before, after);
    }
}

/// Says in the plan what would be lost of other people's edits.
fn edit_note(held: &Held, edited: &[String]) -> Option<Note> {
    let release = held.marker.as_ref()?.release;
    let fields = edited.join(", ");
    let said = say!(
        th: "มีผู้แก้บนบัญชีข้อมูลหลังเผยแพร่รุ่นที่ {release}: {fields} ถ้าเผยแพร่ด้วย --overwrite การแก้นั้นจะหายไป",
        en: "edited on the portal since release {release} was published: {fields}; publishing with --overwrite loses these edits"
    );
    (!edited.is_empty()).then(|| note(&held.name, said))
}

/// Says in the plan that an earlier publication is to be finished.
fn broken_off_note(held: &Held) -> Option<Note> {
    let marker = held.marker.as_ref()?;
    let release = marker.release;
    let said = if held.private {
        say!(
            th: "การเผยแพร่รุ่นที่ {release} ค้างอยู่ ขณะนี้ผู้ใช้ทั่วไปไม่เห็นชุดข้อมูลนี้ สั่ง publish อีกครั้งเพื่อทำต่อให้เสร็จ",
            en: "the publication of release {release} was broken off, and the public does not see the dataset now; publish again to finish it"
        )
    } else {
        say!(
            th: "การเผยแพร่รุ่นที่ {release} ค้างอยู่ สั่ง publish อีกครั้งเพื่อทำต่อให้เสร็จ",
            en: "the publication of release {release} was broken off; publish again to finish it"
        )
    };
    (marker.state == Stage::Publishing).then(|| note(&held.name, said))
}

fn note(field: &str, message: Message) -> Note {
    Note {
        field: field.to_owned(),
        th: message.th,
        en: message.en,
    }
}
