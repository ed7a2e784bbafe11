//! The trait every voice implements: an utterance in, audio blocks and marks out.

use clairvoix_text::Utf8Range;

use crate::Error;

/// Names one utterance among those a host has asked for; chosen by the host, echoed by the engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UtteranceId(pub u64);

/// A voice's stable name, such as `pico-fr-FR`. An open set: engines bring their own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VoiceId(String);

impl VoiceId {
    /// Wraps a name: ASCII letters, digits, `-`, `_`, `.`, at most 64.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidInput`] naming what is wrong.
    pub fn try_new(name: &str) -> Result<Self, Error> {
        let valid = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if name.is_empty() || name.len() > 64 || !name.chars().all(valid) {
            return Err(Error::invalid_input(format!("voice name {name:?} is not valid")));
        }
        Ok(Self(name.to_owned()))
    }

    /// A name that no engine has.
    pub(crate) fn none() -> Self {
        Self("none".to_owned())
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How exactly an engine knows the times of what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// Frame-exact, from the engine itself.
    Exact,
    /// Computed by us from durations that may be off.
    Estimated,
    /// No marks at all.
    None,
}

/// One voice of an engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Its stable name.
    pub id: VoiceId,
    /// BCP 47 language tag, such as `fr-FR`.
    pub language: String,
    /// What a person sees.
    pub label: String,
    /// Samples a second of the audio it makes (mono, 16 bits).
    pub sample_rate_hz: u32,
    /// How exact its marks are.
    pub timing: Timing,
}

/// One spoken word inside an utterance, with the sound we want for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UtteranceWord {
    /// Where the word stands in [`Utterance::text`].
    pub range: Utf8Range,
    /// Our reading in IPA; empty leaves it to the engine.
    pub ipa: String,
}

/// What an engine is asked to say: plain words and punctuation, no markup, one breath group or one
/// sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Utterance {
    /// Echoed in nothing, used by the host to tell utterances apart.
    pub id: UtteranceId,
    /// The spoken form.
    pub text: String,
    /// Its words, in order, without overlap.
    pub words: Vec<UtteranceWord>,
    /// The voice to use.
    pub voice: VoiceId,
    /// Speed, 1.0 being the voice's own; engines clamp to what they do well.
    pub rate: f32,
    /// Pitch, 1.0 being the voice's own.
    pub pitch: f32,
}

/// What a mark marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EngineMarkKind {
    /// One entry of [`Utterance::words`].
    Word,
    /// One sound; `range` is that of its word. Those of a word come in the order of time.
    Phoneme,
}

/// A stretch of the utterance's audio with a meaning. Frames count all the audio returned since
/// [`Engine::begin`], also across an [`EngineEvent::Interrupted`]. The consonant of a liaison belongs
/// to the word on its left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngineMark {
    /// Word or phoneme.
    pub kind: EngineMarkKind,
    /// Where in [`Utterance::text`].
    pub range: Utf8Range,
    /// First audio frame, counted from the start of the utterance's audio.
    pub start_frame: u64,
    /// First frame after.
    pub end_frame: u64,
    /// The phoneme in IPA; empty for words.
    pub ipa: String,
}

/// The most frames one [`EngineEvent::Audio`] may hold.
pub const AUDIO_BLOCK_FRAMES_MAX: usize = 16_384;

/// What comes out of an engine, in order. Word marks come in the order of the words, and as early
/// as they are known: an engine whose [`Timing`] is exact gives a word's mark before the audio of its
/// start, so that nothing is heard before it can be told. A mark of another kind may come before or
/// after the audio it speaks of, always before [`EngineEvent::Finished`].
#[derive(Clone, Debug, PartialEq)]
pub enum EngineEvent {
    /// Mono samples, at the voice's rate; at most [`AUDIO_BLOCK_FRAMES_MAX`].
    Audio(Vec<i16>),
    /// A mark.
    Mark(EngineMark),
    /// The engine lost its place (a crash, a hang) and will go on from word `resumed_word` of the
    /// utterance; audio that follows starts there. Marks of that word and of later ones are void,
    /// and come again.
    Interrupted {
        /// Index into [`Utterance::words`].
        resumed_word: usize,
        /// What happened, for the log.
        cause: Error,
    },
    /// Words that could not be said were left out.
    Skipped {
        /// Where in [`Utterance::text`].
        range: Utf8Range,
        /// Why.
        cause: Error,
    },
    /// The utterance is complete.
    Finished,
}

/// A voice or a family of voices. Driven by one thread; every call returns within the engine's
/// stated watchdog time.
pub trait Engine: Send {
    /// Starts what the next call will need, without waiting for it. What fails is told by that call.
    fn prepare(&mut self) {}

    /// The voices it has now.
    ///
    /// # Errors
    /// When the engine cannot be reached; see [`Error::kind`].
    fn voices(&mut self) -> Result<Vec<Voice>, Error>;

    /// Starts an utterance; any earlier one is cancelled.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidInput`] for an unknown voice, [`crate::ErrorKind::Unavailable`]
    /// when the engine cannot start.
    fn begin(&mut self, utterance: &Utterance) -> Result<(), Error>;

    /// The next event of the utterance begun; blocks until there is one. Without an utterance:
    /// [`EngineEvent::Finished`].
    ///
    /// # Errors
    /// When the engine failed for good; the utterance is over.
    fn next_event(&mut self) -> Result<EngineEvent, Error>;

    /// Drops the utterance; what it would still have said is never returned.
    fn cancel(&mut self);
}
