//! `package_delete`

use crate::catalog::record::{Dataset, State};
use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;
use crate::serve::edit::document;

/// Deletes a dataset: it stays, but only its editors see it.
pub(super) const ACTION: Action = Action {
    name: "package_delete",
    doc: "Deletes a dataset: it stays, but only its editors see it.\n\n\
          :param id: name or id of the dataset",
    about: Text {
        th: "ลบชุดข้อมูล (ผู้มีสิทธิ์แก้ไขยังเห็นและกู้คืนได้)",
        en: "Deletes a dataset: it stays, but only its editors see it.",
    },
    example: "",
    call: Call::Write(call),
};

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    let id = params.required("id")?;
    let held = change.any_dataset(&id)?;
    if !change.caller.may_edit(held.organization.as_deref()) {
        let what = format!("delete package {}", held.id);
        return Err(change.caller.denied(&what));
    }
    if held.state != State::Deleted {
        let id = held.id.clone();
        change.writer.put_dataset(&Dataset {
            state: State::Deleted,
            modified: change.now.to_owned(),
            ..held
        })?;
        document::index(change, &id)?;
    }
    Ok("null".to_owned())
}
