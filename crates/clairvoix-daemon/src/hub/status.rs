//! How the service is, for a person who helps.

use super::{Hub, Meters};
use crate::floor::SessionId;

/// Counts, times and sizes: never a text.
#[derive(Clone, Debug)]
pub struct Status {
    /// Whose job is said.
    pub speaking: Option<SessionId>,
    /// Whether it is paused.
    pub paused: bool,
    /// The sessions that have jobs, and how many.
    pub queues: Vec<(SessionId, u64)>,
    /// How many sessions there are.
    pub sessions: u64,
    /// Jobs that wait or are said, those into descriptors included.
    pub jobs: u64,
    /// Calls that are being worked on.
    pub calls: u64,
    /// Bytes of the texts that are kept.
    pub text_bytes: u64,
    /// The engines that are started, if any.
    pub engines: Option<String>,
    /// The active profile; nothing where no pupil is active.
    pub profile: String,
    /// Seconds since the start.
    pub uptime_s: u64,
    /// Counts since the start.
    pub meters: Meters,
}

impl Hub {
    /// How the service is.
    #[must_use]
    pub fn status(&self) -> Status {
        let profile = self.active_profile().name().to_owned();
        let state = self.state();
        let queue = |session: &SessionId| {
            let jobs = state.floor.queue_len(*session) as u64;
            (jobs > 0).then_some((*session, jobs))
        };
        Status {
            speaking: state.floor.speaking().map(|(session, _)| session),
            paused: state.floor.speaking().is_some() && !state.floor.is_audible(),
            queues: state.clients.keys().filter_map(queue).collect(),
            sessions: state.clients.len() as u64,
            jobs: state.jobs.len() as u64,
            calls: state.calls,
            text_bytes: self.inner.texts.bytes() + self.inner.fd_texts.bytes(),
            engines: state.engines.clone(),
            profile,
            uptime_s: self.inner.since.elapsed().as_secs(),
            meters: state.meters.clone(),
        }
    }
}
