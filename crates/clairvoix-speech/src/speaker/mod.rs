//! Speaking, as a state machine: commands, engine events and the sink's clock in, orders and events
//! out. No thread, no clock, no IO: the count of frames played is the only time there is.
//!
//! ```text
//!            Speak                     SinkOpened
//!   Idle ────────────▶ Opening ───────────────────▶ Speaking ◀────────┐
//!    ▲                  ▲   │ ▲                      │ │ │ │           │ Resume
//!    │ Stop, all heard, │   │ └──── SinkLost ────────┘ │ │ └─ Pause ─▶ Pausing
//!    │ Failed           │   │                          │ │              │ the device has played
//!    ├──────────────────│───┼──── all heard, Stop ─────┘ │              │ what it had taken
//!    │                  │   └─ Pause ─▶ Paused ◀─────────│──────────────┘
//!    │                  └─── Resume ────┘ │              │
//!    └────────────── Stop ────────────────┘◀─ (format changes: Opening again)
//! ```
//!
//! Pause is exact because the sink says which frames the device has taken; those are heard, the rest
//! is kept here and written again. A lost device is different: what was heard last is not known to
//! the frame, so the word it fell in is said again.

mod command;
mod engine_input;
mod interrupt;
mod io;
mod lead_in;
mod level;
mod range;
mod schedule;
mod sink_input;
mod timeline;

use std::collections::VecDeque;

use crate::{
    AudioFormat, Error, ErrorKind, MarkKind, PlannedUtterance, Planner, UtteranceId, Voice,
    plan::walk::Place,
    render::{Track, unknown_voice},
};
pub use io::{Edge, Input, Output, Request, RequestId, SkipUnit, SpeakMode, SpeechEvent};
use level::Level;
pub use level::{Loudness, VOLUME_MAX};
use schedule::{Schedule, What};
use timeline::{PEAK_FRAMES, Timeline};

/// The most requests that wait; one more is refused.
pub const REQUESTS_MAX: usize = 64;
/// No utterance is begun while this much audio is ready to be heard, in seconds.
pub const AHEAD_SECONDS: u64 = 4;
/// No engine event is taken while this much audio is ready to be heard, in seconds.
pub const BUFFER_SECONDS_MAX: u64 = 10;
/// How often a lost device is asked for before the requests fail.
pub const OPEN_ATTEMPTS_MAX: u32 = 600;
/// So many frames are made louder or softer at once.
const SHAPED_FRAMES_MAX: usize = 1024;
/// After so many utterances in a row that the engine failed to say, the request fails.
const FAILURES_MAX: u32 = 3;

/// See the module's drawing. An input that means nothing in a state changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nothing to say; the device is let go.
    Idle,
    /// Waiting for the sink to open.
    Opening { attempt: u32, resumes: bool },
    /// The sink is open and takes audio.
    Speaking,
    /// The device plays what it had taken, up to this frame.
    Pausing { until: u64 },
    /// Silence; the device is let go.
    Paused,
}

/// Why the sink was asked to truncate.
#[derive(Debug)]
enum Cut {
    Pause,
    Stop,
    Voice(Change),
    Loudness(Loudness),
    /// Go on from a word of a request, or end it.
    Go(RequestId, Option<Place>),
    /// Say another text in place of all, or before what is being said.
    Replace(Box<Job>),
    Interrupt(Box<Job>),
}

/// How the words to come are said otherwise.
#[derive(Clone, Copy, Debug)]
enum Change {
    Rate(f32),
    Pitch(f32),
}

/// A request on its way.
#[derive(Debug)]
struct Job {
    request: Request,
    planner: Planner,
    /// It was typed, and gives way to what is typed next.
    echo: bool,
    /// Another request is said first; it goes on from here.
    suspended: Option<Place>,
    /// It was paused when it was suspended, and goes on only when told.
    held: bool,
    /// All of it is planned.
    planned: bool,
    /// Its first sound is scheduled.
    started: bool,
    /// Its first sound was heard.
    begun: bool,
}

