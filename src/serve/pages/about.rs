//! The API's help page.

use askama::Template;
use axum::extract::State as Extract;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use crate::model::language::Language;
use crate::serve::api::{ACTIONS, Action};
use crate::serve::pages::language::Visitor;
use crate::serve::pages::respond;
use crate::serve::state::State;

#[derive(Template)]
#[template(path = "about.html")]
struct About<'a> {
    v: &'a Visitor,
    language: Language,
    site: String,
    actions: &'static [Action],
}

/// Lists the actions.
pub(crate) async fn page(Extract(state): Extract<State>, uri: Uri, headers: HeaderMap) -> Response {
    let visitor = Visitor::of(&uri, &headers);
    let page = About {
        v: &visitor,
        language: visitor.language,
        site: state.site(&headers),
        actions: ACTIONS,
    };
    respond(&visitor, Ok(page))
}
