//! A host for the Speaker whose clock is turned by the test.

use std::{collections::VecDeque, ops::RangeInclusive};

use clairvoix_speech::{
    AudioSink, Edge, Engine, Error, ErrorKind, Input, MarkKind, Output, PlanOptions, Request,
    RequestId, SpeakMode, Speaker, SpeechEvent, Stretched, UtteranceId,
    testing::{FakeEngine, ManualSink},
};

/// Frames the device takes ahead of what is heard: 10 ms.
const DEVICE_FRAMES: usize = 160;
const RATE_HZ: usize = 16_000;

pub(crate) struct Host {
    pub(crate) speaker: Speaker,
    pub(crate) sink: ManualSink,
    pub(crate) events: Vec<SpeechEvent>,
    engine: Stretched<FakeEngine>,
    saying: Option<UtteranceId>,
    /// Attempts to open that still fail.
    pub(crate) failing_opens: u32,
    /// The finest marks of the requests to come.
    pub(crate) finest: MarkKind,
    next_request: u64,
}

impl Host {
    pub(crate) fn new(engine: FakeEngine) -> Self {
        Self::stretching(engine, 0.0..=f32::MAX)
    }

    /// The engine does `rates` alone, the others are made by stretching its sound.
    pub(crate) fn stretching(engine: FakeEngine, rates: RangeInclusive<f32>) -> Self {
        let mut engine = Stretched::new(engine, rates);
        let voices = engine.voices().unwrap_or_default();
        Self {
            speaker: Speaker::new(voices),
            sink: ManualSink::new(8000, DEVICE_FRAMES),
            events: Vec::new(),
            engine,
            saying: None,
            failing_opens: 0,
            finest: MarkKind::Word,
            next_request: 1,
        }
    }

    pub(crate) fn say(&mut self, text: &str, mode: SpeakMode) -> RequestId {
        let request = self.request(text);
        let id = request.id;
        self.give(Input::Speak { request, mode });
        id
    }

    /// Says the words of `text` from byte `from` on that begin before `to`.
    pub(crate) fn say_part(&mut self, text: &str, from: usize, to: usize) {
        let request = Request { from, to, ..self.request(text) };
        self.give(Input::Speak { request, mode: SpeakMode::Replace });
    }

    pub(crate) fn repeat(&mut self, mode: SpeakMode) {
        let id = self.new_id();
        self.give(Input::Repeat { id, mode });
    }

    /// What the engine was asked to say.
    pub(crate) fn asked(&self) -> &[String] {
        self.engine.engine().begun()
    }

    /// How many requests were made.
    pub(crate) fn requests(&self) -> u64 {
        self.next_request - 1
    }

    fn new_id(&mut self) -> RequestId {
        self.next_request += 1;
        RequestId(self.next_request - 1)
    }

    fn request(&mut self, text: &str) -> Request {
        let options = PlanOptions::new("fr", FakeEngine::voice_id());
        Request { finest: self.finest, ..Request::new(self.new_id(), text, options) }
    }

    pub(crate) fn give(&mut self, input: Input) {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            for output in self.speaker.handle(input) {
                match output {
                    Output::Begin(utterance) => {
                        self.saying = Some(utterance.id);
                        if let Err(error) = self.engine.begin(&utterance) {
                            inputs.push_back(Input::Engine { id: utterance.id, event: Err(error) });
                        }
                    }
                    Output::CancelEngine => self.engine.cancel(),
                    Output::OpenSink { format, .. } => {
                        let opened = if self.failing_opens > 0 {
                            self.failing_opens -= 1;
                            Err(Error::new(ErrorKind::Unavailable, "not back yet"))
                        } else {
                            self.sink.open(format)
                        };
                        inputs.push_back(match opened {
                            Ok(()) => Input::SinkOpened,
                            Err(error) => Input::SinkOpenFailed(error),
                        });
                    }
                    Output::Truncate => inputs.push_back(Input::Truncated(self.sink.truncate())),
                    Output::CloseSink => self.sink.close(),
                    Output::Event(event) => self.events.push(event),
                }
            }
        }
    }

    /// Takes what the engine has, fills the sink.
    pub(crate) fn work(&mut self) {
        while let (true, Some(id)) = (self.speaker.wants_engine_events(), self.saying) {
            let event = self.engine.next_event();
            self.give(Input::Engine { id, event });
        }
        loop {
            match self.sink.write(self.speaker.unwritten()) {
                Ok(0) => return,
                Ok(frames) => self.give(Input::Written(frames)),
                Err(error) => self.give(Input::SinkLost(error)),
            }
        }
    }

    /// Turns the clock, a millisecond at a time.
    pub(crate) fn play(&mut self, ms: usize) {
        for _ in 0..ms {
            self.turn(1);
        }
    }

    fn turn(&mut self, ms: usize) {
        self.work();
        self.sink.play(ms * RATE_HZ / 1000);
        self.give(Input::Played(self.sink.frames_played()));
    }

    /// Plays until nothing is left to say; the limit is far beyond any text of the tests.
    pub(crate) fn play_to_end(&mut self) -> bool {
        for _ in 0..20_000 {
            if self.speaker.is_idle() {
                return true;
            }
            self.turn(4);
        }
        false
    }

    /// Plays until nothing is left to say or what is left is paused.
    pub(crate) fn play_until_quiet(&mut self) {
        let before = self.events.len();
        let paused = |e: &SpeechEvent| matches!(e, SpeechEvent::Paused { .. });
        for _ in 0..20_000 {
            if self.speaker.is_idle() || self.events.iter().skip(before).any(paused) {
                return;
            }
            self.turn(4);
        }
    }

    pub(crate) fn lose(&mut self) {
        self.failing_opens = 2;
        self.sink.lose(Error::new(ErrorKind::DeviceLost, "unplugged"));
        self.work();
    }
}

/// The events in the short form of `tests/corpus/speech/speaker.toml`.
pub(crate) fn short(events: &[SpeechEvent], text_of: impl Fn(RequestId) -> String) -> String {
    let one = |event: &SpeechEvent| match event {
        SpeechEvent::Started { .. } => "started".to_owned(),
        SpeechEvent::Mark { edge, kind: MarkKind::Sentence, .. } => {
            if *edge == Edge::Start { "[" } else { "]" }.to_owned()
        }
        SpeechEvent::Mark { request, edge, kind: MarkKind::Syllable, range, .. } => {
            let written = range.slice(&text_of(*request)).to_owned();
            if *edge == Edge::Start { format!("({written}") } else { format!("{written})") }
        }
        SpeechEvent::Mark { request, edge, range, .. } => {
            let sign = if *edge == Edge::Start { '+' } else { '-' };
            format!("{sign}{}", range.slice(&text_of(*request)))
        }
        SpeechEvent::Paused { .. } => "paused".to_owned(),
        SpeechEvent::Suspended { .. } => "suspended".to_owned(),
        SpeechEvent::Resumed { .. } => "resumed".to_owned(),
        SpeechEvent::Skipped { request, range, .. } => {
            format!("skipped:{}", range.slice(&text_of(*request)))
        }
        SpeechEvent::Interrupted { .. } => "interrupted".to_owned(),
        SpeechEvent::DeviceLost { .. } => "lost".to_owned(),
        SpeechEvent::DeviceBack => "back".to_owned(),
        SpeechEvent::Finished { .. } => "finished".to_owned(),
        SpeechEvent::Stopped { .. } => "stopped".to_owned(),
        SpeechEvent::Failed { .. } => "failed".to_owned(),
        other => format!("{other:?}"),
    };
    events.iter().map(one).collect::<Vec<_>>().join(" ")
}
