//! A catalogue in a folder → web pages, CKAN's Action and DataStore API, dumps and downloads.
//!
//! Whatever only reads opens the catalogue read-only, so that a publication is visible at once and nothing that a visitor sends
//! can write. An action that writes needs a token, and is one change of the catalogue: whole or not at all, one after the
//! other. What is not done here: building, and TLS, which a proxy in front does.

pub mod api;
pub mod body;
pub mod caller;
pub mod dict;
pub mod download;
pub mod dump;
pub mod edit;
pub mod error;
pub mod form;
pub mod guard;
pub mod pages;
pub mod records;
pub mod routes;
pub mod state;
pub mod stream;

use std::future::IntoFuture;
use std::net::SocketAddr;
use std::path::Path;

use crate::catalog;
use crate::catalog::shelf::Catalog;
use crate::model::language::{Message, say};
use crate::serve::state::State;

/// Threads that wait for SQLite and files. Requests beyond wait for their turn.
const BLOCKING_THREADS: usize = 16;

/// Largest file that a client may send when nothing else is said, in mebibytes: what Thai portals are set to.
pub const MAX_UPLOAD_MB: u64 = 100;

/// Why the catalogue cannot be served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The catalogue cannot be read.
    #[error(transparent)]
    Catalog(#[from] catalog::Error),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The server ended with a fault of the operating system.
    #[error("the server cannot run")]
    Run(#[source] std::io::Error),
}

impl Error {
    /// What to do about it.
    pub fn help(&self) -> Option<Message> {
        match self {
            Self::Catalog(error) => error.help(),
            Self::Listen { .. } => Some(say!(
                th: "อาจมีโปรแกรมอื่นใช้พอร์ตนี้อยู่ ระบุที่อยู่อื่นด้วย --listen เช่น 127.0.0.1:8081",
                en: "another program may use the port; name another address with --listen, such as 127.0.0.1:8081"
            )),
            Self::Run(_) => None,
        }
    }
}

/// Serves the catalogue of a folder until Ctrl-C. `max_upload` is the largest file that a client may send, in bytes. `on_ready` gets the address once requests are answered: with port 0 the
/// operating system chooses one.
pub fn run(
    catalog: &Path,
    listen: SocketAddr,
    max_upload: u64,
    on_ready: impl FnOnce(SocketAddr),
) -> Result<(), Error> {
    drop(Catalog::open_read_only(catalog)?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(BLOCKING_THREADS)
        .build()
        .map_err(Error::Run)?;
    runtime.block_on(async {
        let fault = |source| Error::Listen {
            address: listen,
            source,
        };
        let listener = tokio::net::TcpListener::bind(listen).await.map_err(fault)?;
        let address = listener.local_addr().map_err(fault)?;
        let router = routes::router(State::new(catalog, address, max_upload));
        on_ready(address);
        axum::serve(listener, router)
            .with_graceful_shutdown(stopped())
            .into_future()
            .await
            .map_err(Error::Run)
    })
}

/// Ctrl-C. Where the signal cannot be heard the server runs until it is killed, which harms nothing: a change is whole or not
/// there.
async fn stopped() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
