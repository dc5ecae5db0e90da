//! What can go wrong between us and a portal.

use std::time::Duration;

use serde_json::Value;

use crate::publish::portal::secret::Token;
use crate::publish::portal::wording::reason;

/// Why a portal gave no answer that can be used. Texts in it that came from the portal are without the token.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The text after `--to` is no address of a portal.
    #[error("{0}")]
    Address(BadAddress),
    /// There is no token where one is needed, or what is there is none.
    #[error("{0}")]
    Token(BadToken),
    /// The program cannot make requests at all.
    #[error("requests cannot be made from this machine: {0}")]
    Setup(String),
    /// No connection: nothing was sent.
    #[error("the portal {address} cannot be reached: {why}")]
    Unreachable {
        /// The portal, or the host of a file elsewhere.
        address: String,
        /// What stood in the way.
        why: Barrier,
    },
    /// The certificate does not show that this is the portal: nothing was sent.
    #[error("the certificate of {address} is not trusted: {why}")]
    Certificate {
        /// The portal, or the host of a file elsewhere.
        address: String,
        /// What is wrong with it.
        why: Distrust,
    },
    /// The portal sends elsewhere. The token is never taken there.
    #[error("the portal redirects to {to}")]
    Redirected {
        /// Where to.
        to: String,
        /// The address of the portal there, where the rest of the URL is that of the request.
        portal: Option<String>,
    },
    /// What answers is no CKAN: its answer is not CKAN's envelope.
    #[error("{url} does not answer as a CKAN does (HTTP {status}{})", titled(title.as_deref()))]
    NotCkan {
        /// What was asked.
        url: String,
        /// The HTTP status.
        status: u16,
        /// The title of the HTML page that came, where one came.
        title: Option<String>,
    },
    /// A server in front of the portal refuses: a login, a firewall, a portal made to be read only.
    #[error("a server in front of the portal refuses the request (HTTP {status}{})", titled(title.as_deref()))]
    Guarded {
        /// The HTTP status.
        status: u16,
        /// The title of the HTML page that came, where one came.
        title: Option<String>,
    },
    /// The portal or a server in front of it is out of order, or kept out of service.
    #[error("the portal is out of service (HTTP {status}{})", titled(title.as_deref()))]
    Maintenance {
        /// The HTTP status, 500 or more.
        status: u16,
        /// The title of the HTML page that came, where one came.
        title: Option<String>,
        /// When to come again, where the answer says so.
        after: Option<Duration>,
    },
    /// More bytes than a server in front of the portal takes (HTTP 413). CKAN's own limit is a [`Fault::Refused`].
    #[error("the portal refuses a request of {size} bytes as too large")]
    TooLarge {
        /// The body of the request.
        size: u64,
    },
    /// More requests than the portal takes (HTTP 429): this one was not done.
    #[error("the portal refuses more requests for now")]
    TooMany {
        /// When to come again, where the answer says so.
        after: Option<Duration>,
    },
    /// A request that CKAN cannot read, or an action that this portal does not have.
    #[error("the portal does not understand the request: {0}")]
    BadRequest(String),
    /// CKAN says no, with its reason.
    #[error("the portal refuses (HTTP {status}): {}", reason(error))]
    Refused {
        /// The HTTP status.
        status: u16,
        /// CKAN's `__type`, or nothing.
        kind: String,
        /// CKAN's `error`, whole.
        error: Value,
    },
    /// The request was sent, and what became of it is not known.
    #[error("the answer of the portal to {action} was lost: {why}")]
    Lost {
        /// The action, or the URL of a file.
        action: String,
        /// How it was lost.
        why: Loss,
    },
    /// A file to download that the portal does not give.
    #[error("{url} cannot be downloaded (HTTP {status})")]
    NoFile {
        /// The file.
        url: String,
        /// The HTTP status; 0 where nobody was asked, since the URL is none of the web or has a password in it.
        status: u16,
    },
    /// A file of the release that cannot be read, or is not as it was built.
    #[error("{path} cannot be read: {why}")]
    File {
        /// The file.
        path: String,
        /// What the system said.
        why: String,
    },
    /// What a download was written into took no more.
    #[error("what was downloaded cannot be taken: {0}")]
    Sink(String),
}

