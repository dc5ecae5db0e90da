//! A recorded request, sent.

use std::path::PathBuf;
use std::time::Duration;

use reqwest::blocking::Client;
use reqwest::header::HeaderMap;
use reqwest::{Method, redirect};
use serde_json::{Value, json};

use crate::replay::state::State;
use crate::replay::transcript::{Body, Exchange, Part, Role};

/// The file of most uploads, 102 bytes.
const CSV: &str = "จังหวัด,ปี,ราคา\nเชียงใหม่,2567,12.5\nลำพูน,2567,\n";

/// `{"id": "nope"}` in gzip.
const GZIP: [u8; 34] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 202, 76, 81, 178, 82, 80, 202, 203, 47, 72, 85, 170,
    5, 0, 240, 3, 98, 38, 14, 0, 0, 0,
];

/// A token of the right form that nobody signed.
const UNSIGNED: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJqdGkiOiJ4In0.AAAA";

const BOUNDARY: &str = "------------------------replay";

/// The server that is asked, and the tokens of the two users of the exchanges.
pub(super) struct Portal {
    address: String,
    admin: String,
    pub(super) editor: String,
    client: Client,
    /// The catalogue behind it, where it is our own.
    pub(super) catalog: Option<PathBuf>,
}

/// An answer.
pub(super) struct Got {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Got {
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Its beginning, for a message.
    pub(super) fn start(&self) -> String {
        let text: String = self.text().chars().take(160).collect();
        text.replace('\n', " ")
    }
}

impl Portal {
    pub(super) fn new(address: &str, admin: &str, editor: &str) -> Self {
        let client = Client::builder()
            .no_proxy()
            .redirect(redirect::Policy::none())
            .timeout(Duration::from_mins(2))
            // A server may close after it has refused an upload.
            .pool_max_idle_per_host(0)
            .build()
            .unwrap();
        Self {
            address: address.to_owned(),
            admin: admin.to_owned(),
            editor: editor.to_owned(),
            client,
            catalog: None,
        }
    }

    /// Sends a recorded request.
    pub(super) fn put(&self, exchange: &Exchange, state: &mut State) -> Result<Got, String> {
        let request = &exchange.request;
        let mut kind = request.kind.clone();
        let body = match &request.body {
            Body::Nothing => None,
            Body::Raw(text) => Some(raw(&exchange.title, text)),
            Body::Json(text) => {
                kind = kind.or(Some("application/json".to_owned()));
                let value = serde_json::from_str(&state.fill(text)).unwrap();
                Some(whole(value).to_string().into_bytes())
            }
            Body::Multipart(parts) => {
                kind = Some(format!("multipart/form-data; boundary={BOUNDARY}"));
                Some(multipart(parts, state))
            }
        };
        let token = match request.role {
            Role::Admin => Some(self.admin.clone()),
            Role::Editor => Some(self.editor.clone()),
            Role::None => None,
            Role::Other => Some(match exchange.title.as_str() {
                "'Bearer ' prefix" => format!("Bearer {}", self.editor),
                "Use the revoked token on a writing action" => state.token.clone(),
                "Well-formed JWT with a wrong signature" => UNSIGNED.to_owned(),
                _ => "no-such-token".to_owned(),
            }),
        };
        let headers: Vec<(&String, String)> = request
            .headers
            .iter()
            .map(|(name, value)| (name, state.fill(value.as_str().unwrap())))
            .collect();
        let path = encoded(&state.fill(&request.path));
        let method = Method::from_bytes(request.method.as_bytes()).unwrap();
        let mut sent = self
            .client
            .request(method, format!("{}{path}", self.address));
        for (name, value) in headers {
            sent = sent.header(name, value);
        }
        if let Some(token) = token {
            sent = sent.header("Authorization", token);
        }
        if let Some(kind) = kind {
            sent = sent.header("Content-Type", kind);
        }
        if let Some(body) = body {
            sent = sent.body(body);
        }
        received(sent)
    }

    /// Does what the record tells only in prose, as the administrator or the editor; the result.
    pub(super) fn act(&self, role: Role, action: &str, params: &Value) -> Result<Value, String> {
        let address = format!("{}/api/3/action/{action}", self.address);
        let sent = self
            .client
            .post(address)
            .header("Authorization", self.token(role))
            .header("Content-Type", "application/json")
            .body(params.to_string());
        result(action, &received(sent)?)
    }

