//! The trait every loudspeaker or file implements: frames in, frames *played* out.

use crate::Error;

/// What a sink is opened for: mono, signed 16-bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AudioFormat {
    /// Samples a second.
    pub sample_rate_hz: u32,
}

/// A loudspeaker, a file, or a test's hand.
pub trait AudioSink {
    /// Opens the device; does nothing when it is open with this format already.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Unavailable`] when there is no device, with the way out.
    fn open(&mut self, format: AudioFormat) -> Result<(), Error>;

    /// Takes as many frames as fit now, returns how many; never blocks.
    ///
    /// # Errors
    /// [`crate::ErrorKind::DeviceLost`] when the device went away: open again and write from
    /// [`AudioSink::frames_played`].
    fn write(&mut self, samples: &[i16]) -> Result<usize, Error>;

    /// Frames that have been heard since `open`, by the device's own clock. Never goes back, never
    /// exceeds what was written.
    fn frames_played(&self) -> u64;

    /// Makes the device silent at once and forgets what was written and not played; returns
    /// [`AudioSink::frames_played`] at that moment.
    fn flush(&mut self) -> u64;

    /// Lets the device go. What was written and not played is dropped.
    fn close(&mut self);
}
