//! Events on their way to the app.

use std::{
    collections::VecDeque,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

use clairvoix_speech::SpeechEvent;

/// The most events that wait to be read. An app that reads none loses the oldest marks, and never
/// the end of a request; speech does not wait for it.
pub const EVENTS_MAX: usize = 4096;

#[derive(Default)]
pub(crate) struct Events {
    state: Mutex<State>,
    news: Condvar,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<SpeechEvent>,
    dropped: u64,
    closed: bool,
    /// The task that waits, in an application whose tasks wait so.
    waker: Option<Waker>,
}

impl Events {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn push(&self, event: SpeechEvent) {
        let mut state = self.state();
        if state.waiting.len() >= EVENTS_MAX {
            let is_mark = |e: &SpeechEvent| matches!(e, SpeechEvent::Mark { .. });
            // Without any mark to drop, the oldest goes: that many requests were never read of.
            let oldest = state.waiting.iter().position(is_mark).unwrap_or(0);
            state.waiting.remove(oldest);
            state.dropped += 1;
        }
        state.waiting.push_back(event);
        let waker = state.waker.take();
        drop(state);
        self.news.notify_one();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    pub(crate) fn next(&self, timeout: Option<Duration>) -> Option<SpeechEvent> {
        let deadline = timeout.and_then(|t| Instant::now().checked_add(t));
        let mut state = self.state();
        loop {
            if let Some(event) = state.waiting.pop_front() {
                return Some(event);
            }
            if state.closed {
                return None;
            }
            state = match deadline {
                None => self.news.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(deadline) => {
                    let left = deadline.saturating_duration_since(Instant::now());
                    if left.is_zero() {
                        return None;
                    }
                    let waited = self.news.wait_timeout(state, left);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }

    /// The next event for a task, which is woken when there is one.
    pub(crate) fn poll(&self, context: &mut Context<'_>) -> Poll<Option<SpeechEvent>> {
        let mut state = self.state();
        match state.waiting.pop_front() {
            Some(event) => Poll::Ready(Some(event)),
            None if state.closed => Poll::Ready(None),
            None => {
                state.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }

    pub(crate) fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        let waker = state.waker.take();
        drop(state);
        self.news.notify_all();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    pub(crate) fn dropped(&self) -> u64 {
        self.state().dropped
    }
}

/// Closes the queue when the player's thread ends, however it ends.
pub(crate) struct Closes(pub(crate) Arc<Events>);

impl Drop for Closes {
    fn drop(&mut self) {
        self.0.close();
    }
}
