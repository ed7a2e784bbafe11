//! What a worker tells its host.

use clairvoix_text::Utf8Range;

use super::limits::{
    IPA_BYTES_MAX, LABEL_BYTES_MAX, MESSAGE_BYTES_MAX, NAME_BYTES_MAX, SAMPLES_MAX, TEXT_BYTES_MAX,
    VOICES_MAX,
};
use super::wire::{Decoded, FrameReader, FrameWriter, broken, frame, unframe};
use crate::{EngineMark, EngineMarkKind, Error, Timing, Voice, VoiceId};

/// What keeps a worker in: each is true only when the system said that it is active.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sandbox {
    /// No file can be opened and no TCP port used (Linux Landlock).
    pub landlock: bool,
    /// Only the system calls of a short list (Linux seccomp).
    pub seccomp: bool,
    /// Memory, open files and core dumps are limited.
    pub rlimits: bool,
    /// No program it could start has more rights than it.
    pub no_new_privileges: bool,
}

/// A worker's answer to hello.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// The worker's [`super::VERSION`].
    pub version: u16,
    /// The engine's name and version, for reports: `pico 0.1.5`.
    pub engine: String,
    /// What keeps it in.
    pub sandbox: Sandbox,
    /// Its voices.
    pub voices: Vec<Voice>,
}

/// A mark of an utterance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkResponse {
    /// The utterance it belongs to.
    pub utterance: u64,
    /// The mark, its range in the text that was sent, its frames in the audio that was sent.
    pub mark: EngineMark,
}

/// What kind of fault a worker met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultCode {
    /// The request cannot be done as it is.
    InvalidRequest,
    /// The voice is not there or does not load.
    NoVoice,
    /// The engine gave up on this text; the worker can go on.
    Engine,
}

/// A message from worker to host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// The first message.
    Ready(Ready),
    /// The voice speaks from now on.
    VoiceLoaded {
        /// Its name.
        voice: String,
        /// How exact its marks are: known only once its data has been tried.
        timing: Timing,
    },
    /// The next samples of an utterance.
    Audio {
        /// Which utterance.
        utterance: u64,
        /// Mono, at the voice's rate, at most [`super::SAMPLES_MAX`].
        samples: Vec<i16>,
    },
    /// A mark.
    Mark(MarkResponse),
    /// Words that the voice cannot say were left out; their marks are empty.
    Skipped {
        /// Which utterance.
        utterance: u64,
        /// Where in the text sent.
        range: Utf8Range,
        /// Why; never any of the text.
        message: String,
    },
    /// An utterance is over, said or cancelled.
    Done {
        /// Which utterance.
        utterance: u64,
    },
    /// Something failed. For an utterance: it is over, no `Done` follows.
    Fault {
        /// Which utterance; 0 when it is about none.
        utterance: u64,
        /// What kind.
        code: FaultCode,
        /// For a log: never any of the text.
        message: String,
    },
}

const READY: u8 = 129;
const VOICE_LOADED: u8 = 130;
const AUDIO: u8 = 131;
const MARK: u8 = 132;
const DONE: u8 = 133;
const FAULT: u8 = 134;
const SKIPPED: u8 = 135;
/// Three lengths, a rate and a timing.
const VOICE_BYTES_MIN: usize = 17;

impl Response {
    /// Adds the message's frame to `out`.
    ///
    /// # Errors
    /// [`crate::ErrorKind::InvalidInput`] when a field passes its maximum; `out` is then as before.
    pub fn encode(&self, out: &mut Vec<u8>) -> Result<(), Error> {
        match self {
            Self::Ready(ready) => frame(out, READY, |to| ready.write(to)),
            Self::VoiceLoaded { voice, timing } => frame(out, VOICE_LOADED, |to| {
                to.text(voice, "voice name", NAME_BYTES_MAX)?;
                to.u8(timing_code(*timing));
                Ok(())
            }),
            Self::Audio { utterance, samples } => frame(out, AUDIO, |to| {
                to.u64(*utterance);
                to.size(samples.len(), "number of samples", SAMPLES_MAX)?;
                to.samples(samples);
                Ok(())
            }),
            Self::Mark(mark) => frame(out, MARK, |to| mark.write(to)),
            Self::Skipped { utterance, range, message } => frame(out, SKIPPED, |to| {
                to.u64(*utterance);
                write_range(to, *range)?;
                to.text(message, "message", MESSAGE_BYTES_MAX)
            }),
            Self::Done { utterance } => frame(out, DONE, |to| {
                to.u64(*utterance);
                Ok(())
            }),
            Self::Fault { utterance, code, message } => frame(out, FAULT, |to| {
                to.u64(*utterance);
                to.u8(match code {
                    FaultCode::InvalidRequest => 0,
                    FaultCode::NoVoice => 1,
                    FaultCode::Engine => 2,
                });
                to.text(message, "message", MESSAGE_BYTES_MAX)
            }),
        }
    }
}

