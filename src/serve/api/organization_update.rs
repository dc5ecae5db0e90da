//! `organization_update`

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::organization_show;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;
use crate::serve::edit::organization;

/// Replaces what is said of an organization.
pub(super) const ACTION: Action = Action {
    name: "organization_update",
    doc: "Replaces what is said of an organization.\n\n\
          :param id: name or id of the organization; all other parameters as in organization_create",
    about: Text {
        th: "แทนที่ข้อมูลขององค์กร",
        en: "Replaces what is said of an organization.",
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
    let changed = organization::save(change, params.all(), Some(&held), false)?;
    organization_show::changed(change, &changed)
}
