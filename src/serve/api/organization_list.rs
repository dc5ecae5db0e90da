//! `organization_list`

use serde_json::json;

use crate::ckan::envelope::Failure;
use crate::ckan::wire::organization_in_full;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context};
use crate::serve::dict::facts_of;

/// Names of the organizations that publish here.
pub(super) const ACTION: Action = Action {
    name: "organization_list",
    doc: "Names of the organizations that publish here.\n\n:param all_fields: objects instead of names\n:param organizations: only these names\n:param limit: most organizations\n:param offset: organizations to skip",
    about: Text {
        th: "ชื่อองค์กรที่เผยแพร่ข้อมูล",
        en: "Names of the organizations that publish here.",
    },
    example: "?all_fields=true",
    call: Call::Read(call),
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let wanted = params.list("organizations");
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let units = context.reader.organizations()?;
    let chosen = units
        .iter()
        .filter(|(unit, _)| wanted.is_empty() || wanted.contains(&unit.name))
        .skip(params.natural("offset")?.map_or(0, count))
        .take(params.natural("limit")?.map_or(usize::MAX, count));
    if params.flag("all_fields") == Some(true) {
        let full = chosen.map(|(unit, datasets)| organization_in_full(facts_of(unit), *datasets));
        return Ok(json!(full.collect::<Vec<_>>()).to_string());
    }
    Ok(json!(chosen.map(|(unit, _)| &unit.name).collect::<Vec<_>>()).to_string())
}
