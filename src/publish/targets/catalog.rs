//! The embedded catalogue in a folder.

use std::path::Path;

use serde_json::json;

use crate::catalog::files;
use crate::catalog::reader::Reader;
use crate::catalog::record::Published;
use crate::catalog::shelf::Catalog;
use crate::ckan::fit::Said;
use crate::ckan::mapping::{self, Mapped};
use crate::model::artifact::Release;
use crate::model::digest::sha256;
use crate::model::language::Text;
use crate::publish::apply;
use crate::publish::compare::{self, Current, field};
use crate::publish::order::{Order, Watcher};
use crate::publish::plan::{Base, Plan};
use crate::publish::receipt::Receipt;
use crate::publish::stamp::stamp;
use crate::publish::store::{Facts, Store};
use crate::publish::targets::{Access, Destination, Open, Opening, Target};
use crate::publish::verify;
use crate::publish::{Error, Outcome};

/// Publishes to a folder.
pub const TARGET: Target = Target {
    name: "catalog",
    about: Text {
        th: "บัญชีข้อมูลในโฟลเดอร์ เปิดให้บริการด้วยคำสั่ง serve",
        en: "a catalogue in a folder, served by `serve`",
    },
    fits: |place| !place.contains("://"),
    open,
};

#[expect(
    clippy::needless_pass_by_value,
    reason = "every target has this signature"
)]
fn open(opening: Opening<'_>) -> Result<Open, Error> {
    let folder = Path::new(opening.place);
    Ok(Box::new(match opening.access {
        Access::Read => Catalog::peek(folder)?,
        Access::Write => Catalog::open(folder)?,
    }))
}

impl Destination for Catalog {
    fn greet(&mut self) -> Result<Vec<Said>, Error> {
        Ok(Vec::new())
    }

    fn plan(&mut self, release: &Release, order: &Order) -> Result<Plan, Error> {
        plan(release, self, order.rolled_back_from)
    }

    fn publish(
        &mut self,
        release: &Release,
        order: &Order,
        _: &mut Watcher<'_>,
    ) -> Result<Outcome, Error> {
        publish(release, self, order)
    }

    fn place(&self) -> String {
        TARGET.name.to_owned()
    }

    fn held(&self, dataset: &str) -> Result<Option<u32>, Error> {
        let known = self.reader().dataset(dataset)?;
        Ok(known
            .map(|known| known.release)
            .filter(|release| *release > 0))
    }
}

pub(crate) fn plan(
    release: &Release,
    catalog: &Catalog,
    rolled_back_from: Option<u32>,
) -> Result<Plan, Error> {
    let mapped = mapping::dataset(release)?;
    planned(catalog.reader(), &mapped, rolled_back_from)
}

fn planned(
    reader: Reader<'_>,
    mapped: &Mapped,
    rolled_back_from: Option<u32>,
) -> Result<Plan, Error> {
    let current = current(reader, &mapped.id)?;
    let last = reader.releases(&mapped.id)?.pop();
    let base = current.as_ref().map(|current| Base {
        id: current.dataset.id.clone(),
        metadata_modified: current.dataset.modified.clone(),
        held: last.map(|last| last.descriptor).unwrap_or_default(),
    });
    let plan = Plan {
        descriptor: descriptor(mapped),
        base,
        rolled_back_from,
        ..compare::compare(mapped, current.as_ref(), TARGET.name)
    };
    Ok(plan.sealed())
}

pub(crate) fn publish(
    release: &Release,
    catalog: &mut Catalog,
    order: &Order,
) -> Result<Outcome, Error> {
    let mapped = mapping::dataset(release)?;
    let folder = catalog.folder().to_owned();
    // What is planned under the lock is what is applied: nobody can come between.
    let writer = catalog.writer()?;
    let current = current(writer.reader(), &mapped.id)?;
    let plan = planned(writer.reader(), &mapped, order.rolled_back_from)?;
    if order
        .approved
        .as_ref()
        .is_some_and(|hash| *hash != plan.hash)
    {
        let (dataset, hash) = (plan.dataset, plan.hash);
        return Err(Error::NotApproved { dataset, hash });
    }
    let receipt = if plan.is_empty() {
        let releases = writer.reader().releases(&mapped.id)?;
        let last = releases
            .last()
            .map(|release| Receipt::parse(&release.receipt))
            .transpose()?;
        drop(writer);
        last.ok_or_else(|| Error::NoReceipt(plan.dataset.clone()))?
    } else {
        let now = stamp(order.now);
        apply::apply(
            &writer,
            &release.folder,
            &mapped,
            current.as_ref(),
            plan.release,
            &now,
        )?;
        let receipt = Receipt {
            receipt: 1,
            dataset: plan.dataset.clone(),
            id: mapped.id.clone(),
            target: TARGET.name.to_owned(),
            release: plan.release,
            metadata_modified: now.clone(),
            descriptor: plan.descriptor.clone(),
            rolled_back_from: order.rolled_back_from,
            files: verify::verify(writer.reader(), &release.folder, &mapped)?,
            verified: verify::CHECKS.map(str::to_owned).to_vec(),
            ..Receipt::default()
        };
        let published = Published {
            number: plan.release,
            descriptor: receipt.descriptor.clone(),
            members: json!(mapped.package).to_string(),
            files: serde_json::to_string(&receipt.files).map_err(Error::Receipt)?,
            receipt: receipt.json()?,
            published: now,
        };
        writer.put_release(&mapped.id, &published)?;
        writer.commit()?;
        receipt
    };
    // The catalogue has the receipt as well: should the process end here, the next run writes the file.
    let receipt_path = receipt.path(&folder);
    files::write_whole(&receipt_path, receipt.json()?.as_bytes())?;
    let facts = Facts {
        place: TARGET.name,
        address: TARGET.name,
        number: plan.release,
        published: &receipt.metadata_modified,
        plan: &plan.hash,
        descriptor: &plan.descriptor,
        rolled_back_from: receipt.rolled_back_from,
    };
    Store::new(&folder).keep(release, &facts)?;
    Ok(Outcome {
        plan,
        receipt: Some(receipt),
        receipt_path: Some(receipt_path),
    })
}

fn current(reader: Reader<'_>, id: &str) -> Result<Option<Current>, Error> {
    let Some(dataset) = reader.dataset(id)?.filter(|dataset| dataset.id == id) else {
        return Ok(None);
    };
    let organization = match &dataset.organization {
        Some(id) => reader.organization(id)?,
        None => None,
    };
    let mut resources = Vec::new();
    for resource in reader.resources(id)? {
        let table = reader.table(&resource.id)?;
        let there = files::path(reader.folder(), &resource.sha256)
            .and_then(|path| path.metadata().ok())
            .is_some_and(|it| it.len() == resource.size);
        resources.push((resource, table, there));
    }
    Ok(Some(Current {
        dataset,
        organization,
        resources,
    }))
}

/// SHA-256 of everything that a release says, so that two releases can be told apart without their files.
fn descriptor(mapped: &Mapped) -> String {
    let resources: Vec<_> = mapped
        .resources
        .iter()
        .map(|it| {
            let fields: Option<Vec<_>> = it.columns.as_ref().map(|columns| columns.iter().map(field).collect());
            json!({"id": it.id, "path": it.path, "sha256": it.sha256, "dict": it.dict, "fields": fields})
        })
        .collect();
    let unit = mapped
        .organization
        .as_ref()
        .map(|unit| json!([unit.id, unit.name, unit.title]));
    sha256(
        json!({"package": mapped.package, "organization": unit, "resources": resources})
            .to_string()
            .as_bytes(),
    )
}
