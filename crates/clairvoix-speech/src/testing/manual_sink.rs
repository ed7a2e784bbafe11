//! A loudspeaker whose clock is turned by hand.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::{AudioFormat, AudioSink, Error};

/// A sink that plays exactly as many frames as it is told to. Clones are handles to the same sink:
/// give one to the player and keep one to turn the clock.
///
/// ```
/// use clairvoix_speech::{AudioFormat, AudioSink, testing::ManualSink};
/// let mut sink = ManualSink::new(100, 10);
/// sink.open(AudioFormat { sample_rate_hz: 16_000 })?;
/// assert_eq!(sink.write(&[7; 150])?, 100);
/// sink.play(30);
/// assert_eq!(sink.frames_played(), 30);
/// // The device has 10 frames more than were heard.
/// assert_eq!(sink.truncate(), 40);
/// assert_eq!(sink.heard().len(), 30);
/// # Ok::<(), clairvoix_speech::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct ManualSink {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    open: Option<AudioFormat>,
    /// Written and not played.
    waiting: Vec<i16>,
    played: u64,
    capacity: usize,
    device_frames: usize,
    heard: Vec<i16>,
    opens: usize,
    lost: Option<Error>,
    unavailable: Option<Error>,
}

impl State {
    fn taken(&self) -> usize {
        self.device_frames.min(self.waiting.len())
    }
}

impl ManualSink {
    /// A sink that holds `capacity` frames, of which the device takes `device_frames` ahead of what
    /// is heard.
    #[must_use]
    pub fn new(capacity: usize, device_frames: usize) -> Self {
        Self { state: Arc::new(Mutex::new(State { capacity, device_frames, ..State::default() })) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Turns the clock: up to `frames` of what was written are heard. Returns how many.
    pub fn play(&self, frames: usize) -> usize {
        let mut state = self.state();
        if state.open.is_none() || state.lost.is_some() {
            return 0;
        }
        let count = frames.min(state.waiting.len());
        let played: Vec<i16> = state.waiting.drain(..count).collect();
        state.heard.extend(played);
        state.played += count as u64;
        count
    }

    /// All that was heard since the sink was made.
    #[must_use]
    pub fn heard(&self) -> Vec<i16> {
        self.state().heard.clone()
    }

    /// Forgets what was heard so far, for long runs.
    pub fn forget_heard(&self) {
        self.state().heard.clear();
    }

    /// Frames written and not yet heard.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.state().waiting.len()
    }

    /// Whether the device is held.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state().open.is_some()
    }

    /// How often the device was opened.
    #[must_use]
    pub fn opens(&self) -> usize {
        self.state().opens
    }

    /// The device, if it is open, goes away: what waits is lost, and calls fail until it is opened
    /// again.
    pub fn lose(&self, error: Error) {
        let mut state = self.state();
        if state.open.is_none() {
            return;
        }
        state.waiting.clear();
        state.lost = Some(error);
    }

    /// From now on [`AudioSink::open`] fails with this error, or works again.
    pub fn set_unavailable(&self, error: Option<Error>) {
        self.state().unavailable = error;
    }
}

impl AudioSink for ManualSink {
    fn open(&mut self, format: AudioFormat) -> Result<(), Error> {
        let mut state = self.state();
        if let Some(error) = &state.unavailable {
            return Err(error.clone());
        }
        if state.open == Some(format) && state.lost.is_none() {
            return Ok(());
        }
        state.open = Some(format);
        state.lost = None;
        state.waiting.clear();
        state.played = 0;
        state.opens += 1;
        Ok(())
    }

    fn write(&mut self, samples: &[i16]) -> Result<usize, Error> {
        let mut state = self.state();
        if let Some(error) = &state.lost {
            return Err(error.clone());
        }
        if state.open.is_none() {
            return Ok(0);
        }
        let room = state.capacity.saturating_sub(state.waiting.len());
        let taken = samples.get(..room).unwrap_or(samples);
        state.waiting.extend_from_slice(taken);
        Ok(taken.len())
    }

    fn frames_played(&self) -> u64 {
        self.state().played
    }

    fn truncate(&mut self) -> u64 {
        let mut state = self.state();
        let taken = state.taken();
        state.waiting.truncate(taken);
        state.played + taken as u64
    }

    fn close(&mut self) {
        let mut state = self.state();
        state.open = None;
        state.lost = None;
        state.waiting.clear();
        state.played = 0;
    }
}