fn titled(title: Option<&str>) -> String {
    title.map_or_else(String::new, |title| format!(", \"{title}\""))
}

/// What is wrong with an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BadAddress {
    /// Neither `http://` nor `https://`.
    #[error("\"{0}\" does not begin with https:// or http://")]
    Scheme(String),
    /// No URL.
    #[error("\"{0}\" is not the address of a portal")]
    Unreadable(String),
    /// A user or a password in it.
    #[error("an address with a user or a password in it is not taken")]
    Password,
    /// A query or a fragment.
    #[error("the address of a portal has neither ? nor #")]
    Query,
}

/// What is wrong with a token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BadToken {
    /// Nothing there.
    #[error("the token is empty")]
    Empty,
    /// Space or a line break inside.
    #[error("the token is more than one word")]
    SeveralWords,
    /// A character that no token has.
    #[error("the token has characters that no token has")]
    Characters,
    /// A file or stream of more than 16 KiB.
    #[error("what should be the token is longer than any token")]
    TooLong,
    /// The file cannot be read.
    #[error("the token's file {path} cannot be read: {why}")]
    File {
        /// The file.
        path: String,
        /// What the system said.
        why: String,
    },
    /// The stream cannot be read.
    #[error("the token cannot be read: {0}")]
    Stream(String),
}

/// What stood in the way of a connection.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Barrier {
    /// No address for the host's name.
    #[error("its name is not known (DNS)")]
    Name,
    /// Nothing listens there.
    #[error("nothing answers at this port")]
    Closed,
    /// No connection within the time.
    #[error("it does not answer in time")]
    Slow,
    /// No agreement on encryption.
    #[error("an encrypted connection is not possible ({0})")]
    Tls(String),
    /// Anything else, in the system's words.
    #[error("{0}")]
    Other(String),
}

/// What is wrong with a certificate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Distrust {
    /// Its time is over.
    #[error("it has expired")]
    Expired,
    /// Its time has not come.
    #[error("it is not valid yet")]
    NotYet,
    /// Nobody known to this machine has signed it.
    #[error("its issuer is not known to this machine")]
    Issuer,
    /// It is another host's.
    #[error("it was issued for another name")]
    Name,
    /// Anything else, in the words of the TLS library.
    #[error("{0}")]
    Other(String),
}

/// How an answer was lost.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Loss {
    /// Nothing came for so many seconds.
    #[error("none came within {0} seconds")]
    TimedOut(u64),
    /// The connection broke before the answer was whole.
    #[error("the connection broke")]
    CutOff,
    /// The connection broke while a file was sent.
    #[error("the connection broke after {sent} of {size} bytes")]
    Sending {
        /// Bytes that were handed over.
        sent: u64,
        /// Bytes that there were.
        size: u64,
    },
    /// A success without a word.
    #[error("it was empty")]
    Empty,
    /// JSON that ends in the middle.
    #[error("it ends in the middle")]
    Truncated,
    /// More bytes than are read.
    #[error("it is longer than {0} bytes")]
    TooLong(u64),
}

impl Fault {
    /// Whether the portal may have done what was asked: whoever asked for a change has to look before asking again.
    pub fn is_ambiguous(&self) -> bool {
        match self {
            Self::Lost { .. } => true,
            Self::Maintenance { status, after, .. } => !(*status == 503 && after.is_some()),
            Self::Refused { status, .. } => *status >= 500,
            Self::NotCkan { status, .. } => *status < 400,
            _ => false,
        }
    }

    /// CKAN's `__type`, such as `Validation Error`.
    pub fn kind(&self) -> Option<&str> {
        match self {
            Self::Refused { kind, .. } if !kind.is_empty() => Some(kind),
            _ => None,
        }
    }

