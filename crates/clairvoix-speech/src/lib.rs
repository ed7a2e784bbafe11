//! Speech plan, queue and timing: no clock, no IO, no threads.

#![forbid(unsafe_code)]

mod caption;
mod engine;
mod engines;
mod error;
mod mode;
mod plan;
pub mod protocol;
mod render;
mod sink;
mod speaker;
mod ssml;
mod stream;
mod stretch;
#[cfg(feature = "testing")]
pub mod testing;
mod wav;

pub use caption::{CaptionFormat, Captions};
pub use engine::{
    AUDIO_BLOCK_FRAMES_MAX, Engine, EngineEvent, EngineMark, EngineMarkKind, Timing, Utterance,
    UtteranceId, UtteranceWord, Voice, VoiceId,
};
pub use engines::{Engines, VoiceChoice, choose_voice, voices_beside};
pub use error::{Error, ErrorKind};
pub use mode::{
    Dictation, DictationOptions, SyllabicOptions, SyllabicReading, Typed, TypingEcho,
    TypingEchoOptions,
};
pub use plan::{
    LanguageVoice, PAUSE_MS_MAX, Passage, PassageKind, Pauses, Plan, PlanOptions, PlanUnit,
    PlannedSound, PlannedUtterance, PlannedWord, Planner, UTTERANCE_WORDS_MAX, plan,
};
pub use render::{MarkKind, RenderEvent, Renderer, SourceMark, UTTERANCE_SECONDS_MAX};
pub use sink::{AudioFormat, AudioSink};
pub use speaker::{
    AHEAD_SECONDS, BUFFER_SECONDS_MAX, Edge, Input, Loudness, OPEN_ATTEMPTS_MAX, Output,
    REQUESTS_MAX, Request, RequestId, SkipUnit, SpeakMode, Speaker, SpeechEvent, VOLUME_MAX,
};
pub use ssml::{Ssml, SsmlMark, SsmlPassage, SsmlProblem, SsmlRequest};
pub use stream::{STREAM_BLOCK_FRAMES_MAX, Script, ScriptPart, StreamEnd, StreamEvent, stream};
pub use stretch::Stretched;
pub use wav::wav_header;
