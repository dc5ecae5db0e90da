//! The files of a dataset and the columns of their tables on one portal.

use serde_json::{Map, Value};

use crate::ckan::fit::checks::{self, Place};
use crate::ckan::fit::{Findings, is_blank, labels, listed, shaped, text};
use crate::ckan::mapping::Mapped;
use crate::ckan::naming;
use crate::ckan::portal::Portal;
use crate::ckan::resource::{Column, MappedResource};
use crate::ckan::scheming::{DatasetSchema, Holds};
use crate::ckan::wanted::{PATH, WantedColumn, WantedResource};
use crate::model::language::{Message, say};

/// Members of a mapped file that a portal measures itself, or that are written anew here.
const APART: [&str; 4] = ["size", "hash", "hash_algorithm", "datastore_active"];
/// Members of a file that a portal gives by itself when it takes an upload.
const GIVEN: [&str; 4] = ["url", "id", "package_id", "upload"];
/// Most columns of a table: PostgreSQL holds 1,600, and CKAN adds `_id` and `_full_text`.
const COLUMNS: usize = 1598;
/// Longest name of an upload: CKAN cuts a longer one.
const FILE_NAME: usize = 100;

/// The files with their MD5, which CKAN's own loaders take as the sign that a table needs no loading.
pub(super) fn files(
    mapped: &Mapped,
    portal: &Portal,
    digests: &dyn Fn(&str) -> Option<String>,
    found: &mut Findings,
) -> Vec<WantedResource> {
    let mut without_table = Vec::new();
    let mut files = Vec::new();
    for resource in &mapped.resources {
        let md5 = digests(&resource.path).unwrap_or_default();
        if md5.is_empty() {
            unreadable(&resource.path, found);
        }
        check_upload(resource, found);
        let table = match &resource.columns {
            Some(columns) if portal.features.datastore => Some(table(resource, columns, found)),
            Some(_) => {
                without_table.push(resource.path.clone());
                None
            }
            None => None,
        };
        files.push(WantedResource {
            path: resource.path.clone(),
            file_name: resource.file_name.clone(),
            media_type: resource.dict.get("mimetype").map(text).unwrap_or_default(),
            sha256: resource.sha256.clone(),
            size: resource.size,
            members: members(resource, &md5, portal, found),
            md5,
            rows: table.as_ref().and_then(|_| resource.rows()),
            table,
        });
    }
    if !without_table.is_empty() {
        let Message { th, en } = listed(&without_table);
        found.note(
            "datastore",
            say!(
                th: "พอร์ทัลไม่มี DataStore จึงเผยแพร่เป็นไฟล์เท่านั้น ไม่มี API รายแถวและไม่มีพจนานุกรมข้อมูลในพอร์ทัล: {th}",
                en: "the portal has no DataStore, so there will be files only, no rows over the API and no data dictionary on the portal: {en}"
            ),
        );
    }
    files
}

fn unreadable(path: &str, found: &mut Findings) {
    found.problem(
        path,
        say!(th: "อ่านไฟล์ {path} ไม่ได้", en: "the file {path} cannot be read"),
        say!(
            th: "สร้างชุดข้อมูลใหม่ด้วยคำสั่ง build แล้วเผยแพร่อีกครั้ง",
            en: "build the dataset again, then publish it"
        ),
    );
}

fn check_upload(resource: &MappedResource, found: &mut Findings) {
    let name = &resource.file_name;
    if name.is_ascii() && (1..=FILE_NAME).contains(&name.len()) {
        return;
    }
    found.problem(
        &resource.path,
        say!(
            th: "CKAN จะเปลี่ยนชื่อไฟล์ \"{name}\"",
            en: "CKAN would change the file name \"{name}\""
        ),
        say!(
            th: "ตั้งชื่อตารางใน datapackage.json เป็นภาษาอังกฤษ ไม่เกิน {FILE_NAME} ตัวรวมนามสกุล",
            en: "give the table an ASCII name in datapackage.json, at most {FILE_NAME} characters with the extension"
        ),
    );
}

