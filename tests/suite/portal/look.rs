//! A dataset as a reader sees it, past the proxy, in forms that can be compared.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};
use sheetpress::ckan::naming;
use sheetpress::model::digest::sha256;

use crate::portal::place::Place;

/// Members of a dataset that a portal sets or that tell when and by whom.
const OF_DATASET: [&str; 20] = [
    "id",
    "name",
    "metadata_created",
    "metadata_modified",
    "creator_user_id",
    "organization",
    "owner_org",
    "num_resources",
    "num_tags",
    "isopen",
    "license_title",
    "license_url",
    "relationships_as_object",
    "relationships_as_subject",
    "groups",
    "tags",
    "extras",
    "resources",
    "type",
    "sheetpress",
];
/// The same of a file.
const OF_FILE: [&str; 12] = [
    "id",
    "package_id",
    "created",
    "last_modified",
    "metadata_modified",
    "position",
    "url",
    "cache_url",
    "cache_last_updated",
    "mimetype_inner",
    "datastore_contains_all_records_of_source_file",
    "tracking_summary",
];

/// All that a reader gets of a dataset: metadata, files by their bytes, columns, rows. None where it is not to be seen. Equal for
/// two datasets that were published alike under different names.
pub(crate) fn look(place: &Place, name: &str, token: Option<&str>) -> Option<Value> {
    let (status, answer) = place.ask(token, "package_show", &json!({"id": name}));
    if status == 403 || status == 404 {
        return None;
    }
    assert_eq!(status, 200, "{answer}");
    let dataset = &answer["result"];
    let id = dataset["id"].as_str().unwrap();
    let (ours, others): (Vec<&Value>, Vec<&Value>) =
        files(dataset).partition(|it| !it["sheetpress_path"].is_null());
    let ours: Vec<Value> = ours
        .iter()
        .map(|it| our_file(place, token, id, it))
        .collect();
    let others: Vec<Value> = others
        .iter()
        .map(|it| json!([it["name"], it["url"]]))
        .collect();
    let mut seen = members(dataset, &OF_DATASET);
    seen.insert("tags".to_owned(), json!(tags(dataset)));
    seen.insert("extras".to_owned(), json!(extras(dataset)));
    seen.insert("files".to_owned(), json!(ours));
    seen.insert("files of others".to_owned(), json!(others));
    let text = Value::Object(seen)
        .to_string()
        .replace(name, "NAME")
        .replace(id, "ID");
    Some(serde_json::from_str(&text).unwrap())
}

fn our_file(place: &Place, token: Option<&str>, dataset: &str, file: &Value) -> Value {
    let mut seen = members(file, &OF_FILE);
    let path = file["sheetpress_path"].as_str().unwrap();
    let has_stable_id = file["id"] == naming::resource_id(dataset, path);
    seen.insert("id is the path's".to_owned(), json!(has_stable_id));
    let url = file["url"].as_str().unwrap_or_default();
    seen.insert("url ends in".to_owned(), json!(url.rsplit('/').next()));
    seen.insert("bytes".to_owned(), json!(bytes(place, token, url)));
    if file["datastore_active"] == true {
        seen.insert("table".to_owned(), table(place, token, &file["id"]));
    }
    Value::Object(seen)
}

/// Columns and rows of a table, at most 1,000.
pub(crate) fn table(place: &Place, token: Option<&str>, resource: &Value) -> Value {
    let (status, answer) = place.ask(
        token,
        "datastore_search",
        &json!({"resource_id": resource, "limit": 1000}),
    );
    if status != 200 {
        return json!(status);
    }
    let result = &answer["result"];
    let fields = result["fields"].as_array().unwrap().iter();
    let fields: Vec<&Value> = fields.filter(|it| it["id"] != "_id").collect();
    let rows = result["records"].as_array().unwrap().iter();
    let rows: Vec<Map<String, Value>> = rows.map(|it| members(it, &["_id"])).collect();
    json!({"fields": fields, "rows": rows, "total": result["total"]})
}

/// SHA-256 of what a download gives, or its status.
fn bytes(place: &Place, token: Option<&str>, url: &str) -> String {
    let answer = place.download(url, token);
    match answer.status().as_u16() {
        200 => sha256(&answer.bytes().unwrap()),
        status => format!("status {status}"),
    }
}

/// Members but for some, and but for those that say nothing; sorted, as not every portal keeps an order.
fn members(dict: &Value, but: &[&str]) -> Map<String, Value> {
    let all = dict.as_object().unwrap().iter();
    let all = all.filter(|(key, value)| !but.contains(&key.as_str()) && !is_blank(value));
    let sorted: BTreeMap<String, Value> = all
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    sorted.into_iter().collect()
}

fn is_blank(value: &Value) -> bool {
    value.is_null() || *value == json!("") || *value == json!([])
}

pub(crate) fn files(dataset: &Value) -> impl Iterator<Item = &Value> {
    dataset["resources"].as_array().into_iter().flatten()
}

pub(crate) fn tags(dataset: &Value) -> Vec<&str> {
    let tags = dataset["tags"].as_array().into_iter().flatten();
    let mut tags: Vec<&str> = tags.map(|it| it["name"].as_str().unwrap()).collect();
    tags.sort_unstable();
    tags
}

