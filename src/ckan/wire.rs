//! The dicts of CKAN's answers, with every member that real clients demand.

use serde_json::{Map, Value, json};

/// What a catalogue adds to the members of a dataset.
#[derive(Clone, Copy, Debug)]
pub struct DatasetFacts<'a> {
    /// `id`.
    pub id: &'a str,
    /// `metadata_created`: naive UTC, ISO 8601, microseconds, no zone.
    pub created: &'a str,
    /// `metadata_modified`, in the same form.
    pub modified: &'a str,
    /// `name`.
    pub name: &'a str,
    /// `title`.
    pub title: &'a str,
    /// `private`.
    pub private: bool,
    /// `state`.
    pub state: &'a str,
    /// `creator_user_id`.
    pub creator: Option<&'a str>,
    /// `owner_org`.
    pub owner: Option<&'a str>,
}

/// What a catalogue adds to the members of a resource.
#[derive(Clone, Copy, Debug)]
pub struct ResourceFacts<'a> {
    /// `id`.
    pub id: &'a str,
    /// `package_id`.
    pub dataset: &'a str,
    /// Place in the dataset, from 0.
    pub position: u32,
    /// ASCII file name in the download address.
    pub file_name: &'a str,
    /// Address of a link.
    pub link: &'a str,
    /// `url_type`.
    pub url_type: Option<&'a str>,
    /// `created`: naive UTC, ISO 8601, microseconds, no zone.
    pub created: &'a str,
    /// `last_modified`: when the file changed; empty where that is not known.
    pub last_modified: &'a str,
    /// `metadata_modified`: when anything changed.
    pub modified: &'a str,
    /// Rows of its DataStore table.
    pub rows: Option<u64>,
    /// Whether it was published from a release, which counts its rows itself.
    pub is_release: bool,
}

/// What is known of an organization.
#[derive(Clone, Copy, Debug)]
pub struct OrganizationFacts<'a> {
    /// `id`.
    pub id: &'a str,
    /// `name`.
    pub name: &'a str,
    /// `title`.
    pub title: &'a str,
    /// `created`: naive UTC, ISO 8601, microseconds, no zone.
    pub created: &'a str,
    /// `description`.
    pub description: &'a str,
    /// `image_url`.
    pub image_url: &'a str,
    /// `state`.
    pub state: &'a str,
}

/// A dataset dict: the stored members, what the catalogue knows, and the empty members that clients insist on.
pub fn dataset(
    members: &Map<String, Value>,
    facts: DatasetFacts<'_>,
    organization: Option<Value>,
    resources: Vec<Value>,
) -> Value {
    let mut dict = Map::from_iter([("id".to_owned(), json!(facts.id))]);
    dict.extend(
        members
            .iter()
            .map(|(key, value)| (key.clone(), value.clone())),
    );
    let tags = members
        .get("tags")
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    let rest = [
        ("organization", organization.unwrap_or(Value::Null)),
        ("name", json!(facts.name)),
        ("title", json!(facts.title)),
        ("private", json!(facts.private)),
        ("state", json!(facts.state)),
        ("owner_org", json!(facts.owner)),
        ("creator_user_id", json!(facts.creator)),
        ("metadata_created", json!(facts.created)),
        ("metadata_modified", json!(facts.modified)),
        ("num_resources", json!(resources.len())),
        ("num_tags", json!(tags)),
        ("relationships_as_subject", json!([])),
        ("relationships_as_object", json!([])),
        ("resources", Value::Array(resources)),
    ];
    dict.extend(rest.map(|(key, value)| (key.to_owned(), value)));
    Value::Object(dict)
}

/// A resource dict. `site` is the catalogue's address without a slash at the end.
pub fn resource(site: &str, members: &Map<String, Value>, facts: ResourceFacts<'_>) -> Value {
    let mut dict = Map::from_iter([
        ("id".to_owned(), json!(facts.id)),
        ("package_id".to_owned(), json!(facts.dataset)),
        ("position".to_owned(), json!(facts.position)),
    ]);
    dict.extend(
        members
            .iter()
            .map(|(key, value)| (key.clone(), value.clone())),
    );
    for key in ["mimetype_inner", "cache_url", "cache_last_updated"] {
        dict.entry(key).or_insert(Value::Null);
    }
    let changed = (!facts.last_modified.is_empty()).then_some(facts.last_modified);
    let rest = [
        ("url", json!(address(site, facts))),
        ("url_type", json!(facts.url_type)),
        ("created", json!(facts.created)),
        ("last_modified", json!(changed)),
        ("metadata_modified", json!(facts.modified)),
        ("state", json!("active")),
        ("datastore_active", json!(facts.rows.is_some())),
    ];
    dict.extend(rest.map(|(key, value)| (key.to_owned(), value)));
    if let Some(rows) = facts.rows.filter(|_| facts.is_release) {
        dict.insert("rows".to_owned(), json!(rows));
    }
    Value::Object(dict)
}

/// Where a resource leads: to its file, to all rows of its table, or elsewhere.
fn address(site: &str, facts: ResourceFacts<'_>) -> String {
    match facts.url_type {
        Some("upload") => download_address(site, facts.dataset, facts.id, facts.file_name),
        Some("datastore") => format!("{site}/datastore/dump/{}", facts.id),
        // CKAN takes an address without a scheme for one of the web.
        _ if !facts.link.is_empty() && !has_scheme(facts.link) => {
            format!("http://{}", facts.link.trim_start_matches('/'))
        }
        _ => facts.link.to_owned(),
    }
}

fn has_scheme(url: &str) -> bool {
    let legal = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    url.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(legal)
    })
}

/// The address of a file.
pub fn download_address(site: &str, dataset: &str, resource: &str, file_name: &str) -> String {
    format!("{site}/dataset/{dataset}/resource/{resource}/download/{file_name}")
}

/// The short organization dict that stands inside a dataset.
pub fn organization(facts: OrganizationFacts<'_>) -> Value {
    json!({
        "id": facts.id,
        "name": facts.name,
        "title": facts.title,
        "type": "organization",
        "description": facts.description,
        "image_url": facts.image_url,
        "created": facts.created,
        "is_organization": true,
        "approval_status": "approved",
        "state": facts.state,
    })
}

/// The organization dict of `organization_show` and of `organization_list` with `all_fields`.
pub fn organization_in_full(facts: OrganizationFacts<'_>, datasets: u64) -> Map<String, Value> {
    let mut dict = match organization(facts) {
        Value::Object(dict) => dict,
        _ => Map::new(),
    };
    let title = if facts.title.is_empty() {
        facts.name
    } else {
        facts.title
    };
    let rest = [
        ("display_name", json!(title)),
        ("image_display_url", json!(facts.image_url)),
        ("num_followers", json!(0)),
        ("package_count", json!(datasets)),
    ];
    dict.extend(rest.map(|(key, value)| (key.to_owned(), value)));
    dict
}
