//! `dataset_purge`

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;

/// Takes a dataset away for good, with its resources and rows.
pub(super) const ACTION: Action = Action {
    name: "dataset_purge",
    doc: "Takes a dataset away for good, with its resources and rows.\n\n\
          :param id: name or id of the dataset",
    about: Text {
        th: "ลบชุดข้อมูลอย่างถาวร",
        en: "Takes a dataset away for good, with its resources and rows.",
    },
    example: "",
    call: Call::Write(call),
};

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    if !change.caller.is_admin() {
        return Err(Failure::Authorization("Access denied".to_owned()));
    }
    let id = params.required("id")?;
    let missing = || Failure::NotFound("Not found: Dataset was not found".to_owned());
    let held = change.writer.reader().dataset(&id)?.ok_or_else(missing)?;
    change.writer.remove_dataset(&held.id)?;
    Ok("null".to_owned())
}
