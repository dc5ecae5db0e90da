//! HTTP/1.1 messages, whole, as far as a proxy between two programs on one machine needs them.

use std::io::{self, BufRead, BufReader, Read, Write as _};
use std::net::TcpStream;

/// A request or an answer with its body, unchunked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Message {
    /// The first line.
    pub(crate) start: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Message {
    /// Reads a request; says `100 Continue` to a client that waits for it.
    pub(crate) fn read_request(stream: &mut TcpStream) -> io::Result<Self> {
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut message = Self::head(&mut reader)?;
        if message.header("expect").is_some() {
            stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        message.body = if message.is_chunked() {
            unchunk(&mut reader)?
        } else {
            let length = message.length()?.unwrap_or(0);
            exactly(&mut reader, length)?
        };
        Ok(message)
    }

    /// Reads an answer on a connection that closes after it.
    pub(crate) fn read_answer(reader: &mut impl BufRead) -> io::Result<Self> {
        let mut message = Self::head(reader)?;
        while message.status() == 100 {
            message = Self::head(reader)?;
        }
        let length = message.length()?;
        if message.is_chunked() {
            message.body = unchunk(reader)?;
        } else if let Some(length) = length {
            message.body = exactly(reader, length)?;
        } else {
            reader.read_to_end(&mut message.body)?;
        }
        Ok(message)
    }

    fn head(reader: &mut impl BufRead) -> io::Result<Self> {
        let start = line(reader)?;
        let mut headers = Vec::new();
        loop {
            let line = line(reader)?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            headers.push((name.to_owned(), value.trim().to_owned()));
        }
        Ok(Self {
            start,
            headers,
            body: Vec::new(),
        })
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(it, _)| it.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.headers
            .retain(|(it, _)| !it.eq_ignore_ascii_case(name));
    }

    /// The status of an answer.
    pub(crate) fn status(&self) -> u16 {
        let status = self.start.split(' ').nth(1).unwrap_or_default();
        status.parse().unwrap_or(0)
    }

    fn is_chunked(&self) -> bool {
        self.header("transfer-encoding").is_some()
    }

    fn length(&self) -> io::Result<Option<usize>> {
        let length = self.header("content-length").map(str::parse::<usize>);
        length.transpose().map_err(io::Error::other)
    }

    /// Puts one `HOST:PORT` in place of another where texts name it.
    pub(crate) fn rewrite(&mut self, from: &str, to: &str) {
        let (from, to) = (format!("http://{from}"), format!("http://{to}"));
        for (name, value) in &mut self.headers {
            if name.eq_ignore_ascii_case("location") {
                *value = value.replace(&from, &to);
            }
        }
        let kind = self.header("content-type").unwrap_or_default();
        if kind.starts_with("application/json")
            && let Ok(text) = str::from_utf8(&self.body)
        {
            self.body = text.replace(&from, &to).into_bytes();
        }
    }

    /// The message as it goes over the wire: one a connection, its length told.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = format!("{}\r\n", self.start).into_bytes();
        for (name, value) in &self.headers {
            let own = [
                "connection",
                "keep-alive",
                "content-length",
                "transfer-encoding",
            ];
            if !own.iter().any(|it| name.eq_ignore_ascii_case(it)) {
                bytes.extend(format!("{name}: {value}\r\n").into_bytes());
            }
        }
        let length = self.body.len();
        bytes.extend(format!("Content-Length: {length}\r\nConnection: close\r\n\r\n").into_bytes());
        bytes.extend(&self.body);
        bytes
    }
}

fn line(reader: &mut impl BufRead) -> io::Result<String> {
    let mut line = Vec::new();
    if reader.read_until(b'\n', &mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
}

fn exactly(reader: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    reader.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn unchunk(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let size = line(reader)?;
        let size = size.split(';').next().unwrap_or_default();
        let size = usize::from_str_radix(size, 16).map_err(io::Error::other)?;
        bytes.extend(exactly(reader, size)?);
        // The line feed after a chunk; after the last one of no bytes it ends the trailer.
        line(reader)?;
        if size == 0 {
            return Ok(bytes);
        }
    }
}
