//! CKAN's actions: `/api/3/action/<name>` and `/api/action/<name>`.

pub mod params;
mod query;

mod api_token_create;
mod api_token_list;
mod api_token_revoke;
mod current_package_list_with_resources;
mod dataset_purge;
mod datastore_create;
mod datastore_delete;
mod datastore_info;
mod datastore_records_delete;
mod datastore_search;
mod datastore_upsert;
mod group_list;
mod help_show;
mod license_list;
mod organization_create;
mod organization_delete;
mod organization_list;
mod organization_list_for_user;
mod organization_patch;
mod organization_show;
mod organization_update;
mod package_autocomplete;
mod package_create;
mod package_create_default_resource_views;
mod package_delete;
mod package_list;
mod package_patch;
mod package_resource_reorder;
mod package_revise;
mod package_search;
mod package_show;
mod package_update;
mod resource_create;
mod resource_create_default_resource_views;
mod resource_delete;
mod resource_patch;
mod resource_search;
mod resource_show;
mod resource_update;
mod resource_view_list;
mod site_read;
mod status_show;
mod tag_list;
mod user_show;

use std::cell::{Cell, RefCell};
use std::time::SystemTime;

use axum::body::Body;
use axum::extract::{Path, Request, State as Extract};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::catalog::reader::Reader;
use crate::catalog::writer::Writer;
use crate::ckan::envelope::{self, Failure};
use crate::model::language::Text;
use crate::publish::stamp::stamp;
use crate::serve::api::params::Params;
use crate::serve::body::{self, Asked};
use crate::serve::caller::Caller;
use crate::serve::edit::change::Change;
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
    package_autocomplete::ACTION,
    current_package_list_with_resources::ACTION,
    resource_show::ACTION,
    resource_search::ACTION,
    resource_view_list::ACTION,
    organization_list::ACTION,
    organization_show::ACTION,
    organization_list_for_user::ACTION,
    group_list::ACTION,
    license_list::ACTION,
    tag_list::ACTION,
    datastore_search::ACTION,
    datastore_info::ACTION,
    user_show::ACTION,
    api_token_list::ACTION,
    package_create::ACTION,
    package_update::ACTION,
    package_patch::ACTION,
    package_revise::ACTION,
    package_delete::ACTION,
    dataset_purge::ACTION,
    package_resource_reorder::ACTION,
    package_create_default_resource_views::ACTION,
    resource_create::ACTION,
    resource_update::ACTION,
    resource_patch::ACTION,
    resource_delete::ACTION,
    resource_create_default_resource_views::ACTION,
    organization_create::ACTION,
    organization_update::ACTION,
    organization_patch::ACTION,
    organization_delete::ACTION,
    datastore_create::ACTION,
    datastore_upsert::ACTION,
    datastore_delete::ACTION,
    datastore_records_delete::ACTION,
    api_token_create::ACTION,
    api_token_revoke::ACTION,
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
    /// Does it.
    pub call: Call,
}

/// What does an action; it answers the result as JSON text, so that numbers keep every digit.
#[derive(Clone, Copy, Debug)]
pub enum Call {
    /// It only reads, so that GET will do.
    Read(fn(&Context<'_>, &Params) -> Result<String, Failure>),
    /// It changes the catalogue.
    Write(fn(&Change<'_>, &Params) -> Result<String, Failure>),
}

impl Action {
    /// Whether it only reads.
    pub fn reads_only(&self) -> bool {
        matches!(self.call, Call::Read(_))
    }
}

/// What an action works with.
#[derive(Debug)]
pub struct Context<'a> {
    /// The catalogue, as far as the caller may see it.
    pub reader: Reader<'a>,
    /// Who asks.
    pub caller: &'a Caller,
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
    request: Request,
) -> Response {
    let (head, body) = request.into_parts();
    if head.method == Method::OPTIONS {
        let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        return allow_everyone((StatusCode::OK, kind).into_response());
    }
    let site = state.site(&head.headers);
    let help = envelope::help_address(&site, &name);
    let reads = head.method == Method::GET || head.method == Method::HEAD;
    let callback = form::decode(head.uri.query().unwrap_or_default())
        .into_iter()
        .find(|(key, _)| key == "callback")
        .map(|(_, name)| name)
        .filter(|name| reads && is_function(name));
    let asking = Asking {
        name,
        reads,
        // What a script on another page asks for by a callback, it asks for as anybody.
        shows_token: callback.is_none(),
        site,
    };
    let (status, text) = match answer(&state, asking, &head, body).await {
        Ok(result) => (200, envelope::success(&help, &result)),
        Err(error @ (Error::MediaType | Error::TooLarge)) => {
            return problem::page(&Visitor::of(&head.uri, &head.headers), &error);
        }
        Err(error) => {
            let status = error.status().as_u16();
            let failure = error.failure();
            (status.max(failure.status()), failure.body(&help))
        }
    };
    let (kind, text) = match callback {
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

/// What is asked, and how.
struct Asking {
    name: String,
    reads: bool,
    shows_token: bool,
    site: String,
}

async fn answer(state: &State, asking: Asking, head: &Parts, body: Body) -> Result<String, Error> {
    let Some(action) = ACTIONS.iter().find(|action| action.name == asking.name) else {
        return Err(envelope::unknown_action(&asking.name).into());
    };
    if asking.reads && !action.reads_only() {
        return Err(envelope::needs_post().into());
    }
    let caller = if asking.shows_token {
        state.caller(&head.headers).await?
    } else {
        Caller::default()
    };
    let query = head.uri.query().unwrap_or_default().to_owned();
    let asked = if asking.reads {
        Asked {
            params: Params::read(&query, "", &[])?,
            files: Vec::new(),
        }
    } else {
        let with_token = caller.token().is_some();
        body::read(state, &query, &head.headers, body, with_token).await?
    };
    match action.call {
        Call::Read(call) => {
            let path = head.uri.path().to_owned();
            let read = move |reader: Reader<'_>, caller: &Caller| {
                let context = Context {
                    reader,
                    caller,
                    site: &asking.site,
                    path: &path,
                    query: &query,
                };
                Ok(call(&context, &asked.params)?)
            };
            state.read_for(caller, read).await
        }
        Call::Write(call) => write(state, call, caller, asking.site, asked).await,
    }
}

/// Changes the catalogue. The token is looked up again within the change: one that was revoked meanwhile counts no more.
async fn write(
    state: &State,
    call: fn(&Change<'_>, &Params) -> Result<String, Failure>,
    caller: Caller,
    site: String,
    asked: Asked,
) -> Result<String, Error> {
    let change = move |writer: &Writer<'_>| {
        let now = stamp(SystemTime::now());
        let caller = caller.again(writer.reader())?;
        let change = Change {
            writer,
            caller: &caller,
            site: &site,
            now: &now,
            files: RefCell::new(asked.files.into_iter().map(Some).collect()),
            is_trial: Cell::new(false),
        };
        let result = call(&change, &asked.params)?;
        if let Some(token) = caller.token() {
            writer.use_token(&token.id, &now)?;
        }
        Ok((result, !change.is_trial.get()))
    };
    state.write(change).await
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
