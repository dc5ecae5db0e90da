//! A resource dict → a record of the shelf.

use serde_json::{Map, Value, json};

use crate::catalog::files::Arrived;
use crate::catalog::postgres::is_uuid;
use crate::catalog::record::Resource;
use crate::catalog::token;
use crate::ckan::envelope::Failure;
use crate::serve::edit::change::Change;
use crate::serve::edit::fields::{is_yes, text};
use crate::serve::edit::formats;

/// Members that the catalogue itself says.
const OWNED: [&str; 13] = [
    "id",
    "package_id",
    "position",
    "url",
    "url_type",
    "upload",
    "clear_upload",
    "created",
    "last_modified",
    "metadata_modified",
    "state",
    "datastore_active",
    "tracking_summary",
];
/// Members that every resource has; an update that leaves one out clears it.
const CLEARED: [&str; 4] = ["description", "mimetype", "mimetype_inner", "resource_type"];
/// Members that every resource has, and that stay where an update leaves them out.
const KEPT: [&str; 6] = [
    "name",
    "format",
    "hash",
    "size",
    "cache_url",
    "cache_last_updated",
];

/// A resource as it shall be, and the file that it brings.
pub(crate) struct Wanted {
    pub(crate) record: Resource,
    pub(crate) file: Option<Arrived>,
}

/// Where a resource stands, and how much its dict is believed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// `id` of the dataset.
    pub(crate) dataset: &'a str,
    /// From 0.
    pub(crate) position: u32,
    /// Whether a stated `size` counts although a file comes along: CKAN 2.11 believes it in `resource_create` alone.
    pub(crate) believes_size: bool,
    /// Whether the address says the media type: CKAN 2.11 asks it in every change of a dataset, not when it is made.
    pub(crate) guesses_media: bool,
}

/// Reads a dict. `held` is the resource that it changes. What is wrong is said by member.
pub(crate) fn read(
    change: &Change<'_>,
    dict: &Map<String, Value>,
    held: Option<&Resource>,
    place: Place<'_>,
) -> Result<Result<Wanted, Map<String, Value>>, Failure> {
    let mut wrong = Map::new();
    let stated = |key: &str| dict.get(key).and_then(text);
    let id = match (held, stated("id").filter(|id| !id.is_empty())) {
        (Some(held), _) => held.id.clone(),
        (None, None) => token::uuid()?,
        (None, Some(id)) => {
            if !is_uuid(&id) {
                wrong.insert("id".to_owned(), json!(["Invalid id provided"]));
            } else if change.writer.reader().resource(&id)?.is_some() {
                wrong.insert("id".to_owned(), json!(["Resource id already exists."]));
            }
            id
        }
    };
    let file = match dict.get("upload").and_then(Value::as_str) {
        Some(parameter) => change.take_file(parameter)?,
        None => None,
    };
    let (name, file) = file.map_or((None, None), |(name, file)| (Some(name), Some(file)));
    let mut record = blank(change, id, held, place);
    let url = stated("url").unwrap_or_default();
    address(&mut record, dict, url.trim(), name.as_deref(), held);
    record.members = members(dict, held, name.as_deref(), &url, &mut wrong);
    if name.is_none() && !place.guesses_media && !dict.contains_key("mimetype") {
        record.members.insert("mimetype".to_owned(), Value::Null);
    }
    if let Some(file) = &file {
        record.sha256.clone_from(&file.sha256);
        record.size = file.size;
        change.now.clone_into(&mut record.last_modified);
        if !(place.believes_size && dict.contains_key("size")) {
            record.members.insert("size".to_owned(), json!(file.size));
        }
    } else if let Some(moment) = stated("last_modified") {
        moment.clone_into(&mut record.last_modified);
    }
    if let Some(moment) = stated("created").filter(|_| held.is_none()) {
        record.created = moment;
    }
    // What is said again is no change: a release's resource stays as it was published.
    if let Some(held) = held.filter(|held| file.is_none() && is_same(held, &record)) {
        let position = record.position;
        record = held.clone();
        record.position = position;
    }
    Ok(if wrong.is_empty() {
        Ok(Wanted { record, file })
    } else {
        Err(wrong)
    })
}

