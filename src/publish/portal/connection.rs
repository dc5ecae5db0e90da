//! The client of one portal: one request at a time, each answered, lost or refused, and asked again only where that is safe.

use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

use reqwest::blocking::{Body, Client, ClientBuilder, Request, RequestBuilder};
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE};
use reqwest::redirect;
use rustls::crypto::{CryptoProvider, ring};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

use crate::publish::portal::address::Address;
use crate::publish::portal::answer::{Answer, Bounds};
use crate::publish::portal::classify::classify;
use crate::publish::portal::fault::Fault;
use crate::publish::portal::pace::{self, Pace, RealTime, Timer};
use crate::publish::portal::secret::Token;
use crate::publish::portal::trouble;

pub use crate::publish::portal::multipart::FilePart;

/// Most bytes of an answer that is read into a [`Value`], which takes up to sixteen times as much memory.
const RESULT: u64 = 64 * 1024 * 1024;
/// Most bytes of an answer that stays a text.
const TEXT: u64 = 256 * 1024 * 1024;
/// Bodies up to this many bytes are sent in no time.
const SMALL: u64 = 64 * 1024;

/// How a connection behaves.
#[derive(Clone, Debug)]
pub struct Settings {
    /// At most so many requests a second; none: as many as there are.
    pub rate: Option<f64>,
    /// How often an action is asked for in all, the first time included.
    pub attempts: u32,
    /// How long to wait for a connection.
    pub connect: Duration,
    /// How long to wait for the first byte of an answer, and then for each further one.
    pub patience: Duration,
    /// The slowest line that is waited for, in bytes a second: a body of n bytes may take `n / slowest` longer.
    pub slowest: u64,
    /// How long a server may take to refuse a file by its size alone, when it broke off while the file was sent.
    pub glance: Duration,
    /// Tells time and waits.
    pub timer: Arc<dyn Timer>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            rate: None,
            attempts: 5,
            connect: Duration::from_secs(10),
            // Servers in front of portals give up after one minute or two themselves.
            patience: Duration::from_mins(2),
            slowest: 16 * 1024,
            glance: Duration::from_secs(1),
            timer: Arc::new(RealTime::start()),
        }
    }
}

/// As whom something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// As the token's user.
    Owner,
    /// As anybody: without the token.
    Public,
}

/// What went to and fro since the connection was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Requests, repeated ones included.
    pub requests: u64,
    /// Those of them that were to change something.
    pub writes: u64,
    /// Those of them that repeated one that failed.
    pub retries: u64,
    /// Bytes of the requests' bodies.
    pub sent: u64,
    /// Bytes of the answers' bodies.
    pub received: u64,
}

/// A client of one portal. It is used by one thread, and each call waits for its answer: to one portal, one request at a time.
#[derive(Debug)]
pub struct Connection {
    pub(super) address: Address,
    pub(super) token: Option<Token>,
    pub(super) settings: Settings,
    pub(super) client: Client,
    pace: Pace,
    count: Cell<Count>,
    skew: Cell<Option<i64>>,
}

impl Connection {
    /// Makes a client. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`Fault::Setup`] where this machine has no root certificates and the portal is `https`, or the rate is no number above 0.
    pub fn open(address: Address, token: Option<Token>, settings: Settings) -> Result<Self, Fault> {
        let pace = Pace::new(settings.rate, Arc::clone(&settings.timer))
            .ok_or_else(|| Fault::Setup("--rate is no number above 0".to_owned()))?;
        let client = client(&address, &settings)?;
        Ok(Self {
            address,
            token,
            settings,
            client,
            pace,
            count: Cell::new(Count::default()),
            skew: Cell::new(None),
        })
    }

    /// The portal's address.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// How often an action is asked for in all.
    pub fn attempts(&self) -> u32 {
        self.settings.attempts
    }

    /// What went to and fro.
    pub fn count(&self) -> Count {
        self.count.get()
    }

    /// By how many seconds the portal's clock is before this machine's (or behind, below 0), by the last answer that told its
    /// date. CKAN itself does not; most servers in front of it do.
    pub fn clock_skew(&self) -> Option<i64> {
        self.skew.get()
    }

    /// Waits before something is asked for again that failed `failed` times.
    pub fn pause(&self, failed: u32) {
        if let Some(time) = pace::delay(failed, pace::random(), None) {
            self.settings.timer.wait(time);
        }
    }

