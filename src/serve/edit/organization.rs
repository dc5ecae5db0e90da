//! An organization dict → the organization on the shelf.

use serde_json::{Map, Value, json};

use crate::catalog::postgres::is_uuid;
use crate::catalog::record::{Organization, State};
use crate::catalog::token;
use crate::ckan::envelope::Failure;
use crate::ckan::naming;
use crate::ckan::wire;
use crate::serve::dict::facts_of;
use crate::serve::edit::change::Change;
use crate::serve::edit::faults::Faults;
use crate::serve::edit::fields::{check_name, text};
use crate::serve::edit::lists;

/// Reads and saves a dict. `held` is the organization that it changes; what the dict leaves out is kept where `patches`, else
/// cleared but for the name and the title, as in CKAN.
pub(crate) fn save(
    change: &Change<'_>,
    dict: &Map<String, Value>,
    held: Option<&Organization>,
    patches: bool,
) -> Result<Organization, Failure> {
    let mut faults = Faults::default();
    let stated = |key: &str| dict.get(key).and_then(text);
    let name = match (stated("name").filter(|it| !it.is_empty()), held) {
        (Some(name), _) => name,
        (None, Some(held)) => held.name.clone(),
        (None, None) => {
            faults.add("name", "Missing value");
            String::new()
        }
    };
    if !name.is_empty() && held.is_none_or(|held| held.name != name) {
        check_name(&name, "name", &mut faults);
        if change.writer.reader().organization_exists(&name)?.is_some() {
            faults.add("name", "Group name already exists in database");
        }
    }
    let id = id(change, stated("id"), held, &name, &mut faults)?;
    let extras = match (dict.get("extras"), held) {
        (None, Some(held)) if patches => held.extras.clone(),
        _ => extras(dict, &mut faults)?,
    };
    faults.check()?;
    let kept = |key: &str, before: &str, clears: bool| {
        let before = if clears {
            String::new()
        } else {
            before.to_owned()
        };
        if dict.contains_key(key) {
            stated(key).unwrap_or_default()
        } else {
            before
        }
    };
    let before = held.cloned().unwrap_or_else(|| {
        let now = change.now.to_owned();
        Organization::new(id.clone(), name.clone(), String::new(), now)
    });
    let state = stated("state").as_deref().and_then(State::named);
    let organization = Organization {
        id,
        name,
        title: kept("title", &before.title, false),
        description: kept("description", &before.description, false),
        image_url: kept("image_url", &before.image_url, false),
        extras,
        state: state
            .filter(|it| *it != State::Draft)
            .unwrap_or(before.state),
        created: before.created,
    };
    change.writer.save_organization(&organization)?;
    Ok(organization)
}

fn id(
    change: &Change<'_>,
    stated: Option<String>,
    held: Option<&Organization>,
    name: &str,
    faults: &mut Faults,
) -> Result<String, Failure> {
    if let Some(held) = held {
        return Ok(held.id.clone());
    }
    let reader = change.writer.reader();
    if let Some(id) = stated.filter(|it| !it.is_empty() && change.caller.is_admin()) {
        if !is_uuid(&id) {
            faults.add("id", "Invalid id provided");
        } else if reader.organization_exists(&id)?.is_some() {
            faults.add("id", "Group id already exists");
        }
        return Ok(id);
    }
    // The id that a release published to the folder would give it, so that both mean the same organization.
    let id = naming::identifier("organization", name);
    match reader.organization_exists(&id)? {
        None => Ok(id),
        Some(_) => Ok(token::uuid()?),
    }
}

fn extras(dict: &Map<String, Value>, faults: &mut Faults) -> Result<Vec<Value>, Failure> {
    let mut extras = Vec::new();
    for extra in lists::objects(dict, "extras")? {
        let part = |key: &str| extra.get(key).and_then(text);
        match (part("key").filter(|key| !key.is_empty()), part("value")) {
            (Some(key), Some(value)) => {
                let id = part("id").filter(|id| is_uuid(id));
                let id = id.map_or_else(token::uuid, Ok)?;
                extras.push(json!({"id": id, "key": key, "value": value}));
            }
            (Some(_), None) => {}
            (None, _) => faults.add("extras", "Missing value"),
        }
    }
    Ok(extras)
}

/// The dict of an organization with its extras, as CKAN 2.11 shows them.
pub(crate) fn in_full(it: &Organization, datasets: u64) -> Map<String, Value> {
    let mut dict = wire::organization_in_full(facts_of(it), datasets);
    let extras: Vec<Value> = it
        .extras
        .iter()
        .map(|extra| {
            json!({
                "id": extra.get("id"),
                "group_id": it.id,
                "key": extra.get("key"),
                "value": extra.get("value"),
                "state": "active",
            })
        })
        .collect();
    dict.insert("extras".to_owned(), json!(extras));
    dict
}
