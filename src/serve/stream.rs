//! A source of pieces → a streamed body: what is sent never stands in memory as a whole.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use http_body::Frame;
use tokio::sync::mpsc;

/// How long a client may take for one piece before it is given up: a stream holds the catalogue open.
const PATIENCE: Duration = Duration::from_mins(1);

/// Something that gives a body piece by piece, waiting for disks as it goes.
pub(crate) trait Source: Send + 'static {
    /// The next piece; `None` at the end. A fault cuts the connection, so that the client sees that the end is missing.
    fn next(&mut self) -> Option<Result<Vec<u8>, std::io::Error>>;
}

/// A body that is read as fast as the client takes it.
pub(crate) fn body(mut source: impl Source) -> Body {
    let (sender, receiver) = mpsc::channel(2);
    tokio::spawn(async move {
        // The source travels to a thread that may wait, and back, so that a slow client holds no thread.
        while let Ok((piece, back)) =
            tokio::task::spawn_blocking(move || (source.next(), source)).await
        {
            source = back;
            let Some(piece) = piece else { return };
            let is_last = piece.is_err();
            let sent = tokio::time::timeout(PATIENCE, sender.send(piece.map(Bytes::from))).await;
            if is_last || !matches!(sent, Ok(Ok(()))) {
                return;
            }
        }
    });
    Body::new(Pieces(receiver))
}

struct Pieces(mpsc::Receiver<Result<Bytes, std::io::Error>>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        self.0
            .poll_recv(context)
            .map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}