/// The utterance an engine is saying.
struct Saying {
    id: UtteranceId,
    track: Track,
    /// Where its first frame lies.
    base: u64,
    /// Where its last word so far ends.
    words_end: u64,
    /// So many more frames may be left out before its first audible one.
    lead_in: u64,
}

/// Says requests through an engine and a sink that its host drives. `clairvoix-backends` has the
/// host for real engines and devices (`Player`); an app with its own audio loop writes another:
///
/// ```
/// # #[cfg(feature = "testing")] {
/// use std::collections::VecDeque;
/// use clairvoix_speech::{testing::{FakeEngine, ManualSink}, *};
///
/// let (mut engine, mut sink) = (FakeEngine::default(), ManualSink::new(8000, 160));
/// let mut speaker = Speaker::new(engine.voices()?);
/// let options = PlanOptions::new("fr", FakeEngine::voice_id());
/// let request = Request::new(RequestId(1), "Bonjour à tous !", options);
/// let mut inputs = VecDeque::from([Input::Speak { request, mode: SpeakMode::Replace }]);
/// let mut heard = Vec::new();
/// let mut saying = None;
/// loop {
///     while let Some(input) = inputs.pop_front() {
///         for output in speaker.handle(input) {
///             match output {
///                 Output::Begin(utterance) => {
///                     saying = Some(utterance.id);
///                     engine.begin(&utterance)?;
///                 }
///                 Output::CancelEngine => engine.cancel(),
///                 Output::OpenSink { format, .. } => {
///                     sink.open(format)?;
///                     inputs.push_back(Input::SinkOpened);
///                 }
///                 Output::Truncate => inputs.push_back(Input::Truncated(sink.truncate())),
///                 Output::CloseSink => sink.close(),
///                 Output::Event(event) => heard.push(event),
///             }
///         }
///     }
///     if heard.contains(&SpeechEvent::Finished { request: RequestId(1) }) {
///         break;
///     }
///     if let (true, Some(id)) = (speaker.wants_engine_events(), saying) {
///         inputs.push_back(Input::Engine { id, event: engine.next_event() });
///     }
///     let written = sink.write(speaker.unwritten())?;
///     inputs.push_back(Input::Written(written));
///     sink.play(160); // the test turns the clock
///     inputs.push_back(Input::Played(sink.frames_played()));
/// }
/// # }
/// # Ok::<(), clairvoix_speech::Error>(())
/// ```
pub struct Speaker {
    voices: Vec<Voice>,
    state: State,
    /// The first one is heard; at most [`REQUESTS_MAX`] and one.
    jobs: VecDeque<Job>,
    saying: Option<Saying>,
    /// Planned, and waiting for the sink to change its format.
    held: Option<PlannedUtterance>,
    /// Silence owed before the next utterance, in ms.
    pause_ms: u32,
    timeline: Timeline,
    level: Level,
    /// The next samples as the sink gets them, where that is not as the voice gave them.
    shaped: Vec<i16>,
    schedule: Schedule,
    /// What was finished or stopped last.
    last: Option<Request>,
    /// The word heard last in the first request.
    here: Option<Place>,
    /// The sentence whose start is scheduled and whose end is not.
    sentence: Option<(RequestId, clairvoix_text::Utf8Range)>,
    cut: Option<Cut>,
    rate_hz: u32,
    next_id: u64,
    failures: u32,
    /// The last frame an event was told of. A word that is said again after the device was lost lies
    /// before its syllables that were told.
    told: u64,
}

impl Speaker {
    /// A speaker for an engine with these voices.
    #[must_use]
    pub fn new(voices: Vec<Voice>) -> Self {
        let rate_hz = voices.first().map_or(16_000, |v| v.sample_rate_hz);
        Self {
            voices,
            state: State::Idle,
            jobs: VecDeque::new(),
            saying: None,
            held: None,
            pause_ms: 0,
            timeline: Timeline::default(),
            level: Level::default(),
            shaped: Vec::new(),
            last: None,
            schedule: Schedule::default(),
            here: None,
            sentence: None,
            cut: None,
            rate_hz,
            next_id: 0,
            failures: 0,
            told: 0,
        }
    }

