//! `datastore_delete`

use serde_json::{Map, Value, json};

use crate::catalog::datastore::Rows;
use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::datastore_search::filter;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;
use crate::serve::edit::table;

/// Takes rows out of a table, or the whole table away.
pub(super) const ACTION: Action = Action {
    name: "datastore_delete",
    doc: "Takes rows out of a table, or the whole table away.\n\n\
          :param resource_id: id of the resource\n\
          :param force: needed where the resource has a file or leads elsewhere\n\
          :param filters: {\"column\": value or list of values}; without it the table itself goes",
    about: Text {
        th: "ลบแถวข้อมูล หรือลบทั้งตาราง",
        en: "Takes rows out of a table, or the whole table away.",
    },
    example: "",
    call: Call::Write(call),
};

/// Takes out the rows that fit, or the table where nothing is said of rows.
pub(super) fn delete(
    change: &Change<'_>,
    params: &Params,
    filters: Option<Map<String, Value>>,
) -> Result<String, Failure> {
    let id = params.text("resource_id").or_else(|| params.text("id"));
    let id = id.ok_or_else(|| Failure::invalid("resource_id", "Missing value"))?;
    table::writable(change, params, &id).or_else(|failure| match failure {
        Failure::NotFound(_) => table::existing(change, &id).and(Err(failure)),
        other => Err(other),
    })?;
    let mut table = table::existing(change, &id)?;
    let mut answer = json!({"resource_id": id});
    match filters {
        None => change.writer.remove_table(&table.resource)?,
        Some(filters) => {
            let fits = Rows {
                filters: filters
                    .iter()
                    .map(|(column, value)| filter(&table, column, value))
                    .collect::<Result<_, _>>()?,
                ..Rows::default()
            };
            change.writer.delete_rows(&mut table, &fits)?;
            if let Some(answer) = answer.as_object_mut() {
                answer.insert("filters".to_owned(), Value::Object(filters));
            }
        }
    }
    if let Some(flag) = params.flag("calculate_record_count")
        && let Some(answer) = answer.as_object_mut()
    {
        answer.insert("calculate_record_count".to_owned(), json!(flag));
    }
    Ok(answer.to_string())
}

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    match table::parsed(params, "filters") {
        None => delete(change, params, None),
        Some(Value::Object(filters)) => delete(change, params, Some(filters)),
        Some(_) => {
            let sentence = "filters must be either a dict or null.";
            Err(Failure::invalid("filters", sentence))
        }
    }
}
