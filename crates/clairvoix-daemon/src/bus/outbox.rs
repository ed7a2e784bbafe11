//! Signals on their way to clients, each to the one it is for.

use std::{
    collections::{HashMap, VecDeque},
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

use super::speech::Speech;
use crate::{
    floor::JobId,
    hub::{Event, Listener},
};

/// The most signals of one client that wait to be sent. A bus that takes none loses the client's oldest
/// marks first.
const OF_ONE_MAX: usize = 8192;
/// The most of all clients: beyond, marks are lost, and what else a client that never reads was told first.
const OF_ALL_MAX: usize = 65_536;
/// So many are on their way at once. One alone would wait for its turn among the answers to all clients,
/// again and again: what was heard would be told seconds later.
const BATCH: usize = 64;

/// The signals of a connection.
pub(crate) struct Outbox {
    waiting: Mutex<Waiting>,
    wake: Sender<()>,
}

/// Letters by client. Clients take turns: who is told much does not keep the others waiting.
#[derive(Default)]
struct Waiting {
    of: HashMap<Option<OwnedUniqueName>, VecDeque<Letter>>,
    /// Those who have letters, the next one first.
    turns: VecDeque<Option<OwnedUniqueName>>,
    count: usize,
}

impl Waiting {
    fn push(&mut self, letter: Letter) {
        let is_mark = |letter: &Letter| matches!(letter.event, Event::Mark { .. });
        if self.count >= OF_ALL_MAX && is_mark(&letter) {
            return;
        }
        let letters = self.of.entry(letter.to.clone()).or_default();
        if letters.is_empty() {
            self.turns.push_back(letter.to.clone());
        }
        let dropped = if letters.len() >= OF_ONE_MAX && is_mark(&letter) {
            let oldest = letters.iter().position(is_mark);
            oldest.and_then(|oldest| letters.remove(oldest))
        } else if self.count >= OF_ALL_MAX {
            letters.pop_front()
        } else {
            None
        };
        letters.push_back(letter);
        self.count = self.count + 1 - usize::from(dropped.is_some());
    }

    fn pop(&mut self) -> Option<Letter> {
        let client = self.turns.pop_front()?;
        let letters = self.of.get_mut(&client)?;
        let letter = letters.pop_front()?;
        self.count -= 1;
        if letters.is_empty() {
            self.of.remove(&client);
        } else {
            self.turns.push_back(client);
        }
        Some(letter)
    }
}

struct Letter {
    to: Option<OwnedUniqueName>,
    /// The object it comes from.
    from: Arc<str>,
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
    object: Arc<str>,
}

impl Outbox {
    pub(super) fn new() -> (Arc<Self>, Letters) {
        let (wake, woken) = async_channel::bounded(1);
        let outbox = Arc::new(Self { waiting: Mutex::default(), wake });
        (Arc::clone(&outbox), Letters { outbox, woken })
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nothing will be sent any more.
    pub(super) fn close(&self) {
        *self.waiting() = Waiting::default();
        self.wake.close();
    }

    fn push(&self, letter: Letter) {
        self.waiting().push(letter);
        // Woken already: it will take this one too.
        let _ = self.wake.try_send(());
    }
}

impl Recipient {
    /// Told by the object of this path.
    pub(super) fn new(outbox: Arc<Outbox>, name: Option<&UniqueName<'_>>, object: &str) -> Self {
        let name = name.map(|name| OwnedUniqueName::from(name.to_owned()));
        Self { outbox, name, object: object.into() }
    }
}

impl Listener for Recipient {
    fn tell(&self, job: JobId, event: Event) {
        self.outbox.push(Letter {
            to: self.name.clone(),
            from: Arc::clone(&self.object),
            job,
            event,
        });
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
        (0..BATCH).map_while(|_| waiting.pop()).collect()
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
    let mut to = SignalEmitter::new(connection, &*letter.from)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(to: &str, job: u64, event: Event) -> Letter {
        let to = Some(OwnedUniqueName::try_from(to).expect("a name"));
        Letter { to, from: super::super::PATH.into(), job: JobId(job), event }
    }

    fn mark() -> Event {
        let kind = clairvoix::speech::MarkKind::Word;
        Event::Mark { kind, start: true, from: 0, to: 1, frame: 0 }
    }

    #[test]
    fn clients_take_turns_and_each_keeps_its_order() {
        let mut waiting = Waiting::default();
        (1..=3).for_each(|job| waiting.push(letter(":1.1", job, Event::Started)));
        waiting.push(letter(":1.2", 9, Event::Started));
        let jobs: Vec<u64> = std::iter::from_fn(|| waiting.pop()).map(|it| it.job.0).collect();
        assert_eq!(jobs, [1, 9, 2, 3]);
        assert_eq!((waiting.count, waiting.of.len()), (0, 0));
    }

    #[test]
    fn only_marks_are_lost_of_a_client_that_is_told_too_much() {
        let mut waiting = Waiting::default();
        waiting.push(letter(":1.1", 1, Event::Started));
        for _ in 0..2 * OF_ONE_MAX {
            waiting.push(letter(":1.1", 1, mark()));
        }
        waiting.push(letter(":1.1", 1, Event::Finished));
        let events: Vec<Event> = std::iter::from_fn(|| waiting.pop()).map(|it| it.event).collect();
        assert_eq!(events.len(), OF_ONE_MAX + 1);
        assert_eq!(
            (events.first(), events.last()),
            (Some(&Event::Started), Some(&Event::Finished))
        );
        for job in 0..OF_ALL_MAX as u64 + 10 {
            waiting.push(letter(":1.1", job, Event::Stopped));
        }
        waiting.push(letter(":1.2", 7, mark()));
        assert_eq!(waiting.count, OF_ALL_MAX);
    }
}
