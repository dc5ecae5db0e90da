//! CKAN's actions: `/api/3/action/<name>` and `/api/action/<name>`.

pub mod params;
mod query;

mod current_package_list_with_resources;
mod datastore_info;
mod datastore_search;
mod group_list;
mod help_show;
mod license_list;
mod organization_list;
mod organization_list_for_user;
mod organization_show;
mod package_list;
mod package_search;
mod package_show;
mod resource_show;
mod site_read;
mod status_show;
mod tag_list;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use crate::catalog::reader::Reader;
use crate::ckan::envelope::{self, Failure};
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::error::Error;
use crate::serve::form;
use crate::serve::pages::language::Visitor;
use crate::serve::pages::problem;
use crate::serve::state::State;

/// Every action, in the order of the API's help page.
pub const ACTIONS: &[Action] = &[
    status_show::ACTION,
    site_read::ACTION,
    help_show::ACTION,
    package_list::ACTION,
    package_show::ACTION,
    package_search::ACTION,
    current_package_list_with_resources::ACTION,
    resource_show::ACTION,
    organization_list::ACTION,
    organization_show::ACTION,
    organization_list_for_user::ACTION,
    group_list::ACTION,
    license_list::ACTION,
    tag_list::ACTION,
    datastore_search::ACTION,
    datastore_info::ACTION,
];

/// Actions of CKAN that write. They exist, so that a client learns that it may not, but nobody may.
const WRITING: &[(&str, &str)] = &[
    ("package_create", "create packages"),
    ("package_update", "edit packages"),
    ("package_patch", "edit packages"),
    ("package_revise", "edit packages"),
    ("package_delete", "delete packages"),
    ("dataset_purge", "purge packages"),
    ("resource_create", "create resources"),
    ("resource_update", "edit resources"),
    ("resource_patch", "edit resources"),
    ("resource_delete", "delete resources"),
    ("package_resource_reorder", "edit packages"),
    ("organization_create", "create organizations"),
    ("organization_update", "edit organizations"),
    ("organization_patch", "edit organizations"),
    ("organization_delete", "delete organizations"),
    ("group_create", "create groups"),
    ("datastore_create", "create tables"),
    ("datastore_upsert", "change tables"),
    ("datastore_delete", "delete tables"),
    ("datastore_records_delete", "delete rows"),
];

/// An action.
#[derive(Clone, Copy, Debug)]
pub struct Action {
    /// Its name in CKAN.
    pub name: &'static str,
    /// What `help_show` answers: what it does, and its parameters.
    pub doc: &'static str,
    /// What it does, for the API's help page.
    pub about: Text,
    /// A query that shows it, for the API's help page; empty where none is needed.
    pub example: &'static str,
    /// Whether it only reads, so that GET will do.
    pub reads_only: bool,
    /// Does it; answers the result as JSON text, so that numbers keep every digit.
    pub call: fn(&Context<'_>, &Params) -> Result<String, Failure>,
}

/// What an action works with.
#[derive(Debug)]
pub struct Context<'a> {
    /// The catalogue.
    pub reader: Reader<'a>,
    /// The site's address, without a slash at the end.
    pub site: &'a str,
    /// Path of the request, for links to other pages of an answer.
    pub path: &'a str,
    /// Query of the request, as it came.
    pub query: &'a str,
}

impl From<crate::catalog::Error> for Failure {
    fn from(_: crate::catalog::Error) -> Self {
        Self::Internal
    }
}

/// Content type of every answer: harvesters compare it letter by letter.
const JSON: &str = "application/json;charset=utf-8";

/// Answers a request for an action.
pub(crate) async fn call(
    Extract(state): Extract<State>,
    Path(name): Path<String>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if method == Method::OPTIONS {
        return allow_everyone(StatusCode::OK.into_response());
    }
    let site = state.site(&headers);
    let help = envelope::help_address(&site, &name);
    let reads = method == Method::GET || method == Method::HEAD;
    let (status, text) = match answer(&state, &name, reads, &uri, &headers, body, site).await {
        Ok(result) => (200, envelope::success(&help, &result)),
        Err(Error::MediaType) => {
            return problem::page(&Visitor::of(&uri, &headers), &Error::MediaType);
        }
        Err(error) => {
            let failure = error.failure();
            (failure.status(), failure.body(&help))
        }
    };
    let callback = form::decode(uri.query().unwrap_or_default())
        .into_iter()
        .find(|(key, _)| key == "callback");
    let (kind, text) = match callback
        .map(|(_, name)| name)
        .filter(|name| reads && is_function(name))
    {
        Some(name) => (
            "application/javascript;charset=utf-8",
            format!("{name}({text});"),
        ),
        None => (JSON, text),
    };
    let mut response = Response::new(Body::from(text));
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    allow_everyone(response)
}

/// The version of the API, for clients that look for one.
pub(crate) async fn version() -> Response {
    let kind = [(header::CONTENT_TYPE, JSON)];
    allow_everyone((kind, "{\"version\": 3}").into_response())
}

async fn answer(
    state: &State,
    name: &str,
    reads: bool,
    uri: &Uri,
    headers: &HeaderMap,
    body: Bytes,
    site: String,
) -> Result<String, Error> {
    let Some(action) = ACTIONS.iter().find(|action| action.name == name) else {
        let writing = WRITING.iter().find(|(it, _)| *it == name);
        return Err(match writing {
            Some(_) if reads => envelope::needs_post(),
            // The sentence is CKAN's; the name of the user, who is nobody, stands between the two spaces.
            Some((_, what)) => {
                Failure::Authorization(format!("Access denied: User  not authorized to {what}"))
            }
            None => envelope::unknown_action(name),
        }
        .into());
    };
    let query = uri.query().unwrap_or_default().to_owned();
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    let params = Params::read(&query, kind, if reads { &[] } else { &body })?;
    let (call, path) = (action.call, uri.path().to_owned());
    state
        .read(move |reader| {
            let context = Context {
                reader,
                site: &site,
                path: &path,
                query: &query,
            };
            Ok(call(&context, &params)?)
        })
        .await
}

/// A name that may stand before a parenthesis in JavaScript, and nothing else.
fn is_function(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 128
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.'))
}

/// Open data may be read by every page of the web.
fn allow_everyone(mut response: Response) -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, OPTIONS"),
        (
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            "Authorization, Content-Type, X-CKAN-API-Key",
        ),
    ];
    for (name, value) in headers {
        let _: Option<HeaderValue> = response
            .headers_mut()
            .insert::<HeaderName>(name, HeaderValue::from_static(value));
    }
    response
}
