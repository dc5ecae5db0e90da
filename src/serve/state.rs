//! What every request needs to know.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::http::HeaderMap;
use axum::http::header::HOST;

use crate::catalog;
use crate::catalog::reader::Reader;
use crate::catalog::shelf::Catalog;
use crate::serve::error::Error;

/// The server's state; cheap to clone.
#[derive(Clone, Debug)]
pub struct State {
    folder: Arc<Path>,
    address: SocketAddr,
}

impl State {
    /// The state of a server on an address.
    pub fn new(folder: &Path, address: SocketAddr) -> Self {
        Self {
            folder: PathBuf::from(folder).into(),
            address,
        }
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

    /// Reads the catalogue on a thread that may wait.
    pub async fn read<T, F>(&self, read: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(Reader<'_>) -> Result<T, Error> + Send + 'static,
    {
        let state = self.clone();
        let answer = tokio::task::spawn_blocking(move || read(state.open()?.reader())).await;
        answer.map_err(|_| Error::Internal)?
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
