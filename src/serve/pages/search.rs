//! The home page and the search for datasets.

use askama::Template;
use axum::extract::State as Extract;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use crate::catalog::query::{Expression, parse, words};
use crate::catalog::reader::Reader;
use crate::catalog::search::{Key, Search};
use crate::catalog::viewer::Included;
use crate::ckan::licenses;
use crate::serve::error::Error;
use crate::serve::pages::language::Visitor;
use crate::serve::pages::{respond, show};
use crate::serve::state::State;

/// Datasets on one page.
const PAGE: u32 = 20;
/// Values of a facet that are shown.
const VALUES: u32 = 12;
/// The facets: parameter of the address, field of the index, heading in Thai and English.
const FACETS: [(&str, &str, &str, &str); 4] = [
    ("organization", "organization", "องค์กร", "Organization"),
    ("tags", "tags", "คำสำคัญ", "Tag"),
    ("res_format", "res_format", "รูปแบบไฟล์", "Format"),
    ("license_id", "license_id", "สัญญาอนุญาต", "Licence"),
];

/// A dataset in a list.
pub(crate) struct Hit {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) notes: String,
    pub(crate) organization: String,
    pub(crate) modified: String,
    pub(crate) formats: Vec<String>,
}

struct Facet {
    title: &'static str,
    values: Vec<Value>,
}

