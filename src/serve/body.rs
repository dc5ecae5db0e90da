//! The body of a request: parameters, and the files of a multipart form, which go to the disk piece by piece.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, header};
use serde_json::Value;

use crate::catalog::files::{Arrived, Incoming};
use crate::serve::api::params::Params;
use crate::serve::error::Error;
use crate::serve::state::State;

/// Largest body of a request that only reads, or that shows no token: reading needs a query, never a file.
const READING: usize = 1024 * 1024;
/// Largest JSON of a request with a token: twenty thousand rows of a wide table.
const WRITING: usize = 32 * 1024 * 1024;
/// Largest text field of a multipart form.
const FIELD: usize = 4 * 1024 * 1024;
/// Most fields of a multipart form.
const FIELDS: usize = 1000;

/// A file of a multipart form.
#[derive(Debug)]
pub struct Upload {
    /// The file name that the client states.
    pub name: String,
    /// The file; none where it is larger than this server takes.
    pub file: Option<Arrived>,
}

/// What a request asks for.
#[derive(Debug, Default)]
pub struct Asked {
    /// The parameters. That of a file is `placeholder`.
    pub params: Params,
    /// The files.
    pub files: Vec<Upload>,
}

/// What stands for a file among the parameters. No client can send it: a text with NUL is refused.
pub(crate) fn placeholder(number: usize) -> String {
    format!("\0{number}")
}

/// The number of the file that a text stands for.
pub(crate) fn file_number(text: &str) -> Option<usize> {
    text.strip_prefix('\0')?.parse().ok()
}

/// Reads a request. `with_token` is whether it showed a good token.
pub(crate) async fn read(
    state: &State,
    query: &str,
    headers: &HeaderMap,
    body: Body,
    with_token: bool,
) -> Result<Asked, Error> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    if headers.contains_key(header::CONTENT_ENCODING) {
        // CKAN does not unpack a request, and finds no JSON in it.
        return Err(crate::ckan::envelope::not_json().into());
    }
    if kind
        .trim_start()
        .to_ascii_lowercase()
        .starts_with("multipart/form-data")
    {
        return multipart(state, query, headers, body, with_token).await;
    }
    let limit = if with_token { WRITING } else { READING };
    let bytes = axum::body::to_bytes(body, limit)
        .await
        .map_err(|_| Error::TooLarge)?;
    let (query, kind) = (query.to_owned(), kind.to_owned());
    // Parsing much JSON takes a while: not on a thread that others wait for.
    let parse = move |bytes: &Bytes| Params::read(&query, &kind, bytes);
    let params = if bytes.len() > FIELD {
        let task = tokio::task::spawn_blocking(move || parse(&bytes));
        task.await.map_err(|_| Error::Internal)??
    } else {
        parse(&bytes)?
    };
    Ok(Asked {
        params,
        files: Vec::new(),
    })
}

async fn multipart(
    state: &State,
    query: &str,
    headers: &HeaderMap,
    body: Body,
    with_token: bool,
) -> Result<Asked, Error> {
    let mut request = Request::new(body);
    *request.headers_mut() = headers.clone();
    axum::extract::DefaultBodyLimit::disable().apply(&mut request);
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|_| Error::BadRequest)?;
    let mut pairs = Vec::new();
    let (mut keys, mut files) = (Vec::new(), Vec::new());
    let mut left = if with_token { u64::MAX } else { READING as u64 };
    while let Some(mut field) = form.next_field().await.map_err(|_| Error::BadRequest)? {
        let key = field.name().unwrap_or_default().to_owned();
        if pairs.len() + files.len() >= FIELDS {
            return Err(Error::TooLarge);
        }
        let Some(name) = field.file_name().map(str::to_owned) else {
            let mut text = Vec::new();
            while let Some(piece) = field.chunk().await.map_err(|_| Error::BadRequest)? {
                left = left
                    .checked_sub(piece.len() as u64)
                    .ok_or(Error::TooLarge)?;
                text.extend_from_slice(&piece);
                if text.len() > FIELD {
                    return Err(Error::TooLarge);
                }
            }
            let text = String::from_utf8(text).map_err(|_| Error::BadRequest)?;
            pairs.push((key, text));
            continue;
        };
        let limit = state.max_upload();
        let mut incoming = None;
        if with_token && !name.is_empty() {
            incoming = Some(state.begin_file().await?);
        }
        let mut size: u64 = 0;
        // A file that is too large is read to its end all the same: a client that is still sending hears no answer.
        while let Some(piece) = field.chunk().await.map_err(|_| Error::BadRequest)? {
            size += piece.len() as u64;
            left = left
                .checked_sub(piece.len() as u64)
                .ok_or(Error::TooLarge)?;
            if size > limit {
                incoming = None;
                if size > limit.saturating_mul(4) {
                    return Err(Error::TooLarge);
                }
            }
            if let Some(file) = incoming.take() {
                incoming = Some(write(file, piece).await?);
            }
        }
        // A part without a file name is no file: CKAN drops it without a word.
        if !name.is_empty() {
            keys.push(key);
            files.push(Upload {
                name,
                file: incoming.map(Incoming::finish),
            });
        }
    }
    let mut params = Params::of_form(query, pairs)?;
    for (number, key) in keys.iter().enumerate() {
        params.put(key, Value::String(placeholder(number)));
    }
    Ok(Asked { params, files })
}

/// Writes a piece on a thread that may wait for the disk.
async fn write(mut file: Incoming, piece: Bytes) -> Result<Incoming, Error> {
    let task = tokio::task::spawn_blocking(move || file.write(&piece).map(|()| file));
    Ok(task.await.map_err(|_| Error::Internal)??)
}
