//! How long the page lives: as long as it is open, and a moment more.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

use tokio::{sync::Notify, time::sleep_until};

use super::ServerOptions;

/// What is known of the page's life.
#[derive(Debug)]
pub(super) struct Life {
    state: Mutex<State>,
    changed: Notify,
    is_over: AtomicBool,
}

#[derive(Debug)]
struct State {
    /// So many screens tell that they are open.
    open: usize,
    was_open: bool,
    last: Instant,
}

impl Life {
    pub(super) fn new() -> Self {
        let state = State { open: 0, was_open: false, last: Instant::now() };
        Self { state: Mutex::new(state), changed: Notify::new(), is_over: AtomicBool::new(false) }
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut state);
        state.last = Instant::now();
        drop(state);
        self.changed.notify_one();
    }

    /// Somebody asked for something.
    pub(super) fn asked(&self) {
        self.change(|_| ());
    }

    /// A screen is open from now on.
    pub(super) fn opened(&self) {
        self.change(|state| {
            state.open += 1;
            state.was_open = true;
        });
    }

    /// A screen is closed.
    pub(super) fn closed(&self) {
        self.change(|state| state.open = state.open.saturating_sub(1));
    }

    /// The person is done.
    pub(super) fn end(&self) {
        self.is_over.store(true, Ordering::Release);
        self.changed.notify_one();
    }

    /// Waits for the end.
    pub(super) async fn ended(&self, options: &ServerOptions) {
        loop {
            if self.is_over.load(Ordering::Acquire) {
                return;
            }
            let (last, limit) = {
                let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
                let limit = match (state.open, state.was_open) {
                    (0, true) => options.grace,
                    (0, false) => options.idle,
                    _ => options.idle_open,
                };
                (state.last, limit)
            };
            let until = last + limit;
            if Instant::now() >= until {
                return;
            }
            tokio::select! {
                () = sleep_until(until.into()) => {}
                () = self.changed.notified() => {}
            }
        }
    }
}
