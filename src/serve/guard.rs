//! What holds for every answer: headers that keep a browser from harm, and who may be addressed.

use axum::extract::{Request, State as Extract};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::serve::caller::Caller;
use crate::serve::error::Error;
use crate::serve::pages::language::Visitor;
use crate::serve::pages::problem;
use crate::serve::state::State;

/// Nothing but our own style sheet, images and forms: a page with a script that slipped through would not run it.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

/// Headers of every answer.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
];

/// Checks the host, answers, and sets the headers.
pub(crate) async fn guard(
    Extract(state): Extract<State>,
    request: Request,
    next: Next,
) -> Response {
    let visitor = Visitor::of(request.uri(), request.headers());
    let shows_token = Caller::shown(request.headers()).is_some();
    let mut response = if is_foreign(&state, &request) {
        problem::page(&visitor, &Error::Host)
    } else {
        next.run(request).await
    };
    // What a token lets see is for its holder alone: no cache on the way may keep it.
    if shows_token && !response.headers().contains_key(header::CACHE_CONTROL) {
        let alone = HeaderValue::from_static("private, no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, alone);
    }
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

/// A web page elsewhere can point its own host name at 127.0.0.1 and so read a local catalogue through its visitor's
/// browser (DNS rebinding). A server that only this machine can reach answers to local names only.
fn is_foreign(state: &State, request: &Request) -> bool {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    let bare = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let is_local = bare.eq_ignore_ascii_case("localhost")
        || bare == "[::1]"
        || bare
            .parse()
            .is_ok_and(|address: std::net::Ipv4Addr| address.is_loopback());
    state.is_local() && !is_local
}
