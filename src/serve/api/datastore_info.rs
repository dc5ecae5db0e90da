//! `datastore_info`

use serde_json::json;

use crate::catalog::table::key_name;
use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::datastore_search::table;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context};

/// Tells the columns of a table.
pub(super) const ACTION: Action = Action {
    name: "datastore_info",
    doc: "The columns of a table with types, labels and notes, and its number of rows.\n\n\
          :param id: id of the file; resource_id will do",
    about: Text {
        th: "คอลัมน์ของตาราง พร้อมชนิดข้อมูล ป้ายกำกับ คำอธิบาย และจำนวนแถว",
        en: "The columns of a table with types, labels and notes, and its number of rows.",
    },
    example: "?id=ID",
    call: Call::Read(call),
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let Some(id) = params.text("id").or_else(|| params.text("resource_id")) else {
        return Err(Failure::invalid("id", "Missing value"));
    };
    let table = table(context, &id)?;
    let in_key = |id: &str| table.key.iter().any(|it| it == id);
    let fields: Vec<_> = table
        .fields
        .iter()
        .map(|field| {
            json!({
                "id": field.id,
                "type": field.datastore(),
                "info": field.info,
                "schema": {
                    "native_type": field.postgres().full_name(),
                    "notnull": field.required,
                    "index_name": in_key(&field.id).then(|| key_name(&table)),
                    "is_index": in_key(&field.id),
                    "uniquekey": field.unique,
                },
            })
        })
        .collect();
    Ok(json!({
        "meta": {
            "id": table.resource,
            "count": table.rows,
            "table_type": "BASE TABLE",
            "size": 0,
            "db_size": context.reader.database_size()?,
            "idx_size": 0,
            "aliases": table.aliases,
        },
        "fields": fields,
    })
    .to_string())
}
