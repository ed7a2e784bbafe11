//! Speech as one stream of sound with its events in between, for whoever plays it itself: another
//! speech server, an application's own audio. Unlike [`crate::Renderer`] it gives the sound as it is
//! made, with every event between the two frames where it belongs.

use std::{collections::VecDeque, sync::Arc};

use clairvoix_text::Utf8Range;

use crate::{
    Edge, Engine, Error, ErrorKind, Input, Loudness, MarkKind, Output, PlanOptions, Request,
    RequestId, SpeakMode, Speaker, SpeechEvent, SsmlMark, SsmlRequest, UtteranceId, Voice,
};

/// Parts given to the speaker ahead of the one that is said.
const AHEAD: usize = 8;
/// The most frames of one [`StreamEvent::Audio`].
pub const STREAM_BLOCK_FRAMES_MAX: usize = 4000;

/// What is to be said: texts in order, each in its manner, and the marks in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Script {
    /// What is said, in order.
    pub parts: VecDeque<ScriptPart>,
    /// The marks, by their place in the whole text.
    pub marks: VecDeque<SsmlMark>,
}

/// A stretch that is said in one manner.
#[derive(Clone, Debug, PartialEq)]
pub struct ScriptPart {
    /// What is said.
    pub text: Arc<str>,
    /// How.
    pub options: PlanOptions,
    /// Where it begins in the whole text.
    pub offset: usize,
}

impl From<SsmlRequest> for ScriptPart {
    fn from(request: SsmlRequest) -> Self {
        Self { text: request.text.into(), options: request.options, offset: request.offset }
    }
}

/// What a stream gives, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum StreamEvent {
    /// Sound, mono; at most [`STREAM_BLOCK_FRAMES_MAX`].
    Audio {
        /// Frames a second.
        sample_rate_hz: u32,
        /// The frames.
        samples: Vec<i16>,
    },
    /// A sentence of the whole text begins here.
    Sentence(Utf8Range),
    /// A word begins here.
    Word(Utf8Range),
    /// What stands after this mark begins here.
    Mark(String),
    /// This part of the text is not said.
    Skipped(Utf8Range),
}

/// How a stream ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StreamEnd {
    /// All was said.
    Finished,
    /// The listener wanted no more.
    Stopped,
    /// It could not be said, or not further.
    Failed(Error),
}

/// Says a script with an engine that has these voices, as fast as `tell` takes it. `tell` returns
/// whether to go on.
///
/// # Errors
/// The first one of `tell`.
///
/// ```
/// # #[cfg(feature = "testing")] {
/// use clairvoix_speech::{testing::FakeEngine, *};
/// let mut engine = FakeEngine::default();
/// let ssml = Ssml::read(r#"<speak>Le <mark name="here"/>chat dort.</speak>"#);
/// let options = PlanOptions::new("fr", FakeEngine::voice_id());
/// let parts = ssml.requests(&options).into_iter().map(Into::into).collect();
/// let script = Script { parts, marks: ssml.marks.clone().into() };
/// let voices = engine.voices()?;
/// let mut order = Vec::new();
/// let end = stream(&mut engine, &voices, script, Loudness::default(), |event| {
///     match event {
///         StreamEvent::Word(range) => order.push(range.slice(&ssml.text).to_owned()),
///         StreamEvent::Mark(name) => order.push(name),
///         _ => {}
///     }
///     Ok::<bool, Error>(true)
/// })?;
/// assert_eq!(end, StreamEnd::Finished);
/// assert_eq!(order, ["Le", "here", "chat", "dort"]);
/// # }
/// # Ok::<(), clairvoix_speech::Error>(())
/// ```
pub fn stream<E>(
    engine: &mut dyn Engine,
    voices: &[Voice],
    script: Script,
    loudness: Loudness,
    tell: impl FnMut(StreamEvent) -> Result<bool, E>,
) -> Result<StreamEnd, E> {
    let mut run = Run {
        speaker: Speaker::new(voices.to_vec()),
        engine,
        tell,
        script,
        requests: VecDeque::new(),
        next_request: 0,
        saying: None,
        sample_rate_hz: 0,
        written: 0,
        held: None,
        end: None,
    };
    if loudness != Loudness::default() {
        run.take(Input::SetLoudness(loudness))?;
    }
    let end = run.run();
    run.engine.cancel();
    end
}

struct Run<'a, F> {
    engine: &'a mut dyn Engine,
    tell: F,
    speaker: Speaker,
    /// Parts not given to the speaker yet, marks not told yet.
    script: Script,
    /// Given to the speaker and not over, with where they begin in the whole text.
    requests: VecDeque<(RequestId, usize)>,
    next_request: u64,
    saying: Option<UtteranceId>,
    sample_rate_hz: u32,
    /// Frames taken since the speaker opened the sink.
    written: u64,
    /// The last of them, not told yet: what begins with a frame is known when that frame is taken.
    held: Option<i16>,
    end: Option<StreamEnd>,
}

