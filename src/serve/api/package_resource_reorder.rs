//! `package_resource_reorder`

use serde_json::{Value, json};

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;
use crate::serve::edit::dataset;

/// Puts the files of a dataset in an order.
pub(super) const ACTION: Action = Action {
    name: "package_resource_reorder",
    doc: "Puts the files of a dataset in an order.\n\n\
          :param id: name or id of the dataset\n\
          :param order: ids of files; those that are not named come after",
    about: Text {
        th: "เรียงลำดับไฟล์ของชุดข้อมูล",
        en: "Puts the files of a dataset in an order.",
    },
    example: "",
    call: Call::Write(call),
};

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    let id = params.required("id")?;
    let order = params.list("order");
    if params.value("order").is_none() {
        return Err(Failure::invalid("order", "Missing value"));
    }
    let held = change.dataset(&id)?;
    let mut dict = dataset::show(change, &held.id)?;
    let resources = dataset::resources(&mut dict)?;
    let refuse = |sentence: String| Failure::fields([("order", json!(sentence))]);
    let mut ordered: Vec<Value> = Vec::new();
    for (place, wanted) in order.iter().enumerate() {
        if order.iter().skip(place + 1).any(|other| other == wanted) {
            return Err(refuse("Must supply unique resource_ids".to_owned()));
        }
        let found = resources
            .iter()
            .position(|it| it.get("id").and_then(Value::as_str) == Some(wanted))
            .ok_or_else(|| refuse(format!("resource_id {wanted} can not be found")))?;
        ordered.push(resources.remove(found));
    }
    ordered.append(resources);
    let ids: Vec<Option<&Value>> = ordered.iter().map(|it| it.get("id")).collect();
    let answer = json!({"id": id, "order": ids}).to_string();
    *resources = ordered;
    dataset::update(change, &held, &dict, None)?;
    Ok(answer)
}
