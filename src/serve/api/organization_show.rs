//! `organization_show`

use serde_json::json;

use crate::ckan::envelope::Failure;
use crate::ckan::wire::organization_in_full;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Context, query};
use crate::serve::dict::facts_of;

/// An organization.
pub(super) const ACTION: Action = Action {
    name: "organization_show",
    doc: "An organization.\n\n:param id: name or id of the organization\n:param include_datasets: its datasets as well",
    about: Text {
        th: "องค์กร",
        en: "An organization.",
    },
    example: "?id=NAME",
    reads_only: true,
    call,
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let id = params.required("id")?;
    let unit = context
        .reader
        .organization(&id)?
        .ok_or_else(Failure::not_found)?;
    let search = query::of_organization(&unit.name);
    let (found, datasets) = query::datasets(context, &search)?;
    let mut dict = organization_in_full(facts_of(&unit), found);
    let shown = |flag: &str| params.flag(flag) != Some(false);
    for (flag, member) in [
        ("include_extras", "extras"),
        ("include_users", "users"),
        ("include_tags", "tags"),
        ("include_groups", "groups"),
    ] {
        if shown(flag) {
            dict.insert(member.to_owned(), json!([]));
        }
    }
    if params.flag("include_datasets") == Some(true) {
        dict.insert("packages".to_owned(), json!(datasets));
    }
    Ok(json!(dict).to_string())
}
