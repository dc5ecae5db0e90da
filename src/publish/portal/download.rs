//! A file read from a portal, or from where the portal sends for it.

use std::io::{ErrorKind, Read, Write};
use std::time::Instant;

use reqwest::Url;
use reqwest::blocking::Response;

use crate::publish::portal::answer::Answer;
use crate::publish::portal::connection::{Connection, Who};
use crate::publish::portal::fault::{Fault, Loss};
use crate::publish::portal::trouble;

/// Redirects that are followed: to a store of files, and within it.
const REDIRECTS: usize = 5;
/// Bytes that are read at once.
const CHUNK: usize = 64 * 1024;

impl Connection {
    /// Reads the file at a URL into `into`, and gives its bytes' number. The token goes along for the owner, to the portal's own
    /// origin only: a redirect to elsewhere is followed without it, also if it leads back. A download that fails before its
    /// first byte is asked for again. Time is bounded by the silence between two bytes and by the slowest line
    /// ([`crate::publish::portal::connection::Settings`]); the size by `into`, which may refuse.
    ///
    /// # Errors
    ///
    /// [`Fault::NoFile`] where the file is not given, [`Fault::Sink`] where `into` refuses, [`Fault::Lost`] where it ends in the
    /// middle; `into` may have taken some of it then.
    pub fn download(&self, url: &str, who: Who, into: &mut dyn Write) -> Result<u64, Fault> {
        let response = self.repeated(Fault::is_passing, || self.opened(url, who))?;
        let length = response.content_length();
        let read = self.poured(response, url, into);
        let read = read.map_err(|fault| self.clean(fault))?;
        if length.is_some_and(|length| length != read) {
            return Err(self.lost(url, Loss::Truncated));
        }
        Ok(read)
    }

    /// A successful answer of which nothing was read yet.
    fn opened(&self, url: &str, who: Who) -> Result<Response, Fault> {
        let mut url = Url::parse(url).map_err(|_| no_file(url, 0))?;
        let mut who = who;
        for _ in 0..=REDIRECTS {
            if !matches!(url.scheme(), "http" | "https")
                || !url.username().is_empty()
                || url.password().is_some()
            {
                // An address with a password in it is not repeated.
                return Err(no_file(&format!("{}://…", url.scheme()), 0));
            }
            if !self.address.same_origin(url.as_str()) {
                who = Who::Public;
            }
            let request = self.signed(self.client.get(url.clone()), who)?;
            self.turn(0);
            let host = url.host_str().unwrap_or_default();
            let response = self.client.execute(request).map_err(|error| {
                let fault = trouble::of_sending(&error, host, url.as_str(), self.settings.patience);
                self.clean(fault)
            })?;
            let answer = Answer::of(&response);
            if who == Who::Owner {
                self.remember(&answer);
            }
            if answer.status < 300 {
                return Ok(response);
            }
            let to = answer
                .location
                .as_deref()
                .and_then(|to| Url::parse(to).ok());
            match (answer.status, to) {
                (301 | 302 | 303 | 307 | 308, Some(to)) => url = to,
                _ => return Err(self.clean(refused(&answer))),
            }
        }
        Err(self.clean(Fault::Redirected {
            to: url.to_string(),
            portal: None,
        }))
    }

    fn poured(
        &self,
        mut response: Response,
        url: &str,
        into: &mut dyn Write,
    ) -> Result<u64, Fault> {
        let bounds = self.bounds(u64::MAX);
        let started = Instant::now();
        let mut chunk = vec![0; CHUNK];
        let mut read = 0;
        loop {
            let count = match response.read(&mut chunk) {
                Ok(count) => count,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => {
                    return Err(self.lost(url, trouble::of_reading(&error, bounds.patience)));
                }
            };
            let Some(bytes) = chunk.get(..count).filter(|bytes| !bytes.is_empty()) else {
                break;
            };
            read += bytes.len() as u64;
            self.counted(|total| total.received += bytes.len() as u64);
            into.write_all(bytes)
                .map_err(|error| Fault::Sink(error.to_string()))?;
            let time = started.elapsed();
            if bounds.is_too_slow(time, read) {
                return Err(self.lost(url, Loss::TimedOut(time.as_secs())));
            }
        }
        into.flush()
            .map_err(|error| Fault::Sink(error.to_string()))?;
        Ok(read)
    }

    fn lost(&self, url: &str, why: Loss) -> Fault {
        let action = url.to_owned();
        self.clean(Fault::Lost { action, why })
    }
}

fn refused(answer: &Answer) -> Fault {
    let (status, after) = (answer.status, answer.after);
    match status {
        429 => Fault::TooMany { after },
        500.. => Fault::Maintenance {
            status,
            title: None,
            after,
        },
        _ => no_file(&answer.url, status),
    }
}

fn no_file(url: &str, status: u16) -> Fault {
    let url = url.to_owned();
    Fault::NoFile { url, status }
}
