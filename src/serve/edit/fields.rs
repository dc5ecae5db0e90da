//! The single members of a dataset, with CKAN's rules for each.

use serde_json::{Map, Value, json};

use crate::catalog::record::{Dataset, Organization, State};
use crate::ckan::envelope::Failure;
use crate::ckan::licenses::{LICENSES, License};
use crate::serve::edit::change::Change;
use crate::serve::edit::faults::Faults;
use crate::serve::edit::lists;
use crate::serve::pages::items::ITEMS;

/// Members that are texts, and cleared by an update that leaves them out.
const TEXTS: [&str; 7] = [
    "author",
    "author_email",
    "maintainer",
    "maintainer_email",
    "notes",
    "url",
    "version",
];
/// Items of the national catalogue whose keys mean something else in a dataset dict.
const TAKEN: [&str; 2] = ["description", "format"];

/// A value as the text that CKAN makes of it; none for null.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// A yes or no, as CKAN reads one: everything that is no yes is a no.
pub(crate) fn is_yes(value: &Value) -> bool {
    match value {
        Value::Bool(flag) => *flag,
        Value::String(text) => matches!(
            text.trim().to_ascii_lowercase().as_str(),
            "true" | "yes" | "t" | "y" | "1" | "on"
        ),
        Value::Number(number) => number.as_i64() == Some(1),
        _ => false,
    }
}

/// What a request makes of a dataset, its lists and resources aside.
pub(crate) struct Stated {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) organization: Option<Organization>,
    pub(crate) private: bool,
    pub(crate) state: State,
    pub(crate) members: Map<String, Value>,
}

/// Reads and checks the members of a dict. `held` is the dataset that it changes.
pub(crate) fn read(
    change: &Change<'_>,
    dict: &Map<String, Value>,
    held: Option<&Dataset>,
    faults: &mut Faults,
) -> Result<Stated, Failure> {
    let stated = |key: &str| dict.get(key).and_then(text);
    let name = name(change, stated("name"), held, faults)?;
    let title = stated("title").filter(|title| !title.trim().is_empty());
    let title = title.map_or_else(|| name.clone(), |title| title.trim().to_owned());
    if lists::is_too_long(&title) {
        return Err(lists::too_long("title_string"));
    }
    let mut members = Map::new();
    for key in TEXTS {
        let mut value = stated(key);
        if key.ends_with("_email") {
            value = value.map(|it| it.trim().to_owned());
            if let Some(address) = value.as_ref().filter(|it| !it.is_empty() && !is_email(it)) {
                faults.add(key, format!("Email {address} is not a valid format"));
            }
        }
        if key == "version" && value.as_ref().is_some_and(|it| it.chars().count() > 100) {
            faults.add(key, "Version must be a maximum of 100 characters long");
        }
        members.insert(key.to_owned(), json!(value));
    }
    license(stated("license_id").as_ref(), held, &mut members);
    let kind = stated("type").filter(|it| !it.is_empty());
    let held_kind = held.and_then(|held| held.members.get("type").and_then(text));
    let kind = kind.or(held_kind).unwrap_or_else(|| "dataset".to_owned());
    members.insert("type".to_owned(), json!(kind));
    national(dict, &mut members);
    let organization = organization(change, dict.get("owner_org"), held, faults)?;
    let private = match dict.get("private") {
        None | Some(Value::Null) => held.is_some_and(|held| held.private),
        Some(value) => is_yes(value),
    };
    if private && organization.is_none() && held.is_none() {
        faults.add("private", "Datasets with no organization can't be private.");
    }
    let may_say = held.is_some() || change.caller.is_admin();
    let state = stated("state").as_deref().and_then(State::named);
    let state = state
        .filter(|_| may_say)
        .unwrap_or_else(|| held.map_or(State::Active, |held| held.state));
    Ok(Stated {
        name,
        title,
        organization,
        private,
        state,
        members,
    })
}