    /// Puts a file of 102 bytes on a dataset; the resource.
    pub(super) fn upload(&self, dataset: &str, name: &str) -> Result<Value, String> {
        let fields = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"package_id\"\r\n\r\n{dataset}\r\n\
             --{BOUNDARY}\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n{name}\r\n\
             --{BOUNDARY}\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"a.csv\"\r\n\
             Content-Type: text/csv\r\n\r\n{CSV}\r\n--{BOUNDARY}--\r\n"
        );
        let sent = self
            .client
            .post(format!("{}/api/3/action/resource_create", self.address))
            .header("Authorization", self.token(Role::Editor))
            .header(
                "Content-Type",
                format!("multipart/form-data; boundary={BOUNDARY}"),
            )
            .body(fields);
        result("resource_create", &received(sent)?)
    }

    fn token(&self, role: Role) -> &str {
        if role == Role::Admin {
            &self.admin
        } else {
            &self.editor
        }
    }
}

fn received(sent: reqwest::blocking::RequestBuilder) -> Result<Got, String> {
    let answer = sent.send().map_err(|error| format!("no answer: {error}"))?;
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    let body = answer
        .bytes()
        .map_err(|error| format!("the answer breaks off: {error}"))?
        .to_vec();
    Ok(Got {
        status,
        headers,
        body,
    })
}

fn result(action: &str, got: &Got) -> Result<Value, String> {
    match serde_json::from_slice::<Value>(&got.body) {
        Ok(body) if got.status == 200 => Ok(body["result"].clone()),
        _ => Err(format!("{action}: status {}: {}", got.status, got.start())),
    }
}

/// Bodies that no text can hold.
fn raw(title: &str, text: &str) -> Vec<u8> {
    match title {
        "Invalid UTF-8 in JSON" => b"{\"id\": \"\xff\xfe\"}".to_vec(),
        "gzip-encoded request body" => GZIP.to_vec(),
        _ => text.as_bytes().to_vec(),
    }
}

/// A recorded value with what was cut out of it.
fn whole(value: Value) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .map(|(name, value)| (name, whole(value)))
            .collect(),
        Value::Array(mut list) => {
            let left_out = list
                .last()
                .and_then(Value::as_str)
                .and_then(|text| text.strip_prefix("… ")?.strip_suffix(" more"))
                .and_then(|count| count.parse::<usize>().ok());
            if let Some(left_out) = left_out {
                list.pop();
                let shown = list.len();
                let rest = if list[0].get("key").is_some() {
                    (shown..shown + left_out)
                        .map(|number| json!({"key": format!("k{number}"), "value": "v"}))
                        .collect()
                } else {
                    fields()
                };
                assert_eq!(rest.len(), left_out, "a list that nobody completed");
                list.extend(rest);
            }
            list.into_iter().map(whole).collect()
        }
        Value::String(text) => Value::String(lengthened(text)),
        value => value,
    }
}

/// The fields of T8's table that the record leaves out; their names and types are seen when it is read.
fn fields() -> Vec<Value> {
    vec![
        json!({"id": "price", "type": "numeric", "info": {"label": "ราคา", "notes": "บาท"}}),
        json!({"id": "at", "type": "timestamp"}),
        json!({"id": "ok", "type": "bool"}),
        json!({"id": "day", "type": "date"}),
        json!({"id": "extra", "type": "json"}),
    ]
}

/// `xxx…(32766 characters)` at its full length.
fn lengthened(text: String) -> String {
    let cut = text.split_once("…(").and_then(|(shown, rest)| {
        let length = rest.strip_suffix(" characters)")?.parse::<usize>().ok()?;
        Some(shown.chars().next()?.to_string().repeat(length))
    });
    cut.unwrap_or(text)
}

fn multipart(parts: &[Part], state: &mut State) -> Vec<u8> {
    let mut out = Vec::new();
    for part in parts {
        let mut head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{}\"",
            state.fill(&part.name)
        );
        let content = match &part.file {
            None => state.fill(&part.text).into_bytes(),
            Some(file) => {
                head.push_str(&format!(
                    "; filename=\"{}\"\r\nContent-Type: {}",
                    part.text, file.kind
                ));
                CSV.bytes()
                    .chain(std::iter::repeat(b'0'))
                    .take(file.size)
                    .collect()
            }
        };
        out.extend_from_slice(head.as_bytes());
        out.extend_from_slice(b"\r\n\r\n");
        out.extend_from_slice(&content);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    out
}

/// A path and query as they stand on a request line; `+` stays a blank.
fn encoded(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b'/'
            | b'?'
            | b'&'
            | b'='
            | b'+'
            | b':'
            | b','
            | b'*'
            | b'-'
            | b'.'
            | b'_'
            | b'~' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}