fn is_same(held: &Resource, record: &Resource) -> bool {
    let said = |it: &Resource| {
        let members = it.members.iter();
        let said = members.filter(|(key, value)| !value.is_null() && *key != "datastore_active");
        said.map(|(key, value)| (key.clone(), value.clone()))
            .collect::<Map<String, Value>>()
    };
    held.link == record.link
        && held.url_type == record.url_type
        && held.file_name == record.file_name
        && held.last_modified == record.last_modified
        && said(held) == said(record)
}

fn blank(change: &Change<'_>, id: String, held: Option<&Resource>, place: Place<'_>) -> Resource {
    let now = change.now.to_owned();
    let known = held.cloned();
    let mut record = known.unwrap_or_else(|| Resource {
        id,
        dataset: place.dataset.to_owned(),
        position: 0,
        path: String::new(),
        file_name: String::new(),
        sha256: String::new(),
        size: 0,
        link: String::new(),
        url_type: None,
        members: Map::new(),
        created: now.clone(),
        last_modified: String::new(),
        modified: String::new(),
        rows: None,
    });
    record.position = place.position;
    record.modified = now;
    record
}

/// Where the resource leads: to a new file, to the file that it has, to a table alone, or elsewhere.
fn address(
    record: &mut Resource,
    dict: &Map<String, Value>,
    url: &str,
    upload: Option<&str>,
    held: Option<&Resource>,
) {
    if let Some(upload) = upload {
        record.file_name = formats::file_name(upload);
        record.url_type = Some("upload".to_owned());
        record.link.clear();
        return;
    }
    let clears = dict.get("clear_upload").is_some_and(is_yes);
    let stated = match dict.get("url_type") {
        None => held.and_then(|held| held.url_type.clone()),
        Some(value) => text(value),
    };
    record.url_type = if clears { Some(String::new()) } else { stated };
    if record.url_type.as_deref() == Some("upload") {
        // The address ends in the file's name. CKAN breaks the address where an update leaves it out; here the name stays.
        let last = url.rsplit('/').next().unwrap_or_default();
        if !last.is_empty() {
            record.file_name = formats::file_name(last);
        }
        record.link.clear();
    } else {
        record.file_name.clear();
        record.sha256.clear();
        record.size = 0;
        let is_table = record.url_type.as_deref() == Some("datastore");
        record.link = if is_table {
            String::new()
        } else {
            url.to_owned()
        };
    }
}

fn members(
    dict: &Map<String, Value>,
    held: Option<&Resource>,
    upload: Option<&str>,
    url: &str,
    wrong: &mut Map<String, Value>,
) -> Map<String, Value> {
    let stated = |key: &str| dict.get(key).and_then(text);
    let source = upload.unwrap_or(url);
    let mut members = Map::new();
    for key in KEPT {
        let before = held.and_then(|held| held.members.get(key)).cloned();
        let value = match (key, dict.get(key)) {
            ("hash", None) => before.or_else(|| Some(json!(""))),
            (_, None) => before,
            ("size", Some(value)) => size(value, wrong),
            (_, Some(value)) => Some(json!(text(value))),
        };
        members.insert(key.to_owned(), value.unwrap_or(Value::Null));
    }
    for key in CLEARED {
        members.insert(key.to_owned(), json!(stated(key)));
    }
    if !dict.contains_key("mimetype") {
        members.insert("mimetype".to_owned(), json!(formats::media_type(source)));
    }
    let format = members
        .get("format")
        .and_then(Value::as_str)
        .unwrap_or_default();
    // With an id of the client's own CKAN takes the call for an update, and guesses nothing.
    let guess = formats::media_type(source).filter(|_| stated("id").is_none_or(|id| id.is_empty()));
    let format = match format {
        "" => guess.map(formats::spelling).unwrap_or_default(),
        format => formats::spelling(format),
    };
    members.insert("format".to_owned(), json!(format));
    for (key, value) in dict {
        let known = KEPT.contains(&key.as_str()) || CLEARED.contains(&key.as_str());
        if !known && !OWNED.contains(&key.as_str()) {
            members.insert(key.clone(), value.clone());
        }
    }
    members
}

/// Bytes, as a number or as a text of digits.
fn size(value: &Value, wrong: &mut Map<String, Value>) -> Option<Value> {
    let number = match value {
        Value::Null => return None,
        Value::String(text) if text.is_empty() => return None,
        Value::String(text) => text.trim().parse::<i64>().ok(),
        other => other.as_i64(),
    };
    if number.is_none() {
        wrong.insert("size".to_owned(), json!(["Invalid integer"]));
    }
    number.map(|number| json!(number))
}
