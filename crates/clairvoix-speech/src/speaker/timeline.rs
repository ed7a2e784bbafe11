//! The audio between engine and sink, on one count of frames that never goes back but to say a word
//! again after the device was lost.

use std::collections::VecDeque;

/// How much heard audio is kept, so that the word can be said again after the device was lost.
const REPLAY_SECONDS_MAX: u64 = 10;
/// The loudest sample is known for each so many frames.
pub(super) const PEAK_FRAMES: u64 = 320;

/// played ≤ written ≤ end, all in frames since the speaker was made.
#[derive(Clone, Debug, Default)]
pub(super) struct Timeline {
    audio: VecDeque<i16>,
    /// The frame of the first sample in `audio`.
    start: u64,
    /// The loudest samples of the blocks of [`PEAK_FRAMES`], from `first_peak` on; one block before
    /// `audio` is kept.
    peaks: VecDeque<u16>,
    first_peak: u64,
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
        for (&sample, frame) in samples.iter().zip(self.end()..) {
            let block = (frame / PEAK_FRAMES).saturating_sub(self.first_peak) as usize;
            if self.peaks.len() <= block {
                self.peaks.resize(block + 1, 0);
            }
            if let Some(peak) = self.peaks.get_mut(block) {
                *peak = sample.unsigned_abs().max(*peak);
            }
        }
        self.audio.extend(samples);
    }

    pub(super) fn append_silence(&mut self, frames: u64) {
        self.audio.extend((0..frames).map(|_| 0));
        let blocks = self.end().div_ceil(PEAK_FRAMES).saturating_sub(self.first_peak) as usize;
        self.peaks.resize(blocks.max(self.peaks.len()), 0);
    }

    /// At least as loud as the sample at `frame`, and without steps from one frame to the next.
    pub(super) fn envelope(&self, frame: u64) -> f32 {
        let block = frame / PEAK_FRAMES;
        let peak = |block: Option<u64>| {
            let index = block.and_then(|b| b.checked_sub(self.first_peak));
            index.and_then(|i| self.peaks.get(i as usize)).copied().unwrap_or(0)
        };
        let here = peak(Some(block));
        let left = f32::from(here.max(peak(block.checked_sub(1))));
        let right = f32::from(here.max(peak(Some(block + 1))));
        left + (right - left) * (frame % PEAK_FRAMES) as f32 / PEAK_FRAMES as f32
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
        self.peaks.truncate(frame.div_ceil(PEAK_FRAMES).saturating_sub(self.first_peak) as usize);
        frame
    }

    /// Forgets heard audio before `from`, and any that is too old.
    pub(super) fn forget_before(&mut self, from: u64, rate_hz: u32) {
        let oldest = self.played.saturating_sub(REPLAY_SECONDS_MAX * u64::from(rate_hz));
        let keep = from.max(oldest).min(self.played);
        let count = keep.saturating_sub(self.start) as usize;
        self.audio.drain(..count.min(self.audio.len()));
        self.start = self.start.max(keep);
        let first_peak = (self.start / PEAK_FRAMES).saturating_sub(1).max(self.first_peak);
        let old = (first_peak - self.first_peak) as usize;
        self.peaks.drain(..old.min(self.peaks.len()));
        self.first_peak = first_peak;
    }

    /// Forgets everything; the count goes on.
    pub(super) fn clear(&mut self) {
        self.audio.clear();
        self.start = self.written;
        self.played = self.written;
        self.peaks.clear();
        self.first_peak = self.start / PEAK_FRAMES;
    }
}
