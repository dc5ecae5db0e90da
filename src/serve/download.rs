//! Files as they were published: `/dataset/<dataset>/resource/<resource>/download/<name>`.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;

use axum::extract::{Path, State as Extract};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use crate::catalog;
use crate::catalog::files;
use crate::catalog::record::Resource;
use crate::model::moment::Day;
use crate::serve::error::Error;
use crate::serve::pages::language::Visitor;
use crate::serve::pages::{problem, show};
use crate::serve::state::State;
use crate::serve::stream::{self, Source};

/// Bytes of one piece.
const PIECE: usize = 64 * 1024;

/// Sends a file. The name at the end of the address is not looked at, as in CKAN: the ids alone say which file.
pub(crate) async fn download(
    Extract(state): Extract<State>,
    Path(place): Path<Vec<(String, String)>>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let part = |key: &str| {
        place
            .iter()
            .find(|(it, _)| it == key)
            .map(|(_, value)| value.clone())
            .unwrap_or_default()
    };
    let (dataset, resource) = (part("dataset"), part("resource"));
    match find(&state, &headers, dataset, resource).await {
        Ok(Found::File {
            resource,
            path,
            is_public,
        }) => send(&resource, &path, is_public, &headers)
            .unwrap_or_else(|_| problem::page(&Visitor::of(&uri, &headers), &Error::Internal)),
        Ok(Found::Elsewhere(address)) => elsewhere(&address),
        Err(error) => problem::page(&Visitor::of(&uri, &headers), &error),
    }
}

/// Where a download leads.
enum Found {
    File {
        resource: Box<Resource>,
        path: PathBuf,
        is_public: bool,
    },
    Elsewhere(String),
}

async fn find(
    state: &State,
    headers: &HeaderMap,
    dataset: String,
    resource: String,
) -> Result<Found, Error> {
    let caller = state.caller(headers).await?;
    state
        .read_for(caller, move |reader, _| {
            let Some(dataset) = reader.dataset(&dataset)? else {
                return Err(match reader.dataset_exists(&dataset)? {
                    Some(_) => Error::Forbidden,
                    None => Error::NotFound,
                });
            };
            let resource = reader
                .resource(&resource)?
                .filter(|it| it.dataset == dataset.id)
                .ok_or(Error::NotFound)?;
            // A browser may be sent to the web, and nowhere else: a client could have sent `javascript:`.
            let is_web =
                resource.link.starts_with("https://") || resource.link.starts_with("http://");
            if is_web {
                return Ok(Found::Elsewhere(resource.link));
            }
            let path = files::path(reader.folder(), &resource.sha256).ok_or(Error::NotFound)?;
            Ok(Found::File {
                path,
                is_public: !dataset.private && dataset.state == catalog::record::State::Active,
                resource: Box::new(resource),
            })
        })
        .await
}

/// 302, as CKAN answers for a link.
fn elsewhere(address: &str) -> Response {
    let escaped = address
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;");
    let page = format!(
        "<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n<a href=\"{escaped}\">{escaped}</a>\n"
    );
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    let mut response = (StatusCode::FOUND, kind, page).into_response();
    if let Ok(address) = HeaderValue::from_str(address) {
        response.headers_mut().insert(header::LOCATION, address);
    }
    response
}

fn send(
    resource: &Resource,
    path: &std::path::Path,
    is_public: bool,
    headers: &HeaderMap,
) -> Result<Response, std::io::Error> {
    let tag = format!("\"{}\"", resource.sha256);
    let mut answer = HeaderMap::new();
    let mut set = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            answer.insert(name, value);
        }
    };
    set(header::ETAG, &tag);
    if let Some(moment) = http_date(&resource.last_modified) {
        set(header::LAST_MODIFIED, &moment);
    }
    set(
        header::CACHE_CONTROL,
        if is_public {
            "public, no-cache"
        } else {
            "private, no-store"
        },
    );
    set(header::ACCEPT_RANGES, "bytes");
    set(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    if text(header::IF_NONE_MATCH).is_some_and(|tags| tags == "*" || tags.contains(&tag)) {
        return Ok((StatusCode::NOT_MODIFIED, answer).into_response());
    }
    set(
        header::CONTENT_TYPE,
        &content_type(resource.text("mimetype")),
    );
    set(
        header::CONTENT_DISPOSITION,
        &format!("attachment; filename=\"{}\"", resource.file_name),
    );
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    let (status, from, length) = match text(header::RANGE).map(|range| span(range, size)) {
        None | Some(Span::Ignored) => (StatusCode::OK, 0, size),
        Some(Span::Part(from, length)) => {
            set(
                header::CONTENT_RANGE,
                &format!("bytes {from}-{}/{size}", from + length - 1),
            );
            (StatusCode::PARTIAL_CONTENT, from, length)
        }
        Some(Span::Outside) => {
            set(header::CONTENT_RANGE, &format!("bytes */{size}"));
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, answer).into_response());
        }
    };
    set(header::CONTENT_LENGTH, &length.to_string());
    file.seek(SeekFrom::Start(from))?;
    Ok((status, answer, stream::body(Pieces { file, left: length })).into_response())
}

/// A moment in the form of HTTP (RFC 9110 section 5.6.7).
fn http_date(moment: &str) -> Option<String> {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let part = |range: std::ops::Range<usize>| moment.get(range)?.parse::<u32>().ok();
    let (year, month, day) = (part(0..4)?, part(5..7)?, part(8..10)?);
    let number = Day::from_ymd(i32::try_from(year).ok()?, month, day)?.number();
    let weekday = DAYS.get(usize::try_from(number % 7).ok()?)?;
    let month = show::MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
    let clock = moment.get(11..19)?;
    Some(format!("{weekday}, {day:02} {month} {year} {clock} GMT"))
}

fn content_type(media: &str) -> String {
    let is_text = media.starts_with("text/") || media.ends_with("xml");
    match media {
        "" => "application/octet-stream".to_owned(),
        media if is_text => format!("{media}; charset=utf-8"),
        media => media.to_owned(),
    }
}

enum Span {
    Part(u64, u64),
    Outside,
    Ignored,
}

/// One range of bytes; a request for several is answered with the whole file, as RFC 9110 section 14.2 allows.
fn span(range: &str, size: u64) -> Span {
    let Some((first, last)) = range
        .strip_prefix("bytes=")
        .and_then(|it| it.split_once('-'))
    else {
        return Span::Ignored;
    };
    let (first, last) = (first.trim(), last.trim());
    let (from, to) = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(from), Ok(to)) if from <= to => (from, to.min(size.saturating_sub(1))),
        (Ok(from), Err(_)) if last.is_empty() => (from, size.saturating_sub(1)),
        (Err(_), Ok(length)) if first.is_empty() => {
            (size.saturating_sub(length), size.saturating_sub(1))
        }
        _ => return Span::Ignored,
    };
    if from < size && from <= to {
        Span::Part(from, to - from + 1)
    } else {
        Span::Outside
    }
}

struct Pieces {
    file: File,
    left: u64,
}

impl Source for Pieces {
    fn next(&mut self) -> Option<Result<Vec<u8>, std::io::Error>> {
        let wanted = usize::try_from(self.left).map_or(PIECE, |left| left.min(PIECE));
        if wanted == 0 {
            return None;
        }
        let mut piece = vec![0; wanted];
        Some(match self.file.read(&mut piece) {
            Ok(0) => Err(std::io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => {
                self.left -= read as u64;
                piece.truncate(read);
                Ok(piece)
            }
            Err(error) => Err(error),
        })
    }
}
