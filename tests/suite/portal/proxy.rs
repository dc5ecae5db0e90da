//! A proxy in front of a portal that counts requests and does harm at the one that it is told.
//!
//! One request a connection, one connection at a time: it answers `Connection: close`, so that the n-th connection is the
//! n-th request. The portal's address in its answers becomes the proxy's, so that downloads come through here as well.

use std::io::{self, BufReader, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use crate::portal::fault::Fault;
use crate::portal::message::Message;

/// How long either side may be silent.
const PATIENCE: Duration = Duration::from_mins(1);

/// One request as it came by.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) method: String,
    /// Path with query.
    pub(crate) path: String,
    /// Status that the client got; 0 for none.
    pub(crate) status: u16,
    /// The `Authorization` header, whole.
    pub(crate) authorization: Option<String>,
    /// Whether the body came in chunks, which uWSGI does not read.
    pub(crate) chunked: bool,
    /// The body as text, at most its first 64 KiB.
    pub(crate) body: String,
}

/// Verbs in the names of actions that write.
const WRITES: [&str; 9] = [
    "_create", "_update", "_patch", "_revise", "_delete", "_upsert", "_purge", "_reorder",
    "_submit",
];

impl Seen {
    /// The action that is called, empty for a page or a file.
    pub(crate) fn action(&self) -> &str {
        let path = self.path.split('?').next().unwrap_or_default();
        path.split_once("/action/").map_or("", |(_, action)| action)
    }

    pub(crate) fn is_write(&self) -> bool {
        self.method != "GET" && WRITES.iter().any(|verb| self.action().contains(verb))
    }

    /// Whether it carries a file.
    pub(crate) fn is_upload(&self) -> bool {
        self.action().starts_with("resource_") && self.body.contains("filename=")
    }

    /// Whether it writes rows or columns.
    pub(crate) fn is_table_write(&self) -> bool {
        self.is_write() && self.action().starts_with("datastore_")
    }
}

/// What befalls the request of a number; requests are counted from 1.
type Rule = Box<dyn Fn(usize, &Seen) -> Option<Fault> + Send>;

#[derive(Default)]
struct State {
    count: usize,
    seen: Vec<Seen>,
    rule: Option<Rule>,
    /// Requests that [`Fault::Refuse`] meets are chosen by number only: nothing of them is read.
    refused: Option<usize>,
    held: Option<(Sender<()>, Receiver<()>)>,
}

struct Shared {
    /// Host and port of the portal.
    upstream: String,
    /// Host and port of the proxy.
    own: String,
    state: Mutex<State>,
    stopping: AtomicBool,
}

/// A running proxy.
pub(crate) struct Proxy {
    local: SocketAddr,
    shared: Arc<Shared>,
}

/// A request that waits at the proxy.
pub(crate) struct Held {
    /// Told once the request is there.
    pub(crate) reached: Receiver<()>,
    /// Lets the connection end.
    pub(crate) go: Sender<()>,
}

impl Proxy {
    /// A proxy in front of `http://HOST:PORT`.
    pub(crate) fn start(upstream: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let local = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            upstream: upstream.trim_start_matches("http://").to_owned(),
            own: local.to_string(),
            state: Mutex::default(),
            stopping: AtomicBool::new(false),
        });
        let behind = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming() {
                if behind.stopping.load(Ordering::SeqCst) {
                    return;
                }
                // What client or portal do to a connection is what the tests look at from the other side.
                let _ended = stream.and_then(|stream| serve(stream, &behind));
            }
        });
        Self { local, shared }
    }

    pub(crate) fn address(&self) -> String {
        format!("http://{}", self.local)
    }

    pub(crate) fn port(&self) -> u16 {
        self.local.port()
    }

    /// From now on requests are counted anew and the rule decides about each.
    pub(crate) fn rule(&self, rule: impl Fn(usize, &Seen) -> Option<Fault> + Send + 'static) {
        *self.shared.lock() = State {
            rule: Some(Box::new(rule)),
            ..State::default()
        };
    }

    /// From now on requests are counted anew and this befalls one of them.
    pub(crate) fn arm(&self, at: usize, fault: Fault) {
        if matches!(fault, Fault::Refuse) {
            *self.shared.lock() = State {
                refused: Some(at),
                ..State::default()
            };
        } else {
            self.rule(move |number, _| (number == at).then(|| fault.clone()));
        }
    }

    /// From now on requests are counted anew and one of them waits.
    pub(crate) fn hold(&self, at: usize) -> Held {
        let (tell, reached) = mpsc::channel();
        let (go, wait) = mpsc::channel();
        self.arm(at, Fault::Hold);
        self.shared.lock().held = Some((tell, wait));
        Held { reached, go }
    }

    /// Does no more harm; what came by since the last such call.
    pub(crate) fn take(&self) -> Vec<Seen> {
        std::mem::take(&mut *self.shared.lock()).seen
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        let _woken = TcpStream::connect(self.local);
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Sends a request on and gives the answer.
    fn forward(&self, request: &Message, token: Option<&str>) -> io::Result<Message> {
        let mut request = request.clone();
        // A packed answer could not be read here.
        for name in ["accept-encoding", "expect", "host"] {
            request.remove(name);
        }
        request
            .headers
            .push(("Host".to_owned(), self.upstream.clone()));
        if let Some(token) = token {
            request.remove("authorization");
            request
                .headers
                .push(("Authorization".to_owned(), token.to_owned()));
        }
        request.rewrite(&self.own, &self.upstream);
        let mut stream = TcpStream::connect(&self.upstream)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(&request.bytes())?;
        let mut answer = Message::read_answer(&mut BufReader::new(stream))?;
        answer.rewrite(&self.upstream, &self.own);
        Ok(answer)
    }
}

