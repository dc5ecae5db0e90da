//! A dataset: what it is, its files, how a program reads it.

use askama::Template;
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::Value;

use crate::catalog::record::{Dataset, Organization, Resource};
use crate::ckan::wire::download_address;
use crate::serve::error::Error;
use crate::serve::form;
use crate::serve::pages::items::ITEMS;
use crate::serve::pages::language::Visitor;
use crate::serve::pages::search::title;
use crate::serve::pages::{respond, show};
use crate::serve::state::State;

/// A table of the dataset with the files that it comes in.
struct Table {
    title: String,
    description: String,
    address: String,
    rows: Option<String>,
    files: Vec<File>,
}

struct File {
    name: String,
    format: String,
    size: String,
    address: String,
}

#[derive(Template)]
#[template(path = "dataset.html")]
struct Page<'a> {
    v: &'a Visitor,
    name: String,
    title: String,
    other_title: String,
    notes: String,
    organization: Option<Organization>,
    modified: String,
    release: u32,
    license: (String, Option<String>),
    contact: (String, String),
    url: String,
    tags: Vec<(String, String)>,
    items: Vec<(&'static str, String)>,
    tables: Vec<Table>,
    documents: Vec<File>,
    site: String,
    first_table: Option<String>,
}

type Found = (Dataset, Option<Organization>, Vec<Resource>);

/// `/dataset/<name>`; an id leads to the name.
pub(crate) async fn page(
    Extract(state): Extract<State>,
    Path(name): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let visitor = Visitor::of(&uri, &headers);
    let wanted = name.clone();
    let found = state
        .read(move |reader| {
            let dataset = reader.dataset(&wanted)?.ok_or(Error::NotFound)?;
            let unit = match &dataset.organization {
                Some(id) => reader.organization(id)?,
                None => None,
            };
            let resources = reader.resources(&dataset.id)?;
            Ok((dataset, unit, resources))
        })
        .await;
    match found {
        Ok((dataset, ..)) if dataset.name != name => {
            let query = uri
                .query()
                .map(|query| format!("?{query}"))
                .unwrap_or_default();
            let address = format!("/dataset/{}{query}", dataset.name);
            // 302, as CKAN does; axum's own redirects are 303, 307 and 308.
            (
                axum::http::StatusCode::FOUND,
                Redirect::temporary(&address)
                    .into_response()
                    .headers()
                    .clone(),
            )
                .into_response()
        }
        found => respond(
            &visitor,
            found.map(|found| view(&visitor, state.site(&headers), found)),
        ),
    }
}

fn view(v: &Visitor, site: String, (dataset, organization, resources): Found) -> Page<'_> {
    let text = |key: &str| {
        dataset
            .members
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let shown = title(v, &dataset);
    let tags = dataset
        .members
        .get("tags")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let tables = tables(v, &dataset, &resources);
    // What no table lists stands by itself: nothing of a dataset is left out.
    let loose = resources.iter().filter(|it| {
        let mut tables = resources.iter().filter(|rows| rows.rows.is_some());
        !tables.any(|rows| belongs(it, rows))
    });
    Page {
        v,
        other_title: if shown == dataset.title {
            String::new()
        } else {
            dataset.title.clone()
        },
        title: shown,
        notes: text("notes"),
        modified: show::day(&dataset.modified, v.language),
        release: dataset.release,
        license: (
            text("license_title"),
            Some(text("license_url")).filter(|url| is_web(url)),
        ),
        contact: (text("maintainer"), text("maintainer_email")),
        url: Some(text("url"))
            .filter(|url| is_web(url))
            .unwrap_or_default(),
        tags: tags
            .filter_map(|tag| tag.get("name")?.as_str())
            .map(|tag| {
                (
                    tag.to_owned(),
                    format!("/dataset?tags={}", form::escape(tag)),
                )
            })
            .collect(),
        items: items(v, &dataset),
        documents: loose.map(|it| file(v, &dataset, it)).collect(),
        first_table: resources
            .iter()
            .find(|it| it.rows.is_some())
            .map(|it| it.id.clone()),
        name: dataset.name,
        organization,
        tables,
        site,
    }
}

/// Where a resource leads: to its file or to the web; none where it has neither.
pub(crate) fn address(dataset: &Dataset, it: &Resource) -> Option<String> {
    if it.sha256.is_empty() {
        Some(it.link.clone()).filter(|link| is_web(link))
    } else {
        let name = &dataset.name;
        Some(download_address("", name, &it.id, &it.file_name))
    }
}

/// An address that a browser may be sent to: a descriptor or a client could have said `javascript:`.
pub(crate) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn items(v: &Visitor, dataset: &Dataset) -> Vec<(&'static str, String)> {
    let value = |key: &str| match dataset.members.get(key)? {
        Value::Array(items) => Some(
            items
                .iter()
                .filter_map(Value::as_str)
                .collect::<Vec<_>>()
                .join(", "),
        ),
        Value::String(text) => Some(match text.as_str() {
            "True" => v.say("ใช่", "Yes").to_owned(),
            "False" => v.say("ไม่ใช่", "No").to_owned(),
            text => text.to_owned(),
        }),
        _ => None,
    };
    ITEMS
        .iter()
        .filter_map(|(key, th, en)| {
            value(key)
                .filter(|it| !it.is_empty())
                .map(|it| (v.say(th, en), it))
        })
        .collect()
}

/// Whether a file is one of those in which a table comes: a release says so by the table's name.
fn belongs(file: &Resource, rows: &Resource) -> bool {
    let table = rows.text("table");
    file.id == rows.id || !table.is_empty() && file.text("table") == table
}

/// The files of each table under the title of its rows.
fn tables(v: &Visitor, dataset: &Dataset, resources: &[Resource]) -> Vec<Table> {
    resources
        .iter()
        .filter(|it| it.rows.is_some())
        .map(|rows| Table {
            title: show::name(rows).trim_end_matches(" (CSV)").to_owned(),
            description: rows.text("description").to_owned(),
            address: format!("/dataset/{}/resource/{}", dataset.name, rows.id),
            rows: rows.rows.map(show::count),
            files: resources
                .iter()
                .filter(|it| belongs(it, rows))
                .map(|it| file(v, dataset, it))
                .collect(),
        })
        .collect()
}

/// A file, said in the visitor's language: the names of the catalogue are Thai.
fn file(v: &Visitor, dataset: &Dataset, it: &Resource) -> File {
    let name = match it.text("role") {
        "data" => v.say("ข้อมูล", "Data"),
        "schema" => v.say("โครงสร้างข้อมูล", "Schema"),
        "dictionary" => v.say("พจนานุกรมข้อมูล", "Data dictionary"),
        "metadata" => v.say("คำอธิบายชุดข้อมูล", "Metadata"),
        "report" => v.say("รายงานการตรวจสอบ", "Report of the check"),
        _ => show::name(it),
    };
    let name = match it.file_name.as_str() {
        "" => name.to_owned(),
        file if file == name => name.to_owned(),
        file => format!("{name} · {file}"),
    };
    File {
        name,
        format: it.text("format").to_owned(),
        size: if it.sha256.is_empty() {
            String::new()
        } else {
            show::size(it.size)
        },
        address: address(dataset, it)
            .unwrap_or_else(|| format!("/dataset/{}/resource/{}", dataset.name, it.id)),
    }
}
