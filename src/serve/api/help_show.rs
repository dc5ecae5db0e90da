//! `help_show`

use serde_json::json;

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{ACTIONS, Action, Call, Context};

/// The documentation of an action.
pub(super) const ACTION: Action = Action {
    name: "help_show",
    doc: "The documentation of an action.\n\n:param name: name of the action",
    about: Text {
        th: "คำอธิบายของ action",
        en: "The documentation of an action.",
    },
    example: "?name=package_show",
    call: Call::Read(call),
};

fn call(_: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let name = params.required("name")?;
    let action = ACTIONS
        .iter()
        .find(|action| action.name == name)
        .ok_or_else(Failure::not_found)?;
    Ok(json!(action.doc).to_string())
}