    /// Takes one input and says what has to be done, in order.
    pub fn handle(&mut self, input: Input) -> Vec<Output> {
        let mut out = Vec::new();
        match input {
            Input::Speak { request, mode } => self.speak(request, mode, &mut out),
            Input::Pause => self.pause(&mut out),
            Input::Resume => self.resume(&mut out),
            Input::Stop => self.stop(&mut out),
            Input::StopSoftly => self.stop_softly(&mut out),
            Input::Repeat { id, mode } => self.repeat(id, mode, &mut out),
            Input::Skip { unit, by } => self.skip(unit, by, &mut out),
            Input::GoTo { offset } => self.go_to(offset, &mut out),
            Input::SetRate(rate) => self.change_voice(Change::Rate(rate), &mut out),
            Input::SetPitch(pitch) => self.change_voice(Change::Pitch(pitch), &mut out),
            Input::SetLoudness(loudness) => self.cut_for(Cut::Loudness(loudness), &mut out),
            Input::Engine { id, event } => self.engine(id, event, &mut out),
            Input::SinkOpened => self.sink_opened(&mut out),
            Input::SinkOpenFailed(cause) => self.sink_open_failed(cause, &mut out),
            Input::Written(frames) => self.written(frames),
            Input::Truncated(frame) => self.truncated(frame, &mut out),
            Input::Played(frame) => self.played(frame, &mut out),
            Input::SinkLost(cause) => self.sink_lost(cause, &mut out),
        }
        self.go_on(&mut out);
        self.shape();
        out
    }

    /// Audio for the sink, the next piece of it; empty when there is none now.
    #[must_use]
    pub fn unwritten(&self) -> &[i16] {
        if self.shaped.is_empty() { self.writable() } else { &self.shaped }
    }

    /// What may be written now, as the voice gave it.
    fn writable(&self) -> &[i16] {
        let end = match self.state {
            _ if self.cut.is_some() => return &[],
            State::Speaking => self.loudness_known_until(),
            State::Pausing { until } => until,
            State::Idle | State::Opening { .. } | State::Paused => return &[],
        };
        let count = end.saturating_sub(self.timeline.written()) as usize;
        let piece = self.timeline.unwritten();
        piece.get(..count).unwrap_or(piece)
    }

    /// The limiter looks ahead by a block.
    fn loudness_known_until(&self) -> u64 {
        let end = self.timeline.end();
        if self.saying.is_some() && self.level.limits(self.timeline.written(), self.rate_hz) {
            (end / PEAK_FRAMES).saturating_sub(1) * PEAK_FRAMES
        } else {
            end
        }
    }

    /// Keeps [`Speaker::shaped`] what is to be written next.
    fn shape(&mut self) {
        let written = self.timeline.written();
        let acts = self.level.acts(written, self.rate_hz);
        let piece = if acts { self.writable() } else { &[] };
        let piece = piece.get(..SHAPED_FRAMES_MAX).unwrap_or(piece);
        self.shaped = self.level.shape(written, piece, &self.timeline, self.rate_hz);
    }

    /// Whether [`Input::Engine`] may be given now; else the engine's events wait where they are.
    #[must_use]
    pub fn wants_engine_events(&self) -> bool {
        self.saying.is_some() && self.ready_frames() < BUFFER_SECONDS_MAX * u64::from(self.rate_hz)
    }

    /// The sink's count of frames played at which [`Input::Played`] is needed next, and the rate it
    /// counts at; none when nothing is waited for.
    #[must_use]
    pub fn next_wake(&self) -> Option<(u64, AudioFormat)> {
        let due = match self.state {
            State::Pausing { until } => {
                Some(self.schedule.next_due().map_or(until, |d| d.min(until)))
            }
            State::Speaking if self.jobs.is_empty() => Some(self.timeline.end()),
            State::Speaking => self.schedule.next_due(),
            State::Idle | State::Opening { .. } | State::Paused => None,
        };
        due.map(|frame| {
            // What comes last has no frame after it to wait for.
            let frame = frame.min(self.timeline.end());
            (self.timeline.sink_frame(frame), self.format())
        })
    }

