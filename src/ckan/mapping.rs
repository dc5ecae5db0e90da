//! A built dataset → the dataset dict that a catalogue stores.

use serde_json::{Map, Value, json};

use crate::ckan::Error;
use crate::ckan::licenses;
use crate::ckan::naming;
use crate::ckan::resource::{MappedResource, resource};
use crate::model::artifact::Release;
use crate::model::package::Package;

/// Items of the national catalogue that hold several values; they travel as arrays, also when there is one.
const SEVERAL: [&str; 4] = ["objective", "data_format", "data_language", "disaggregate"];
/// Members of a dataset dict that `thai-gdc` must not set: they are derived, or belong to the catalogue.
const OWNED: [&str; 21] = [
    "id",
    "name",
    "title",
    "type",
    "state",
    "private",
    "owner_org",
    "organization",
    "resources",
    "tags",
    "tag_string",
    "extras",
    "groups",
    "isopen",
    "license_title",
    "license_url",
    "num_resources",
    "num_tags",
    "metadata_created",
    "metadata_modified",
    "creator_user_id",
];

/// A dataset in CKAN's terms, without what only the catalogue knows: times and addresses.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapped {
    /// The dataset's `id`.
    pub id: String,
    /// The publishing unit; none where the descriptor names none.
    pub organization: Option<Unit>,
    /// The members of the dataset dict.
    pub package: Map<String, Value>,
    /// The files, in the order of the build.
    pub resources: Vec<MappedResource>,
}

/// An organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// `id`.
    pub id: String,
    /// `name`.
    pub name: String,
    /// `title`.
    pub title: String,
}

/// Maps a built dataset.
pub fn dataset(release: &Release) -> Result<Mapped, Error> {
    let package = &release.package;
    naming::check_name(&package.name)?;
    let organization = organization(package);
    let resources = release
        .files
        .iter()
        .map(|file| resource(release, file))
        .collect::<Result<_, _>>()?;
    Ok(Mapped {
        id: naming::dataset_id(&package.name),
        package: members(package, organization.as_ref()),
        organization,
        resources,
    })
}

fn organization(package: &Package) -> Option<Unit> {
    let publisher = package
        .contributors
        .iter()
        .find(|unit| unit.roles.iter().any(|role| role == "publisher"));
    let declared = package
        .gdc_text("owner_org")
        .filter(|name| !name.is_empty());
    let title = publisher
        .map(|unit| unit.title.clone())
        .or_else(|| declared.clone())?;
    let name = declared
        .filter(|name| naming::check_name(name).is_ok())
        .unwrap_or_else(|| naming::organization_name(&title));
    Some(Unit {
        id: naming::identifier("organization", &name),
        name,
        title,
    })
}

fn members(package: &Package, organization: Option<&Unit>) -> Map<String, Value> {
    let gdc = |key: &str| package.gdc_text(key).filter(|text| !text.is_empty());
    let person = |role: &str| {
        package
            .contributors
            .iter()
            .find(|unit| unit.roles.iter().any(|it| it == role))
    };
    let (contact, creator) = (person("contact"), person("creator"));
    let mut dict = Map::new();
    let mut put = |key: &str, value: Value| dict.insert(key.to_owned(), value);
    put("name", json!(package.name));
    put(
        "title",
        json!(if package.title.is_empty() {
            &package.name
        } else {
            &package.title
        }),
    );
    put(
        "notes",
        json!(
            package
                .description
                .clone()
                .or_else(|| gdc("notes"))
                .unwrap_or_default()
        ),
    );
    put(
        "url",
        json!(package.homepage.clone().or_else(|| gdc("url"))),
    );
    put("version", json!(package.version));
    put("author", json!(creator.map(|unit| &unit.title)));
    put(
        "author_email",
        json!(creator.and_then(|unit| unit.email.as_ref())),
    );
    put(
        "maintainer",
        json!(gdc("maintainer").or_else(|| contact.map(|unit| unit.title.clone()))),
    );
    put(
        "maintainer_email",
        json!(gdc("maintainer_email").or_else(|| contact.and_then(|unit| unit.email.clone()))),
    );
    license(package, &mut dict);
    let mut put = |key: &str, value: Value| dict.insert(key.to_owned(), value);
    put("private", json!(false));
    put("state", json!("active"));
    put("type", json!("dataset"));
    put("owner_org", json!(organization.map(|unit| &unit.id)));
    put("tags", Value::Array(tags(package)));
    put("groups", json!([]));
    put("extras", Value::Array(extras(package)));
    for (key, value) in &package.gdc {
        if !OWNED.contains(&key.as_str()) && !dict.contains_key(key) {
            dict.insert(key.clone(), national(key, value));
        }
    }
    dict
}

fn license(package: &Package, dict: &mut Map<String, Value>) {
    let first = package.licenses.first();
    let declared = package
        .gdc_text("license_id")
        .filter(|text| !text.is_empty());
    let named = declared
        .or_else(|| first.and_then(|license| license.name.clone()))
        .or_else(|| first.and_then(|license| license.title.clone()));
    let known = named
        .as_deref()
        .map_or_else(|| licenses::find("notspecified"), licenses::find);
    let id = known
        .map(|license| license.id.to_owned())
        .or_else(|| named.clone())
        .unwrap_or_default();
    let title = known.map_or_else(|| id.clone(), |license| license.title.to_owned());
    let url = first
        .and_then(|license| license.path.clone())
        .or_else(|| known.map(|license| license.url.to_owned()))
        .filter(|url| !url.is_empty());
    dict.insert("license_id".to_owned(), json!(id));
    dict.insert("license_title".to_owned(), json!(title));
    // CKAN leaves the member out where a licence has no address; harvesters refuse a null here.
    if let Some(url) = url {
        dict.insert("license_url".to_owned(), json!(url));
    }
    dict.insert(
        "isopen".to_owned(),
        json!(known.is_some_and(|license| license.open)),
    );
}

/// Sorted by name, each once, as CKAN gives them back.
fn tags(package: &Package) -> Vec<Value> {
    let stated = package.gdc_text("tag_string").unwrap_or_default();
    let mut names: Vec<&str> = if package.keywords.is_empty() {
        stated.split(',').collect()
    } else {
        package.keywords.iter().map(String::as_str).collect()
    };
    names = names
        .into_iter()
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .map(|name| {
            json!({
                "id": naming::identifier("tag", name),
                "name": name,
                "display_name": name,
                "state": "active",
                "vocabulary_id": null,
            })
        })
        .collect()
}

/// What CKAN has no member for. Values are texts: CKAN keeps nothing else. Sorted by key, as CKAN 2.10 and 2.11 do.
fn extras(package: &Package) -> Vec<Value> {
    let mut extras = Vec::new();
    let sources: Vec<&str> = package
        .sources
        .iter()
        .map(|source| source.title.as_str())
        .collect();
    if !sources.is_empty() {
        extras.push(json!({"key": "source", "value": sources.join("; ")}));
    }
    if let Some(title) = package.title_en.as_ref().filter(|title| !title.is_empty()) {
        extras.push(json!({"key": "title_en", "value": title}));
    }
    extras
}

/// A value of the national catalogue in the form that its schema stores: texts, or arrays of texts.
fn national(key: &str, value: &Value) -> Value {
    match value {
        Value::Bool(true) => json!("True"),
        Value::Bool(false) => json!("False"),
        Value::Number(number) => json!(number.to_string()),
        Value::String(text) if SEVERAL.contains(&key) => {
            json!(
                text.split(',')
                    .map(str::trim)
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
            )
        }
        other => other.clone(),
    }
}