/// Reads the first response in `bytes`.
///
/// # Errors
/// [`crate::ErrorKind::InvalidInput`] when the bytes are not the protocol's: the stream is lost.
pub fn decode_response(bytes: &[u8]) -> Result<Decoded<Response>, Error> {
    unframe(bytes, |tag, from| match tag {
        READY => Ready::read(from).map(Response::Ready),
        VOICE_LOADED => Ok(Response::VoiceLoaded {
            voice: from.text("voice name", NAME_BYTES_MAX)?,
            timing: timing(from.u8()?)?,
        }),
        AUDIO => {
            let utterance = from.u64()?;
            let count = from.count("number of samples", SAMPLES_MAX, 2)?;
            let samples = from.samples(count)?;
            Ok(Response::Audio { utterance, samples })
        }
        MARK => MarkResponse::read(from).map(Response::Mark),
        SKIPPED => Ok(Response::Skipped {
            utterance: from.u64()?,
            range: read_range(from)?,
            message: from.text("message", MESSAGE_BYTES_MAX)?,
        }),
        DONE => Ok(Response::Done { utterance: from.u64()? }),
        FAULT => Ok(Response::Fault {
            utterance: from.u64()?,
            code: match from.u8()? {
                0 => FaultCode::InvalidRequest,
                1 => FaultCode::NoVoice,
                2 => FaultCode::Engine,
                other => return Err(broken(&format!("no fault has the number {other}"))),
            },
            message: from.text("message", MESSAGE_BYTES_MAX)?,
        }),
        other => Err(broken(&format!("no response has the number {other}"))),
    })
}

impl Ready {
    fn write(&self, to: &mut FrameWriter<'_>) -> Result<(), Error> {
        to.u16(self.version);
        to.text(&self.engine, "engine name", NAME_BYTES_MAX)?;
        let Sandbox { landlock, seccomp, rlimits, no_new_privileges } = self.sandbox;
        to.u8(u8::from(landlock)
            | u8::from(seccomp) << 1
            | u8::from(rlimits) << 2
            | u8::from(no_new_privileges) << 3);
        to.size(self.voices.len(), "number of voices", VOICES_MAX)?;
        for voice in &self.voices {
            to.text(voice.id.as_str(), "voice name", NAME_BYTES_MAX)?;
            to.text(&voice.language, "language", NAME_BYTES_MAX)?;
            to.text(&voice.label, "label", LABEL_BYTES_MAX)?;
            to.u32(voice.sample_rate_hz);
            to.u8(timing_code(voice.timing));
        }
        Ok(())
    }

    fn read(from: &mut FrameReader<'_>) -> Result<Self, Error> {
        let version = from.u16()?;
        let engine = from.text("engine name", NAME_BYTES_MAX)?;
        let bits = from.u8()?;
        if bits > 15 {
            return Err(broken("unknown sandbox bits"));
        }
        let voices = from.list("number of voices", VOICES_MAX, VOICE_BYTES_MIN, |from| {
            Ok(Voice {
                id: VoiceId::try_new(&from.text("voice name", NAME_BYTES_MAX)?)?,
                language: from.text("language", NAME_BYTES_MAX)?,
                label: from.text("label", LABEL_BYTES_MAX)?,
                sample_rate_hz: from.u32()?,
                timing: timing(from.u8()?)?,
            })
        })?;
        Ok(Self {
            version,
            engine,
            sandbox: Sandbox {
                landlock: bits & 1 != 0,
                seccomp: bits & 2 != 0,
                rlimits: bits & 4 != 0,
                no_new_privileges: bits & 8 != 0,
            },
            voices,
        })
    }
}

impl MarkResponse {
    fn write(&self, to: &mut FrameWriter<'_>) -> Result<(), Error> {
        to.u64(self.utterance);
        to.u8(match self.mark.kind {
            EngineMarkKind::Word => 0,
            EngineMarkKind::Phoneme => 1,
        });
        write_range(to, self.mark.range)?;
        to.u64(self.mark.start_frame);
        to.u64(self.mark.end_frame);
        to.text(&self.mark.ipa, "IPA", IPA_BYTES_MAX)
    }

    fn read(from: &mut FrameReader<'_>) -> Result<Self, Error> {
        let utterance = from.u64()?;
        let kind = match from.u8()? {
            0 => EngineMarkKind::Word,
            1 => EngineMarkKind::Phoneme,
            other => return Err(broken(&format!("no mark has the number {other}"))),
        };
        let range = read_range(from)?;
        let start_frame = from.u64()?;
        let end_frame = from.u64()?;
        if end_frame < start_frame {
            return Err(broken("a mark ends before it starts"));
        }
        let ipa = from.text("IPA", IPA_BYTES_MAX)?;
        Ok(Self { utterance, mark: EngineMark { kind, range, start_frame, end_frame, ipa } })
    }
}

fn write_range(to: &mut FrameWriter<'_>, range: Utf8Range) -> Result<(), Error> {
    to.size(range.start(), "range start", TEXT_BYTES_MAX)?;
    to.size(range.end(), "range end", TEXT_BYTES_MAX)
}

fn read_range(from: &mut FrameReader<'_>) -> Result<Utf8Range, Error> {
    let start = from.size("range start", TEXT_BYTES_MAX)?;
    let end = from.size("range end", TEXT_BYTES_MAX)?;
    if end < start {
        return Err(broken("a range ends before it starts"));
    }
    Ok(Utf8Range::new(start, end))
}

fn timing_code(timing: Timing) -> u8 {
    match timing {
        Timing::Exact => 0,
        Timing::Estimated => 1,
        Timing::None => 2,
    }
}

fn timing(code: u8) -> Result<Timing, Error> {
    match code {
        0 => Ok(Timing::Exact),
        1 => Ok(Timing::Estimated),
        2 => Ok(Timing::None),
        other => Err(broken(&format!("no timing has the number {other}"))),
    }
}
