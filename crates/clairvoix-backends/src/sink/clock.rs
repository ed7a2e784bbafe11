//! Which frame is heard now: the device's timestamps, carried on by the machine's clock.

use std::{
    sync::atomic::{AtomicU32, AtomicU64, Ordering},
    time::{Duration, Instant},
};

/// Written by the callback, read by the player; neither waits for the other.
pub(super) struct PlayClock {
    origin: Instant,
    rate_hz: u32,
    /// Odd while the callback writes.
    version: AtomicU32,
    /// This frame is heard at that time (ns since `origin`).
    frame: AtomicU64,
    at_ns: AtomicU64,
    /// Frames the device has taken.
    taken: AtomicU64,
}

impl PlayClock {
    pub(super) fn new(rate_hz: u32) -> Self {
        Self {
            origin: Instant::now(),
            rate_hz,
            version: AtomicU32::new(0),
            frame: AtomicU64::new(0),
            at_ns: AtomicU64::new(u64::MAX),
            taken: AtomicU64::new(0),
        }
    }

    /// Callback: it takes `frames` more for a buffer of `buffer_frames`; the first of them is heard
    /// after `latency`. A sound server that has not played anything yet knows none: then the buffer
    /// that it asked to be filled is the nearest there is.
    pub(super) fn take(&self, frames: usize, buffer_frames: usize, latency: Duration) {
        let frame = self.taken.load(Ordering::Relaxed);
        let latency = if frame == 0 && latency.is_zero() {
            Duration::from_secs_f64(buffer_frames as f64 / f64::from(self.rate_hz.max(1)))
        } else {
            latency
        };
        let at = nanos(self.origin.elapsed() + latency);
        let version = self.version.load(Ordering::Relaxed);
        self.version.store(version.wrapping_add(1), Ordering::SeqCst);
        self.frame.store(frame, Ordering::SeqCst);
        self.at_ns.store(at, Ordering::SeqCst);
        self.version.store(version.wrapping_add(2), Ordering::SeqCst);
        self.taken.store(frame + frames as u64, Ordering::Release);
    }

    /// Frames heard up to now.
    pub(super) fn played(&self) -> u64 {
        let taken = self.taken.load(Ordering::Acquire);
        let (frame, at) = self.anchor();
        let now = nanos(self.origin.elapsed());
        let frames = |ns: u64| u128::from(ns) * u128::from(self.rate_hz) / 1_000_000_000;
        let played = if now >= at {
            frame.saturating_add(u64::try_from(frames(now - at)).unwrap_or(u64::MAX))
        } else {
            frame.saturating_sub(u64::try_from(frames(at - now)).unwrap_or(u64::MAX))
        };
        played.min(taken)
    }

    fn anchor(&self) -> (u64, u64) {
        loop {
            let before = self.version.load(Ordering::SeqCst);
            let anchor = (self.frame.load(Ordering::SeqCst), self.at_ns.load(Ordering::SeqCst));
            if before.is_multiple_of(2) && self.version.load(Ordering::SeqCst) == before {
                return anchor;
            }
            std::hint::spin_loop();
        }
    }
}

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}
