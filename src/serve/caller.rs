//! Who asks: the holder of a token, or anybody.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;

use crate::catalog::reader::Reader;
use crate::catalog::token::{Role, Token};
use crate::catalog::viewer::Viewer;
use crate::ckan::envelope::Failure;
use crate::ckan::naming;

/// Longest text that is looked up as a token.
const LONGEST: usize = 1000;

/// Whoever asks. A token that is bad or revoked makes its holder anybody, as in CKAN.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    secret: Option<String>,
    token: Option<Token>,
    viewer: Viewer,
}

impl Caller {
    /// The token that a request shows: `Authorization`, with `Bearer` before it or not, or the header that older clients send.
    /// Nothing but a header counts: a browser sends no header of its own accord, so that no foreign page can write here.
    pub fn shown(headers: &HeaderMap) -> Option<String> {
        let text = |value: &axum::http::HeaderValue| value.to_str().ok().map(str::to_owned);
        let shown = headers
            .get(AUTHORIZATION)
            .or_else(|| headers.get("x-ckan-api-key"))
            .and_then(text)?;
        let bare = match shown.split_once(' ') {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("bearer") => rest,
            _ => shown.as_str(),
        };
        let bare = bare.trim();
        (!bare.is_empty() && bare.len() <= LONGEST).then(|| bare.to_owned())
    }

    /// Looks the token up.
    pub fn of(reader: Reader<'_>, secret: Option<&str>) -> Result<Self, crate::catalog::Error> {
        let token = match secret {
            Some(secret) => reader.token(secret)?,
            None => None,
        };
        let viewer = token.as_ref().map_or(Viewer::Public, Token::viewer);
        Ok(Self {
            secret: secret.map(str::to_owned),
            token,
            viewer,
        })
    }

    /// Looks the token up once more.
    pub fn again(&self, reader: Reader<'_>) -> Result<Self, crate::catalog::Error> {
        Self::of(reader, self.secret.as_deref())
    }

    /// What may be seen.
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// The token.
    pub fn token(&self) -> Option<&Token> {
        self.token.as_ref()
    }

    /// The user's name; empty for anybody.
    pub fn name(&self) -> &str {
        self.token.as_ref().map_or("", |token| &token.user)
    }

    /// The user's id.
    pub fn id(&self) -> Option<String> {
        self.token.as_ref().map(|token| user_id(&token.user))
    }

    /// Whether everything is allowed.
    pub fn is_admin(&self) -> bool {
        self.token
            .as_ref()
            .is_some_and(|token| token.role == Role::Admin)
    }

    /// Whether the datasets of every organization may be changed.
    pub fn is_editor_of_all(&self) -> bool {
        self.token
            .as_ref()
            .is_some_and(|token| token.may_edit(None))
    }

    /// Whether an organization's datasets may be changed.
    pub fn may_edit(&self, organization: Option<&str>) -> bool {
        self.token
            .as_ref()
            .is_some_and(|token| token.may_edit(organization))
    }

    /// Whether anything at all may be changed.
    pub fn may_write(&self) -> bool {
        let somewhere =
            |token: &Token| token.organizations.as_ref().is_none_or(|it| !it.is_empty());
        self.token.as_ref().is_some_and(somewhere)
    }

    /// The failure of a right that is missing.
    pub fn denied(&self, what: &str) -> Failure {
        Failure::denied(self.name(), what)
    }
}

/// The `id` of a user.
pub fn user_id(name: &str) -> String {
    naming::identifier("user", name)
}
