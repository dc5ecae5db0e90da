//! `resource_patch`

use serde_json::{Map, Value};

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::resource_update::replace;
use crate::serve::api::{Action, Call};
use crate::serve::dict;
use crate::serve::edit::change::Change;

/// Changes the members of a resource that are sent; with upload its file.
pub(super) const ACTION: Action = Action {
    name: "resource_patch",
    doc: "Changes the members of a resource that are sent; with upload its file.\n\n\
          :param id: id of the resource; all other parameters as in resource_create",
    about: Text {
        th: "แก้เฉพาะส่วนของไฟล์หรือลิงก์ที่ส่งมา",
        en: "Changes the members of a resource that are sent; with upload its file.",
    },
    example: "",
    call: Call::Write(call),
};

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    let id = params.required("id")?;
    let (_, resource) = change.resource(&id).map_err(|failure| match failure {
        Failure::NotFound(_) => Failure::not_found(),
        other => other,
    })?;
    let mut patched: Map<String, Value> = match dict::resource(change.site, &resource) {
        Value::Object(dict) => dict,
        _ => Map::new(),
    };
    patched.extend(params.all().clone());
    Ok(Value::Object(replace(change, &resource.id, patched)?).to_string())
}
