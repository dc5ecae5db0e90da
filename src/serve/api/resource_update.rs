//! `resource_update`

use serde_json::{Map, Value};

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::resource_create::own;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;
use crate::serve::edit::dataset;

/// Replaces a resource: what is left out is cleared.
pub(super) const ACTION: Action = Action {
    name: "resource_update",
    doc: "Replaces a resource: what is left out is cleared.\n\n\
          :param id: id of the resource; all other parameters as in resource_create",
    about: Text {
        th: "แทนที่ข้อมูลของไฟล์หรือลิงก์ทั้งรายการ",
        en: "Replaces a resource: what is left out is cleared.",
    },
    example: "",
    call: Call::Write(call),
};

/// Puts a dict in the place of a resource's; answers the dict that it then has.
pub(super) fn replace(
    change: &Change<'_>,
    id: &str,
    resource: Map<String, Value>,
) -> Result<Map<String, Value>, Failure> {
    let (held, _) = change.resource(id)?;
    let mut dict = dataset::show(change, &held.id)?;
    let resources = dataset::resources(&mut dict)?;
    let is_it = |it: &Value| it.get("id").and_then(Value::as_str) == Some(id);
    let place = resources
        .iter()
        .position(is_it)
        .ok_or_else(Failure::not_found)?;
    if let Some(slot) = resources.get_mut(place) {
        *slot = Value::Object(resource);
    }
    dataset::update(change, &held, &dict, None).map_err(|failure| own(failure, place))?;
    let mut dict = dataset::show(change, &held.id)?;
    let found = dataset::resources(&mut dict)?.drain(..).find(is_it);
    match found {
        Some(Value::Object(replaced)) => Ok(replaced),
        _ => Err(Failure::Internal),
    }
}

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    let id = params.required("id")?;
    let (_, resource) = change.resource(&id)?;
    Ok(Value::Object(replace(change, &resource.id, params.all().clone())?).to_string())
}
