//! What a host asks of a worker.

use clairvoix_text::Utf8Range;

use super::limits::{IPA_BYTES_MAX, NAME_BYTES_MAX, TEXT_BYTES_MAX, WORDS_MAX};
use super::wire::{Decoded, FrameReader, broken, frame, unframe};
use crate::{Error, UtteranceWord};

/// One utterance for a worker to speak with the voice loaded last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakRequest {
    /// Chosen by the host, never used twice with one process; echoed in all that comes of it.
    pub utterance: u64,
    /// Plain words and punctuation.
    pub text: String,
    /// Its words, in order, without overlap, on character boundaries of `text` (checked).
    pub words: Vec<UtteranceWord>,
    /// Speed in thousandths, 1000 being the voice's own.
    pub rate_milli: u32,
    /// Pitch in thousandths, 1000 being the voice's own.
    pub pitch_milli: u32,
}

/// A message from host to worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// The first message: the version the host speaks. Answered by [`super::Response::Ready`].
    Hello {
        /// [`super::VERSION`] of the host.
        version: u16,
    },
    /// Makes a voice the one that speaks. Answered by [`super::Response::VoiceLoaded`] or a fault.
    LoadVoice {
        /// One of [`super::Ready::voices`].
        voice: String,
    },
    /// Speaks; an utterance under way is cancelled first.
    Speak(SpeakRequest),
    /// Stops an utterance; answered by its [`super::Response::Done`].
    Cancel {
        /// Which one; another than the one under way is ignored.
        utterance: u64,
    },
    /// Ends the worker. The end of its input does the same.
    Shutdown,
}

const HELLO: u8 = 1;
const LOAD_VOICE: u8 = 2;
const SPEAK: u8 = 3;
const CANCEL: u8 = 4;
const SHUTDOWN: u8 = 5;
/// Two offsets and the length of an empty IPA.
const WORD_BYTES_MIN: usize = 12;

impl Request {
    /// Adds the message's frame to `out`.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidInput`] when a field passes its maximum; `out` is then as before.
    pub fn encode(&self, out: &mut Vec<u8>) -> Result<(), Error> {
        match self {
            Self::Hello { version } => frame(out, HELLO, |to| {
                to.u16(*version);
                Ok(())
            }),
            Self::LoadVoice { voice } => {
                frame(out, LOAD_VOICE, |to| to.text(voice, "voice name", NAME_BYTES_MAX))
            }
            Self::Speak(speak) => speak.encode(out),
            Self::Cancel { utterance } => frame(out, CANCEL, |to| {
                to.u64(*utterance);
                Ok(())
            }),
            Self::Shutdown => frame(out, SHUTDOWN, |_| Ok(())),
        }
    }
}

impl SpeakRequest {
    fn encode(&self, out: &mut Vec<u8>) -> Result<(), Error> {
        self.check()?;
        frame(out, SPEAK, |to| {
            to.u64(self.utterance);
            to.u32(self.rate_milli);
            to.u32(self.pitch_milli);
            to.text(&self.text, "text", TEXT_BYTES_MAX)?;
            to.size(self.words.len(), "number of words", WORDS_MAX)?;
            for word in &self.words {
                to.size(word.range.start(), "word start", TEXT_BYTES_MAX)?;
                to.size(word.range.end(), "word end", TEXT_BYTES_MAX)?;
                to.text(&word.ipa, "IPA", IPA_BYTES_MAX)?;
            }
            Ok(())
        })
    }

    fn decode(from: &mut FrameReader<'_>) -> Result<Self, Error> {
        let utterance = from.u64()?;
        let rate_milli = from.u32()?;
        let pitch_milli = from.u32()?;
        let text = from.text("text", TEXT_BYTES_MAX)?;
        let words = from.list("number of words", WORDS_MAX, WORD_BYTES_MIN, |from| {
            let start = from.size("word start", TEXT_BYTES_MAX)?;
            let end = from.size("word end", TEXT_BYTES_MAX)?;
            if end < start {
                return Err(broken("a word ends before it starts"));
            }
            let ipa = from.text("IPA", IPA_BYTES_MAX)?;
            Ok(UtteranceWord { range: Utf8Range::new(start, end), ipa })
        })?;
        let speak = Self { utterance, text, words, rate_milli, pitch_milli };
        speak.check()?;
        Ok(speak)
    }

    fn check(&self) -> Result<(), Error> {
        let mut end = 0;
        for word in &self.words {
            let (from, to) = (word.range.start(), word.range.end());
            if from < end || self.text.get(from..to).is_none() {
                return Err(broken(
                    "words are out of order, overlap, or leave the text's character boundaries",
                ));
            }
            end = to;
        }
        Ok(())
    }
}

/// Reads the first request in `bytes`.
///
/// # Errors
/// [`crate::ErrorKind::InvalidInput`] when the bytes are not the protocol's: the stream is lost.
pub fn decode_request(bytes: &[u8]) -> Result<Decoded<Request>, Error> {
    unframe(bytes, |tag, from| match tag {
        HELLO => Ok(Request::Hello { version: from.u16()? }),
        LOAD_VOICE => Ok(Request::LoadVoice { voice: from.text("voice name", NAME_BYTES_MAX)? }),
        SPEAK => SpeakRequest::decode(from).map(Request::Speak),
        CANCEL => Ok(Request::Cancel { utterance: from.u64()? }),
        SHUTDOWN => Ok(Request::Shutdown),
        other => Err(broken(&format!("no request has the number {other}"))),
    })
}
