//! The audio between engine and sink, on one count of frames that never goes back but to say a word
//! again after the device was lost.

use std::collections::VecDeque;

/// How much heard audio is kept, so that the word can be said again after the device was lost.
const REPLAY_SECONDS_MAX: u64 = 10;

/// played ≤ written ≤ end, all in frames since the speaker was made.
#[derive(Clone, Debug, Default)]
pub(super) struct Timeline {
    audio: VecDeque<i16>,
    /// The frame of the first sample in `audio`.
    start: u64,
    written: u64,
    played: u64,
    /// Where the sink's count of zero stands.
    sink_zero: u64,
}

impl Timeline {
    pub(super) fn end(&self) -> u64 {
        self.start + self.audio.len() as u64
    }

    pub(super) fn written(&self) -> u64 {
        self.written
    }

    pub(super) fn played(&self) -> u64 {
        self.played
    }

    pub(super) fn append(&mut self, samples: &[i16]) {
        self.audio.extend(samples);
    }

    pub(super) fn append_silence(&mut self, frames: u64) {
        self.audio.extend((0..frames).map(|_| 0));
    }

    /// The samples to write next, as far as they lie in one piece.
    pub(super) fn unwritten(&self) -> &[i16] {
        let at = (self.written - self.start) as usize;
        let (front, back) = self.audio.as_slices();
        match front.get(at..) {
            Some(piece) if !piece.is_empty() => piece,
            _ => back.get(at.saturating_sub(front.len())..).unwrap_or_default(),
        }
    }

    pub(super) fn advance_written(&mut self, frames: usize) {
        self.written = (self.written + frames as u64).min(self.end());
    }

    /// The sink played up to its own frame `sink_frame`.
    pub(super) fn advance_played(&mut self, sink_frame: u64) {
        let frame = self.sink_zero.saturating_add(sink_frame);
        self.played = frame.clamp(self.played, self.written);
    }

    /// The sink's count at which `frame` is heard.
    pub(super) fn sink_frame(&self, frame: u64) -> u64 {
        frame.saturating_sub(self.sink_zero)
    }

    /// The sink was opened: it will hear what is written from now on.
    pub(super) fn sink_opened(&mut self) {
        self.sink_zero = self.written;
    }

    /// The sink forgot what it had not taken.
    pub(super) fn truncated(&mut self, sink_frame: u64) {
        let taken = self.sink_zero.saturating_add(sink_frame);
        self.written = taken.clamp(self.played, self.written);
    }

    /// The sink forgot all that was not heard: it is written again from frame `from`, which is at
    /// most what was heard.
    pub(super) fn rewind(&mut self, from: u64) {
        self.played = from.clamp(self.start, self.played);
        self.written = self.played;
    }

    /// Drops the audio from `frame` on, but nothing that is written.
    pub(super) fn cut(&mut self, frame: u64) -> u64 {
        let frame = frame.clamp(self.written, self.end().max(self.written));
        self.audio.truncate((frame - self.start) as usize);
        frame
    }

    /// Forgets heard audio before `from`, and any that is too old.
    pub(super) fn forget_before(&mut self, from: u64, rate_hz: u32) {
        let oldest = self.played.saturating_sub(REPLAY_SECONDS_MAX * u64::from(rate_hz));
        let keep = from.max(oldest).min(self.played);
        let count = keep.saturating_sub(self.start) as usize;
        self.audio.drain(..count.min(self.audio.len()));
        self.start = self.start.max(keep);
    }

    /// Forgets everything; the count goes on.
    pub(super) fn clear(&mut self) {
        self.audio.clear();
        self.start = self.written;
        self.played = self.written;
    }
}
