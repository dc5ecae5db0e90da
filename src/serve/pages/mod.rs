//! Pages for people: one file a page, a struct and its template.

pub mod about;
pub mod dataset;
pub mod items;
pub mod language;
pub mod organization;
pub mod problem;
pub mod resource;
pub mod search;
pub mod show;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::serve::error::Error;
use crate::serve::pages::language::Visitor;

/// Answers with a page; remembers the language that the visitor chose.
pub(crate) fn render(status: StatusCode, visitor: &Visitor, page: &impl Template) -> Response {
    let Ok(text) = page.render() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let kind = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::VARY, "Accept-Language, Cookie"),
    ];
    let mut response = (status, kind, text).into_response();
    if let Some(cookie) = visitor
        .cookie()
        .and_then(|cookie| HeaderValue::from_str(&cookie).ok())
    {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// Answers with a page, or tells what went wrong.
pub(crate) fn respond(visitor: &Visitor, page: Result<impl Template, Error>) -> Response {
    match page {
        Ok(page) => render(StatusCode::OK, visitor, &page),
        Err(error) => problem::page(visitor, &error),
    }
}
