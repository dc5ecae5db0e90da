//! A file: its rows in pages, its dictionary, how a program reads it.

use askama::Template;
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use crate::catalog::datastore::{ROW_ID, Rows};
use crate::catalog::record::{Dataset, Field, Resource, Table};
use crate::model::schema::FieldType;
use crate::serve::error::Error;
use crate::serve::pages::dataset::address;
use crate::serve::pages::language::Visitor;
use crate::serve::pages::search::title;
use crate::serve::pages::{respond, show};
use crate::serve::records::text_cell;
use crate::serve::state::State;

/// Rows on one page.
const PAGE: u32 = 50;
/// Columns of the preview: a page with hundreds is of no use; the files have them all.
const COLUMNS: usize = 60;

/// A line of the dictionary.
struct Entry {
    name: String,
    label: String,
    kind: &'static str,
    unit: String,
    notes: String,
    codes: String,
    missing: String,
}

struct Preview {
    /// Name, label, whether the values are numbers.
    columns: Vec<(String, String, bool)>,
    /// Text, whether it is a number.
    rows: Vec<Vec<(String, bool)>>,
    range: String,
    total: String,
    previous: Option<String>,
    next: Option<String>,
    hidden: usize,
}

#[derive(Template)]
#[template(path = "resource.html")]
struct Page<'a> {
    v: &'a Visitor,
    id: String,
    title: String,
    description: String,
    dataset: (String, String),
    format: String,
    size: String,
    sha256: String,
    modified: String,
    /// Where the file is, here or elsewhere; none for a table alone.
    download: Option<String>,
    is_file: bool,
    preview: Option<Preview>,
    dictionary: Vec<Entry>,
    site: String,
}

type Found = (Dataset, Resource, Option<(Table, Vec<Vec<String>>, u64)>);

/// `/dataset/<name>/resource/<id>`
pub(crate) async fn page(
    Extract(state): Extract<State>,
    Path((name, id)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let visitor = Visitor::of(&uri, &headers);
    let offset = visitor.get("offset").parse::<u64>().unwrap_or(0);
    let found = state
        .read(move |reader| {
            let dataset = reader.dataset(&name)?.ok_or(Error::NotFound)?;
            let resource = reader
                .resource(&id)?
                .filter(|it| it.dataset == dataset.id)
                .ok_or(Error::NotFound)?;
            let Some(table) = reader.table(&resource.id)? else {
                return Ok((dataset, resource, None));
            };
            let after = if offset == 0 || reader.is_numbered(&table)? {
                i64::try_from(offset).unwrap_or(i64::MAX)
            } else {
                reader.row_number(&table, offset)?
            };
            let columns = table
                .fields
                .iter()
                .take(COLUMNS)
                .map(|field| field.id.clone());
            let query = Rows {
                columns: [ROW_ID.to_owned()].into_iter().chain(columns).collect(),
                after: Some(after),
                limit: PAGE,
                ..Rows::default()
            };
            let rows = reader.table_rows(&table, &query)?;
            let rows = rows
                .iter()
                .map(|row| row.iter().map(text_cell).collect())
                .collect();
            Ok((dataset, resource, Some((table, rows, offset))))
        })
        .await;
    respond(
        &visitor,
        found.map(|found| view(&visitor, state.site(&headers), found)),
    )
}

fn view(v: &Visitor, site: String, (dataset, resource, table): Found) -> Page<'_> {
    let dictionary = table
        .iter()
        .flat_map(|(table, ..)| &table.fields)
        .map(|field| Entry {
            name: field.id.clone(),
            label: label(v, field),
            kind: match &field.native {
                Some(native) => native.kind.name(),
                None => field.kind.as_str(),
            },
            unit: field.text("unit").to_owned(),
            notes: field.text("notes").to_owned(),
            codes: field.text("codes").to_owned(),
            missing: field.text("missing").to_owned(),
        });
    Page {
        v,
        dictionary: dictionary.collect(),
        title: show::name(&resource).to_owned(),
        description: resource.text("description").to_owned(),
        dataset: (dataset.name.clone(), title(v, &dataset)),
        format: resource.text("format").to_owned(),
        size: if resource.sha256.is_empty() {
            String::new()
        } else {
            show::size(resource.size)
        },
        sha256: resource.sha256.clone(),
        modified: show::day(
            Some(&resource.last_modified)
                .filter(|it| !it.is_empty())
                .unwrap_or(&resource.modified),
            v.language,
        ),
        download: address(&dataset, &resource),
        is_file: !resource.sha256.is_empty(),
        preview: table.map(|(table, rows, offset)| preview(v, &table, rows, offset)),
        id: resource.id,
        site,
    }
}

fn label(v: &Visitor, field: &Field) -> String {
    let english = Some(field.text("label_en"))
        .filter(|label| !label.is_empty())
        .unwrap_or(field.text("label"));
    v.say(field.text("label"), english).to_owned()
}

fn preview(v: &Visitor, table: &Table, rows: Vec<Vec<String>>, offset: u64) -> Preview {
    let is_number = |field: &Field| {
        matches!(
            field.kind,
            FieldType::Integer | FieldType::Year | FieldType::Number
        )
    };
    let shown = || table.fields.iter().take(COLUMNS);
    let marks: Vec<bool> = [true].into_iter().chain(shown().map(is_number)).collect();
    let length = rows.len() as u64;
    let to = |offset: u64| v.address(&[("offset", &offset.to_string())]);
    Preview {
        columns: shown()
            .map(|field| (field.id.clone(), label(v, field), is_number(field)))
            .collect(),
        range: if length == 0 {
            "0".to_owned()
        } else {
            format!(
                "{}–{}",
                show::count(offset.saturating_add(1)),
                show::count(offset.saturating_add(length))
            )
        },
        rows: rows
            .into_iter()
            .map(|row| row.into_iter().zip(marks.iter().copied()).collect())
            .collect(),
        total: show::count(table.rows),
        previous: (offset > 0).then(|| to(offset.saturating_sub(u64::from(PAGE)))),
        next: (offset.saturating_add(length) < table.rows && length > 0)
            .then(|| to(offset.saturating_add(length))),
        hidden: table.fields.len().saturating_sub(COLUMNS),
    }
}
