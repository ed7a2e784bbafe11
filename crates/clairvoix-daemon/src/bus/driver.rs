//! The thread of a connection. It is ours and not zbus's: its end is noticed, also when a peer's garbled
//! message makes zbus panic (5.19 does on a name that is none), and nothing stays behind. A task that
//! panics would leave the others waiting for ever; a connection that is over makes clients ask again.

use std::{
    cell::Cell,
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook},
    pin::pin,
    sync::{Arc, Once},
    task::Poll,
    thread,
    time::Duration,
};

use async_channel::{Receiver, Sender};
use async_io::{Timer, block_on};
use zbus::Connection;

use super::Link;
use crate::error::{Error, ErrorKind};

/// So long the tasks of a connection that is over may take to end.
const FAREWELL: Duration = Duration::from_millis(500);

thread_local! {
    /// Whether something panicked on this thread.
    static BROKEN: Cell<bool> = const { Cell::new(false) };
}

/// Has every thread remember its panics, besides what was done about them before.
fn remember_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            BROKEN.with(|broken| broken.set(true));
            before(panic);
        }));
    });
}

/// The service on a connection.
pub struct Service {
    connection: Connection,
    over: Receiver<()>,
}

impl Service {
    /// Starts the thread that does all of a connection.
    pub(super) fn start(connection: Connection, link: Arc<Link>) -> Result<Self, Error> {
        remember_panics();
        let (alive, over) = async_channel::bounded(1);
        let driven = connection.clone();
        let thread = thread::Builder::new().name("clairvoix-bus".to_owned());
        thread
            .spawn(move || run(driven, &link, alive))
            .map_err(|e| Error::new(ErrorKind::Unavailable, format!("no thread: {e}")))?;
        Ok(Self { connection, over })
    }

    /// The connection.
    pub const fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Returns when the connection is over and its sessions have ended.
    pub async fn over(&self) {
        // Nothing is ever sent: it ends with the sender.
        let _ = self.over.recv().await;
    }

    /// Ends it.
    pub async fn end(self) {
        // One that is closed already is over too.
        let _ = self.connection.clone().close().await;
        self.over().await;
    }
}

fn run(connection: Connection, link: &Link, alive: Sender<()>) {
    // Tasks keep their panics to themselves; this is for the executor's own.
    let driven = catch_unwind(AssertUnwindSafe(|| block_on(drive(&connection))));
    if driven.is_err() || BROKEN.get() {
        tracing::error!("a message broke a connection");
        // Whether it can still be closed does not matter.
        let _ = block_on(connection.clone().close());
    }
    link.leave_all();
    // What is left to do is little, and a second panic of a connection that is over says no more.
    let _ = catch_unwind(AssertUnwindSafe(|| block_on(take_leave(&connection))));
    drop(connection);
    drop(alive);
}

/// Does what is to be done until the connection is closed, or something broke.
async fn drive(connection: &Connection) {
    let executor = connection.executor().clone();
    let mut closed = pin!(connection.closed());
    loop {
        let mut tick = pin!(executor.tick());
        let over = poll_fn(|context| {
            if closed.as_mut().poll(context).is_ready() {
                return Poll::Ready(true);
            }
            tick.as_mut().poll(context).map(|()| BROKEN.get())
        });
        if over.await {
            return;
        }
    }
}

/// Lets tasks see that it is over, so that they end.
async fn take_leave(connection: &Connection) {
    let executor = connection.executor().clone();
    let mut late = pin!(Timer::after(FAREWELL));
    while !executor.is_empty() {
        let mut tick = pin!(executor.tick());
        let gives_up = poll_fn(|context| {
            if tick.as_mut().poll(context).is_ready() {
                return Poll::Ready(false);
            }
            late.as_mut().poll(context).map(|_| true)
        });
        if gives_up.await {
            return;
        }
    }
}
