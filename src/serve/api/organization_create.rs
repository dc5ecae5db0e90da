//! `organization_create`

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::organization_show;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;
use crate::serve::edit::organization;

/// Makes an organization.
pub(super) const ACTION: Action = Action {
    name: "organization_create",
    doc: "Makes an organization.\n\n\
          :param name: 2 to 100 of a-z, 0-9, hyphen and underscore\n\
          :param title, description, image_url, extras: as organization_show answers them",
    about: Text {
        th: "สร้างองค์กร",
        en: "Makes an organization.",
    },
    example: "",
    call: Call::Write(call),
};

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    if !change.caller.is_editor_of_all() {
        return Err(change.caller.denied("create organizations"));
    }
    let made = organization::save(change, params.all(), None, false)?;
    organization_show::made(change, &made)
}
