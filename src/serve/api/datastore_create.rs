//! `datastore_create`

use serde_json::{Map, Value, json};

use crate::catalog::record::Table;
use crate::catalog::table::{Method, key_name};
use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::resource_create;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;
use crate::serve::edit::table::{self, Column, parsed, texts};
use crate::serve::edit::{document, rows};

/// Makes or changes the table of a resource: columns, dictionary, key, rows.
pub(super) const ACTION: Action = Action {
    name: "datastore_create",
    doc: "Makes or changes the table of a resource: columns, dictionary, key, rows.\n\n\
          :param resource_id: id of the resource; or resource: a dict as in resource_create, to make one\n\
          :param force: needed where the resource has a file or leads elsewhere\n\
          :param fields: list of {id, type, info}\n\
          :param records: rows to put in\n\
          :param primary_key: columns by which a row is known\n\
          :param delete_fields: whether columns that are not listed go away\n\
          :param aliases: other names of the table",
    about: Text {
        th: "สร้างหรือแก้ตารางของไฟล์ คอลัมน์ พจนานุกรม และแถวข้อมูล",
        en: "Makes or changes the table of a resource: columns, dictionary, key, rows.",
    },
    example: "",
    call: Call::Write(call),
};

/// The resource whose table is meant; a new one where a dict says so, with that dict as CKAN gives it back.
fn resource(
    change: &Change<'_>,
    params: &Params,
) -> Result<(String, Option<Map<String, Value>>), Failure> {
    let id = params.text("resource_id").or_else(|| params.text("id"));
    match (parsed(params, "resource"), id) {
        (Some(_), Some(_)) => {
            let sentence = "resource cannot be used with resource_id";
            Err(Failure::invalid("resource", sentence))
        }
        (None, None) => {
            let sentence = "Missing id, can not get Resource object";
            Err(Failure::fields([("message", json!(sentence))]))
        }
        (None, Some(id)) => {
            if change.writer.reader().resource(&id)?.is_none() {
                return Err(Failure::invalid("resource_id", "Not found: Resource"));
            }
            table::writable(change, params, &id)?;
            Ok((id, None))
        }
        (Some(Value::Object(mut dict)), None) => {
            let package = dict
                .get("package_id")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let held = change.any_dataset(package)?;
            if !change.caller.may_edit(held.organization.as_deref()) {
                let what = format!("create resources on dataset {package}");
                return Err(change.caller.denied(&what));
            }
            let mut wanted = dict.clone();
            wanted.insert("url_type".to_owned(), json!("datastore"));
            let added = resource_create::add(change, &held, wanted)?;
            let id = added.get("id").and_then(Value::as_str).unwrap_or_default();
            for (key, value) in [
                ("url", json!("_datastore_only_resource")),
                ("mimetype", Value::Null),
            ] {
                dict.entry(key).or_insert(value);
            }
            Ok((id.to_owned(), Some(dict)))
        }
        (Some(_), None) => Err(Failure::invalid("resource", "Cannot parse JSON")),
    }
}

/// What is said of the columns of a table that is there, and which of them go. A type that is stated anew is not looked at.
fn columns_of(
    change: &Change<'_>,
    params: &Params,
    columns: Option<&[Column]>,
    first: Option<&[(String, Value)]>,
    table: &mut Table,
) -> Result<(), Failure> {
    let Some(columns) = columns.filter(|columns| !columns.is_empty()) else {
        return Ok(());
    };
    for column in columns {
        let field = table.fields.iter_mut().find(|field| field.id == column.id);
        if let Some(field) = field {
            table::describe(field, column.info.as_ref());
        }
    }
    if params.flag("delete_fields") == Some(true) {
        let is_named = |id: &str| {
            columns.iter().any(|column| column.id == id)
                || first.into_iter().flatten().any(|(name, _)| name == id)
        };
        let ids: Vec<String> = table.fields.iter().map(|field| field.id.clone()).collect();
        for id in ids.iter().filter(|id| !is_named(id)) {
            change.writer.drop_column(table, id)?;
        }
    }
    Ok(())
}

