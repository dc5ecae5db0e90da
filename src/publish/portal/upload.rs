//! A file sent to a portal, streamed from disk.

use std::io::{self, Read};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use reqwest::blocking::{Body, Request, Response};
use serde_json::Value;

use crate::publish::portal::connection::{Connection, FilePart, Who, untouched};
use crate::publish::portal::fault::{Fault, Loss};
use crate::publish::portal::multipart::{Event, Multipart};

/// Most bytes of the answer to an upload: the resource's dict, or the dataset's.
const ANSWER: u64 = 64 * 1024 * 1024;

/// What became of a body that was streamed.
struct Streamed {
    sent: reqwest::Result<Response>,
    bytes: u64,
    unreadable: Option<String>,
}

impl Connection {
    /// Does an action with a file: `multipart/form-data` with `Content-Length`, fields first. `progress` is told how many bytes
    /// of the file were handed over so far; it begins anew where the upload does. Asked for again as [`Connection::write`] is.
    ///
    /// # Errors
    ///
    /// [`Fault::File`] where the file cannot be read or has another size than it should: nothing was done. Otherwise any.
    pub fn upload(
        &self,
        action: &str,
        fields: &[(String, String)],
        file: &FilePart<'_>,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Value, Fault> {
        self.repeated(untouched, || {
            self.upload_once(action, fields, file, progress)
        })
    }

    fn upload_once(
        &self,
        action: &str,
        fields: &[(String, String)],
        file: &FilePart<'_>,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Value, Fault> {
        let (sender, events) = mpsc::channel();
        let body = Multipart::new(fields, file, sender)?;
        let (size, content_type) = (body.size(), body.content_type());
        let body = Body::sized(body, size);
        let request = self.request(action, &content_type, body, size, Who::Owner)?;
        self.turn(0);
        self.counted(|count| count.writes += 1);
        let streamed = self.stream(request, &events, progress)?;
        self.counted(|count| count.sent += streamed.bytes);
        if let Some(why) = streamed.unreadable {
            let path = file.path.display().to_string();
            return Err(Fault::File { path, why });
        }
        let is_broken = streamed.sent.is_err() && streamed.bytes < size;
        let answer = match self.received(streamed.sent, action, ANSWER) {
            Ok(answer) => answer,
            Err(Fault::Lost {
                why: Loss::CutOff, ..
            }) if is_broken => {
                return Err(self.broken_off(action, &content_type, streamed.bytes, size));
            }
            Err(fault) => return Err(fault),
        };
        let result = self.judged(&answer, action, size)?;
        Ok(result.unwrap_or_default())
    }

    /// Sends in a thread of its own, since the client's body must not borrow `progress`.
    fn stream(
        &self,
        request: Request,
        events: &Receiver<Event>,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Streamed, Fault> {
        let client = &self.client;
        thread::scope(|scope| {
            let sending = scope.spawn(move || client.execute(request));
            let (mut bytes, mut of_file, mut unreadable) = (0, 0, None);
            // Ends with the body, which the client drops when it has sent it or has given up.
            for event in events {
                match event {
                    Event::Sent(all, file) => {
                        bytes += all;
                        of_file += file;
                        progress(of_file);
                    }
                    Event::Unreadable(why) => unreadable = Some(why),
                }
            }
            let sent = sending
                .join()
                .map_err(|_| Fault::Setup("the HTTP client has stopped".to_owned()))?;
            Ok(Streamed {
                sent,
                bytes,
                unreadable,
            })
        })
    }

    /// Why a server broke off while a file was sent. One that refuses by the length alone (nginx, firewalls) says so and hangs
    /// up, and the client loses its answer over the bytes that it still sends. So the same length is announced again, and
    /// nothing sent: nothing can be done with that, and a server that refuses says so. `sent` bytes of `size` were handed over, so
    /// nothing was done with those either.
    fn broken_off(&self, action: &str, content_type: &str, sent: u64, size: u64) -> Fault {
        let silence = Body::sized(Silence(self.settings.glance), size);
        if let Ok(mut request) = self.request(action, content_type, silence, size, Who::Owner) {
            let time = self.settings.glance + self.settings.connect;
            *request.timeout_mut() = Some(time);
            self.turn(0);
            match self.client.execute(request) {
                Ok(response) if response.status().as_u16() == 413 => {
                    return Fault::TooLarge { size };
                }
                // It is not even there: the client tells that of a streamed body as a break.
                Err(error) if error.is_connect() => return self.trouble(&error, action),
                Ok(_) | Err(_) => {}
            }
        }
        let action = action.to_owned();
        let why = Loss::Sending { sent, size };
        Fault::Lost { action, why }
    }
}

/// A body that says nothing for a while, and then ends.
struct Silence(Duration);

impl Read for Silence {
    fn read(&mut self, _bytes: &mut [u8]) -> io::Result<usize> {
        thread::sleep(self.0);
        Ok(0)
    }
}
