//! The answer of `Status`: docs/daemon.md has the table of its keys.

use std::collections::HashMap;

use super::{
    Link,
    value::{Dict, Entries},
};
use crate::{floor::SessionId, hub::LATENCY_BOUNDS_MS, memory::resident_kb};

pub(super) fn dict(link: &Link) -> Dict {
    let status = link.hub.status();
    let names = link.callers.names();
    let name = |session: &SessionId| names.get(session).cloned().unwrap_or_default();
    let queues: HashMap<String, u64> =
        status.queues.iter().map(|(session, jobs)| (name(session), *jobs)).collect();
    let meters = &status.meters;
    Entries::default()
        .with("speaker", status.speaking.as_ref().map(name).unwrap_or_default())
        .with("paused", status.paused)
        .with("queues", queues)
        .with("sessions", status.sessions)
        .with("jobs", status.jobs)
        .with("calls", status.calls)
        .with("text_bytes", status.text_bytes)
        .with("engines", status.engines.unwrap_or_default())
        .with("profile", status.profile)
        .with("uptime_s", status.uptime_s)
        .with("memory_kb", resident_kb().unwrap_or(0))
        .with("asked", meters.asked)
        .with("finished", meters.finished)
        .with("stopped", meters.stopped)
        .with("failed", meters.failed)
        .with("refused", meters.refused)
        .with("latency_bounds_ms", LATENCY_BOUNDS_MS.to_vec())
        .with("latency_counts", meters.latency.to_vec())
        .done()
}