fn serve(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    if stream.peek(&mut [0])? == 0 {
        return Ok(());
    }
    let number = {
        let mut state = shared.lock();
        state.count += 1;
        if state.refused == Some(state.count) {
            // What was sent and not read makes the system reset the connection.
            return Ok(());
        }
        state.count
    };
    let request = Message::read_request(&mut stream)?;
    let seen = Seen::of(&request);
    let fault = {
        let mut state = shared.lock();
        state.seen.push(seen.clone());
        state.rule.as_ref().and_then(|rule| rule(number, &seen))
    };
    let answer = match &fault {
        Some(Fault::Refuse | Fault::Cut) => None,
        Some(Fault::Hold) => {
            let held = shared.lock().held.take();
            if let Some((tell, wait)) = held {
                let _told = tell.send(());
                let _over = wait.recv_timeout(PATIENCE);
            }
            None
        }
        Some(Fault::Answer(canned)) => Some(canned.message()),
        Some(Fault::Delay(time)) => {
            thread::sleep(*time);
            Some(shared.forward(&request, None)?)
        }
        Some(Fault::Lose) => {
            shared.forward(&request, None)?;
            None
        }
        Some(Fault::AnswerAfter(canned)) => {
            shared.forward(&request, None)?;
            Some(canned.message())
        }
        Some(Fault::Edit(change)) => {
            let mut answer = shared.forward(&request, None)?;
            change(&mut answer);
            Some(answer)
        }
        Some(Fault::Signed(token)) => Some(shared.forward(&request, Some(token))?),
        Some(Fault::Truncate) | None => Some(shared.forward(&request, None)?),
    };
    let Some(answer) = answer else {
        return stream.shutdown(Shutdown::Both);
    };
    {
        // The list may have been taken since.
        let mut state = shared.lock();
        if let Some(last) = state.seen.last_mut() {
            last.status = answer.status();
        }
    }
    let bytes = answer.bytes();
    let cut = if matches!(fault, Some(Fault::Truncate)) {
        bytes.len() - answer.body.len().div_ceil(2)
    } else {
        bytes.len()
    };
    stream.write_all(&bytes[..cut])?;
    stream.shutdown(Shutdown::Write)?;
    // The client has everything once it closes; closing first could take the answer away from it.
    let _closed = stream.peek(&mut [0]);
    Ok(())
}

impl Seen {
    fn of(request: &Message) -> Self {
        let mut start = request.start.split(' ');
        let method = start.next().unwrap_or_default().to_owned();
        let path = start.next().unwrap_or_default().to_owned();
        let shown = &request.body[..request.body.len().min(65_536)];
        Self {
            method,
            path,
            status: 0,
            authorization: request.header("authorization").map(str::to_owned),
            chunked: request.header("transfer-encoding").is_some(),
            body: String::from_utf8_lossy(shown).into_owned(),
        }
    }
}

#[test]
fn the_proxy_does_what_it_is_told() {
    use crate::portal::fault::Canned;

    let portal = Proxy::start("127.0.0.1:9");
    let answer = |address: &str| {
        Canned::json(
            200,
            &serde_json::json!({"url": format!("{address}/file"), "long": "x".repeat(1000)}),
        )
    };
    let canned = answer(&portal.address());
    portal.rule(move |_, _| Some(Fault::Answer(canned.clone())));
    let proxy = Proxy::start(&portal.address());
    let client = crate::scripted::client().build().unwrap();
    let ask = || {
        let request = client.post(format!("{}/api/3/action/package_patch", proxy.address()));
        let answer = request.header("Authorization", "abc").body("{}").send()?;
        Ok::<_, reqwest::Error>((answer.status().as_u16(), answer.text()?))
    };
    let whole = (200, answer(&proxy.address()).body);
    assert_eq!(
        ask().unwrap(),
        whole,
        "the portal's address becomes the proxy's"
    );
    let reached = || portal.shared.lock().seen.len();
    let page = Canned::page(502, "Bad Gateway");
    for (fault, status, is_done) in [
        (Fault::Refuse, None, false),
        (Fault::Cut, None, false),
        (Fault::Lose, None, true),
        (Fault::Truncate, None, true),
        (Fault::Answer(page.clone()), Some(502), false),
        (Fault::AnswerAfter(page), Some(502), true),
        (Fault::Delay(Duration::from_millis(50)), Some(200), true),
    ] {
        proxy.arm(2, fault.clone());
        let before = reached();
        assert_eq!(ask().unwrap(), whole, "{fault:?} at the second");
        assert_eq!(ask().ok().map(|it| it.0), status, "{fault:?}");
        assert_eq!(reached(), before + 1 + usize::from(is_done), "{fault:?}");
        assert_eq!(ask().unwrap(), whole, "{fault:?} at the second only");
    }
    proxy.take();
    ask().unwrap();
    let seen = proxy.take();
    assert_eq!(
        (seen.len(), seen[0].status, seen[0].action()),
        (1, 200, "package_patch")
    );
    assert!(seen[0].is_write() && seen[0].authorization.as_deref() == Some("abc"));
    let held = proxy.hold(1);
    thread::scope(|scope| {
        let waiting = scope.spawn(|| ask().is_err());
        held.reached.recv_timeout(Duration::from_secs(10)).unwrap();
        assert!(!waiting.is_finished());
        held.go.send(()).unwrap();
        assert!(waiting.join().unwrap());
    });
}
