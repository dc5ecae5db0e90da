//! The envelope of the Action API: success, the kinds of failure, and their statuses.

use serde_json::{Map, Value, json};

/// Why an action gives no result, in CKAN's terms.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Failure {
    /// The request is not one: 400, and the body is a bare JSON string, not an envelope.
    BadRequest(String),
    /// `Not Found Error`, 404.
    NotFound(String),
    /// `Authorization Error`, 403. CKAN never answers 401.
    Authorization(String),
    /// `Validation Error`, 409: a member a field, mostly lists of strings.
    Validation(Map<String, Value>),
    /// `Search Query Error`, 400: an unknown parameter or a bad sort.
    SearchQuery(String),
    /// `Search Error`, 409: a query that cannot be parsed.
    Search(String),
    /// `Integrity Error`, 400: something else where a list of objects should be. With the request, which CKAN echoes.
    Integrity {
        /// What is wrong.
        message: String,
        /// The request.
        data: Map<String, Value>,
    },
    /// `Search Index Error`, 500: a text that is too long for an index of search.
    SearchIndex(String),
    /// `Internal Server Error`, 500. The cause is not told.
    Internal,
}

impl Failure {
    /// The bare "Not found" that CKAN's reading actions give.
    pub fn not_found() -> Self {
        Self::NotFound("Not found".to_owned())
    }

    /// A validation failure of one field.
    pub fn invalid(field: &str, message: impl Into<String>) -> Self {
        Self::Validation(Map::from_iter([(
            field.to_owned(),
            json!([message.into()]),
        )]))
    }

    /// The sentence of CKAN for a right that is missing; `user` is empty for a stranger, whose two spaces stay.
    pub fn denied(user: &str, what: &str) -> Self {
        Self::Authorization(format!(
            "Access denied: User {user} not authorized to {what}"
        ))
    }

    /// A validation failure of several fields.
    pub fn fields<const N: usize>(fields: [(&str, Value); N]) -> Self {
        let fields = fields.map(|(key, value)| (key.to_owned(), value));
        Self::Validation(Map::from_iter(fields))
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Self::BadRequest(_) | Self::SearchQuery(_) | Self::Integrity { .. } => 400,
            Self::Authorization(_) => 403,
            Self::NotFound(_) => 404,
            Self::Validation(_) | Self::Search(_) => 409,
            Self::SearchIndex(_) | Self::Internal => 500,
        }
    }

    /// CKAN's name of the kind; none for the bare string.
    pub fn kind(&self) -> Option<&'static str> {
        match self {
            Self::BadRequest(_) => None,
            Self::NotFound(_) => Some("Not Found Error"),
            Self::Authorization(_) => Some("Authorization Error"),
            Self::Validation(_) => Some("Validation Error"),
            Self::SearchQuery(_) => Some("Search Query Error"),
            Self::Search(_) => Some("Search Error"),
            Self::Integrity { .. } => Some("Integrity Error"),
            Self::SearchIndex(_) => Some("Search Index Error"),
            Self::Internal => Some("Internal Server Error"),
        }
    }

    /// The body. Keys in CKAN's order for an error: help, error, success.
    pub fn body(&self, help: &str) -> String {
        let error = match self {
            Self::BadRequest(message) => return json!(message).to_string(),
            Self::Validation(fields) => {
                let mut error = fields.clone();
                error.insert("__type".to_owned(), json!("Validation Error"));
                Value::Object(error)
            }
            Self::Integrity { message, data } => {
                json!({"__type": self.kind(), "message": message, "data": data})
            }
            Self::NotFound(message)
            | Self::SearchIndex(message)
            | Self::Authorization(message)
            | Self::SearchQuery(message)
            | Self::Search(message) => json!({"__type": self.kind(), "message": message}),
            Self::Internal => json!({"__type": self.kind(), "message": "Internal Server Error"}),
        };
        json!({"help": help, "error": error, "success": false}).to_string()
    }
}

/// The body of a success around a result that is JSON text already, so that its numbers keep every digit.
/// Keys in CKAN's order: help, success, result.
pub fn success(help: &str, result: &str) -> String {
    format!(
        "{{\"help\": {}, \"success\": true, \"result\": {result}}}",
        json!(help)
    )
}

/// The address of an action's documentation, the `help` of every envelope.
pub fn help_address(site: &str, action: &str) -> String {
    format!("{site}/api/3/action/help_show?name={action}")
}

/// The message of an action that does not exist.
pub fn unknown_action(name: &str) -> Failure {
    Failure::BadRequest(format!("Bad request - Action name not known: {name}"))
}

/// The message of a writing action that was asked for by GET.
pub fn needs_post() -> Failure {
    Failure::BadRequest(
        "Bad request - JSON Error: Invalid request. Please use POST method for your request"
            .to_owned(),
    )
}

/// The message of a body that is not JSON.
pub fn not_json() -> Failure {
    Failure::BadRequest("Bad request - JSON Error: Error decoding JSON data.".to_owned())
}

/// The message of a body that is JSON, but no object.
pub fn not_an_object(body: &Value) -> Failure {
    Failure::BadRequest(format!(
        "Bad request - JSON Error: Request data JSON decoded to {body} but it needs to be a dictionary."
    ))
}