    /// The result of an action that only reads, with the token; asked for again when it fails in passing.
    pub fn read(&self, action: &str, params: &Value) -> Result<Value, Fault> {
        self.result(action, params, Who::Owner)
    }

    /// The same without the token: what anybody sees.
    pub fn read_as_public(&self, action: &str, params: &Value) -> Result<Value, Fault> {
        self.result(action, params, Who::Public)
    }

    /// The whole answer of an action that succeeded, as it came: numbers keep their digits.
    pub fn read_raw(&self, action: &str, params: &Value) -> Result<String, Fault> {
        let body = params.to_string().into_bytes();
        self.repeated(Fault::is_passing, || {
            let answer = self.ask(action, &body, Who::Owner, TEXT)?;
            self.judged::<IgnoredAny>(&answer, action, body.len() as u64)?;
            String::from_utf8(answer.body).map_err(|_| Fault::NotCkan {
                url: answer.url,
                status: answer.status,
                title: None,
            })
        })
    }

    /// Does an action that changes something. It is asked for again only where it surely was not done; where that is not known
    /// the fault says so ([`Fault::is_ambiguous`]), and the caller has to look.
    pub fn write(&self, action: &str, params: &Value) -> Result<Value, Fault> {
        self.write_text(action, params.to_string().into_bytes())
    }

    /// The same with a ready JSON object, such as rows.
    pub fn write_text(&self, action: &str, json: Vec<u8>) -> Result<Value, Fault> {
        self.repeated(untouched, move || {
            self.counted(|count| count.writes += 1);
            let answer = self.ask(action, &json, Who::Owner, RESULT)?;
            let result = self.judged(&answer, action, json.len() as u64)?;
            Ok(result.unwrap_or_default())
        })
    }

    fn result(&self, action: &str, params: &Value, who: Who) -> Result<Value, Fault> {
        let body = params.to_string().into_bytes();
        self.repeated(Fault::is_passing, || {
            let answer = self.ask(action, &body, who, RESULT)?;
            let result = self.judged(&answer, action, body.len() as u64)?;
            Ok(result.unwrap_or_default())
        })
    }

    /// Does something up to [`Settings::attempts`] times, as long as `again` says of a fault (after so many of them) that this
    /// is safe and may help.
    pub(super) fn repeated<T>(
        &self,
        again: fn(&Fault, u32) -> bool,
        mut once: impl FnMut() -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let mut failed = 0;
        loop {
            let fault = match once() {
                Ok(result) => return Ok(result),
                Err(fault) => fault,
            };
            failed += 1;
            if failed >= self.settings.attempts || !again(&fault, failed) {
                return Err(fault);
            }
            let Some(time) = pace::delay(failed, pace::random(), fault.asked_to_wait()) else {
                return Err(fault);
            };
            self.settings.timer.wait(time);
            self.counted(|count| count.retries += 1);
        }
    }

    /// One request with a JSON body.
    fn ask(&self, action: &str, json: &[u8], who: Who, bytes: u64) -> Result<Answer, Fault> {
        let size = json.len() as u64;
        let body = Body::from(json.to_vec());
        let request = self.request(action, "application/json", body, size, who)?;
        self.turn(size);
        let sent = self.client.execute(request);
        self.received(sent, action, bytes)
    }

    /// A request for an action, not sent yet. `size` is the body's length: what is sent slowly may take longer.
    pub(super) fn request(
        &self,
        action: &str,
        content_type: &str,
        body: Body,
        size: u64,
        who: Who,
    ) -> Result<Request, Fault> {
        let mut builder = self.client.post(self.address.action(action));
        builder = builder.header(CONTENT_TYPE, content_type).body(body);
        if size > SMALL {
            // There and, since some actions answer with what they were given, back again.
            let line = Duration::from_secs(size / self.settings.slowest.max(1) * 2);
            builder = builder.timeout(self.settings.patience.saturating_add(line));
        }
        self.signed(builder, who)
    }

    /// The request with what all of them have, and the token where it is asked for.
    pub(super) fn signed(&self, builder: RequestBuilder, who: Who) -> Result<Request, Fault> {
        let mut builder = builder
            .header(ACCEPT, "application/json, */*;q=0.1")
            // Lengths and digests are those of the bytes themselves.
            .header(ACCEPT_ENCODING, "identity");
        if let (Who::Owner, Some(token)) = (who, &self.token) {
            builder = builder.header(AUTHORIZATION, token.header()?);
        }
        builder.build().map_err(|error| self.trouble(&error, ""))
    }

