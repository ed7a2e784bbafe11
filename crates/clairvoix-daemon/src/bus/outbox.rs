//! Signals on their way to clients, each to the one it is for.

use std::{
    collections::VecDeque,
    future::{Future, poll_fn},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::Poll,
};

use async_channel::{Receiver, Sender};
use zbus::{
    Connection,
    names::{OwnedUniqueName, UniqueName},
    object_server::SignalEmitter,
};

use super::{PATH, speech::Speech};
use crate::{
    floor::JobId,
    hub::{Event, Listener},
};

/// The most signals that wait to be sent. A bus that takes none loses the oldest marks first.
const LETTERS_MAX: usize = 8192;
/// So many are on their way at once. One alone would wait for its turn among the answers to all clients,
/// again and again: what was heard would be told seconds later.
const BATCH: usize = 64;

/// The signals of a connection.
pub(crate) struct Outbox {
    waiting: Mutex<VecDeque<Letter>>,
    wake: Sender<()>,
}

struct Letter {
    to: Option<OwnedUniqueName>,
    job: JobId,
    event: Event,
}

/// The other end of an [`Outbox`].
pub(super) struct Letters {
    outbox: Arc<Outbox>,
    woken: Receiver<()>,
}

/// One client.
pub(super) struct Recipient {
    outbox: Arc<Outbox>,
    name: Option<OwnedUniqueName>,
}

impl Outbox {
    pub(super) fn new() -> (Arc<Self>, Letters) {
        let (wake, woken) = async_channel::bounded(1);
        let outbox = Arc::new(Self { waiting: Mutex::default(), wake });
        (Arc::clone(&outbox), Letters { outbox, woken })
    }

    fn waiting(&self) -> MutexGuard<'_, VecDeque<Letter>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nothing will be sent any more.
    pub(super) fn close(&self) {
        self.waiting().clear();
        self.wake.close();
    }

    fn push(&self, letter: Letter) {
        let mut waiting = self.waiting();
        if waiting.len() >= LETTERS_MAX {
            let is_mark = |letter: &Letter| matches!(letter.event, Event::Mark { .. });
            let oldest = waiting.iter().position(is_mark).unwrap_or(0);
            waiting.remove(oldest);
        }
        waiting.push_back(letter);
        drop(waiting);
        // Woken already: it will take this one too.
        let _ = self.wake.try_send(());
    }
}

impl Recipient {
    pub(super) fn new(outbox: Arc<Outbox>, name: Option<&UniqueName<'_>>) -> Self {
        Self { outbox, name: name.map(|name| OwnedUniqueName::from(name.to_owned())) }
    }
}

impl Listener for Recipient {
    fn tell(&self, job: JobId, event: Event) {
        self.outbox.push(Letter { to: self.name.clone(), job, event });
    }
}

impl Letters {
    /// Sends what waits, for as long as the connection lives.
    pub(super) async fn deliver(self, connection: Connection) {
        while self.woken.recv().await.is_ok() {
            loop {
                // The lock is not kept while letters are on their way.
                let batch = self.batch();
                if batch.is_empty() {
                    break;
                }
                send_all(&connection, batch).await;
                if connection.is_closed() {
                    return;
                }
            }
        }
    }

    fn batch(&self) -> Vec<Letter> {
        let mut waiting = self.outbox.waiting();
        let count = waiting.len().min(BATCH);
        waiting.drain(..count).collect()
    }
}

/// Sends letters in their order: the connection gives turns in the order in which they were asked for, and all
/// its tasks are on one thread.
async fn send_all(connection: &Connection, batch: Vec<Letter>) {
    let mut sending: Vec<_> =
        batch.into_iter().map(|letter| Box::pin(send(connection, letter))).collect();
    poll_fn(|context| {
        // That one cannot be sent is no harm to the others.
        sending.retain_mut(|letter| letter.as_mut().poll(context).is_pending());
        if sending.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

async fn send(connection: &Connection, letter: Letter) -> zbus::Result<()> {
    let job = letter.job.0;
    let mut to = SignalEmitter::new(connection, PATH)?;
    if let Some(name) = letter.to {
        to = to.set_destination(name.into_inner().into());
    }
    match letter.event {
        Event::Started => Speech::started(&to, job).await,
        Event::Mark { kind, start, from, to: end, frame } => {
            Speech::mark(&to, job, kind.name(), start, from, end, frame).await
        }
        Event::Paused => Speech::paused(&to, job).await,
        Event::Resumed => Speech::resumed(&to, job).await,
        Event::Suspended => Speech::suspended(&to, job).await,
        Event::Skipped { from, to: end, message } => {
            Speech::skipped(&to, job, from, end, &message).await
        }
        Event::Interrupted { message } => Speech::interrupted(&to, job, &message).await,
        Event::Finished => Speech::finished(&to, job).await,
        Event::Stopped => Speech::stopped(&to, job).await,
        Event::Failed { kind, message } => Speech::failed(&to, job, kind.name(), &message).await,
        Event::DeviceLost { message } => Speech::device_lost(&to, &message).await,
        Event::DeviceBack => Speech::device_back(&to).await,
    }
}
