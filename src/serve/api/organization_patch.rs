//! `organization_patch`

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::organization_show;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;
use crate::serve::edit::organization;

/// Changes the members of an organization that are sent.
pub(super) const ACTION: Action = Action {
    name: "organization_patch",
    doc: "Changes the members of an organization that are sent.\n\n\
          :param id: name or id of the organization; all other parameters as in organization_create",
    about: Text {
        th: "แก้เฉพาะส่วนขององค์กรที่ส่งมา",
        en: "Changes the members of an organization that are sent.",
    },
    example: "",
    call: Call::Write(call),
};

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    let id = params.required("id")?;
    let found = change.writer.reader().organization(&id)?;
    let held = found.ok_or_else(Failure::not_found)?;
    if !change.caller.may_edit(Some(&held.id)) {
        return Err(change.caller.denied(&format!("edit organization {id}")));
    }
    let changed = organization::save(change, params.all(), Some(&held), true)?;
    organization_show::changed(change, &changed)
}
