//! When nobody needs the service, told to whoever waits for it: as long as somebody does, nothing wakes up to
//! look.

use async_channel::{Receiver, Sender, bounded};

use super::{Hub, State};

/// Tells that somebody left.
pub(super) struct Left {
    sender: Sender<()>,
    receiver: Receiver<()>,
}

impl Default for Left {
    fn default() -> Self {
        let (sender, receiver) = bounded(1);
        Self { sender, receiver }
    }
}

impl Left {
    /// Somebody left, or a call is answered: tells it where that was the last one.
    pub(super) fn tell_if_last(&self, state: &State) {
        if state.is_unneeded() {
            // Where it is told already, once is enough.
            let _ = self.sender.try_send(());
        }
    }
}

impl State {
    fn is_unneeded(&self) -> bool {
        self.clients.is_empty() && self.calls == 0
    }
}

impl Hub {
    /// A number that grows with everything a client does, and whether the service could end now
    /// without taking anything from anybody: no session, no call.
    #[must_use]
    pub fn idleness(&self) -> (u64, bool) {
        let state = self.state();
        (state.activity, state.is_unneeded())
    }

    /// Waits until there is no session and no call, for one task.
    pub async fn unneeded(&self) {
        while !self.idleness().1 {
            if self.inner.left.receiver.recv().await.is_err() {
                return;
            }
        }
    }
}
