//! Calls that take time, counted while they are worked on.

use std::sync::Arc;

use super::{Hub, Inner};
use crate::{error::Error, floor::SessionId, limit::exceeded};

/// A call that is being worked on; its place is free when it is dropped.
pub struct Call {
    inner: Arc<Inner>,
    session: SessionId,
}

impl Hub {
    /// A place to work on a call.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::LimitExceeded`] when too many are worked on.
    pub fn enter(&self, session: SessionId) -> Result<Call, Error> {
        let limits = self.limits();
        let mut state = self.state();
        state.activity += 1;
        let own = state.clients.get(&session).map_or(0, |client| client.calls);
        let advice = "wait for an answer before you ask again";
        let refused = if own >= limits.session_calls {
            Some(("session_calls", limits.session_calls))
        } else if state.calls >= limits.calls {
            Some(("calls", limits.calls))
        } else {
            None
        };
        if let Some((name, limit)) = refused {
            state.meters.refused += 1;
            return Err(exceeded(name, limit, advice));
        }
        state.calls += 1;
        if let Some(client) = state.clients.get_mut(&session) {
            client.calls += 1;
        }
        Ok(Call { inner: Arc::clone(&self.inner), session })
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        let mut state = self.inner.state();
        state.calls = state.calls.saturating_sub(1);
        state.activity += 1;
        if let Some(client) = state.clients.get_mut(&self.session) {
            client.calls = client.calls.saturating_sub(1);
        }
        self.inner.left.tell_if_last(&state);
    }
}
