//! `organization_show`

use serde_json::{Map, Value, json};

use crate::catalog::reader::Reader;
use crate::catalog::record::Organization;
use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context, query};
use crate::serve::dict;
use crate::serve::edit::change::Change;
use crate::serve::edit::organization;

/// An organization.
pub(super) const ACTION: Action = Action {
    name: "organization_show",
    doc: "An organization.\n\n:param id: name or id of the organization\n:param include_datasets: its datasets as well",
    about: Text {
        th: "องค์กร",
        en: "An organization.",
    },
    example: "?id=NAME",
    call: Call::Read(call),
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let id = params.required("id")?;
    let Some(unit) = context.reader.organization(&id)? else {
        return Err(match context.reader.organization_exists(&id)? {
            Some(_) => context.caller.denied(&format!("read group {id}")),
            None => Failure::not_found(),
        });
    };
    let mut dict = full(context.reader, &unit)?;
    let shown = |flag: &str| params.flag(flag) != Some(false);
    for (flag, member) in [
        ("include_users", "users"),
        ("include_tags", "tags"),
        ("include_groups", "groups"),
    ] {
        if shown(flag) {
            dict.insert(member.to_owned(), json!([]));
        }
    }
    if !shown("include_extras") {
        dict.remove("extras");
    }
    if params.flag("include_datasets") == Some(true) {
        let (_, datasets) = query::datasets(context, &query::of_organization(&unit.name))?;
        dict.insert("packages".to_owned(), json!(datasets));
    }
    Ok(json!(dict).to_string())
}

fn full(reader: Reader<'_>, unit: &Organization) -> Result<Map<String, Value>, Failure> {
    let found = reader.search(&query::of_organization(&unit.name))?;
    Ok(organization::in_full(unit, found.count))
}

/// The dict of an organization that was just made.
pub(super) fn made(change: &Change<'_>, unit: &Organization) -> Result<String, Failure> {
    Ok(json!(of_change(change, unit)?).to_string())
}

/// The dict of an organization that was just changed: CKAN shows its datasets then.
pub(super) fn changed(change: &Change<'_>, unit: &Organization) -> Result<String, Failure> {
    let mut dict = of_change(change, unit)?;
    dict.remove("num_followers");
    let reader = change.reader();
    let mut datasets = Vec::new();
    for id in &reader.search(&query::of_organization(&unit.name))?.ids {
        if let Some(it) = reader.dataset(id)? {
            datasets.push(dict::dataset(reader, change.site, &it)?);
        }
    }
    dict.insert("packages".to_owned(), json!(datasets));
    Ok(json!(dict).to_string())
}

fn of_change(change: &Change<'_>, unit: &Organization) -> Result<Map<String, Value>, Failure> {
    let caller = change.caller;
    let mut dict = full(change.reader(), unit)?;
    let user = json!({
        "id": caller.id(),
        "name": caller.name(),
        "display_name": caller.name(),
        "capacity": "admin",
        "state": "active",
        "sysadmin": caller.is_admin(),
    });
    dict.insert("users".to_owned(), json!([user]));
    for member in ["tags", "groups"] {
        dict.insert(member.to_owned(), json!([]));
    }
    Ok(dict)
}
