//! One table of several: where it lies and what its steps do, for a person who decides about it; and the way out of a draft.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde_json::Value as Json;

use crate::clean::draft::{self, Glimpse};
use crate::model::language::{Message, say};
use crate::model::package::Resource;
use crate::model::workbook::Workbook;
use crate::pipeline::chosen::parts_of;
use crate::pipeline::dataset::root;
use crate::pipeline::init::answers::{json_of, read, replace};
use crate::pipeline::init::open::place_of;
use crate::pipeline::init::pretty;
use crate::pipeline::{Dataset, Error, Options};
use crate::read as reading;

/// Things that a step does which are shown, at most.
const GLIMPSES: usize = 3;

/// A table of several, for a person who decides whether it shall be published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// Where it lies.
    pub place: Message,
    /// The labels of its columns.
    pub labels: Vec<String>,
}

/// The table of a resource; `None` where there is no other, or where somebody has described its columns already.
pub fn overview(folder: &Path, resource: &str) -> Result<Option<Overview>, Error> {
    let dataset = Dataset::open(folder)?;
    let dictionary = dataset
        .files
        .iter()
        .find(|files| files.name == resource)
        .and_then(|files| files.dictionary.as_ref());
    let mut entries = dictionary.iter().flat_map(|dictionary| &dictionary.fields);
    if dataset.files.len() < 2 || entries.any(|entry| !entry.description.is_empty()) {
        return Ok(None);
    }
    let plans = dataset.plan.as_ref().map(|(_, plan)| &plan.resources);
    if let Some(plan) = plans.and_then(|plans| plans.get(resource)) {
        let expects = &plan.expects;
        return Ok(Some(Overview {
            place: place_of(&expects.sheet, &expects.header),
            labels: expects.labels.clone(),
        }));
    }
    let file = dataset
        .package
        .resources
        .iter()
        .find(|known| known.name == resource)
        .map_or("", |known| known.path.as_str());
    let labels = dictionary.iter().flat_map(|dictionary| &dictionary.fields);
    Ok(Some(Overview {
        place: say!(th: "ไฟล์ {file}", en: "file {file}"),
        labels: labels.map(|entry| entry.label_th.clone()).collect(),
    }))
}

/// For each step of a resource's plan the first things that it does. Nothing for tables that are put together by hand from
/// several plans.
pub fn glimpses(
    folder: &Path,
    resource: &str,
    options: &Options,
) -> Result<Vec<Vec<Glimpse>>, Error> {
    let dataset = Dataset::open(folder)?;
    let own = dataset
        .package
        .resources
        .iter()
        .find(|known| known.name == resource);
    let plans = dataset.plan.as_ref().map(|(_, plan)| &plan.resources);
    let plan = plans.and_then(|plans| plans.get(resource));
    let (Some(own), Some(plan)) = (own, plan) else {
        return Ok(Vec::new());
    };
    if !plan.and.is_empty() || !plan.then.is_empty() {
        return Ok(Vec::new());
    }
    let mut workbook = workbook_of(folder, own, options)?;
    let (parts, _) = parts_of(&workbook, own, Some(plan))?;
    let layouts: Vec<_> = parts.into_iter().map(|part| part.layout).collect();
    Ok(draft::glimpses(
        &mut workbook,
        &layouts,
        &plan.steps,
        GLIMPSES,
    ))
}

/// The file of a resource, read as its descriptor says.
pub(super) fn workbook_of(
    folder: &Path,
    resource: &Resource,
    options: &Options,
) -> Result<Workbook, Error> {
    let mut own = options.read.clone();
    let dialect = resource.dialect.as_ref();
    let delimiter = dialect.and_then(|dialect| dialect.delimiter.as_ref());
    own.delimiter = delimiter.and_then(|text| text.chars().next());
    Ok(reading::open(&folder.join(&resource.path), &own)?)
}

/// Takes a resource out of a draft: descriptor, plan, schema and dictionary. The workbook stays as it is.
pub fn take_out(folder: &Path, resource: &str) -> Result<(), Error> {
    let dataset = Dataset::open(folder)?;
    let mut descriptor = read(folder)?;
    if let Some(resources) = descriptor
        .pointer_mut("/resources")
        .and_then(Json::as_array_mut)
    {
        resources.retain(|known| known.get("name").and_then(Json::as_str) != Some(resource));
    }
    let plan_file = folder.join("tidy.json");
    if dataset.plan.is_some() {
        let mut plan = json_of(&plan_file)?;
        if let Some(tables) = plan.pointer_mut("/resources").and_then(Json::as_object_mut) {
            tables.shift_remove(resource);
        }
        replace(&plan_file, &pretty(&plan))?;
    }
    replace(&folder.join("datapackage.json"), &pretty(&descriptor))?;
    let root = root(folder);
    for files in dataset.files.iter().filter(|files| files.name == resource) {
        for file in [&files.schema_file, &files.dictionary_file] {
            let file = root.join(file);
            if let Err(source) = fs::remove_file(&file)
                && source.kind() != ErrorKind::NotFound
            {
                return Err(Error::Io {
                    what: "write",
                    path: file,
                    source,
                });
            }
        }
    }
    Ok(())
}
