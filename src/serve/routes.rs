//! Every address, and who answers it.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderMap, Uri, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::serve::error::Error;
use crate::serve::pages::language::Visitor;
use crate::serve::pages::{about, dataset, organization, problem, resource, search};
use crate::serve::state::State;
use crate::serve::{api, download, dump, guard};

/// The site.
pub fn router(state: State) -> Router {
    let action = || {
        get(api::call)
            .post(api::call)
            .options(api::call)
            .fallback(wrong_method)
    };
    Router::new()
        // Pages.
        .route("/", get(search::home))
        .route("/dataset", get(search::datasets))
        .route("/dataset/{name}", get(dataset::page))
        .route("/dataset/{name}/resource/{resource}", get(resource::page))
        .route("/organization", get(organization::list))
        .route("/organization/{name}", get(organization::page))
        .route("/about", get(about::page))
        .route("/assets/style.css", get(style))
        .route("/assets/icon.svg", get(icon))
        // Files and rows.
        .route(
            "/dataset/{dataset}/resource/{resource}/download",
            get(download::download),
        )
        .route(
            "/dataset/{dataset}/resource/{resource}/download/{name}",
            get(download::download),
        )
        .route("/datastore/dump/{resource}", get(dump::dump))
        // CKAN's API; its own snippets have the locale in front.
        .route("/api", get(api::version))
        .route("/api/3", get(api::version))
        .route("/api/action/{name}", action())
        .route("/api/3/action/{name}", action())
        .route("/{locale}/api/action/{name}", any(localized))
        .route("/{locale}/api/3/action/{name}", any(localized))
        .method_not_allowed_fallback(wrong_method)
        .fallback(nowhere)
        // How much of a body is read depends on who asks for what: `body.rs` counts.
        .layer(DefaultBodyLimit::disable())
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(state.clone(), guard::guard))
        .layer(CatchPanicLayer::new())
        .with_state(state)
}

async fn localized(
    state: axum::extract::State<State>,
    axum::extract::Path((locale, name)): axum::extract::Path<(String, String)>,
    request: Request,
) -> Response {
    let known = locale == "th" || locale == "en";
    match request.method().as_str() {
        "GET" | "HEAD" | "POST" | "OPTIONS" if known => {
            api::call(state, axum::extract::Path(name), request).await
        }
        _ => {
            let error = if known {
                Error::Method
            } else {
                Error::NotFound
            };
            problem::page(&Visitor::of(request.uri(), request.headers()), &error)
        }
    }
}

async fn nowhere(uri: Uri, headers: HeaderMap) -> Response {
    problem::page(&Visitor::of(&uri, &headers), &Error::NotFound)
}

async fn wrong_method(uri: Uri, headers: HeaderMap) -> Response {
    problem::page(&Visitor::of(&uri, &headers), &Error::Method)
}

async fn style() -> impl IntoResponse {
    let kind = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=300"),
    ];
    (kind, include_str!("assets/style.css"))
}

async fn icon() -> impl IntoResponse {
    let kind = [
        (header::CONTENT_TYPE, "image/svg+xml"),
        (header::CACHE_CONTROL, "public, max-age=86400"),
    ];
    (kind, include_str!("assets/icon.svg"))
}
