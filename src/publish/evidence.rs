//! What the embedded catalogue shows of a dataset, for its score by KPI 2.5. Changes nothing.

use std::path::Path;

use crate::catalog;
use crate::catalog::shelf::Catalog;
use crate::ckan::wire::download_address;
use crate::ckan::{licenses, naming};
use crate::model::artifact::Release;
use crate::model::kpi::{Held, HeldFile, Shelf};
use crate::model::package::Package;
use crate::publish::plan::{Mark, Plan};
use crate::publish::{Error, targets};

/// The national catalogue's word for a licence that is none of its list, whose name stands elsewhere.
const OTHER_LICENCE: &str = "อื่นๆ";

/// What a catalogue holds of a dataset, compared with what is built of it now. `site` is the address under which people open
/// the catalogue.
pub fn shelf(
    dataset: &str,
    release: Option<&Release>,
    folder: &Path,
    site: &str,
) -> Result<Shelf, Error> {
    let site = site.trim_end_matches('/');
    let mut shelf = Shelf {
        folder: folder.display().to_string(),
        site: site.to_owned(),
        held: None,
    };
    let catalog = match Catalog::open_read_only(folder) {
        Ok(catalog) => catalog,
        Err(catalog::Error::Missing(_)) => return Ok(shelf),
        Err(error) => return Err(error.into()),
    };
    // A publication may end between two looks.
    catalog.hold_snapshot()?;
    let reader = catalog.reader();
    let id = naming::dataset_id(dataset);
    let Some(known) = reader.dataset(&id)?.filter(|known| known.id == id) else {
        return Ok(shelf);
    };
    let digest = reader.releases(&id)?.pop().map(|last| last.descriptor);
    let plan = release.map(|release| targets::catalog::plan(release, &catalog, None));
    let mut files = Vec::new();
    for resource in reader.resources(&id)? {
        let rows = match reader.table(&resource.id)? {
            Some(table) => Some(reader.stored_rows(&table)?),
            None => None,
        };
        files.push(HeldFile {
            download: download_address(site, &known.name, &resource.id, &resource.file_name),
            path: resource.path,
            id: resource.id,
            rows,
        });
    }
    shelf.held = Some(Held {
        release: known.release,
        modified: known.modified,
        digest: digest.unwrap_or_default(),
        changes: plan.transpose()?.as_ref().map(changes),
        files,
    });
    Ok(shelf)
}

/// What a plan would change, each thing once.
fn changes(plan: &Plan) -> Vec<String> {
    let real = plan.changes.iter().filter(|it| it.mark != Mark::Same);
    let mut keys: Vec<String> = real.map(|change| change.key.clone()).collect();
    keys.dedup();
    keys
}

/// Whether the licence that a descriptor names is an open one; `None` where no name is known.
pub fn licence_is_open(package: &Package) -> Option<bool> {
    let national = package.gdc_text("license_id");
    let named = package.licenses.iter().flat_map(|it| [&it.name, &it.title]);
    let names = named.flatten().chain(&national);
    let mut known = names
        .filter(|name| name.as_str() != OTHER_LICENCE)
        .filter_map(|name| licenses::find(name))
        .peekable();
    known.peek()?;
    Some(known.all(|licence| licence.open))
}
