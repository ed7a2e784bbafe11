//! Orders on their way to the thread that has the player: few, as what is out of date is taken back.

use std::{
    collections::VecDeque,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use clairvoix::speech::SkipUnit;

use crate::{floor::Ticket, spec::Spec};

/// The most orders that wait; further skips are dropped.
const ORDERS_MAX: usize = 64;

/// What the player is to do.
#[derive(Debug)]
pub(crate) enum Order {
    /// Say this in place of all.
    Play {
        ticket: Ticket,
        spec: Arc<Spec>,
        from: Option<usize>,
    },
    Silence,
    Pause,
    Resume,
    Skip(SkipUnit, i32),
    GoTo(usize),
    Rate(f32),
    Pitch(f32),
    Volume(f32),
}

/// What [`Mailbox::next`] found.
#[derive(Debug)]
pub(super) enum News {
    Order(Order),
    /// Nothing came for the time given.
    Nothing,
    Quit,
}

#[derive(Default)]
pub(crate) struct Mailbox {
    state: Mutex<State>,
    news: Condvar,
}

#[derive(Default)]
struct State {
    orders: VecDeque<Order>,
    quit: bool,
}

impl Mailbox {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds an order; gives the tickets of what will not be said because of it.
    pub(crate) fn push(&self, order: Order) -> Vec<Ticket> {
        let mut state = self.state();
        let mut unsaid = Vec::new();
        if matches!(order, Order::Play { .. } | Order::Silence) {
            unsaid.extend(state.orders.drain(..).filter_map(|old| match old {
                Order::Play { ticket, .. } => Some(ticket),
                _ => None,
            }));
        }
        // Of a slider only the last place counts.
        let same = |old: &Order| std::mem::discriminant(old) == std::mem::discriminant(&order);
        let slides = !matches!(order, Order::Skip(..) | Order::Play { .. });
        let room = state.orders.len() < ORDERS_MAX;
        match state.orders.back_mut().filter(|old| slides && same(old)) {
            Some(old) => *old = order,
            None if room => state.orders.push_back(order),
            None => {}
        }
        self.news.notify_one();
        unsaid
    }

    pub(crate) fn quit(&self) {
        self.state().quit = true;
        self.news.notify_one();
    }

    /// The next order, waiting at most so long.
    pub(super) fn next(&self, wait: Option<Duration>) -> News {
        let deadline = wait.and_then(|wait| Instant::now().checked_add(wait));
        let mut state = self.state();
        loop {
            if state.quit {
                return News::Quit;
            }
            if let Some(order) = state.orders.pop_front() {
                return News::Order(order);
            }
            state = match deadline {
                None => self.news.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(deadline) => {
                    let left = deadline.saturating_duration_since(Instant::now());
                    if left.is_zero() {
                        return News::Nothing;
                    }
                    let waited = self.news.wait_timeout(state, left);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }
}