    /// Waits for a request's turn, and counts it.
    pub(super) fn turn(&self, size: u64) {
        self.pace.turn();
        self.counted(|count| {
            count.requests += 1;
            count.sent += size;
        });
    }

    /// The answer to a request, read up to `bytes`.
    pub(super) fn received(
        &self,
        sent: reqwest::Result<reqwest::blocking::Response>,
        action: &str,
        bytes: u64,
    ) -> Result<Answer, Fault> {
        let response = sent.map_err(|error| self.trouble(&error, action))?;
        let answer = Answer::read(response, &self.bounds(bytes));
        self.counted(|count| count.received += answer.body.len() as u64);
        self.remember(&answer);
        Ok(answer)
    }

    /// What an answer means, without the token in it.
    pub(super) fn judged<T: DeserializeOwned>(
        &self,
        answer: &Answer,
        action: &str,
        sent: u64,
    ) -> Result<Option<T>, Fault> {
        classify(answer, action, sent).map_err(|fault| self.clean(fault))
    }

    pub(super) fn clean(&self, fault: Fault) -> Fault {
        match &self.token {
            Some(token) => fault.without(token),
            None => fault,
        }
    }

    pub(super) fn bounds(&self, bytes: u64) -> Bounds {
        Bounds {
            bytes,
            patience: self.settings.patience,
            slowest: self.settings.slowest,
        }
    }

    pub(super) fn remember(&self, answer: &Answer) {
        if let Some(skew) = answer.date.and_then(pace::skew) {
            self.skew.set(Some(skew));
        }
    }

    pub(super) fn counted(&self, change: impl FnOnce(&mut Count)) {
        let mut count = self.count.get();
        change(&mut count);
        self.count.set(count);
    }

    pub(super) fn trouble(&self, error: &reqwest::Error, action: &str) -> Fault {
        let address = self.address.to_string();
        trouble::of_sending(error, &address, action, self.settings.patience)
    }
}

/// Whether an action that changes something may be asked for again, whatever the number of failures.
pub(super) fn untouched(fault: &Fault, _failed: u32) -> bool {
    fault.is_untouched_and_passing()
}

/// The HTTP client. It follows no redirect and takes no proxy on the way to this machine itself.
fn client(address: &Address, settings: &Settings) -> Result<Client, Fault> {
    if CryptoProvider::get_default().is_none() {
        // Somebody else may have been quicker: any provider will do.
        let _ = ring::default_provider().install_default();
    }
    let setup = |error: reqwest::Error| match trouble::of_sending(&error, "", "", Duration::ZERO) {
        Fault::Setup(why) => Fault::Setup(why),
        other => Fault::Setup(other.to_string()),
    };
    let built = builder(address, settings).build();
    if address.is_encrypted() {
        return built.map_err(setup);
    }
    // A machine without root certificates can still talk to a portal that has none.
    built
        .or_else(|_| builder(address, settings).tls_certs_only([]).build())
        .map_err(setup)
}

fn builder(address: &Address, settings: &Settings) -> ClientBuilder {
    let builder = Client::builder()
        .user_agent(user_agent())
        .redirect(redirect::Policy::none())
        .connect_timeout(settings.connect)
        // For the head of an answer, and for each read of its body.
        .timeout(settings.patience)
        // Servers hang up on idle connections, some after two seconds, and uWSGI without a front-end after each answer and
        // without a word; a request on a connection that is just being closed would be lost, and nobody would know whether it
        // was done. A new connection costs little where there is no encryption to agree on.
        .pool_idle_timeout(Duration::from_secs(1))
        .pool_max_idle_per_host(usize::from(address.is_encrypted()));
    // A busy portal may leave what was sent unread for as long as it is waited for; the client's own limit is half a minute.
    #[cfg(target_os = "linux")]
    let builder = builder.tcp_user_timeout(settings.patience);
    if address.is_local() {
        builder.no_proxy()
    } else {
        builder
    }
}

/// `sheetpress/0.1.0 (+https://…)`.
fn user_agent() -> String {
    let name = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
    match env!("CARGO_PKG_REPOSITORY") {
        "" => name.to_owned(),
        repository => format!("{name} (+{repository})"),
    }
}