    /// CKAN's `error`, whole: its members are fields of what was sent.
    pub fn error(&self) -> Option<&Value> {
        match self {
            Self::Refused { error, .. } => Some(error),
            _ => None,
        }
    }

    /// Whether there is no such thing on the portal.
    pub fn is_not_found(&self) -> bool {
        match self {
            Self::Refused { status, kind, .. } => *status == 404 || kind == "Not Found Error",
            Self::NoFile { status, .. } => *status == 404,
            _ => false,
        }
    }

    /// Whether this user has no right to it. CKAN says the same where the token is wrong, and of a dataset that is private or
    /// deleted.
    pub fn is_denied(&self) -> bool {
        match self {
            Self::Refused { status, kind, .. } => *status == 403 || kind == "Authorization Error",
            Self::NoFile { status, .. } => *status == 403,
            _ => false,
        }
    }

    /// Whether the dataset has changed since it was read: the comparison of `package_revise` failed.
    pub fn is_conflict(&self) -> bool {
        match self {
            Self::Refused { status, error, .. } => *status == 409 && error.get("match").is_some(),
            _ => false,
        }
    }

    /// Whether CKAN refuses a file as too large (`ckan.max_resource_size`), or a server in front of it does.
    pub fn is_too_large(&self) -> bool {
        match self {
            Self::TooLarge { .. } => true,
            // Its text is translated; a file has no other reason to be refused than its size.
            Self::Refused { status, error, .. } => *status == 409 && error.get("upload").is_some(),
            _ => false,
        }
    }

    /// Whether an action that only reads may succeed when it is asked for again, after it failed `failed` times.
    pub(crate) fn is_passing(&self, failed: u32) -> bool {
        match self {
            Self::Unreachable { .. } | Self::TooMany { .. } | Self::Maintenance { .. } => true,
            // Whoever waited in vain for minutes twice will wait in vain again.
            Self::Lost {
                why: Loss::TimedOut(_),
                ..
            } => failed < 2,
            Self::Lost { why, .. } => !matches!(why, Loss::TooLong(_)),
            Self::Refused { status, .. } => *status >= 500,
            _ => false,
        }
    }

    /// Whether an action that changes something was surely not done, and may succeed when it is asked for again.
    pub(crate) fn is_untouched_and_passing(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::TooMany { .. } => true,
            Self::Maintenance { status, after, .. } => *status == 503 && after.is_some(),
            _ => false,
        }
    }

    /// How long the portal asks to wait.
    pub(crate) fn asked_to_wait(&self) -> Option<Duration> {
        match self {
            Self::Maintenance { after, .. } | Self::TooMany { after } => *after,
            _ => None,
        }
    }

    /// The same without the token in any text.
    #[must_use]
    pub(crate) fn without(mut self, token: &Token) -> Self {
        match &mut self {
            Self::Redirected { to, portal } => {
                *to = token.redact(to);
                *portal = portal.as_deref().map(|it| token.redact(it));
            }
            Self::NotCkan { url, title, .. } => {
                *url = token.redact(url);
                *title = title.as_deref().map(|it| token.redact(it));
            }
            Self::Guarded { title, .. } | Self::Maintenance { title, .. } => {
                *title = title.as_deref().map(|it| token.redact(it));
            }
            Self::BadRequest(text)
            | Self::Lost { action: text, .. }
            | Self::NoFile { url: text, .. } => {
                *text = token.redact(text);
            }
            Self::Refused { kind, error, .. } => {
                *kind = token.redact(kind);
                *error = redacted(token, std::mem::take(error));
            }
            _ => {}
        }
        self
    }
}

fn redacted(token: &Token, value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(token.redact(&text)),
        Value::Array(values) => values.into_iter().map(|it| redacted(token, it)).collect(),
        Value::Object(members) => {
            let clean =
                |(key, value): (String, Value)| (token.redact(&key), redacted(token, value));
            Value::Object(members.into_iter().map(clean).collect())
        }
        other => other,
    }
}
