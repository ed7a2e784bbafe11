//! Counts since the start, for `Status`.

use std::time::Duration;

use crate::floor::Told;

/// The upper bounds of the latency histogram, in ms; one more bucket holds what is slower.
pub const LATENCY_BOUNDS_MS: [u64; 9] = [5, 10, 15, 20, 30, 50, 100, 200, 500];

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meters {
    /// Jobs asked for.
    pub asked: u64,
    /// Jobs that were heard to their end.
    pub finished: u64,
    /// Jobs that were stopped.
    pub stopped: u64,
    /// Jobs that could not be said.
    pub failed: u64,
    /// Calls and jobs refused for a limit.
    pub refused: u64,
    /// From Speak to the first sample heard, of jobs that did not wait: how many in each bucket.
    pub latency: [u64; LATENCY_BOUNDS_MS.len() + 1],
}

impl Meters {
    pub(super) const fn count(&mut self, told: &Told) {
        match told {
            Told::Finished => self.finished += 1,
            Told::Stopped => self.stopped += 1,
            Told::Failed(_) => self.failed += 1,
            _ => {}
        }
    }

    pub(super) fn latency(&mut self, elapsed: Duration) {
        let bucket = LATENCY_BOUNDS_MS.iter().position(|ms| elapsed <= Duration::from_millis(*ms));
        let bucket = bucket.unwrap_or(LATENCY_BOUNDS_MS.len());
        if let Some(count) = self.latency.get_mut(bucket) {
            *count += 1;
        }
    }
}
