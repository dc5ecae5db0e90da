//! A file and the members of its resource as one `multipart/form-data` body of a known length, streamed from disk (RFC 7578).

use std::fmt::Write;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::mpsc::Sender;

use crate::publish::portal::fault::Fault;
use crate::publish::portal::pace;

/// A file to upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilePart<'a> {
    /// The field that CKAN reads it from: `upload`, or `update__resources__…__upload` for `package_revise`.
    pub field: &'a str,
    /// The name that it is stored under. CKAN takes everything but ASCII out of it.
    pub file_name: &'a str,
    /// Its media type.
    pub media_type: &'a str,
    /// Where it lies.
    pub path: &'a Path,
    /// Its bytes. A file that has not as many is not sent.
    pub size: u64,
}

/// What the body tells while it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// So many more bytes of the body were handed over, so many of them the file's.
    Sent(u64, u64),
    /// The file cannot be read.
    Unreadable(String),
}

/// A body. Memory is its fields, whatever the file's size.
#[derive(Debug)]
pub(crate) struct Multipart {
    boundary: String,
    head: Cursor<Vec<u8>>,
    file: File,
    /// Bytes of the file that are still to be read.
    left: u64,
    tail: Cursor<Vec<u8>>,
    size: u64,
    events: Sender<Event>,
}

impl Multipart {
    /// A body of fields in their order, and a file.
    pub(crate) fn new(
        fields: &[(String, String)],
        part: &FilePart<'_>,
        events: Sender<Event>,
    ) -> Result<Self, Fault> {
        let unreadable = |why: String| Fault::File {
            path: part.path.display().to_string(),
            why,
        };
        let file = File::open(part.path).map_err(|error| unreadable(error.to_string()))?;
        let there = file
            .metadata()
            .map_err(|error| unreadable(error.to_string()))?
            .len();
        if there != part.size {
            return Err(unreadable(format!(
                "{there} bytes, built with {}",
                part.size
            )));
        }
        // No text or file holds a number of 128 bits that was drawn after it was written.
        let boundary = format!("sheetpress-{:016x}{:016x}", pace::random(), pace::random());
        let head = head(&boundary, fields, part);
        let tail = format!("\r\n--{boundary}--\r\n");
        let size = head.len() as u64 + part.size + tail.len() as u64;
        Ok(Self {
            boundary,
            head: Cursor::new(head.into_bytes()),
            file,
            left: part.size,
            tail: Cursor::new(tail.into_bytes()),
            size,
            events,
        })
    }

    /// The value of `Content-Type`.
    pub(crate) fn content_type(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary)
    }

    /// Bytes of the whole body: the value of `Content-Length`. A portal behind `uWSGI` sees nothing of a body without it.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    fn tell(&self, event: Event) {
        // Nobody listens any more when the request has failed.
        let _ = self.events.send(event);
    }

    fn read_file(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left)
            .unwrap_or(usize::MAX)
            .min(bytes.len());
        let room = bytes.get_mut(..most).unwrap_or_default();
        let read = loop {
            match self.file.read(room) {
                // The client would give up.
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                done => break done?,
            }
        };
        if read == 0 {
            let why = "the file has become shorter";
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, why));
        }
        self.left = self.left.saturating_sub(read as u64);
        Ok(read)
    }
}

impl Read for Multipart {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        let read = self.head.read(bytes)?;
        if read > 0 {
            self.tell(Event::Sent(read as u64, 0));
            return Ok(read);
        }
        if self.left > 0 {
            return match self.read_file(bytes) {
                Ok(read) => {
                    self.tell(Event::Sent(read as u64, read as u64));
                    Ok(read)
                }
                Err(error) => {
                    self.tell(Event::Unreadable(error.to_string()));
                    Err(error)
                }
            };
        }
        let read = self.tail.read(bytes)?;
        if read > 0 {
            self.tell(Event::Sent(read as u64, 0));
        }
        Ok(read)
    }
}

fn head(boundary: &str, fields: &[(String, String)], part: &FilePart<'_>) -> String {
    let mut head = String::new();
    for (name, value) in fields {
        let name = quoted(name);
        // Writing to a text cannot fail, here and below.
        let _ = write!(
            head,
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
    }
    let (name, file_name) = (quoted(part.field), quoted(part.file_name));
    let is_plain = part
        .media_type
        .bytes()
        .all(|byte| byte.is_ascii_graphic() || byte == b' ');
    let media_type = if is_plain && !part.media_type.is_empty() {
        part.media_type
    } else {
        "application/octet-stream"
    };
    let _ = write!(
        head,
        "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\n\
         Content-Type: {media_type}\r\n\r\n"
    );
    head
}

/// A name inside quotation marks, as browsers write it (HTML, "multipart form data").
fn quoted(text: &str) -> String {
    text.replace('\r', "%0D")
        .replace('\n', "%0A")
        .replace('"', "%22")
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    fn part(path: &Path, size: u64) -> FilePart<'_> {
        FilePart {
            field: "upload",
            file_name: "a\"b.csv",
            media_type: "text/csv",
            path,
            size,
        }
    }

    #[test]
    fn a_body_is_as_long_as_it_says() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "a,b\r\n1,2\r\n").unwrap();
        let (sender, events) = mpsc::channel();
        let fields = [("name\r\n".to_owned(), "ราคา".to_owned())];
        let mut body = Multipart::new(&fields, &part(&path, 10), sender).unwrap();
        let (size, kind) = (body.size(), body.content_type());
        let boundary = kind
            .strip_prefix("multipart/form-data; boundary=")
            .unwrap()
            .to_owned();
        let mut text = String::new();
        body.read_to_string(&mut text).unwrap();
        drop(body);
        assert_eq!(text.len() as u64, size);
        let expected = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"name%0D%0A\"\r\n\r\nราคา\r\n\
             --{boundary}\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"a%22b.csv\"\r\n\
             Content-Type: text/csv\r\n\r\na,b\r\n1,2\r\n\r\n--{boundary}--\r\n"
        );
        assert_eq!(text, expected);
        let (mut sent, mut of_file) = (0, 0);
        for event in events {
            match event {
                Event::Sent(bytes, file) => {
                    sent += bytes;
                    of_file += file;
                }
                Event::Unreadable(why) => panic!("{why}"),
            }
        }
        assert_eq!((sent, of_file), (size, 10));
    }

    #[test]
    fn a_file_of_another_size_is_not_sent() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let (sender, events) = mpsc::channel();
        assert!(Multipart::new(&[], &part(&path, 10), sender.clone()).is_err());
        std::fs::write(&path, "a,b\r\n").unwrap();
        assert!(Multipart::new(&[], &part(&path, 10), sender.clone()).is_err());
        let mut body = Multipart::new(&[], &part(&path, 5), sender).unwrap();
        std::fs::write(&path, "a,").unwrap();
        assert!(io::copy(&mut body, &mut io::sink()).is_err());
        drop(body);
        assert!(matches!(events.iter().last(), Some(Event::Unreadable(_))));
    }
}
