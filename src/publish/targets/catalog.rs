//! The embedded catalogue in a folder.

use std::path::Path;
use std::time::SystemTime;

use serde_json::json;

use crate::catalog::files;
use crate::catalog::reader::Reader;
use crate::catalog::record::Published;
use crate::catalog::shelf::Catalog;
use crate::ckan::mapping::{self, Mapped};
use crate::model::artifact::Release;
use crate::model::digest::sha256;
use crate::model::language::Text;
use crate::publish::apply;
use crate::publish::compare::{self, Current, field};
use crate::publish::plan::Plan;
use crate::publish::receipt::Receipt;
use crate::publish::stamp::stamp;
use crate::publish::targets::{Access, Destination, Open, Target};
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

fn open(place: &str, access: Access) -> Result<Open, Error> {
    let folder = Path::new(place);
    Ok(Box::new(match access {
        Access::Read => Catalog::peek(folder)?,
        Access::Write => Catalog::open(folder)?,
    }))
}

impl Destination for Catalog {
    fn plan(&self, release: &Release) -> Result<Plan, Error> {
        plan(release, self)
    }

    fn publish(&mut self, release: &Release, now: SystemTime) -> Result<Outcome, Error> {
        publish(release, self, now)
    }
}

pub(crate) fn plan(release: &Release, catalog: &Catalog) -> Result<Plan, Error> {
    let mapped = mapping::dataset(release)?;
    let current = current(catalog.reader(), &mapped.id)?;
    Ok(compare::compare(&mapped, current.as_ref(), TARGET.name))
}

pub(crate) fn publish(
    release: &Release,
    catalog: &mut Catalog,
    now: SystemTime,
) -> Result<Outcome, Error> {
    let mapped = mapping::dataset(release)?;
    let folder = catalog.folder().to_owned();
    // What is planned under the lock is what is applied: nobody can come between.
    let writer = catalog.writer()?;
    let current = current(writer.reader(), &mapped.id)?;
    let plan = compare::compare(&mapped, current.as_ref(), TARGET.name);
    let receipt = if plan.is_empty() {
        let releases = writer.reader().releases(&mapped.id)?;
        let last = releases
            .last()
            .map(|release| Receipt::parse(&release.receipt))
            .transpose()?;
        drop(writer);
        last.ok_or_else(|| Error::NoReceipt(plan.dataset.clone()))?
    } else {
        let now = stamp(now);
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
            descriptor: descriptor(&mapped),
            files: verify::verify(writer.reader(), &release.folder, &mapped)?,
            verified: verify::CHECKS.map(str::to_owned).to_vec(),
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
    Ok(Outcome {
        plan,
        receipt,
        receipt_path,
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
