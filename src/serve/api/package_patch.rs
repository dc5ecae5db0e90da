//! `package_patch`

use serde_json::Value;

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;
use crate::serve::edit::dataset;

/// Changes the members of a dataset that are sent; lists are replaced as a whole.
pub(super) const ACTION: Action = Action {
    name: "package_patch",
    doc: "Changes the members of a dataset that are sent; lists are replaced as a whole.\n\n\
          :param id: name or id of the dataset; all other parameters as in package_create",
    about: Text {
        th: "แก้เฉพาะส่วนของชุดข้อมูลที่ส่งมา",
        en: "Changes the members of a dataset that are sent; lists are replaced as a whole.",
    },
    example: "",
    call: Call::Write(call),
};

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    let id = params.required("id")?;
    let held = change.dataset(&id)?;
    let mut dict = dataset::show(change, &held.id)?;
    dict.extend(params.all().clone());
    dataset::update(change, &held, &dict, None)?;
    Ok(Value::Object(dataset::show(change, &held.id)?).to_string())
}
