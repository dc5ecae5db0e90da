//! `datastore_upsert`

use serde_json::json;

use crate::catalog::table::Method;
use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;
use crate::serve::edit::rows;
use crate::serve::edit::table;

/// Puts rows into a table, or changes them: all of them or none.
pub(super) const ACTION: Action = Action {
    name: "datastore_upsert",
    doc: "Puts rows into a table, or changes them: all of them or none.\n\n\
          :param resource_id: id of the resource\n\
          :param force: needed where the resource has a file or leads elsewhere\n\
          :param records: the rows, objects by column\n\
          :param method: upsert (when nothing is said), insert or update\n\
          :param dry_run: whether to undo it all at the end",
    about: Text {
        th: "เพิ่มหรือแก้แถวข้อมูลในตาราง",
        en: "Puts rows into a table, or changes them: all of them or none.",
    },
    example: "",
    call: Call::Write(call),
};

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    let id = params.text("resource_id").or_else(|| params.text("id"));
    let id = id.ok_or_else(|| Failure::invalid("resource_id", "Missing value"))?;
    let stated = params.text("method");
    let method = match stated.as_deref() {
        None | Some("upsert") => Method::Upsert,
        Some("insert") => Method::Insert,
        Some("update") => Method::Update,
        Some(_) => {
            let sentence = "Value must be one of ['upsert', 'insert', 'update']";
            return Err(Failure::invalid("method", sentence));
        }
    };
    table::writable(change, params, &id)?;
    let mut table = table::existing(change, &id)?;
    let records = params.records().filter(|records| records.trim() != "null");
    let mut echo = None;
    if let Some(records) = &records {
        let listed = rows::list(records)?;
        rows::put(change, &mut table, method, &listed)?;
        // The rows as they came, digit for digit.
        echo = Some(match method {
            Method::Insert => records.clone(),
            Method::Update | Method::Upsert => rows::echo(&table, &listed),
        });
    }
    let is_trial = params.flag("dry_run");
    change.is_trial.set(is_trial == Some(true));
    let mut answer = Vec::new();
    let mut put = |key: &str, json: String| answer.push(format!("\"{key}\": {json}"));
    if let Some(flag) = params.flag("calculate_record_count") {
        put("calculate_record_count", flag.to_string());
    }
    if let Some(flag) = is_trial {
        put("dry_run", flag.to_string());
    }
    if let Some(method) = stated {
        put("method", json!(method).to_string());
    }
    put("resource_id", json!(table.resource).to_string());
    if let Some(records) = echo {
        put("records", records);
    }
    Ok(format!("{{{}}}", answer.join(", ")))
}
