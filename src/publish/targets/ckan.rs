//! A CKAN over HTTP: genuine, or the embedded catalogue's server.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde_json::{Value, json};

use crate::catalog::files;
use crate::ckan::fit::Said;
use crate::ckan::held::{Marker, Stage};
use crate::ckan::naming;
use crate::ckan::portal::Portal;
use crate::ckan::wanted::Wanted;
use crate::model::artifact::Release;
use crate::model::language::Text;
use crate::publish::order::{Order, Watcher};
use crate::publish::plan::Plan;
use crate::publish::portal::address::Address;
use crate::publish::portal::apply::{Done, Publication};
use crate::publish::portal::connection::{Connection, Settings, Who};
use crate::publish::portal::planning::{Comparison, Planner};
use crate::publish::portal::secret::Token;
use crate::publish::portal::{look, preflight, proof, summary};
use crate::publish::receipt::Receipt;
use crate::publish::stamp::stamp;
use crate::publish::store::{Facts, Store};
use crate::publish::targets::{self, Destination, Open, Opening, Target};
use crate::publish::{Error, Outcome};

/// Publishes to an address.
pub const TARGET: Target = Target {
    name: "ckan",
    about: Text {
        th: "บัญชีข้อมูล CKAN ผ่านเครือข่าย",
        en: "a CKAN over the network",
    },
    fits: |place| place.contains("://"),
    open,
};

fn open(opening: Opening<'_>) -> Result<Open, Error> {
    targets::open_portal(
        opening.place,
        opening.token,
        opening.settings,
        opening.catalog,
    )
}

/// A portal, and the folder where what was published there is kept.
#[derive(Debug)]
pub struct Remote {
    connection: Connection,
    store: Store,
    folder: PathBuf,
    portal: OnceCell<(Portal, Vec<Said>)>,
}

impl Remote {
    /// Connects to nothing yet: the first plan asks the portal what it is.
    pub fn open(
        address: Address,
        token: Option<Token>,
        settings: Settings,
        catalog: &Path,
    ) -> Result<Self, Error> {
        Ok(Self {
            connection: Connection::open(address, token, settings)?,
            store: Store::new(catalog),
            folder: catalog.to_owned(),
            portal: OnceCell::new(),
        })
    }

    /// What the portal is and may do, asked once.
    fn portal(&self) -> Result<&(Portal, Vec<Said>), Error> {
        if let Some(known) = self.portal.get() {
            return Ok(known);
        }
        let asked = preflight::preflight(&self.connection)?;
        if asked.0.user.is_none() {
            return Err(Error::NoUser(self.connection.address().to_string()));
        }
        Ok(self.portal.get_or_init(|| asked))
    }

    fn compare(&self, release: &Release, order: &Order) -> Result<Comparison, Error> {
        let last = self.last_receipt(&release.package.name);
        let planner = Planner {
            connection: &self.connection,
            portal: &self.portal()?.0,
            store: &self.store,
            order,
            published_id: last.as_ref().map(|receipt| receipt.id.as_str()),
        };
        planner.compare(release)
    }

    /// The receipt of the last release that was published from here.
    fn last_receipt(&self, dataset: &str) -> Option<Receipt> {
        let number = *self.store.numbers(&self.place(), dataset).ok()?.last()?;
        known(&self.receipt_path(dataset, number))
    }

    fn receipt_path(&self, dataset: &str, release: u32) -> PathBuf {
        let receipts = self.folder.join("receipts").join(self.place());
        receipts.join(format!("{dataset}-{release}.json"))
    }

    /// Creates the organization that the portal lacks; the next dataset finds it.
    fn create_organization(&mut self, wanted: &mut Wanted) -> Result<(), Error> {
        let unit = &wanted.organization;
        let params = json!({"name": unit.name, "title": unit.title});
        let answer = match self.connection.write("organization_create", &params) {
            // It may be there by now: this process or another one made it, and the answer was lost.
            Err(fault) if fault.is_ambiguous() => {
                self.connection.pause(1);
                let known = json!({"id": unit.name});
                self.connection.read("organization_show", &known)?
            }
            answer => answer?,
        };
        let id = answer.get("id").and_then(Value::as_str);
        id.unwrap_or_default()
            .clone_into(&mut wanted.organization.id);
        if let Some((portal, _)) = self.portal.get_mut() {
            portal
                .organization_names
                .push(wanted.organization.name.clone());
            portal.organizations.push(wanted.organization.clone());
        }
        Ok(())
    }