/// Extras by key, our marker not among them.
pub(crate) fn extras(dataset: &Value) -> BTreeMap<String, Value> {
    let extras = dataset["extras"].as_array().into_iter().flatten();
    let extras = extras.map(|it| (it["key"].as_str().unwrap().to_owned(), it["value"].clone()));
    extras.filter(|(key, _)| key != "sheetpress").collect()
}

/// Our marker.
pub(crate) fn marker(dataset: &Value) -> Value {
    let mut extras = dataset["extras"].as_array().into_iter().flatten();
    let extra = extras.find(|it| it["key"] == "sheetpress");
    let text = extra
        .and_then(|it| it["value"].as_str())
        .or(dataset["sheetpress"].as_str());
    text.map_or(Value::Null, |text| serde_json::from_str(text).unwrap())
}

/// What of a dataset the public gets by its files' and tables' own addresses, although it does not see the dataset.
pub(crate) fn leaks(place: &Place, name: &str) -> Vec<String> {
    let (status, answer) = place.ask(Some(&place.token), "package_show", &json!({"id": name}));
    if status != 200 {
        return Vec::new();
    }
    let mut leaks = Vec::new();
    for file in files(&answer["result"]).filter(|it| !it["sheetpress_path"].is_null()) {
        let url = file["url"].as_str().unwrap_or_default();
        if url.starts_with("http") && place.download(url, None).status().as_u16() == 200 {
            leaks.push(url.to_owned());
        }
        let (status, _) = place.ask(
            None,
            "datastore_search",
            &json!({"resource_id": file["id"], "limit": 1}),
        );
        if status == 200 {
            leaks.push(format!("the table of {}", file["sheetpress_path"]));
        }
    }
    leaks
}

/// Whether the public sees exactly what was built into a folder: title, each file once with its bytes, each row.
pub(crate) fn agrees(place: &Place, name: &str, built: &Path) -> Result<(), String> {
    let (status, answer) = place.ask(None, "package_show", &json!({"id": name}));
    if status != 200 {
        return Err(format!("{name} is not to be seen: {status}"));
    }
    let dataset = &answer["result"];
    let descriptor: Value =
        serde_json::from_str(&fs::read_to_string(built.join("datapackage.json")).unwrap()).unwrap();
    same("title", &dataset["title"], &descriptor["title"])?;
    same("notes", &dataset["notes"], &descriptor["description"])?;
    // The last thing to be written is that it is published: until then the public sees all of it already.
    let state = marker(dataset)["state"].clone();
    if state != "published" && state != "publishing" {
        return Err(format!("marker: {state}"));
    }
    let mut expected = crate::portal::steward::sums(built);
    expected.remove("SHA256SUMS");
    let mut found = BTreeMap::new();
    for file in files(dataset).filter(|it| !it["sheetpress_path"].is_null()) {
        let path = file["sheetpress_path"].as_str().unwrap().to_owned();
        let sum = bytes(place, None, file["url"].as_str().unwrap_or_default());
        if file["format"] == "CSV" && file["role"] == "data" {
            rows_agree(place, file, &built.join(&path))?;
        }
        if found.insert(path.clone(), sum).is_some() {
            return Err(format!("{path} stands there twice"));
        }
    }
    same("files", &json!(found), &json!(expected))
}

fn rows_agree(place: &Place, file: &Value, csv: &Path) -> Result<(), String> {
    let mut reader = csv::Reader::from_path(csv).unwrap();
    let header: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let built: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let table = table(place, None, &file["id"]);
    let fields = table["fields"].as_array();
    let fields: Vec<&Value> = fields.into_iter().flatten().map(|it| &it["id"]).collect();
    same("columns", &json!(fields), &json!(header))?;
    same("rows", &table["total"], &json!(built.len()))?;
    for (record, row) in built.iter().zip(table["rows"].as_array().unwrap()) {
        let row = header
            .iter()
            .map(|name| plain(&row[name]))
            .collect::<Vec<_>>();
        same(
            "row",
            &json!(row),
            &json!(record.iter().map(number).collect::<Vec<_>>()),
        )?;
    }
    Ok(())
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => number(text),
        other => number(&other.to_string()),
    }
}

/// Decimals without the zeros that JSON numbers may have lost on their way into this test.
fn number(text: &str) -> String {
    match text.parse::<f64>() {
        Ok(number) if text.contains('.') => number.to_string(),
        _ => text.to_owned(),
    }
}

fn same(what: &str, found: &Value, expected: &Value) -> Result<(), String> {
    difference(found, expected).map_or(Ok(()), |place| Err(format!("{what}: {place}")))
}

/// The first place where two documents differ.
pub(crate) fn difference(found: &Value, expected: &Value) -> Option<String> {
    match (found, expected) {
        (Value::Object(one), Value::Object(two)) => {
            let keys = one
                .keys()
                .chain(two.keys().filter(|key| !one.contains_key(*key)));
            let mut places =
                keys.filter_map(|key| Some((key, difference(&found[key], &expected[key])?)));
            places.next().map(|(key, place)| format!("{key} · {place}"))
        }
        (Value::Array(one), Value::Array(two)) if one.len() == two.len() => {
            let mut places =
                (0..one.len()).filter_map(|at| Some((at, difference(&one[at], &two[at])?)));
            places.next().map(|(at, place)| format!("{at} · {place}"))
        }
        _ if found == expected => None,
        _ => Some(format!("found {found}, expected {expected}")),
    }
}