fn name(
    change: &Change<'_>,
    stated: Option<String>,
    held: Option<&Dataset>,
    faults: &mut Faults,
) -> Result<String, Failure> {
    let name = match (stated.filter(|it| !it.is_empty()), held) {
        (Some(name), _) => name,
        (None, Some(held)) => return Ok(held.name.clone()),
        (None, None) => {
            faults.add("name", "Missing value");
            return Ok(String::new());
        }
    };
    if held.is_none_or(|held| held.name != name) {
        check_name(&name, "name", faults);
        let length = name.chars().count();
        let taken = change.writer.reader().dataset(&name)?;
        let taken = taken.filter(|it| it.name == name && it.state != State::Deleted);
        if taken.is_some_and(|it| held.is_none_or(|held| held.id != it.id)) {
            faults.add("name", "That URL is already in use.");
        }
        if length < 2 {
            faults.add(
                "name",
                format!("Name \"{name}\" length is less than minimum 2"),
            );
        } else if length > 100 {
            faults.add(
                "name",
                format!("Name \"{name}\" length is more than maximum 100"),
            );
        }
    }
    Ok(name)
}

/// CKAN's rules for the name of a dataset or an organization.
pub(crate) fn check_name(name: &str, member: &str, faults: &mut Faults) {
    let length = name.chars().count();
    let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    if ["new", "edit", "search"].contains(&name) {
        faults.add(member, "That name cannot be used");
    } else if length < 2 {
        faults.add(member, "Must be at least 2 characters long");
    } else if length > 100 {
        faults.add(member, "Name must be a maximum of 100 characters long");
    } else if !name.chars().all(legal) {
        faults.add(
            member,
            "Must be purely lowercase alphanumeric (ascii) characters and these symbols: -_",
        );
    }
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let word = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    !local.is_empty() && local.chars().all(word) && domain.split('.').all(label)
}

fn license(stated: Option<&String>, held: Option<&Dataset>, members: &mut Map<String, Value>) {
    let keys = ["license_id", "license_title", "license_url", "isopen"];
    let before = held.map(|held| &held.members);
    // A release may name its licence's address itself: what is not changed stays as it was said.
    if let Some(before) = before.filter(|it| it.get("license_id").and_then(text).as_ref() == stated)
    {
        for key in keys {
            if let Some(value) = before.get(key) {
                members.insert(key.to_owned(), value.clone());
            }
        }
        return;
    }
    let known: Option<&License> = stated.and_then(|id| LICENSES.iter().find(|it| it.id == *id));
    let title = known.map_or_else(|| stated.cloned(), |it| Some(it.title.to_owned()));
    members.insert("license_id".to_owned(), json!(stated));
    members.insert("license_title".to_owned(), json!(title));
    if let Some(license) = known.filter(|license| !license.url.is_empty()) {
        members.insert("license_url".to_owned(), json!(license.url));
    }
    let open = known.is_some_and(|license| license.open);
    members.insert("isopen".to_owned(), json!(open));
}

/// The items of the national catalogue are members here, as on a Thai portal; any other unknown member is dropped, as in CKAN.
fn national(dict: &Map<String, Value>, members: &mut Map<String, Value>) {
    for (key, ..) in ITEMS.iter().filter(|(key, ..)| !TAKEN.contains(key)) {
        let value = match dict.get(*key) {
            None | Some(Value::Null) => continue,
            Some(Value::Array(items)) => json!(items.iter().filter_map(text).collect::<Vec<_>>()),
            Some(other) => json!(text(other)),
        };
        members.insert((*key).to_owned(), value);
    }
}

fn organization(
    change: &Change<'_>,
    stated: Option<&Value>,
    held: Option<&Dataset>,
    faults: &mut Faults,
) -> Result<Option<Organization>, Failure> {
    let reader = change.writer.reader();
    let Some(stated) = stated.and_then(text).filter(|it| !it.is_empty()) else {
        return match held {
            Some(Dataset {
                organization: Some(id),
                ..
            }) => Ok(reader.organization(id)?),
            Some(_) => Ok(None),
            None => {
                faults.add("owner_org", "An organization must be provided");
                Ok(None)
            }
        };
    };
    let Some(found) = reader.organization(&stated)? else {
        faults.add("owner_org", "Organization does not exist");
        return Ok(None);
    };
    let moved = held.is_none_or(|held| held.organization.as_ref() != Some(&found.id));
    if moved && !change.caller.may_edit(Some(&found.id)) {
        faults.add("owner_org", "You cannot add a dataset to this organization");
    }
    Ok(Some(found))
}