    fn keep(&self, release: &Release, plan: &Plan, published: &str) -> Result<(), Error> {
        let (place, address) = (self.place(), self.connection.address().to_string());
        let facts = Facts {
            place: &place,
            address: &address,
            number: plan.release,
            published,
            plan: &plan.hash,
            descriptor: &plan.descriptor,
            rolled_back_from: plan.rolled_back_from,
        };
        self.store.keep(release, &facts)?;
        Ok(())
    }
}

/// A name that no other run has. It decides nothing but whose turn it is.
fn run_name(order: &Order) -> String {
    let random = std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), order.now);
    naming::identifier(
        "run",
        &format!("{random:x} {} {}", std::process::id(), stamp(order.now)),
    )
}

/// The receipt of a release that was published from here.
fn known(path: &Path) -> Option<Receipt> {
    Receipt::parse(&std::fs::read_to_string(path).ok()?).ok()
}

/// Whether the plan may be carried out; an approved one that was broken off goes on under its own hash.
fn approve(order: &Order, plan: &mut Plan, marker: Option<&Marker>) -> Result<(), Error> {
    let Some(approved) = order.approved.as_ref().filter(|hash| **hash != plan.hash) else {
        return Ok(());
    };
    let is_broken_off = |it: &Marker| {
        it.state == Stage::Publishing && it.plan == *approved && it.descriptor == plan.descriptor
    };
    if plan.is_empty() {
        // What was approved and done needs no second approval.
        return Ok(());
    }
    if marker.is_some_and(is_broken_off) {
        plan.hash.clone_from(approved);
        return Ok(());
    }
    Err(Error::NotApproved {
        dataset: plan.dataset.clone(),
        hash: plan.hash.clone(),
    })
}

impl Destination for Remote {
    fn greet(&mut self) -> Result<Vec<Said>, Error> {
        Ok(self.portal()?.1.clone())
    }

    fn plan(&mut self, release: &Release, order: &Order) -> Result<Plan, Error> {
        Ok(self.compare(release, order)?.plan)
    }

    fn publish(
        &mut self,
        release: &Release,
        order: &Order,
        watch: &mut Watcher<'_>,
    ) -> Result<Outcome, Error> {
        let before = self.connection.count();
        let Comparison {
            mut wanted,
            held,
            edited,
            mut plan,
        } = self.compare(release, order)?;
        let marker = held.as_ref().and_then(|held| held.marker.as_ref());
        approve(order, &mut plan, marker)?;
        if !edited.is_empty() && !order.overwrite {
            return Err(Error::Edited {
                dataset: plan.dataset,
                release: marker.map_or(0, |marker| marker.release),
                fields: edited,
            });
        }
        let path = self.receipt_path(&plan.dataset, plan.release);
        if plan.is_empty() {
            let receipt = known(&path);
            if receipt.is_none() {
                // Nothing tells from here that the public saw it.
                proof::public(&self.connection, &wanted, &[])?;
            }
            let modified = receipt.as_ref().map(|it| it.metadata_modified.clone());
            let published = modified.unwrap_or_else(|| stamp(order.now));
            plan.rolled_back_from = receipt.as_ref().and_then(|it| it.rolled_back_from);
            self.keep(release, &plan, &published)?;
            return Ok(Outcome {
                plan,
                receipt_path: receipt.is_some().then_some(path),
                receipt,
            });
        }
        // What cannot be kept here is not published there.
        self.store.keep_files(release)?;
        if wanted.organization.id.is_empty() {
            self.create_organization(&mut wanted)?;
        }
        let (portal, _) = self.portal()?;
        let mut publication = Publication {
            connection: &self.connection,
            portal,
            wanted: &wanted,
            plan: &plan,
            folder: release.folder.clone(),
            run: run_name(order),
            watch: &mut *watch,
            suspect: None,
            done: vec![Done::default(); wanted.resources.len()],
        };
        let seen = publication.run()?;
        let done = publication.done;
        let mut receipt = summary::receipt(&self.connection, portal, &wanted, &plan, &seen, &done);
        receipt.started = Some(stamp(order.now));
        receipt.finished = Some(stamp(SystemTime::now()));
        receipt.traffic = Some(summary::traffic(before, self.connection.count()));
        files::write_whole(&path, receipt.json()?.as_bytes())?;
        self.keep(release, &plan, &receipt.metadata_modified)?;
        Ok(Outcome {
            plan,
            receipt: Some(receipt),
            receipt_path: Some(path),
        })
    }

    fn place(&self) -> String {
        self.connection.address().key()
    }

    fn held(&self, dataset: &str) -> Result<Option<u32>, Error> {
        let held = look::dataset(&self.connection, dataset, Who::Owner)?;
        let marker = held.and_then(|held| held.marker);
        let finished = marker.filter(|marker| marker.state == Stage::Published);
        Ok(finished.map(|marker| marker.release))
    }
}
