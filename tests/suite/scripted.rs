//! A tiny HTTP server that answers from a list, one connection an answer, and remembers what it was asked.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use reqwest::blocking::{Client, ClientBuilder};
use reqwest::redirect::Policy;
use serde_json::{Value, json};
use sheetpress::publish::portal::address::Address;
use sheetpress::publish::portal::connection::{Connection, Settings};
use sheetpress::publish::portal::pace::Timer;
use sheetpress::publish::portal::secret::Token;

pub(crate) const TOKEN: &str = "eyJ0b2tlbiI6MX0.hunter2-Signature_x";

/// What came in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// The first line.
    pub(crate) start: String,
    /// Names in small letters.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// What goes out.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    bytes: Vec<u8>,
    is_early: bool,
    held: Duration,
}

impl Reply {
    /// Bytes as they are; the connection closes after them.
    pub(crate) fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: bytes.into(),
            is_early: false,
            held: Duration::ZERO,
        }
    }

    /// An answer with headers (each `Name: value\r\n`) and a body.
    pub(crate) fn of(status: u16, headers: &str, body: &[u8]) -> Self {
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status} Some Words\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        Self::raw([head.as_bytes(), body].concat())
    }

    pub(crate) fn json(status: u16, body: &Value) -> Self {
        let kind = "Content-Type: application/json;charset=utf-8\r\n";
        Self::of(status, kind, body.to_string().as_bytes())
    }

    /// CKAN's success.
    pub(crate) fn result(result: &Value) -> Self {
        Self::json(200, &json!({"help": "", "success": true, "result": result}))
    }

    /// An HTML page with further headers.
    pub(crate) fn page(status: u16, headers: &str, title: &str) -> Self {
        let body = format!("<!DOCTYPE html>\n<html><head><title>{title}</title></head></html>");
        Self::of(
            status,
            &format!("Content-Type: text/html; charset=utf-8\r\n{headers}"),
            body.as_bytes(),
        )
    }

    /// The same without its last bytes.
    pub(crate) fn cut(mut self, bytes: usize) -> Self {
        self.bytes.truncate(self.bytes.len() - bytes);
        self
    }

    /// The same, sent before the request's body is read, which then never is.
    pub(crate) fn early(mut self) -> Self {
        self.is_early = true;
        self
    }

    /// The same after a while.
    pub(crate) fn after(mut self, time: Duration) -> Self {
        self.held = time;
        self
    }
}

/// The server. It is gone when its list is used up.
#[derive(Debug)]
pub(crate) struct Scripted {
    /// `http://127.0.0.1:PORT`.
    pub(crate) address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Scripted {
    pub(crate) fn start(replies: Vec<Reply>) -> Self {
        Self::knowing(|_| replies)
    }

    /// A server whose answers say where it is.
    pub(crate) fn knowing(replies: impl FnOnce(&str) -> Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let replies = replies(&address);
        let asked = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&asked);
        thread::spawn(move || {
            for reply in replies {
                let (stream, _) = listener.accept().unwrap();
                answer(&stream, &reply, &log);
            }
        });
        Self { address, asked }
    }

    /// What was asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

/// A client of a test's own, for plain HTTP on this machine: no proxy, no redirect, no certificates to load. The TLS library
/// wants its provider also where nothing is encrypted.
pub(crate) fn client() -> ClientBuilder {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        .tls_certs_only([])
}

/// An address where nothing listens.
pub(crate) fn nowhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// Time that passes only by waiting.
#[derive(Debug, Default)]
pub(crate) struct Waits(Mutex<Vec<Duration>>);

impl Waits {
    pub(crate) fn all(&self) -> Vec<Duration> {
        self.0.lock().unwrap().clone()
    }
}

impl Timer for Waits {
    fn elapsed(&self) -> Duration {
        self.all().iter().sum()
    }

    fn wait(&self, time: Duration) {
        self.0.lock().unwrap().push(time);
    }
}

pub(crate) fn settings() -> (Settings, Arc<Waits>) {
    let waits = Arc::new(Waits::default());
    let settings = Settings {
        glance: Duration::from_millis(400),
        timer: waits.clone(),
        ..Settings::default()
    };
    (settings, waits)
}

pub(crate) fn open(address: &str, settings: Settings) -> Connection {
    let token = Some(Token::from_text(TOKEN).unwrap());
    Connection::open(Address::parse(address).unwrap(), token, settings).unwrap()
}

pub(crate) fn portal(replies: Vec<Reply>) -> (Scripted, Connection, Arc<Waits>) {
    let server = Scripted::start(replies);
    let (settings, waits) = settings();
    let connection = open(&server.address, settings);
    (server, connection, waits)
}

fn answer(stream: &TcpStream, reply: &Reply, log: &Mutex<Vec<Asked>>) {
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    let asked = read(stream, reply.is_early);
    log.lock().unwrap().push(asked);
    thread::sleep(reply.held);
    // The client may have gone.
    let mut stream = stream;
    let _ = stream.write_all(&reply.bytes);
    let _ = stream.flush();
}

fn read(stream: &TcpStream, is_early: bool) -> Asked {
    // Unbuffered while early: bytes that are left in the socket make the system break the connection off.
    let mut reader = BufReader::with_capacity(if is_early { 1 } else { 8192 }, stream);
    let mut asked = Asked::default();
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
        let text = line.trim_end();
        if let Some((name, value)) = text.split_once(": ") {
            asked
                .headers
                .insert(name.to_ascii_lowercase(), value.to_owned());
        } else {
            text.clone_into(&mut asked.start);
        }
        line.clear();
    }
    let length = asked
        .header("content-length")
        .and_then(|it| it.parse().ok());
    if let Some(length) = length.filter(|_| !is_early) {
        let mut body = reader.take(length);
        let _ = body.read_to_end(&mut asked.body);
    }
    asked
}
