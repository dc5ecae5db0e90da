//! Organizations, and the datasets of one.

use askama::Template;
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use crate::catalog::query::Expression;
use crate::catalog::search::{Key, Search};
use crate::catalog::viewer::Included;
use crate::serve::error::Error;
use crate::serve::pages::language::Visitor;
use crate::serve::pages::search::{Hit, hits};
use crate::serve::pages::{respond, show};
use crate::serve::state::State;

/// Datasets that are shown; the search has the rest.
const SHOWN: u32 = 100;

#[derive(Template)]
#[template(path = "organizations.html")]
struct Organizations<'a> {
    v: &'a Visitor,
    units: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "organization.html")]
struct Page<'a> {
    v: &'a Visitor,
    name: String,
    title: String,
    description: String,
    count: String,
    hits: Vec<Hit>,
}

/// `/organization`
pub(crate) async fn list(Extract(state): Extract<State>, uri: Uri, headers: HeaderMap) -> Response {
    let visitor = Visitor::of(&uri, &headers);
    let units = state.read(|reader| Ok(reader.organizations()?)).await;
    let page = units.map(|units| Organizations {
        v: &visitor,
        units: units
            .into_iter()
            .map(|(unit, n)| {
                let title = show::unit(&unit).to_owned();
                (unit.name, title, show::count(n))
            })
            .collect(),
    });
    respond(&visitor, page)
}

/// `/organization/<name>`
pub(crate) async fn page(
    Extract(state): Extract<State>,
    Path(name): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let visitor = Visitor::of(&uri, &headers);
    let view = visitor.clone();
    let found = state
        .read(move |reader| {
            let unit = reader.organization(&name)?.ok_or(Error::NotFound)?;
            let value = unit.name.clone();
            let search = Search {
                query: Expression::All,
                filters: vec![Expression::Field {
                    field: "organization".to_owned(),
                    value,
                    wild: false,
                }],
                sort: vec![(Key::Modified, true)],
                limit: SHOWN,
                offset: 0,
                included: Included::default(),
            };
            let found = reader.search(&search)?;
            Ok((unit, found.count, hits(reader, &view, &found.ids)?))
        })
        .await;
    let page = found.map(|(unit, count, hits)| Page {
        v: &visitor,
        title: show::unit(&unit).to_owned(),
        description: unit.description,
        name: unit.name,
        count: show::count(count),
        hits,
    });
    respond(&visitor, page)
}