/// The members of the resource dict: texts, since an upload carries nothing else, or lists of texts where the schema of the portal
/// wants them.
fn members(
    resource: &MappedResource,
    md5: &str,
    portal: &Portal,
    found: &mut Findings,
) -> Map<String, Value> {
    let schema = portal.schema.as_ref();
    let field = |key: &str| schema?.resource_field(key);
    let mut members = Map::new();
    for (key, value) in &resource.dict {
        // An empty description is sent, so that an older one goes.
        if APART.contains(&key.as_str()) || is_blank(value) && key != "description" {
            continue;
        }
        let (holds, choices) = field(key).map_or((Holds::Text, &[][..]), |field| {
            (field.holds, field.choices.as_slice())
        });
        members.insert(key.clone(), shaped(value, holds, choices));
    }
    for (key, value) in [
        ("hash", md5),
        ("sha256", &resource.sha256),
        (PATH, &resource.path),
    ] {
        members.insert(key.to_owned(), Value::String(value.to_owned()));
    }
    for (key, value) in &members {
        let place = Place {
            path: format!("{}: {key}", resource.path),
            label: labels::label(key, field(key)),
        };
        checks::characters(&place, value, true, found);
        if checks::is_day(key, field(key)) {
            checks::day(&place, &text(value), field(key).is_some(), found);
        }
        if let Some(field) = field(key) {
            checks::choices(&place, value, field, found);
        }
    }
    missing(resource, &members, schema, found);
    members
}

fn missing(
    resource: &MappedResource,
    members: &Map<String, Value>,
    schema: Option<&DatasetSchema>,
    found: &mut Findings,
) {
    for field in schema.iter().flat_map(|schema| &schema.resource_fields) {
        let name = field.name.as_str();
        let is_there = members.get(name).is_some_and(|value| !is_blank(value));
        if field.is_required && !is_there && !GIVEN.contains(&name) {
            checks::missing(&format!("{}: {name}", resource.path), field, found);
        }
    }
}

fn table(resource: &MappedResource, columns: &[Column], found: &mut Findings) -> Vec<WantedColumn> {
    let path = &resource.path;
    let count = columns.len();
    if count > COLUMNS {
        found.problem(
            path,
            say!(
                th: "ตารางมี {count} คอลัมน์ DataStore รับไม่เกิน {COLUMNS} คอลัมน์",
                en: "the table has {count} columns, a DataStore holds at most {COLUMNS}"
            ),
            say!(
                th: "แปลงตารางจากแนวกว้างเป็นแนวยาวด้วยขั้น melt ในแผนการจัดระเบียบ หรือแบ่งเป็นหลายตาราง",
                en: "turn the wide table into a long one by the step melt of a tidying plan, or divide it"
            ),
        );
    }
    let mut folded: Vec<String> = Vec::with_capacity(count);
    for column in columns {
        check_column(path, column, &mut folded, found);
    }
    let column = |column: &Column| WantedColumn {
        id: column.field.name.clone(),
        kind: column.field.kind.datastore(),
        field: column.field.clone(),
        info: column.info.clone(),
    };
    columns.iter().map(column).collect()
}

fn check_column(path: &str, column: &Column, folded: &mut Vec<String>, found: &mut Findings) {
    let name = &column.field.name;
    let place = format!("{path}: {name}");
    // PostgreSQL tells `A` from `a`; spreadsheets, databases and people who take the table over do not.
    let fold = name.to_lowercase();
    let repeats = folded.contains(&fold);
    folded.push(fold);
    if repeats || naming::check_field(name).is_err() {
        found.problem(
            &place,
            if repeats {
                say!(
                    th: "ชื่อฟิลด์ \"{name}\" ซ้ำกับฟิลด์อื่นในตาราง (ไม่นับตัวพิมพ์เล็กใหญ่)",
                    en: "the field name \"{name}\" stands twice in the table (capitals not told apart)"
                )
            } else {
                say!(
                    th: "DataStore ใช้ชื่อฟิลด์ \"{name}\" ไม่ได้",
                    en: "a DataStore does not take the field name \"{name}\""
                )
            },
            say!(
                th: "ตั้งชื่อฟิลด์ใน schema เป็น snake_case ภาษาอังกฤษที่ไม่ซ้ำกัน ยาวไม่เกิน 63 ไบต์ ไม่ขึ้นต้นด้วยขีดล่าง",
                en: "give the field a unique ASCII snake_case name of at most 63 bytes in the schema, not beginning with an underscore"
            ),
        );
    }
    for (key, value) in &column.info {
        let info = Place {
            path: format!("{place}.{key}"),
            label: labels::label(key, None),
        };
        checks::characters(&info, value, true, found);
    }
}