    /// Whether there is nothing to say and nothing to wait for.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.state == State::Idle
    }

    fn format(&self) -> AudioFormat {
        AudioFormat { sample_rate_hz: self.rate_hz }
    }

    /// Audio made and not heard.
    fn ready_frames(&self) -> u64 {
        self.timeline.end() - self.timeline.played()
    }

    /// What every input may have made possible: a next utterance, due events, the end.
    fn go_on(&mut self, out: &mut Vec<Output>) {
        if self.cut.is_some() {
            return;
        }
        self.begin_next(out);
        if self.state == State::Idle && (self.saying.is_some() || self.ready_frames() > 0) {
            self.state = State::Opening { attempt: 0, resumes: false };
            out.push(Output::OpenSink { format: self.format(), attempt: 0 });
        }
        let due = |j: &&Job| !j.held;
        let over = self.jobs.iter().take_while(due).all(|j| j.planned)
            && self.saying.is_none()
            && self.held.is_none()
            && self.ready_frames() == 0;
        if over {
            self.fire(true, out);
        }
    }

    /// Gives the events that are due, and lets everything go after the last one.
    fn fire(&mut self, last: bool, out: &mut Vec<Output>) {
        while let Some((frame, waiting)) = self.schedule.pop(self.timeline.played(), last) {
            let request = waiting.request;
            let heard = self.jobs.front().is_some_and(|j| j.request.id == request);
            match waiting.what {
                What::Mark { place: Some(place), .. } if heard => self.here = Some(place),
                What::Started => self.job_begun(request, |job| job.begun = true),
                What::Resumed => self.job_begun(request, |job| job.suspended = None),
                What::Finished | What::Failed(_) | What::Stopped => {
                    self.close_marks(frame, out);
                    self.job_over(request, heard);
                }
                What::Mark { .. } => {}
            }
            let frame = self.tell(frame);
            out.push(Output::Event(waiting.event(frame)));
        }
        if self.state == State::Idle || self.ready_frames() > 0 {
            return;
        }
        match self.jobs.front_mut() {
            None if self.schedule.is_empty() => self.let_go(out),
            Some(job) if job.held => {
                job.held = false;
                out.push(Output::CloseSink);
                self.paused(out);
            }
            _ => {}
        }
    }

    /// The frame that an event is told with: the count never goes back.
    fn tell(&mut self, frame: u64) -> u64 {
        self.told = self.told.max(frame);
        self.told
    }

    fn job_begun(&mut self, request: RequestId, note: impl FnOnce(&mut Job)) {
        if let Some(job) = self.jobs.iter_mut().find(|j| j.request.id == request) {
            note(job);
        }
    }

    fn job_over(&mut self, request: RequestId, heard: bool) {
        if let Some(index) = self.jobs.iter().position(|j| j.request.id == request) {
            self.last = self.jobs.remove(index).map(|j| j.request);
        }
        if heard {
            self.here = None;
        }
    }

    /// Tells the end, at `frame`, of every stretch being heard.
    fn close_marks(&mut self, frame: u64, out: &mut Vec<Output>) {
        let frame = self.tell(frame);
        for open in self.schedule.take_open() {
            out.push(Output::Event(SpeechEvent::Mark {
                request: open.request,
                edge: Edge::End,
                kind: open.kind,
                range: open.range,
                frame,
            }));
        }
    }

    /// Back to idle: engine and device are free.
    fn let_go(&mut self, out: &mut Vec<Output>) {
        if self.saying.take().is_some() {
            out.push(Output::CancelEngine);
        }
        match self.state {
            State::Opening { .. } | State::Speaking | State::Pausing { .. } => {
                out.push(Output::CloseSink);
            }
            State::Idle | State::Paused => {}
        }
        self.state = State::Idle;
        self.jobs.clear();
        self.held = None;
        self.pause_ms = 0;
        self.timeline.clear();
        self.level.forget_cuts();
        self.schedule.clear();
        self.here = None;
        self.sentence = None;
        self.cut = None;
        self.failures = 0;
    }

    /// Begins the next utterance when the engine is free and little audio is ready.
    fn begin_next(&mut self, out: &mut Vec<Output>) {
        while self.saying.is_none() && self.ready_frames() < AHEAD_SECONDS * u64::from(self.rate_hz)
        {
            let Some(index) = self.jobs.iter().position(|j| !j.planned) else {
                return;
            };
            let Some(job) = self.jobs.get_mut(index).filter(|j| !j.held) else {
                return;
            };
            let planned = match self.held.take() {
                Some(held) => Some(held),
                None => range::next_utterance(&mut job.planner, &job.request),
            };
            let Some(planned) = planned else {
                job.planned = true;
                let request = job.request.id;
                self.schedule.add(self.timeline.end(), request, What::Finished);
                continue;
            };
            match self.rate_of(&planned) {
                Ok(rate_hz) if rate_hz == self.rate_hz => self.begin(index, planned, out),
                Ok(rate_hz) => {
                    self.held = Some(planned);
                    if self.ready_frames() > 0 || !self.schedule.is_empty() {
                        return; // what is ready is heard first
                    }
                    self.change_rate(rate_hz, out);
                }
                Err(cause) => self.fail_planning(cause),
            }
        }
    }

    fn rate_of(&self, planned: &PlannedUtterance) -> Result<u32, Error> {
        let name = &planned.utterance.voice;
        let found = self.voices.iter().find(|v| v.id == *name);
        found.map(|v| v.sample_rate_hz).ok_or_else(|| unknown_voice(name.as_str(), &self.voices))
    }

    fn change_rate(&mut self, rate_hz: u32, out: &mut Vec<Output>) {
        self.rate_hz = rate_hz;
        if matches!(self.state, State::Speaking | State::Opening { .. }) {
            self.state = State::Opening { attempt: 0, resumes: false };
            out.push(Output::CloseSink);
            out.push(Output::OpenSink { format: self.format(), attempt: 0 });
        }
    }

    fn begin(&mut self, index: usize, mut planned: PlannedUtterance, out: &mut Vec<Output>) {
        let pause = u64::from(std::mem::take(&mut self.pause_ms));
        self.timeline.append_silence(pause * u64::from(self.rate_hz) / 1000);
        let base = self.timeline.end();
        let lead_in = if self.ready_frames() == 0 { lead_in::frames_max(self.rate_hz) } else { 0 };
        if let Some(job) = self.jobs.get_mut(index)
            && !job.started
        {
            job.started = true;
            self.schedule.add(base, job.request.id, What::Started);
        }
        if let Some(job) = self.jobs.get(index)
            && job.suspended.is_some()
            && !self.schedule.has_waiting(job.request.id, &What::Resumed)
        {
            self.schedule.add(base, job.request.id, What::Resumed);
        }
        let id = UtteranceId(self.next_id);
        self.next_id += 1;
        planned.utterance.id = id;
        let says = !planned.utterance.words.is_empty();
        if says {
            out.push(Output::Begin(planned.utterance.clone()));
        }
        let track = Track::new(planned);
        self.saying = Some(Saying { id, track, base, words_end: base, lead_in });
        if !says {
            self.utterance_over(None, out);
        }
    }

    /// The request being planned can not be said (further): it fails when all before is heard.
    fn fail_planning(&mut self, cause: Error) {
        self.saying = None;
        self.held = None;
        self.failures = 0;
        if let Some(job) = self.jobs.iter_mut().find(|j| !j.planned) {
            job.planned = true;
            let request = job.request.id;
            self.schedule.add(self.timeline.end(), request, What::Failed(cause));
        }
    }

    fn finest(&self, request: RequestId) -> MarkKind {
        let job = self.jobs.iter().find(|j| j.request.id == request);
        job.map_or(MarkKind::Word, |j| j.request.finest)
    }

    fn planning_request(&self) -> Option<RequestId> {
        self.jobs.iter().find(|j| !j.planned).map(|j| j.request.id)
    }

    fn refuse(request: RequestId, cause: Error, out: &mut Vec<Output>) {
        out.push(Output::Event(SpeechEvent::Failed { request, cause }));
    }

    fn full() -> Error {
        Error::new(
            ErrorKind::InvalidInput,
            format!("{REQUESTS_MAX} texts wait already: wait for one to finish"),
        )
    }
}
