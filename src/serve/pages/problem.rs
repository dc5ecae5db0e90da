//! The page that says what went wrong, and where to go on.

use askama::Template;
use axum::response::Response;

use crate::serve::error::Error;
use crate::serve::pages::language::Visitor;
use crate::serve::pages::render;

#[derive(Template)]
#[template(path = "problem.html")]
struct Problem<'a> {
    v: &'a Visitor,
    status: u16,
    text: &'static str,
}

/// The page of a fault.
pub(crate) fn page(visitor: &Visitor, error: &Error) -> Response {
    let status = error.status();
    let text = error.text().get(visitor.language);
    render(
        status,
        visitor,
        &Problem {
            v: visitor,
            status: status.as_u16(),
            text,
        },
    )
}
