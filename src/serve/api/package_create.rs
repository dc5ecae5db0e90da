//! `package_create`

use serde_json::Value;

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;
use crate::serve::edit::dataset;

/// Makes a dataset.
pub(super) const ACTION: Action = Action {
    name: "package_create",
    doc: "Makes a dataset.\n\n\
          :param name: 2 to 100 of a-z, 0-9, hyphen and underscore\n\
          :param owner_org: name or id of the organization\n\
          :param title, notes, tags, extras, resources, private, state, …: as package_show answers them",
    about: Text {
        th: "สร้างชุดข้อมูล",
        en: "Makes a dataset.",
    },
    example: "",
    call: Call::Write(call),
};

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    let id = dataset::create(change, params.all())?;
    Ok(Value::Object(dataset::show(change, &id)?).to_string())
}
