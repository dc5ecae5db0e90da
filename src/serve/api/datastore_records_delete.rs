//! `datastore_records_delete`

use serde_json::Value;

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::datastore_delete::delete;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;
use crate::serve::edit::table::parsed;

/// Takes rows out of a table; the table stays.
pub(super) const ACTION: Action = Action {
    name: "datastore_records_delete",
    doc: "Takes rows out of a table; the table stays.\n\n\
          :param resource_id: id of the resource\n\
          :param force: needed where the resource has a file or leads elsewhere\n\
          :param filters: {\"column\": value or list of values}; {} for all rows",
    about: Text {
        th: "ลบแถวข้อมูลโดยคงตารางไว้",
        en: "Takes rows out of a table; the table stays.",
    },
    example: "",
    call: Call::Write(call),
};

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    match parsed(params, "filters") {
        None => Err(Failure::invalid("filters", "Missing value")),
        Some(Value::Object(filters)) => delete(change, params, Some(filters)),
        Some(_) => Err(Failure::invalid("filters", "Must be a dict")),
    }
}
