//! What a worker can say.

use clairvoix_speech::protocol::SpeakRequest;
use clairvoix_speech::{EngineMark, Timing, Voice};
use clairvoix_text::Utf8Range;

use crate::Error;

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Go on speaking.
    Continue,
    /// Drop the rest.
    Stop,
}

/// What comes out of an utterance, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Samples to hear; of any number, none too.
    Audio(Vec<i16>),
    /// A mark on the text asked for; see [`clairvoix_speech::EngineMark`] for what it counts.
    Mark(EngineMark),
    /// Words the voice has no sound for.
    Unspeakable(Utf8Range),
}

/// A speech engine as a worker drives it, on one thread.
pub trait Synth {
    /// Its name and version, for reports.
    fn engine(&self) -> String;

    /// The voices it has.
    fn voices(&self) -> Vec<Voice>;

    /// Called once, on the thread that will speak, before the system refuses to start another: an
    /// engine that works with threads starts them here.
    fn start(&mut self) {}

    /// Makes a voice the one that speaks, and says how exact its marks are.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Voice`]: there is none of that name, or it does not load.
    fn load(&mut self, voice: &str) -> Result<Timing, Error>;

    /// Says an utterance with the voice loaded; `emit` must be called often, also with nothing to
    /// hear, and once it answers [`Flow::Stop`] the rest is dropped. Each word of the request gets
    /// one mark, in order.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Voice`] without a voice, [`crate::ErrorKind::Engine`] when the engine gave
    /// up on this text.
    fn speak(
        &mut self,
        request: SpeakRequest,
        emit: &mut dyn FnMut(Part) -> Flow,
    ) -> Result<(), Error>;
}
