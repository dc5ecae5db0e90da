//! `datastore_info`

use serde_json::json;

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::model::schema::FieldType;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Context};

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
    reads_only: true,
    call,
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let Some(id) = params.text("id").or_else(|| params.text("resource_id")) else {
        return Err(Failure::invalid("id", "Missing value"));
    };
    let missing = || Failure::NotFound(format!("Not found: Resource \"{id}\" was not found."));
    let table = context.reader.table(&id)?.ok_or_else(missing)?;
    let fields: Vec<_> = table
        .fields
        .iter()
        .map(|field| {
            json!({
                "id": field.id,
                "type": field.kind.datastore(),
                "info": field.info,
                "schema": {
                    "native_type": native(field.kind),
                    "notnull": field.required,
                    "index_name": null,
                    "is_index": false,
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
            "aliases": [],
        },
        "fields": fields,
    })
    .to_string())
}

/// PostgreSQL's full name of a type.
fn native(kind: FieldType) -> &'static str {
    match kind {
        FieldType::String => "text",
        FieldType::Integer | FieldType::Year => "bigint",
        FieldType::Number => "numeric",
        FieldType::Boolean => "boolean",
        FieldType::Date => "date",
        FieldType::Datetime => "timestamp without time zone",
        FieldType::Time => "time without time zone",
    }
}
