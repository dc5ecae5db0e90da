//! What every request needs to know.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::http::HeaderMap;
use axum::http::header::HOST;

use crate::catalog;
use crate::catalog::files::Incoming;
use crate::catalog::reader::Reader;
use crate::catalog::shelf::Catalog;
use crate::catalog::writer::Writer;
use crate::serve::caller::Caller;
use crate::serve::error::Error;

/// The server's state; cheap to clone.
#[derive(Clone, Debug)]
pub struct State {
    folder: Arc<Path>,
    address: SocketAddr,
    max_upload: u64,
    /// Changes wait for each other here, in their order, rather than in SQLite, where they would hold a thread each.
    writing: Arc<tokio::sync::Mutex<()>>,
}

impl State {
    /// The state of a server on an address.
    pub fn new(folder: &Path, address: SocketAddr, max_upload: u64) -> Self {
        Self {
            folder: PathBuf::from(folder).into(),
            address,
            max_upload,
            writing: Arc::default(),
        }
    }

    /// Largest file that a client may send, in bytes.
    pub fn max_upload(&self) -> u64 {
        self.max_upload
    }

    /// Whether only this machine can connect.
    pub fn is_local(&self) -> bool {
        self.address.ip().is_loopback()
    }

    /// Opens the catalogue for reading, at one state of it.
    pub fn open(&self) -> Result<Catalog, catalog::Error> {
        let catalog = Catalog::open_read_only(&self.folder)?;
        catalog.hold_snapshot()?;
        Ok(catalog)
    }

    /// Reads what anybody may see, on a thread that may wait.
    pub async fn read<T, F>(&self, read: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(Reader<'_>) -> Result<T, Error> + Send + 'static,
    {
        self.read_for(Caller::default(), move |reader, _| read(reader))
            .await
    }

    /// Reads what a caller may see, on a thread that may wait.
    pub async fn read_for<T, F>(&self, caller: Caller, read: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(Reader<'_>, &Caller) -> Result<T, Error> + Send + 'static,
    {
        let state = self.clone();
        let task = move || read(state.open()?.reader_for(caller.viewer()), &caller);
        let answer = tokio::task::spawn_blocking(task).await;
        answer.map_err(|_| Error::Internal)?
    }

    /// Changes the catalogue on a thread that may wait: all of what `change` does, or nothing where it fails. `change` answers
    /// whether what it did shall last.
    pub async fn write<T, F>(&self, change: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&Writer<'_>) -> Result<(T, bool), Error> + Send + 'static,
    {
        let folder = Arc::clone(&self.folder);
        let turn = Arc::clone(&self.writing).lock_owned().await;
        let task = move || {
            let mut catalog = Catalog::open(&folder)?;
            let writer = catalog.writer()?;
            let (answer, lasts) = change(&writer)?;
            if lasts {
                writer.commit()?;
            }
            drop(turn);
            Ok(answer)
        };
        let answer = tokio::task::spawn_blocking(task).await;
        answer.map_err(|_| Error::Internal)?
    }

    /// Who asks.
    pub async fn caller(&self, headers: &HeaderMap) -> Result<Caller, Error> {
        let Some(secret) = Caller::shown(headers) else {
            return Ok(Caller::default());
        };
        self.read(move |reader| Ok(Caller::of(reader, Some(&secret))?))
            .await
    }

    /// Begins a file that comes in.
    pub async fn begin_file(&self) -> Result<Incoming, Error> {
        let folder = Arc::clone(&self.folder);
        let task = tokio::task::spawn_blocking(move || Incoming::begin(&folder));
        Ok(task.await.map_err(|_| Error::Internal)??)
    }

    /// The address of the site as the client sees it, without a slash at the end: the `Host` that it asked for, or what a
    /// proxy in front says by `X-Forwarded-Host` and `X-Forwarded-Proto`. Only the client itself ever gets it back.
    pub fn site(&self, headers: &HeaderMap) -> String {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let legal = |host: &&str| {
            !host.is_empty()
                && host
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b".:-[]".contains(&b))
        };
        let scheme = if text("x-forwarded-proto") == Some("https") {
            "https"
        } else {
            "http"
        };
        match text("x-forwarded-host")
            .or_else(|| text(HOST.as_str()))
            .filter(legal)
        {
            Some(host) => format!("{scheme}://{host}"),
            None => format!("{scheme}://{}", self.address),
        }
    }
}