impl<E, F: FnMut(StreamEvent) -> Result<bool, E>> Run<'_, F> {
    fn run(&mut self) -> Result<StreamEnd, E> {
        loop {
            self.give()?;
            if let Some(end) = self.end.take() {
                return Ok(end);
            }
            if self.requests.is_empty() {
                return self.finish();
            }
            if !self.write()? && !self.listen()? {
                let why = "the speech stopped without an end";
                return Ok(StreamEnd::Failed(Error::new(ErrorKind::EngineFailed, why)));
            }
        }
    }

    /// Tells one event, unless the end is known.
    fn tell(&mut self, event: StreamEvent) -> Result<(), E> {
        if self.end.is_none() && !(self.tell)(event)? {
            self.end = Some(StreamEnd::Stopped);
        }
        Ok(())
    }

    /// Gives the speaker the next parts.
    fn give(&mut self) -> Result<(), E> {
        while self.requests.len() < AHEAD {
            let Some(part) = self.script.parts.pop_front() else { return Ok(()) };
            let id = RequestId(self.next_request);
            self.next_request += 1;
            self.requests.push_back((id, part.offset));
            let request = Request::new(id, part.text, part.options);
            self.take(Input::Speak { request, mode: SpeakMode::Append })?;
        }
        Ok(())
    }

    /// The last sound, and the marks after the last word.
    fn finish(&mut self) -> Result<StreamEnd, E> {
        let last = self.held.take();
        self.tell_audio(last.into_iter().collect())?;
        self.marks_before(usize::MAX)?;
        Ok(self.end.take().unwrap_or(StreamEnd::Finished))
    }

    /// Tells sound up to the next event; false when there is none to tell.
    fn write(&mut self) -> Result<bool, E> {
        let due = self.speaker.next_wake().map(|(frame, _)| frame.saturating_sub(self.written));
        let until = due.filter(|due| *due > 0).and_then(|due| usize::try_from(due).ok());
        let most = until.map_or(STREAM_BLOCK_FRAMES_MAX, |it| it.min(STREAM_BLOCK_FRAMES_MAX));
        let samples = self.speaker.unwritten();
        let count = samples.len().min(most);
        let Some((last, before)) = samples.get(..count).and_then(<[i16]>::split_last) else {
            return Ok(false);
        };
        let held = self.held.replace(*last);
        let samples = held.into_iter().chain(before.iter().copied()).collect();
        self.tell_audio(samples)?;
        self.written += count as u64;
        self.take(Input::Written(count))?;
        self.take(Input::Played(self.written))?;
        Ok(true)
    }

    fn tell_audio(&mut self, samples: Vec<i16>) -> Result<(), E> {
        if samples.is_empty() {
            return Ok(());
        }
        self.tell(StreamEvent::Audio { sample_rate_hz: self.sample_rate_hz, samples })
    }

    /// Takes what the engine says next; false when nothing is being said.
    fn listen(&mut self) -> Result<bool, E> {
        let (true, Some(id)) = (self.speaker.wants_engine_events(), self.saying) else {
            return Ok(false);
        };
        let event = self.engine.next_event();
        self.take(Input::Engine { id, event })?;
        self.take(Input::Played(self.written))?;
        Ok(true)
    }

    fn take(&mut self, input: Input) -> Result<(), E> {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            for output in self.speaker.handle(input) {
                inputs.extend(self.obey(output)?);
            }
        }
        Ok(())
    }

    fn obey(&mut self, output: Output) -> Result<Option<Input>, E> {
        Ok(match output {
            Output::Begin(utterance) => {
                let id = utterance.id;
                self.saying = Some(id);
                let begun = self.engine.begin(&utterance);
                begun.err().map(|error| Input::Engine { id, event: Err(error) })
            }
            Output::CancelEngine => {
                self.saying = None;
                self.engine.cancel();
                None
            }
            Output::OpenSink { format, .. } => {
                self.sample_rate_hz = format.sample_rate_hz;
                Some(Input::SinkOpened)
            }
            Output::Truncate => Some(Input::Truncated(self.written)),
            Output::CloseSink => {
                self.written = 0;
                None
            }
            Output::Event(event) => {
                self.event(event)?;
                None
            }
        })
    }

    /// A range of a request in the whole text.
    fn whole(&self, request: RequestId, range: Utf8Range) -> Utf8Range {
        let found = self.requests.iter().find(|(id, _)| *id == request);
        let offset = found.map_or(0, |(_, offset)| *offset);
        Utf8Range::new(range.start() + offset, range.end() + offset)
    }

    fn event(&mut self, event: SpeechEvent) -> Result<(), E> {
        match event {
            SpeechEvent::Mark { request, edge: Edge::Start, kind, range, .. } => {
                let range = self.whole(request, range);
                match kind {
                    MarkKind::Sentence => self.tell(StreamEvent::Sentence(range))?,
                    MarkKind::Word => {
                        self.marks_before(range.end())?;
                        self.tell(StreamEvent::Word(range))?;
                    }
                    _ => {}
                }
            }
            SpeechEvent::Skipped { request, range, .. } => {
                let range = self.whole(request, range);
                self.tell(StreamEvent::Skipped(range))?;
            }
            SpeechEvent::Finished { request } | SpeechEvent::Stopped { request } => {
                self.requests.retain(|(id, _)| *id != request);
            }
            SpeechEvent::Failed { request, cause } => {
                self.requests.retain(|(id, _)| *id != request);
                self.end.get_or_insert(StreamEnd::Failed(cause));
            }
            _ => {}
        }
        Ok(())
    }

    /// Tells the marks that stand before this byte of the whole text.
    fn marks_before(&mut self, offset: usize) -> Result<(), E> {
        while self.end.is_none() && self.script.marks.front().is_some_and(|it| it.offset < offset) {
            let Some(mark) = self.script.marks.pop_front() else { return Ok(()) };
            self.tell(StreamEvent::Mark(mark.name))?;
        }
        Ok(())
    }
}
