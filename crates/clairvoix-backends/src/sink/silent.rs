//! A loudspeaker that makes no sound and keeps time: to follow a text without hearing it.

use std::time::Instant;

use clairvoix_speech::{AudioFormat, AudioSink, Error};

/// So much is taken ahead of what is "heard", in ms.
const READY_MS: u64 = 400;

/// Plays in silence, at the pace of sound, without any device. Events come as if it were heard.
///
/// ```no_run
/// use clairvoix_backends::{engine::{PicoEngine, PicoOptions}, player::Player, sink::SilentSink};
/// let player = Player::try_new(PicoEngine::new(PicoOptions::default())?, SilentSink::default)?;
/// # Ok::<(), clairvoix_speech::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct SilentSink {
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    format: AudioFormat,
    written: u64,
    /// What was heard at `since`.
    played: u64,
    since: Instant,
}

impl Open {
    fn played(&self, now: Instant) -> u64 {
        let seconds = now.saturating_duration_since(self.since).as_secs_f64();
        let frames = (seconds * f64::from(self.format.sample_rate_hz)) as u64;
        (self.played + frames).min(self.written)
    }
}

impl AudioSink for SilentSink {
    fn open(&mut self, format: AudioFormat) -> Result<(), Error> {
        if self.open.as_ref().is_none_or(|o| o.format != format) {
            self.open = Some(Open { format, written: 0, played: 0, since: Instant::now() });
        }
        Ok(())
    }

    fn write(&mut self, samples: &[i16]) -> Result<usize, Error> {
        let Some(open) = &mut self.open else {
            return Ok(0);
        };
        // Time in which there was nothing to hear does not count.
        let now = Instant::now();
        let played = open.played(now);
        if played == open.written {
            (open.played, open.since) = (played, now);
        }
        let ready = READY_MS * u64::from(open.format.sample_rate_hz) / 1000;
        let room = ready.saturating_sub(open.written - played);
        let count = samples.len().min(usize::try_from(room).unwrap_or(usize::MAX));
        open.written += count as u64;
        Ok(count)
    }

    fn frames_played(&self) -> u64 {
        self.open.as_ref().map_or(0, |open| open.played(Instant::now()))
    }

    fn truncate(&mut self) -> u64 {
        self.open.as_mut().map_or(0, |open| {
            open.written = open.played(Instant::now());
            open.written
        })
    }

    fn close(&mut self) {
        self.open = None;
    }
}
