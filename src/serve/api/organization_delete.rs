//! `organization_delete`

use serde_json::json;

use crate::catalog::record::State;
use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;

/// Deletes an organization that has no datasets.
pub(super) const ACTION: Action = Action {
    name: "organization_delete",
    doc: "Deletes an organization that has no datasets.\n\n\
          :param id: name or id of the organization",
    about: Text {
        th: "ลบองค์กรที่ไม่มีชุดข้อมูล",
        en: "Deletes an organization that has no datasets.",
    },
    example: "",
    call: Call::Write(call),
};

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    let id = params.required("id")?;
    let missing = || Failure::NotFound("Not found: Group was not found.".to_owned());
    let found = change.writer.reader().organization(&id)?;
    let held = found.ok_or_else(missing)?;
    if !change.caller.may_edit(Some(&held.id)) {
        return Err(change.caller.denied(&format!("delete organization {id}")));
    }
    if change.writer.reader().has_datasets(&held.id)? {
        let sentence = "Organization cannot be deleted while it still has datasets";
        return Err(Failure::fields([("message", json!(sentence))]));
    }
    change
        .writer
        .set_organization_state(&held.id, State::Deleted)?;
    Ok("null".to_owned())
}
