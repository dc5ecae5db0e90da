//! `license_list`

use serde_json::json;

use crate::ckan::envelope::Failure;
use crate::ckan::licenses::{LICENSES, describe};
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context};

/// The licences that a dataset may name.
pub(super) const ACTION: Action = Action {
    name: "license_list",
    doc: "The licences that a dataset may name.\n\nNo parameters.",
    about: Text {
        th: "สัญญาอนุญาตที่ใช้ได้",
        en: "The licences that a dataset may name.",
    },
    example: "",
    call: Call::Read(call),
};

#[expect(clippy::unnecessary_wraps, reason = "every action has this signature")]
fn call(_: &Context<'_>, _: &Params) -> Result<String, Failure> {
    let licenses: Vec<_> = LICENSES.iter().map(describe).collect();
    Ok(json!(licenses).to_string())
}
