//! A built file → a resource dict, and the columns of its DataStore table.

use serde_json::{Map, Value, json};

use crate::ckan::Error;
use crate::ckan::naming;
use crate::model::artifact::{Artifact, Release, Role};
use crate::model::dictionary::{Dictionary, Entry};
use crate::model::schema::{Field, Schema};

/// A file in CKAN's terms.
#[derive(Clone, Debug, PartialEq)]
pub struct MappedResource {
    /// `id`.
    pub id: String,
    /// Path of the file in the release's folder.
    pub path: String,
    /// File name in the download address, ASCII.
    pub file_name: String,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// The members of the resource dict.
    pub dict: Map<String, Value>,
    /// The columns of the DataStore table, for the CSV of a table.
    pub columns: Option<Vec<Column>>,
}

impl MappedResource {
    /// Rows that the built descriptor counts in the file, where it is a table's CSV.
    pub fn rows(&self) -> Option<u64> {
        self.dict.get("rows").and_then(Value::as_u64)
    }
}

/// One column of a DataStore table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The field of the schema.
    pub field: Field,
    /// DataStore's `info`: label, notes, unit and the rest of the dictionary.
    pub info: Map<String, Value>,
}

/// Maps a file of a release.
pub(crate) fn resource(release: &Release, file: &Artifact) -> Result<MappedResource, Error> {
    let dataset = &release.package.name;
    let table = match &file.resource {
        None => None,
        Some(name) => Some(
            release
                .package
                .resources
                .iter()
                .position(|it| it.name == *name)
                .ok_or_else(|| Error::UnknownTable {
                    path: file.path.clone(),
                    table: name.clone(),
                })?,
        ),
    };
    let entry = table.and_then(|index| release.package.resources.get(index));
    let is_rows = file.role == Role::Data && file.format.eq_ignore_ascii_case("csv");
    let columns = match entry
        .filter(|_| is_rows)
        .and_then(|entry| entry.schema.as_ref())
    {
        None => None,
        Some(schema) => Some(columns(
            schema,
            table.and_then(|index| release.dictionaries.get(index)),
        )?),
    };
    let title = entry.map(|entry| entry.title.clone().unwrap_or_else(|| entry.name.clone()));
    let mut dict = Map::new();
    let mut put = |key: &str, value: Value| dict.insert(key.to_owned(), value);
    put("name", json!(display_name(title.as_deref(), file)));
    put(
        "description",
        json!(description(
            entry.and_then(|it| it.description.as_deref()),
            file.role
        )),
    );
    put("format", json!(file.format));
    put(
        "mimetype",
        json!(file.media_type.split(';').next().unwrap_or_default().trim()),
    );
    put("size", json!(file.bytes));
    put("hash", json!(file.sha256));
    put(
        "hash_algorithm",
        json!("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
    );
    put(
        "resource_type",
        json!(if file.role == Role::Data {
            "file.upload"
        } else {
            "documentation"
        }),
    );
    put("role", json!(role_name(file.role)));
    put("table", json!(file.resource));
    put("datastore_active", json!(columns.is_some()));
    if let Some(rows) = entry.and_then(|entry| entry.rows).filter(|_| is_rows) {
        put("rows", json!(rows));
    }
    // The national catalogue's items of a table describe its data files; url and format are each file's own.
    if let Some(entry) = entry.filter(|_| file.role == Role::Data) {
        for (key, value) in &entry.gdc {
            if key.starts_with("resource_") {
                put(key, value.clone());
            }
        }
    }
    Ok(MappedResource {
        id: naming::resource_id(dataset, &file.path),
        path: file.path.clone(),
        file_name: naming::upload_name(&file.path),
        sha256: file.sha256.clone(),
        size: file.bytes,
        dict,
        columns,
    })
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Data => "data",
        Role::Schema => "schema",
        Role::Dictionary => "dictionary",
        Role::Metadata => "metadata",
        Role::Report => "report",
    }
}

fn display_name(title: Option<&str>, file: &Artifact) -> String {
    // Files of one role and format are told apart by what they are.
    let what = match (file.path.as_str(), file.role) {
        ("form1.xlsx", _) => "แบบฟอร์มที่ 1",
        ("form2.xlsx", _) => "แบบฟอร์มที่ 2",
        ("datapackage.json", _) => "คำอธิบายชุดข้อมูลแบบ Data Package",
        ("dcat.jsonld", _) => "คำอธิบายชุดข้อมูลแบบ DCAT",
        ("schema-org.jsonld", _) => "คำอธิบายชุดข้อมูลแบบ schema.org",
        ("changes.json", _) => "รายการที่เปลี่ยนจากไฟล์ต้นฉบับ",
        (_, role) => of_role(role),
    };
    let name = match (title, what) {
        (Some(title), "") => title.to_owned(),
        (Some(title), what) => format!("{what}: {title}"),
        (None, "") => file.path.clone(),
        (None, what) => what.to_owned(),
    };
    format!("{name} ({})", file.format)
}

fn of_role(role: Role) -> &'static str {
    match role {
        Role::Data => "",
        Role::Schema => "โครงสร้างข้อมูล",
        Role::Dictionary => "พจนานุกรมข้อมูล",
        Role::Metadata => "คำอธิบายชุดข้อมูล",
        Role::Report => "รายงานการตรวจสอบ",
    }
}

fn description(table: Option<&str>, role: Role) -> String {
    match (role, table) {
        (Role::Data, Some(text)) => text.to_owned(),
        _ => String::new(),
    }
}

fn columns(schema: &Schema, dictionary: Option<&Dictionary>) -> Result<Vec<Column>, Error> {
    let mut seen: Vec<String> = Vec::new();
    schema
        .fields
        .iter()
        .map(|field| {
            naming::check_field(&field.name)?;
            // SQLite, which holds the rows, does not tell `A` from `a` in a column's name.
            let folded = field.name.to_lowercase();
            if seen.contains(&folded) {
                return Err(Error::DuplicateField(field.name.clone()));
            }
            seen.push(folded);
            let entry = dictionary.and_then(|dictionary| dictionary.entry(&field.name));
            Ok(Column {
                info: info(field, entry),
                field: field.clone(),
            })
        })
        .collect()
}

/// DataStore's `info` of a column: CKAN shows `label` and `notes`, and keeps every other member as it is.
fn info(field: &Field, entry: Option<&Entry>) -> Map<String, Value> {
    let empty = Entry::default();
    let entry = entry.unwrap_or(&empty);
    let title = field.title.as_deref().unwrap_or_default();
    let first = |texts: &[&str]| {
        texts
            .iter()
            .copied()
            .find(|text| !text.is_empty())
            .unwrap_or_default()
            .to_owned()
    };
    let described = field.description.as_deref().unwrap_or_default();
    let members = [
        (
            "label",
            first(&[&entry.label_th, title, &entry.label_en, &field.name]),
        ),
        ("label_th", first(&[&entry.label_th, title])),
        ("label_en", entry.label_en.clone()),
        ("notes", first(&[&entry.description, described])),
        ("unit", entry.unit.clone()),
        ("required", entry.required.clone()),
        ("key", entry.key.clone()),
        ("codes", entry.allowed.clone()),
        ("missing", entry.missing.clone()),
        ("example", entry.example.clone()),
        ("source", entry.source.clone()),
        ("remark", entry.note.clone()),
        ("calendar", field.calendar.clone().unwrap_or_default()),
    ];
    members
        .into_iter()
        .filter(|(key, text)| *key == "label" || !text.is_empty())
        .map(|(key, text)| (key.to_owned(), Value::String(text)))
        .collect()
}
