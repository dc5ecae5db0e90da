//! The recorded exchanges, read from their Markdown. `tests/ckan/transcript-2.11.6.md` says how they are written down.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// One request and what CKAN answered.
pub(super) struct Exchange {
    /// `T1`, `T2`, …
    pub(super) section: String,
    /// The title; the second of the same title in a section ends in ` (2)`.
    pub(super) title: String,
    pub(super) request: Request,
    pub(super) answer: Answer,
}

pub(super) struct Request {
    pub(super) method: String,
    /// Path and query, not encoded, with placeholders.
    pub(super) path: String,
    pub(super) role: Role,
    pub(super) headers: Map<String, Value>,
    pub(super) kind: Option<String>,
    pub(super) body: Body,
}

/// Whose token goes with a request.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Role {
    /// The system administrator: where nothing is written.
    Admin,
    /// A user without rights of her own.
    Editor,
    /// No token.
    None,
    /// Something that is no token; the title says what.
    Other,
}

/// A request's body, with placeholders.
pub(super) enum Body {
    Nothing,
    /// As it stands.
    Raw(String),
    /// JSON, in which long texts and lists may be cut.
    Json(String),
    Multipart(Vec<Part>),
}

/// A field of a form.
pub(super) struct Part {
    pub(super) name: String,
    /// The field's text, or the file's name.
    pub(super) text: String,
    pub(super) file: Option<File>,
}

/// What is known of a file that was sent.
pub(super) struct File {
    pub(super) kind: String,
    /// Bytes.
    pub(super) size: usize,
}

pub(super) struct Answer {
    pub(super) status: u16,
    /// The headers that were worth writing down.
    pub(super) headers: Map<String, Value>,
    /// The media type, where the answer is no JSON object.
    pub(super) kind: Option<String>,
    pub(super) told: Told,
}

/// The body of an answer.
pub(super) enum Told {
    Json(Value),
    Text(String),
    /// A page for people.
    Page,
}

/// Every exchange, in the order of the file.
pub(super) fn read(text: &str) -> Vec<Exchange> {
    let mut exchanges = Vec::new();
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    let (mut section, mut title) = (String::new(), String::new());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(rest) = line.strip_prefix("## T") {
            let number = rest.split('.').next().unwrap();
            section = format!("T{number}");
        } else if let Some(rest) = line.strip_prefix("### ") {
            let count = seen
                .entry((section.clone(), rest.to_owned()))
                .and_modify(|count| *count += 1)
                .or_insert(1);
            title = match count {
                1 => rest.to_owned(),
                more => format!("{rest} ({more})"),
            };
        } else if line == "```" {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let (sent, got): (Vec<&str>, Vec<&str>) =
                block.into_iter().partition(|line| line.starts_with('>'));
            exchanges.push(Exchange {
                section: section.clone(),
                title: title.clone(),
                request: request(&bare(&sent)),
                answer: answer(&bare(&got)),
            });
        }
    }
    exchanges
}

/// Lines without `> ` or `< `.
fn bare<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    lines
        .iter()
        .map(|line| line.get(2..).unwrap_or_default())
        .collect()
}

fn request(lines: &[&str]) -> Request {
    let mut words = lines[0].split("   ");
    let (method, path) = words.next().unwrap().split_once(' ').unwrap();
    let mut request = Request {
        method: method.to_owned(),
        path: path.to_owned(),
        role: Role::Admin,
        headers: Map::new(),
        kind: None,
        body: body(&lines[1..].join("\n")),
    };
    for word in words {
        match word {
            "[token: none]" => request.role = Role::None,
            "[token: editor]" => request.role = Role::Editor,
            "[token: other]" => request.role = Role::Other,
            _ if word.starts_with('{') => request.headers = serde_json::from_str(word).unwrap(),
            _ => request.kind = Some(word.strip_prefix("Content-Type: ").unwrap().to_owned()),
        }
    }
    request
}

fn body(text: &str) -> Body {
    if text.is_empty() {
        Body::Nothing
    } else if let Some(raw) = text.strip_prefix("body:") {
        Body::Raw(unescaped(raw.strip_prefix(' ').unwrap_or(raw)))
    } else if let Some(form) = text.strip_prefix("multipart: ") {
        Body::Multipart(parts(form))
    } else {
        Body::Json(text.to_owned())
    }
}

/// `name=text, name=text with, a comma, name=@file.csv (text/csv, 102 bytes)`
fn parts(form: &str) -> Vec<Part> {
    let mut texts: Vec<String> = Vec::new();
    for piece in form.split(", ") {
        let is_field = piece.split_once('=').is_some_and(|(name, _)| {
            name.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        });
        match texts.last_mut() {
            Some(last) if !is_field => {
                last.push_str(", ");
                last.push_str(piece);
            }
            _ => texts.push(piece.to_owned()),
        }
    }
    let part = |text: &String| {
        let (name, value) = text.split_once('=').unwrap();
        let (text, file) = match value.strip_prefix('@') {
            None => (value, None),
            Some(rest) => {
                let (text, about) = rest.rsplit_once(" (").unwrap();
                let (kind, size) = about
                    .strip_suffix(" bytes)")
                    .unwrap()
                    .split_once(", ")
                    .unwrap();
                let (kind, size) = (kind.to_owned(), size.parse().unwrap());
                (text, Some(File { kind, size }))
            }
        };
        Part {
            name: name.to_owned(),
            text: text.to_owned(),
            file,
        }
    };
    texts.iter().map(part).collect()
}

fn answer(lines: &[&str]) -> Answer {
    let (status, headers) = lines[0].split_once("  ").unwrap_or((lines[0], "{}"));
    let text = lines[1..].join("\n");
    let (kind, told) = match text.strip_prefix('(') {
        None => (None, Told::Json(serde_json::from_str(&text).unwrap())),
        Some(rest) => {
            let (kind, text) = rest.split_once(')').unwrap();
            let kind = kind.split(';').next().unwrap().to_owned();
            let text = text.strip_prefix(' ').unwrap_or(text);
            let told = if text.ends_with("(an HTML page)") {
                Told::Page
            } else {
                Told::Text(unescaped(text))
            };
            (Some(kind), told)
        }
    };
    Answer {
        status: status.parse().unwrap(),
        headers: serde_json::from_str(headers).unwrap(),
        kind,
        told,
    }
}

/// Control characters and the byte order mark are written as `\u000d`; everything else, also `\u0e01`, stands for itself.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\u") {
        let code = rest
            .get(at + 2..at + 6)
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .and_then(char::from_u32)
            .filter(|code| code.is_control() || *code == '\u{feff}');
        out.push_str(&rest[..at]);
        if let Some(code) = code {
            out.push(code);
            rest = &rest[at + 6..];
        } else {
            out.push_str("\\u");
            rest = &rest[at + 2..];
        }
    }
    out + rest
}
