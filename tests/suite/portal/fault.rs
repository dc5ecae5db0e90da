//! What can befall a request on its way to a portal and back.

use std::time::Duration;

use crate::portal::message::Message;

/// What befalls a request.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// The connection is closed before a byte is read.
    Refuse,
    /// The request is read, then the connection is closed; the portal never hears of it.
    Cut,
    /// The portal does it, then the connection is closed without an answer.
    Lose,
    /// The portal does it, and half of its answer arrives.
    Truncate,
    /// The portal never hears of it; somebody else answers.
    Answer(Canned),
    /// The portal does it; somebody else answers.
    AnswerAfter(Canned),
    /// It takes a while.
    Delay(Duration),
    /// The portal's answer is changed on its way.
    Edit(fn(&mut Message)),
    /// It goes to the portal with this token.
    Signed(String),
    /// The test is told and the request waits; then the connection is closed and the portal never hears of it.
    Hold,
}

/// An answer that no CKAN gave.
#[derive(Clone, Debug)]
pub(crate) struct Canned {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Canned {
    /// A page as web servers in front of a portal send it.
    pub(crate) fn page(status: u16, title: &str) -> Self {
        Self {
            status,
            headers: vec![(
                "Content-Type".to_owned(),
                "text/html; charset=utf-8".to_owned(),
            )],
            body: format!(
                "<!doctype html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n"
            ),
        }
    }

    /// An answer of CKAN's own kind.
    pub(crate) fn json(status: u16, body: &serde_json::Value) -> Self {
        Self {
            status,
            headers: vec![("Content-Type".to_owned(), "application/json".to_owned())],
            body: body.to_string(),
        }
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn message(&self) -> Message {
        Message {
            start: format!("HTTP/1.1 {} Answer", self.status),
            headers: self.headers.clone(),
            body: self.body.clone().into_bytes(),
        }
    }
}
