//! The trait every loudspeaker or file implements: frames in, frames *played* out.

use crate::Error;

/// What a sink is opened for: mono, signed 16-bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AudioFormat {
    /// Samples a second.
    pub sample_rate_hz: u32,
}

/// A loudspeaker, a file, or a test's hand.
///
/// A sink counts frames from its last [`AudioSink::open`]. A frame is *written* when
/// [`AudioSink::write`] accepted it, *taken* when the device has it and will make it heard, *played*
/// when it has been heard: played ≤ taken ≤ written.
pub trait AudioSink {
    /// Opens the device; does nothing when it is open with this format already. After a
    /// [`crate::ErrorKind::DeviceLost`] it opens the device afresh and all counts start at zero.
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

    /// Forgets the frames that are written and not taken, and returns how many were taken: the next
    /// frame written is heard right after those. This is how a pause is exact: what the device has
    /// is heard to its end (a few ms), nothing is lost and nothing comes twice.
    fn truncate(&mut self) -> u64;

    /// Makes the device silent at once and lets it go. What was written and not played is dropped.
    fn close(&mut self);
}
