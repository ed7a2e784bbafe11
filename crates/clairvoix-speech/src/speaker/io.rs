//! What goes into a [`Speaker`](super::Speaker) and what comes out.

use std::sync::Arc;

use clairvoix_text::Utf8Range;

use super::level::Loudness;
use crate::{AudioFormat, EngineEvent, Error, MarkKind, PlanOptions, Utterance, UtteranceId};

/// Names a request among those an app makes; chosen by the app, echoed in every event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u64);

/// A text to be said.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its name.
    pub id: RequestId,
    /// The text; all ranges of events are in it.
    pub text: Arc<str>,
    /// How it is said.
    pub options: PlanOptions,
    /// Start from the word at this byte of the text, or the first after it.
    pub from: usize,
    /// Say only the words that begin before this byte; they are read in their whole sentence all the
    /// same.
    pub to: usize,
    /// The finest marks that become events: [`MarkKind::Word`] gives sentences and words.
    pub finest: MarkKind,
}

impl Request {
    /// The whole of `text`, with events for sentences and words.
    #[must_use]
    pub fn new(id: RequestId, text: impl Into<Arc<str>>, options: PlanOptions) -> Self {
        Self { id, text: text.into(), options, from: 0, to: usize::MAX, finest: MarkKind::Word }
    }
}

/// What happens to what is being said when a request comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpeakMode {
    /// It stops, with all that waits.
    Replace,
    /// The request waits its turn.
    Append,
    /// The request is said now; what it interrupts then goes on from the word that was cut, or stays
    /// silent where it was paused.
    Interrupt,
    /// The request is said now where nothing is being said but another echo, which it replaces, or
    /// where speech is paused; else it is stopped unsaid: what is typed never talks over a text.
    Echo,
}

/// What a skip counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SkipUnit {
    /// Written words.
    Word,
    /// Sentences.
    Sentence,
    /// Paragraphs: what an empty line separates.
    Paragraph,
}

/// What happened: commands from the app, news from the engine and the sink.
#[derive(Clone, Debug)]
pub enum Input {
    /// Say a text.
    Speak {
        /// The text.
        request: Request,
        /// What happens to the present one.
        mode: SpeakMode,
    },
    /// Silence, to be resumed at the sample.
    Pause,
    /// Go on from where the pause fell.
    Resume,
    /// Silence at once; everything asked for is forgotten. A sound that is cut so may click.
    Stop,
    /// The same without a click: what the device has taken is heard, and fades.
    StopSoftly,
    /// Say the text again that was finished, stopped or replaced last, from where it was asked to
    /// begin.
    Repeat {
        /// The name of the new request.
        id: RequestId,
        /// What happens to the present one.
        mode: SpeakMode,
    },
    /// Go on from another word: `by` units from the one heard now. 0 says the present one again.
    Skip {
        /// Words, sentences or paragraphs.
        unit: SkipUnit,
        /// How many; negative goes back.
        by: i32,
    },
    /// Go on from the word at this byte of the present text.
    GoTo {
        /// Where.
        offset: usize,
    },
    /// Change the speed from the next word on.
    SetRate(f32),
    /// Change the pitch from the next word on.
    SetPitch(f32),
    /// Change how loud speech is, from what the device has taken on, and for all that follows.
    SetLoudness(Loudness),
    /// The engine said something about the utterance begun with [`Output::Begin`].
    Engine {
        /// Which utterance.
        id: UtteranceId,
        /// What; an error when the engine could not begin or failed for good.
        event: Result<EngineEvent, Error>,
    },
    /// [`Output::OpenSink`] was done.
    SinkOpened,
    /// [`Output::OpenSink`] failed.
    SinkOpenFailed(Error),
    /// The sink took this many frames of [`Speaker::unwritten`](super::Speaker::unwritten).
    Written(usize),
    /// [`Output::Truncate`] was done; the frames the device had taken.
    Truncated(u64),
    /// The sink's count of frames played, the clock of everything.
    Played(u64),
    /// The sink lost its device.
    SinkLost(Error),
}

/// What the host has to do, in order. Answers go back as inputs before anything else does.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Give this to the engine; feed its events back.
    Begin(Utterance),
    /// Cancel the engine's utterance; its events are not wanted any more.
    CancelEngine,
    /// Open the sink and answer [`Input::SinkOpened`] or [`Input::SinkOpenFailed`].
    OpenSink {
        /// For what.
        format: AudioFormat,
        /// How many attempts failed since the device was lost: wait before a further one. A later
        /// [`Output::CloseSink`] calls a waiting attempt off.
        attempt: u32,
    },
    /// Truncate the sink and answer [`Input::Truncated`].
    Truncate,
    /// Close the sink.
    CloseSink,
    /// Tell the app.
    Event(SpeechEvent),
}

/// Which end of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// It begins to be heard.
    Start,
    /// It has been heard.
    End,
}

/// What an app is told, when it is *heard*, not when it is made.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SpeechEvent {
    /// The first sound of a request is heard.
    Started {
        /// Which request.
        request: RequestId,
    },
    /// A stretch of the text begins or ends. Starts and ends are balanced, a skip included.
    Mark {
        /// Which request.
        request: RequestId,
        /// Begins or ends.
        edge: Edge,
        /// Sentence, word, syllable or phoneme.
        kind: MarkKind,
        /// Where in the text of the request.
        range: Utf8Range,
        /// The frame it begins or ends at, in the speaker's own count, which never goes back.
        frame: u64,
    },
    /// Silence, by [`Input::Pause`].
    Paused {
        /// Which request.
        request: RequestId,
    },
    /// Another request is said first, by [`SpeakMode::Interrupt`] or [`SpeakMode::Echo`].
    Suspended {
        /// Which request.
        request: RequestId,
    },
    /// Sound again, after a pause or another request.
    Resumed {
        /// Which request.
        request: RequestId,
    },
    /// Part of the text could not be said.
    Skipped {
        /// Which request.
        request: RequestId,
        /// Where in its text.
        range: Utf8Range,
        /// Why.
        cause: Error,
    },
    /// The engine lost its place and went on: at most one word is heard twice.
    Interrupted {
        /// Which request.
        request: RequestId,
        /// Why.
        cause: Error,
    },
    /// The sound device went away; speech goes on from the same word when it is back.
    DeviceLost {
        /// Why.
        cause: Error,
    },
    /// The device is back.
    DeviceBack,
    /// All of a request has been heard.
    Finished {
        /// Which request.
        request: RequestId,
    },
    /// A request was stopped or replaced before its end.
    Stopped {
        /// Which request.
        request: RequestId,
    },
    /// A request could not be said, or not further.
    Failed {
        /// Which request.
        request: RequestId,
        /// Why, with the way out.
        cause: Error,
    },
}
