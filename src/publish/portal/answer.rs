//! An answer of a portal as it came, read within bounds of size and time.

use std::io::{ErrorKind, Read};
use std::time::{Duration, Instant};

use reqwest::blocking::Response;
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, HeaderName, LOCATION, RETRY_AFTER};

use crate::publish::portal::fault::Loss;
use crate::publish::portal::pace;
use crate::publish::portal::trouble;

/// Most bytes of an answer that is no success.
const FAILURE: u64 = 1024 * 1024;
/// Bytes that are read at once.
const CHUNK: usize = 64 * 1024;

/// An answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The URL that was asked.
    pub url: String,
    /// The HTTP status.
    pub status: u16,
    /// The header `Content-Type`, or empty.
    pub content_type: String,
    /// The header `Location`, made absolute.
    pub location: Option<String>,
    /// How long the portal asks to wait.
    pub after: Option<Duration>,
    /// Seconds since 1970 by the portal's clock.
    pub date: Option<u64>,
    /// The body, as far as it was read.
    pub body: Vec<u8>,
    /// Why the body is not whole; none where it is.
    pub broken: Option<Loss>,
}

/// How much and how long to read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// Most bytes of a success.
    pub(crate) bytes: u64,
    /// How long to wait for the first of them.
    pub(crate) patience: Duration,
    /// Fewest bytes a second, measured from the first one on.
    pub(crate) slowest: u64,
}

impl Bounds {
    /// Whether `read` bytes after `time` are too few.
    pub(crate) fn is_too_slow(&self, time: Duration, read: u64) -> bool {
        let earned = Duration::from_secs(read / self.slowest.max(1));
        time > self.patience.saturating_add(earned)
    }
}

impl Answer {
    /// The status and headers of an answer; its body is still to come.
    pub(crate) fn of(response: &Response) -> Self {
        let headers = response.headers();
        let date = header(headers, &DATE).and_then(pace::http_date);
        let absolute = |to: &str| Some(response.url().join(to).ok()?.to_string());
        Self {
            url: response.url().to_string(),
            status: response.status().as_u16(),
            content_type: header(headers, &CONTENT_TYPE)
                .unwrap_or_default()
                .to_owned(),
            location: header(headers, &LOCATION).and_then(absolute),
            after: header(headers, &RETRY_AFTER).and_then(|it| pace::retry_after(it, date)),
            date,
            body: Vec::new(),
            broken: None,
        }
    }

    /// Reads an answer.
    pub(crate) fn read(response: Response, bounds: &Bounds) -> Self {
        let mut answer = Self::of(&response);
        let limit = if answer.status < 300 {
            bounds.bytes
        } else {
            FAILURE
        };
        answer.broken = fill(&mut answer.body, response, limit, bounds).err();
        answer
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn fill(body: &mut Vec<u8>, response: Response, limit: u64, bounds: &Bounds) -> Result<(), Loss> {
    let started = Instant::now();
    let mut rest = response.take(limit.saturating_add(1));
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = match rest.read(&mut chunk) {
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(trouble::of_reading(&error, bounds.patience)),
        };
        let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else {
            return Ok(());
        };
        body.extend_from_slice(bytes);
        let there = body.len() as u64;
        if there > limit {
            body.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
            return Err(Loss::TooLong(limit));
        }
        let time = started.elapsed();
        if bounds.is_too_slow(time, there) {
            return Err(Loss::TimedOut(time.as_secs()));
        }
    }
}
