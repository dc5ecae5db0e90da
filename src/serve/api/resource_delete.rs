//! `resource_delete`

use serde_json::Value;

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;
use crate::serve::edit::dataset;

/// Takes a resource off its dataset, with its rows.
pub(super) const ACTION: Action = Action {
    name: "resource_delete",
    doc: "Takes a resource off its dataset, with its rows.\n\n\
          :param id: id of the resource",
    about: Text {
        th: "ลบไฟล์หรือลิงก์ออกจากชุดข้อมูล",
        en: "Takes a resource off its dataset, with its rows.",
    },
    example: "",
    call: Call::Write(call),
};

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    let id = params.required("id")?;
    let reader = change.writer.reader();
    let dataset = reader
        .resource_exists(&id)?
        .ok_or_else(Failure::not_found)?;
    let held = change.any_dataset(&dataset)?;
    if !change.caller.may_edit(held.organization.as_deref()) {
        return Err(change.caller.denied(&format!("delete resource {id}")));
    }
    let mut dict = dataset::show(change, &held.id)?;
    let resources = dataset::resources(&mut dict)?;
    let before = resources.len();
    resources.retain(|it| it.get("id").and_then(Value::as_str) != Some(&id));
    // Taking one off twice is no fault, and no change.
    if resources.len() < before {
        dataset::update(change, &held, &dict, None)?;
    }
    Ok("null".to_owned())
}
