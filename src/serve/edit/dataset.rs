//! A dataset dict → the dataset on the shelf.

use serde_json::{Map, Value};

use crate::catalog::postgres::is_uuid;
use crate::catalog::record::Dataset;
use crate::catalog::token;
use crate::ckan::envelope::Failure;
use crate::serve::dict;
use crate::serve::edit::change::Change;
use crate::serve::edit::document;
use crate::serve::edit::faults::Faults;
use crate::serve::edit::fields::{self, text};
use crate::serve::edit::lists;
use crate::serve::edit::resource::{self, Place, Wanted};

/// Makes a dataset; answers its id.
pub(crate) fn create(change: &Change<'_>, dict: &Map<String, Value>) -> Result<String, Failure> {
    may_create(change, dict)?;
    let mut faults = Faults::default();
    let id = match dict.get("id").and_then(text).filter(|id| !id.is_empty()) {
        None => token::uuid()?,
        Some(id) => {
            if !change.caller.is_admin() {
                faults.add("id", "The input field id was not expected.");
            } else if !is_uuid(&id) {
                faults.add("id", "Invalid id provided");
            } else if change.writer.reader().dataset(&id)?.is_some() {
                faults.add("id", "Dataset id already exists");
            }
            id
        }
    };
    save(change, dict, &id, None, None, faults)?;
    Ok(id)
}

fn may_create(change: &Change<'_>, dict: &Map<String, Value>) -> Result<(), Failure> {
    if !change.caller.may_write() {
        return Err(change.caller.denied("create packages"));
    }
    let Some(stated) = dict
        .get("owner_org")
        .and_then(text)
        .filter(|it| !it.is_empty())
    else {
        return Ok(());
    };
    let id = change.writer.reader().organization_exists(&stated)?;
    if change.caller.may_edit(id.as_deref()) {
        Ok(())
    } else {
        Err(change.caller.denied("add dataset to this organization"))
    }
}

/// Changes a dataset to what a dict says: what the dict leaves out is cleared, resources too. `believed` is the place of the
/// resource whose stated size counts.
pub(crate) fn update(
    change: &Change<'_>,
    held: &Dataset,
    dict: &Map<String, Value>,
    believed: Option<usize>,
) -> Result<(), Failure> {
    save(
        change,
        dict,
        &held.id,
        Some(held),
        believed,
        Faults::default(),
    )
}

/// The dict of a dataset as it is in this change, for its editor.
pub(crate) fn show(change: &Change<'_>, id: &str) -> Result<Map<String, Value>, Failure> {
    let dataset = change.any_dataset(id)?;
    match dict::dataset(change.writer.reader(), change.site, &dataset)? {
        Value::Object(dict) => Ok(dict),
        _ => Err(Failure::Internal),
    }
}

/// The resources in a dict, to be changed.
pub(crate) fn resources(dict: &mut Map<String, Value>) -> Result<&mut Vec<Value>, Failure> {
    let list = dict
        .entry("resources")
        .or_insert_with(|| Value::Array(Vec::new()));
    list.as_array_mut().ok_or(Failure::Internal)
}

fn save(
    change: &Change<'_>,
    dict: &Map<String, Value>,
    id: &str,
    held: Option<&Dataset>,
    believed: Option<usize>,
    mut faults: Faults,
) -> Result<(), Failure> {
    let stated = fields::read(change, dict, held, &mut faults)?;
    let tags = lists::tags(dict, &mut faults)?;
    let extras = lists::extras(dict, &mut faults)?;
    lists::objects(dict, "groups")?;
    let wanted = read_resources(change, dict, (id, held.is_some()), believed, &mut faults)?;
    faults.check()?;
    let mut members = stated.members;
    let lists = [("tags", tags), ("groups", Vec::new()), ("extras", extras)];
    members.extend(lists.map(|(key, list)| (key.to_owned(), Value::Array(list))));
    let organization = stated.organization;
    let dataset = Dataset {
        id: id.to_owned(),
        name: stated.name,
        title: stated.title,
        organization: organization.as_ref().map(|it| it.id.clone()),
        members,
        created: change.now.to_owned(),
        modified: change.now.to_owned(),
        release: held.map_or(0, |held| held.release),
        private: stated.private,
        state: stated.state,
        creator: change.caller.id(),
    };
    change.writer.put_dataset(&dataset)?;
    for before in change.writer.reader().resources(id)? {
        if wanted.iter().all(|it| it.record.id != before.id) {
            change.writer.remove_resource(&before.id)?;
        }
    }
    for Wanted { record, file } in wanted {
        if let Some(file) = file {
            change.writer.keep(file)?;
        }
        change.writer.put_resource(&record)?;
    }
    document::index(change, id)
}

fn read_resources(
    change: &Change<'_>,
    dict: &Map<String, Value>,
    (dataset, is_held): (&str, bool),
    believed: Option<usize>,
    faults: &mut Faults,
) -> Result<Vec<Wanted>, Failure> {
    let held = change.writer.reader().resources(dataset)?;
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut each = Vec::new();
    for (place, dict) in lists::objects(dict, "resources")?.iter().enumerate() {
        let id = dict.get("id").and_then(text).unwrap_or_default();
        let before = held.iter().find(|it| it.id == id);
        let place = Place {
            dataset,
            position: u32::try_from(place).unwrap_or(u32::MAX),
            believes_size: believed == Some(place),
            guesses_media: is_held,
        };
        match resource::read(change, dict, before, place)? {
            Ok(resource) => {
                wanted.push(resource);
                each.push(Map::new());
            }
            Err(wrong) => each.push(wrong),
        }
    }
    faults.list("resources", each);
    Ok(wanted)
}
