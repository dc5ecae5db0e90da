//! `resource_create`

use serde_json::{Map, Value};

use crate::catalog::record::Dataset;
use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;
use crate::serve::edit::dataset;

/// Adds a resource to a dataset: a file (upload), a link or neither.
pub(super) const ACTION: Action = Action {
    name: "resource_create",
    doc: "Adds a resource to a dataset: a file (upload), a link or neither.\n\n\
          :param package_id: name or id of the dataset\n\
          :param id: an id of your own; sent again for the same dataset it changes that resource\n\
          :param upload: the file, in a multipart form\n\
          :param url, name, description, format, …: as package_show answers them",
    about: Text {
        th: "เพิ่มไฟล์หรือลิงก์ในชุดข้อมูล",
        en: "Adds a resource to a dataset: a file (upload), a link or neither.",
    },
    example: "",
    call: Call::Write(call),
};

/// Adds a resource as the last one; answers its dict.
pub(super) fn add(
    change: &Change<'_>,
    held: &Dataset,
    resource: Map<String, Value>,
) -> Result<Map<String, Value>, Failure> {
    let mut dict = dataset::show(change, &held.id)?;
    let resources = dataset::resources(&mut dict)?;
    // The id of a resource that is there means that one, which moves to the end.
    let id = resource.get("id").filter(|id| !id.is_null()).cloned();
    resources.retain(|it| id.is_none() || it.get("id") != id.as_ref());
    resources.push(Value::Object(resource));
    let place = resources.len() - 1;
    dataset::update(change, held, &dict, Some(place)).map_err(|failure| own(failure, place))?;
    let mut dict = dataset::show(change, &held.id)?;
    match dataset::resources(&mut dict)?.pop() {
        Some(Value::Object(added)) => Ok(added),
        _ => Err(Failure::Internal),
    }
}

/// What is wrong with one resource, without those around it.
pub(super) fn own(failure: Failure, place: usize) -> Failure {
    let Failure::Validation(faults) = &failure else {
        return failure;
    };
    let faults = faults.get("resources").and_then(|list| list.get(place));
    match faults.and_then(Value::as_object) {
        Some(faults) => Failure::Validation(faults.clone()),
        None => failure,
    }
}

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    let package = params.required("package_id")?;
    let held = change.any_dataset(&package)?;
    if !change.caller.may_edit(held.organization.as_deref()) {
        let what = format!("create resources on dataset {package}");
        return Err(change.caller.denied(&what));
    }
    Ok(Value::Object(add(change, &held, params.all().clone())?).to_string())
}