fn key(change: &Change<'_>, params: &Params, table: &mut Table) -> Result<(), Failure> {
    if params.value("primary_key").is_none() {
        return Ok(());
    }
    let key = texts(params, "primary_key");
    if key.iter().any(|id| table.field(id).is_none()) {
        let listed: Vec<String> = key.iter().map(|id| format!("'{id}'")).collect();
        let sentence = format!(
            "The field \"[{}]\" is not a valid column name.",
            listed.join(", ")
        );
        return Err(Failure::invalid("index", sentence));
    }
    let name = key_name(table);
    if change.writer.set_key(table, key)? {
        return Ok(());
    }
    let sentence = "Cannot insert records or create indexbecause of uniqueness constraint";
    let orig = format!("could not create unique index \"{name}\"\nDETAIL:  Key is duplicated.\n");
    Err(Failure::fields([
        ("constraints", json!([sentence])),
        ("info", json!({"orig": orig, "pgcode": "23505"})),
    ]))
}

fn aliases(change: &Change<'_>, params: &Params, table: &mut Table) -> Result<(), Failure> {
    if params.value("aliases").is_none() {
        return Ok(());
    }
    let names = texts(params, "aliases");
    for name in &names {
        let is_bad = name.is_empty()
            || name.starts_with('_')
            || name.contains(['%', '"'])
            || name.len() > 63;
        if is_bad {
            let sentence = format!("\"{name}\" is not a valid alias name");
            return Err(Failure::invalid("alias", sentence));
        }
        let taken = change.writer.reader().table(name)?;
        if taken.is_some_and(|it| it.resource != table.resource) {
            let sentence = format!("The alias \"{name}\" already exists.");
            return Err(Failure::invalid("alias", sentence));
        }
    }
    table.aliases = names;
    Ok(())
}

/// The request as CKAN gives it back: without the rows, with what it did not know aside.
fn answer(params: &Params, resource: &str, dict: Option<Map<String, Value>>) -> Value {
    let mut answer = Map::new();
    let mut rest = Map::new();
    for (key, value) in params.all() {
        match key.as_str() {
            "force" | "id" | "resource" | "resource_id" | "records" | "method"
            | "delete_fields" | "triggers" => {}
            "fields" | "primary_key" | "indexes" | "aliases" => {
                answer.insert(key.clone(), parsed(params, key).unwrap_or_default());
            }
            "calculate_record_count" => {
                answer.insert(key.clone(), json!(params.flag(key) == Some(true)));
            }
            _ => {
                rest.insert(key.clone(), value.clone());
            }
        }
    }
    let deletes = params.flag("delete_fields") == Some(true);
    answer.insert("delete_fields".to_owned(), json!(deletes));
    if !rest.is_empty() {
        answer.insert("__extras".to_owned(), Value::Object(rest));
    }
    if let Some(dict) = dict {
        answer.insert("resource".to_owned(), Value::Object(dict));
    }
    answer.insert("resource_id".to_owned(), json!(resource));
    answer.insert("method".to_owned(), json!("insert"));
    Value::Object(answer)
}

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    let columns = table::columns(params)?;
    let (resource, dict) = resource(change, params)?;
    let records = params.records();
    let records = rows::list(records.as_deref().unwrap_or("[]"))?;
    let first = rows::first(&records)?;
    let held = change.writer.reader().table(&resource)?;
    let listed = columns.as_deref().unwrap_or_default();
    let new = table::new_fields(held.as_ref(), listed, first.as_deref())?;
    let mut table = match held {
        None => change.writer.create_table(&resource, new)?,
        Some(mut table) => {
            for field in new {
                change.writer.add_column(&mut table, field)?;
            }
            columns_of(
                change,
                params,
                columns.as_deref(),
                first.as_deref(),
                &mut table,
            )?;
            table
        }
    };
    rows::put(change, &mut table, Method::Insert, &records)?;
    key(change, params, &mut table)?;
    aliases(change, params, &mut table)?;
    change.writer.record_table(&table)?;
    if let Some(dataset) = change.writer.reader().resource_exists(&resource)? {
        document::index(change, &dataset)?;
    }
    Ok(answer(params, &resource, dict).to_string())
}
