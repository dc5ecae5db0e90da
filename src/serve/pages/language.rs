//! Who looks at a page: in which language, at which address.

use axum::http::{HeaderMap, Uri, header};

use crate::catalog::record::Organization;
use crate::model::language::Language;
use crate::serve::form;
use crate::serve::pages::show;

/// How long the chosen language is remembered, in seconds: a year.
const MEMORY: u32 = 31_536_000;

/// A visitor of a page.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The language of the page.
    pub language: Language,
    chosen: bool,
    path: String,
    query: Vec<(String, String)>,
}

impl Visitor {
    /// The visitor of a request. The language is the one asked for in the address, else the one remembered, else the
    /// browser's; Thai where the browser wants neither Thai nor English.
    pub fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let mut query = form::decode(uri.query().unwrap_or_default());
        let stated = query
            .iter()
            .rev()
            .find(|(key, _)| key == "lang")
            .and_then(|(_, value)| value.parse().ok());
        query.retain(|(key, _)| key != "lang");
        let text = |name| {
            headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
        };
        let language = stated
            .or_else(|| remembered(text(header::COOKIE)))
            .or_else(|| preferred(text(header::ACCEPT_LANGUAGE)));
        Self {
            language: language.unwrap_or(Language::Thai),
            chosen: stated.is_some(),
            path: uri.path().to_owned(),
            query,
        }
    }

    /// The text in the visitor's language.
    pub fn say<'a>(&self, th: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Thai => th,
            Language::English => en,
        }
    }

    /// What an organization is called.
    pub fn unit<'a>(&self, it: &'a Organization) -> &'a str {
        show::unit(it)
    }

    /// A parameter of the address; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.query
            .iter()
            .rev()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.as_str())
    }

    /// This page in the other language.
    pub fn switch(&self) -> String {
        let other = self.say("en", "th");
        self.address(&[("lang", other)])
    }

    /// This page with other parameters; an empty value takes one away.
    pub fn address(&self, changed: &[(&str, &str)]) -> String {
        let is_changed = |key: &str| changed.iter().any(|(it, _)| *it == key);
        let kept = self
            .query
            .iter()
            .filter(|(key, _)| !is_changed(key))
            .map(|(key, value)| (key.as_str(), value.as_str()));
        let query = form::encode(
            kept.chain(
                changed
                    .iter()
                    .copied()
                    .filter(|(_, value)| !value.is_empty()),
            ),
        );
        // A path that begins with two slashes would be another host's name.
        let path = format!("/{}", self.path.trim_start_matches('/'));
        if query.is_empty() {
            path
        } else {
            format!("{path}?{query}")
        }
    }

    /// The cookie that remembers a language that was asked for.
    pub fn cookie(&self) -> Option<String> {
        let code = self.language.code();
        self.chosen
            .then(|| format!("lang={code}; Path=/; Max-Age={MEMORY}; SameSite=Lax; HttpOnly"))
    }
}

fn remembered(cookies: &str) -> Option<Language> {
    cookies
        .split(';')
        .find_map(|cookie| cookie.trim().strip_prefix("lang="))
        .and_then(|code| code.parse().ok())
}

/// The first of the languages with the largest weight that is one of ours.
fn preferred(accepted: &str) -> Option<Language> {
    let mut best: Option<(f32, Language)> = None;
    for part in accepted.split(',') {
        let (tag, rest) = part.split_once(';').unwrap_or((part, ""));
        let weight: f32 = rest
            .trim()
            .strip_prefix("q=")
            .map_or(1.0, |weight| weight.parse().unwrap_or(0.0));
        let code = tag
            .trim()
            .split('-')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        if let Ok(language) = code.parse::<Language>()
            && weight > 0.0
            && best.is_none_or(|(heaviest, _)| weight > heaviest)
        {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}
