//! `package_update`

use serde_json::Value;

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;
use crate::serve::edit::dataset;

/// Replaces a dataset: what is left out is cleared, files too.
pub(super) const ACTION: Action = Action {
    name: "package_update",
    doc: "Replaces a dataset: what is left out is cleared, files too.\n\n\
          :param id: name or id of the dataset; all other parameters as in package_create",
    about: Text {
        th: "แทนที่ชุดข้อมูลทั้งชุด ส่วนที่ไม่ส่งมาจะถูกล้าง",
        en: "Replaces a dataset: what is left out is cleared, files too.",
    },
    example: "",
    call: Call::Write(call),
};

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    let Some(id) = params.text("id").or_else(|| params.text("name")) else {
        return Err(Failure::invalid("id", "Missing value"));
    };
    let held = change.dataset(&id).map_err(|failure| match failure {
        Failure::NotFound(_) => Failure::not_found(),
        other => other,
    })?;
    dataset::update(change, &held, params.all(), None)?;
    Ok(Value::Object(dataset::show(change, &held.id)?).to_string())
}
