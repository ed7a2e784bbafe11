//! The answer that lasts as long as a screen is open.

use std::{
    convert::Infallible,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use hyper::body::{Body, Bytes, Frame};
use tokio::sync::OwnedSemaphorePermit;

use super::life::Life;

/// A stream of events without events: its end tells that the screen was closed.
pub(super) struct Alive {
    life: Arc<Life>,
    is_begun: bool,
    _permit: OwnedSemaphorePermit,
}

impl Alive {
    pub(super) fn new(life: Arc<Life>, permit: OwnedSemaphorePermit) -> Self {
        life.opened();
        Self { life, is_begun: false, _permit: permit }
    }
}

impl Body for Alive {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.is_begun {
            // Nothing more comes: hyper drops it when the browser closes the connection.
            return Poll::Pending;
        }
        self.is_begun = true;
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b": open\n\n")))))
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.life.closed();
    }
}