struct Value {
    label: String,
    count: String,
    address: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    v: &'a Visitor,
    datasets: String,
    files: String,
    rows: String,
    organizations: Vec<(String, String, String)>,
    hits: Vec<Hit>,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Results<'a> {
    v: &'a Visitor,
    count: String,
    none: bool,
    hits: Vec<Hit>,
    facets: Vec<Facet>,
    sort: String,
    hidden: Vec<(&'static str, String)>,
    previous: Option<String>,
    next: Option<String>,
}

/// `/`
pub(crate) async fn home(Extract(state): Extract<State>, uri: Uri, headers: HeaderMap) -> Response {
    let visitor = Visitor::of(&uri, &headers);
    let view = visitor.clone();
    let page = state
        .read(move |reader| {
            let sort = vec![(Key::Modified, true)];
            let latest = Search {
                query: Expression::All,
                filters: Vec::new(),
                sort,
                limit: PAGE,
                offset: 0,
                included: Included::default(),
            };
            let units = reader
                .organizations()?
                .into_iter()
                .filter(|(_, datasets)| *datasets > 0);
            let organizations = units
                .map(|(unit, datasets)| {
                    let title = show::unit(&unit).to_owned();
                    (unit.name, title, show::count(datasets))
                })
                .collect();
            let hits = hits(reader, &view, &reader.search(&latest)?.ids)?;
            let (files, rows) = reader.totals()?;
            Ok((
                show::count(reader.count()?),
                show::count(files),
                show::count(rows),
                organizations,
                hits,
            ))
        })
        .await;
    let page = page.map(|(datasets, files, rows, organizations, hits)| Home {
        v: &visitor,
        datasets,
        files,
        rows,
        organizations,
        hits,
    });
    respond(&visitor, page)
}

/// `/dataset?q=`
pub(crate) async fn datasets(
    Extract(state): Extract<State>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let visitor = Visitor::of(&uri, &headers);
    let view = visitor.clone();
    let number = visitor
        .get("page")
        .parse::<u32>()
        .unwrap_or(1)
        .clamp(1, 100_000);
    let found = state
        .read(move |reader| {
            let search = search(&view, number);
            let found = reader.search(&search)?;
            let facets = FACETS
                .iter()
                .map(|facet| facet_of(reader, &view, &search, facet));
            let facets = facets.collect::<Result<Vec<_>, Error>>()?;
            Ok((found.count, hits(reader, &view, &found.ids)?, facets))
        })
        .await;
    let to = |page: u32| visitor.address(&[("page", &page.to_string())]);
    let page = found.map(|(count, hits, facets)| Results {
        v: &visitor,
        count: show::count(count),
        none: count == 0,
        hits,
        facets,
        sort: visitor.get("sort").to_owned(),
        hidden: FACETS
            .iter()
            .map(|(param, ..)| (*param, visitor.get(param).to_owned()))
            .filter(|(_, value)| !value.is_empty())
            .collect(),
        previous: (number > 1).then(|| to(number - 1)),
        next: (u64::from(number) * u64::from(PAGE) < count).then(|| to(number + 1)),
    });
    respond(&visitor, page)
}

fn search(visitor: &Visitor, page: u32) -> Search {
    // What a person types is first read as a query; what is none is looked for word by word.
    let text = visitor.get("q");
    let filters = FACETS
        .iter()
        .filter(|(param, ..)| !visitor.get(param).is_empty())
        .map(|(param, field, ..)| Expression::Field {
            field: (*field).to_owned(),
            value: visitor.get(param).to_owned(),
            wild: false,
        });
    let sort = match visitor.get("sort") {
        "title" => vec![(Key::Title, false)],
        "modified" => vec![(Key::Modified, true)],
        _ => vec![(Key::Score, true), (Key::Modified, true)],
    };
    Search {
        query: parse(text).unwrap_or_else(|_| words(text)),
        filters: filters.collect(),
        sort,
        limit: PAGE,
        offset: (page - 1) * PAGE,
        included: Included::default(),
    }
}

fn facet_of(
    reader: Reader<'_>,
    visitor: &Visitor,
    search: &Search,
    (param, field, th, en): &(&'static str, &str, &'static str, &'static str),
) -> Result<Facet, Error> {
    let chosen = visitor.get(param);
    let mut values = Vec::new();
    for (name, count) in reader.facet(search, field, Some(VALUES))? {
        let label = match *param {
            "organization" => reader
                .organization(&name)?
                .map(|unit| show::unit(&unit).to_owned()),
            "license_id" => licenses::find(&name).map(|license| license.title.to_owned()),
            _ => None,
        };
        let is_chosen = name == chosen;
        let value = if is_chosen { "" } else { name.as_str() };
        values.push(Value {
            address: visitor.address(&[(param, value), ("page", "")]),
            label: label.unwrap_or_else(|| name.clone()),
            count: show::count(count),
            chosen: is_chosen,
        });
    }
    Ok(Facet {
        title: visitor.say(th, en),
        values,
    })
}

/// Datasets by id, as a list shows them.
pub(crate) fn hits(
    reader: Reader<'_>,
    visitor: &Visitor,
    ids: &[String],
) -> Result<Vec<Hit>, Error> {
    let mut hits = Vec::new();
    for id in ids {
        let Some(dataset) = reader.dataset(id)? else {
            continue;
        };
        let unit = match &dataset.organization {
            Some(id) => reader.organization(id)?,
            None => None,
        };
        let mut formats: Vec<String> = Vec::new();
        for resource in reader.resources(&dataset.id)? {
            let format = resource.text("format").to_owned();
            let is_data = ["data", ""].contains(&resource.text("role"));
            if is_data && !format.is_empty() && !formats.contains(&format) {
                formats.push(format);
            }
        }
        let notes = dataset
            .members
            .get("notes")
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default();
        hits.push(Hit {
            title: title(visitor, &dataset),
            notes: notes.to_owned(),
            organization: unit
                .map(|unit| show::unit(&unit).to_owned())
                .unwrap_or_default(),
            modified: show::day(&dataset.modified, visitor.language),
            formats,
            name: dataset.name,
        });
    }
    Ok(hits)
}

/// The title in the visitor's language, where there is one.
pub(crate) fn title(visitor: &Visitor, dataset: &crate::catalog::record::Dataset) -> String {
    let extras = dataset
        .members
        .get("extras")
        .and_then(serde_json::Value::as_array);
    let english = extras
        .into_iter()
        .flatten()
        .find(|extra| extra.get("key").and_then(serde_json::Value::as_str) == Some("title_en"))
        .and_then(|extra| extra.get("value")?.as_str());
    visitor
        .say(&dataset.title, english.unwrap_or(&dataset.title))
        .to_owned()
}
