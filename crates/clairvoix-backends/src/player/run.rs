//! The player's thread: does what the speaker orders, and tells it what came of it.

use std::{
    collections::VecDeque,
    sync::{Arc, mpsc::Sender},
    time::{Duration, Instant},
};

use clairvoix_speech::{
    AudioFormat, AudioSink, Error, ErrorKind, Input, Output, Speaker, Utterance,
};

use super::{
    events::Events,
    inbox::{Inbox, News},
};

/// How often the sink is looked after while it plays: filled, and asked whether it is still there.
const CARE_TIME: Duration = Duration::from_millis(50);
/// No wait is shorter: the clocks are not finer.
const SHORTEST_WAIT: Duration = Duration::from_micros(200);
/// Events taken from the inbox before the sink is looked after again.
const EVENTS_AT_ONCE: usize = 64;

pub(super) struct Run<S> {
    speaker: Speaker,
    sink: S,
    orders: Sender<Utterance>,
    inbox: Arc<Inbox>,
    events: Arc<Events>,
    /// Between an opening of the sink and its closing.
    playing: bool,
    /// An attempt to open a lost device again.
    reopen: Option<Reopen>,
}

struct Reopen {
    at: Instant,
    format: AudioFormat,
}

impl<S: AudioSink> Run<S> {
    pub(super) fn new(
        speaker: Speaker,
        sink: S,
        orders: Sender<Utterance>,
        inbox: Arc<Inbox>,
        events: Arc<Events>,
    ) -> Self {
        Self { speaker, sink, orders, inbox, events, playing: false, reopen: None }
    }

    pub(super) fn run(mut self) {
        let mut deadline = None;
        'life: loop {
            for count in 0..EVENTS_AT_ONCE {
                let wants = self.speaker.wants_engine_events();
                // Only the first one is waited for.
                let until = if count == 0 { deadline } else { Some(Instant::now()) };
                match self.inbox.next(wants, until) {
                    News::Input(input) => self.take(input),
                    News::Nothing => break,
                    News::Quit => break 'life,
                }
                // The first sound must not wait for the rest of the utterance.
                self.fill();
            }
            self.care();
            deadline = self.deadline();
        }
        self.sink.close();
    }

    /// Gives an input to the speaker and does what follows, until nothing does.
    fn take(&mut self, input: Input) {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            for output in self.speaker.handle(input) {
                if let Some(answer) = self.obey(output) {
                    inputs.push_back(answer);
                }
            }
        }
    }

    fn obey(&mut self, output: Output) -> Option<Input> {
        match output {
            Output::Begin(utterance) => {
                let id = utterance.id;
                self.inbox.want(Some(id));
                let gone = || Error::new(ErrorKind::Unavailable, "the engine is gone");
                let sent = self.orders.send(utterance);
                sent.err().map(|_| Input::Engine { id, event: Err(gone()) })
            }
            Output::CancelEngine => {
                self.inbox.want(None);
                None
            }
            Output::OpenSink { format, attempt } => {
                if attempt <= 1 {
                    return Some(self.open(format));
                }
                self.reopen = Some(Reopen { at: Instant::now() + pause_before(attempt), format });
                None
            }
            Output::Truncate => Some(Input::Truncated(self.sink.truncate())),
            Output::CloseSink => {
                self.reopen = None;
                self.playing = false;
                self.sink.close();
                None
            }
            Output::Event(event) => {
                self.events.push(event);
                None
            }
        }
    }

    fn open(&mut self, format: AudioFormat) -> Input {
        match self.sink.open(format) {
            Ok(()) => {
                self.playing = true;
                Input::SinkOpened
            }
            Err(error) => {
                self.playing = false;
                Input::SinkOpenFailed(error)
            }
        }
    }

    /// Writes as much as the sink takes.
    fn fill(&mut self) {
        while self.playing {
            match self.sink.write(self.speaker.unwritten()) {
                Ok(0) => return,
                Ok(frames) => self.take(Input::Written(frames)),
                Err(error) => {
                    self.playing = false;
                    self.take(Input::SinkLost(error));
                }
            }
        }
    }

    fn care(&mut self) {
        if self.reopen.as_ref().is_some_and(|r| r.at <= Instant::now())
            && let Some(reopen) = self.reopen.take()
        {
            let answer = self.open(reopen.format);
            self.take(answer);
        }
        self.fill();
        if self.playing {
            self.take(Input::Played(self.sink.frames_played()));
        }
        self.fill();
    }

    /// When this thread has something to do even if nothing comes.
    fn deadline(&self) -> Option<Instant> {
        let now = Instant::now();
        let reopen = self.reopen.as_ref().map(|r| r.at);
        if !self.playing {
            return reopen;
        }
        let mut wait = CARE_TIME;
        if let Some((frame, format)) = self.speaker.next_wake() {
            let frames = frame.saturating_sub(self.sink.frames_played());
            let seconds = frames as f64 / f64::from(format.sample_rate_hz.max(1));
            wait = wait.min(Duration::try_from_secs_f64(seconds).unwrap_or(CARE_TIME));
        }
        let care = now + wait.max(SHORTEST_WAIT);
        Some(reopen.map_or(care, |at| at.min(care)))
    }
}

/// A lost device is asked for often at first: a sound server that restarts is back within a second.
fn pause_before(attempt: u32) -> Duration {
    Duration::from_millis(if attempt < 100 { 30 } else { 250 })
}
