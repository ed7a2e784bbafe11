//! The talker's thread: one utterance at a time, and the events that are due.

use std::{
    collections::VecDeque,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender},
    },
    time::{Duration, Instant},
};

use clairvoix_speech::{
    Edge, Error, ErrorKind, MarkKind, PlannedUtterance, Planner, RequestId, SpeechEvent, Voice,
};
use clairvoix_text::Utf8Range;

use super::{
    Talker,
    follow::{Pace, Stretch, words},
};
use crate::player::events::Events;

/// An utterance that has not begun by then never will.
const BEGIN_LIMIT: Duration = Duration::from_secs(10);
/// One that has not ended so long after it should have has been lost; times its estimated length more.
const END_LIMIT: Duration = Duration::from_secs(10);
const END_FACTOR: u32 = 4;

pub(super) enum News<I> {
    /// A text; it replaces all others or waits for them.
    Say(Box<Job>, bool),
    Pause,
    Resume,
    Stop,
    Quit,
    Began(I),
    Ended(I),
    Stopped(I),
    Voices(Sender<Result<Vec<Voice>, Error>>),
}

/// A text to say.
pub(super) struct Job {
    id: RequestId,
    text: Arc<str>,
    planner: Planner,
    started: bool,
}

impl Job {
    pub(super) fn new(id: RequestId, text: Arc<str>, planner: Planner) -> Self {
        Self { id, text, planner, started: false }
    }
}

/// What happens between two utterances, or in one.
enum Step<I> {
    /// There is nothing to say.
    Idle,
    /// The silence after an utterance.
    Rest { until: Instant },
    /// An utterance was given to the talker.
    Given { id: I, since: Instant, planned: PlannedUtterance },
    /// It is heard.
    Heard {
        id: I,
        since: Instant,
        length: Duration,
        words: VecDeque<Stretch>,
        planned: PlannedUtterance,
    },
    /// Paused; the utterance to say again.
    Paused { planned: Option<PlannedUtterance> },
}

pub(super) struct Run<T: Talker> {
    talker: T,
    inbox: Receiver<News<T::Id>>,
    events: Arc<Events>,
    jobs: VecDeque<Job>,
    step: Step<T::Id>,
    pace: Pace,
    /// What has begun and not ended, the widest first.
    open: Vec<(MarkKind, Utf8Range)>,
    made: Instant,
}

impl<T: Talker> Run<T> {
    pub(super) fn new(talker: T, inbox: Receiver<News<T::Id>>, events: Arc<Events>) -> Self {
        let made = Instant::now();
        let (pace, open) = (Pace::default(), Vec::new());
        Self { talker, inbox, events, jobs: VecDeque::new(), step: Step::Idle, pace, open, made }
    }

    pub(super) fn run(mut self) {
        loop {
            let news = match self.due() {
                None => self.inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => self.inbox.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match news {
                Ok(News::Quit) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(news) => self.take(news),
                Err(RecvTimeoutError::Timeout) => self.time(),
            }
        }
        // It is gone with its thread all the same.
        let _ = self.talker.stop();
    }

    /// When something is to be done that nobody tells.
    fn due(&self) -> Option<Instant> {
        match &self.step {
            Step::Idle | Step::Paused { .. } => None,
            Step::Rest { until } => Some(*until),
            Step::Given { since, .. } => Some(*since + BEGIN_LIMIT),
            Step::Heard { since, length, words, .. } => match words.front() {
                Some(word) => Some(*since + length.mul_f64(self.next_part(word))),
                None => Some(*since + *length * END_FACTOR + END_LIMIT),
            },
        }
    }

    /// The part at which the next edge of a word is: its end where it has begun.
    fn next_part(&self, word: &Stretch) -> f64 {
        if self.is_open(word) { word.part.1 } else { word.part.0 }
    }

    fn is_open(&self, word: &Stretch) -> bool {
        self.open.contains(&(word.kind, word.range))
    }

    fn take(&mut self, news: News<T::Id>) {
        match news {
            News::Say(job, replaces) => {
                if replaces {
                    self.stop();
                }
                self.jobs.push_back(*job);
                if matches!(self.step, Step::Idle) {
                    self.go_on();
                }
            }
            News::Pause => self.pause(),
            News::Resume => self.resume(),
            News::Stop => self.stop(),
            News::Began(told) => self.began(&told),
            News::Ended(told) => self.ended(&told),
            News::Stopped(told) => self.stopped(&told),
            News::Voices(answer) => drop(answer.send(self.talker.voices())),
            News::Quit => {}
        }
    }

    fn time(&mut self) {
        match &self.step {
            Step::Rest { until } if *until <= Instant::now() => self.go_on(),
            Step::Given { .. } => self.fail(Error::new(
                ErrorKind::EngineFailed,
                "the voice took a text and said nothing",
            )),
            Step::Heard { words, .. } if words.is_empty() => self
                .fail(Error::new(ErrorKind::EngineFailed, "the voice did not tell when it ended")),
            Step::Heard { .. } => self.tell_word(),
            _ => {}
        }
    }

    /// Tells the next edge of a word; the last word stays open until the utterance has ended.
    fn tell_word(&mut self) {
        let Step::Heard { words, .. } = &mut self.step else { return };
        let Some(word) = words.front().cloned() else { return };
        if self.is_open(&word) {
            let Step::Heard { words, .. } = &mut self.step else { return };
            words.pop_front();
            if !words.is_empty() {
                self.close(word.kind);
            }
        } else {
            self.open(word.kind, word.range);
        }
    }

    fn begin(&mut self, planned: PlannedUtterance) {
        match self.talker.say(&planned.utterance) {
            Ok(id) => self.step = Step::Given { id, since: Instant::now(), planned },
            Err(cause) => self.fail(cause),
        }
    }

    /// The next utterance, of this text or of the next.
    fn go_on(&mut self) {
        self.step = Step::Idle;
        while let Some(job) = self.jobs.front_mut() {
            match job.planner.next_utterance(&job.text) {
                Some(planned) if planned.utterance.words.is_empty() => {
                    for range in planned.words.iter().map(|word| word.range) {
                        let cause = Error::new(ErrorKind::InvalidInput, "nothing is said for it");
                        self.events.push(SpeechEvent::Skipped { request: job.id, range, cause });
                    }
                }
                Some(planned) => return self.begin(planned),
                None => {
                    let request = job.id;
                    self.jobs.pop_front();
                    self.close_all(request);
                    self.events.push(SpeechEvent::Finished { request });
                }
            }
        }
    }

    fn began(&mut self, told: &T::Id) {
        match std::mem::replace(&mut self.step, Step::Idle) {
            Step::Given { id, planned, .. } if id == *told => {
                if let Some(job) = self.jobs.front_mut().filter(|job| !job.started) {
                    job.started = true;
                    self.events.push(SpeechEvent::Started { request: job.id });
                }
                let sentence = (MarkKind::Sentence, planned.sentence);
                if !self.open.contains(&sentence) {
                    self.open(sentence.0, sentence.1);
                }
                let (length, words) = (self.pace.length(&planned), words(&planned).into());
                self.step = Step::Heard { id, since: Instant::now(), length, words, planned };
            }
            other => self.step = other,
        }
    }

    fn ended(&mut self, told: &T::Id) {
        // A voice may tell an end without a beginning, of what it makes no sound for.
        self.began(told);
        match std::mem::replace(&mut self.step, Step::Idle) {
            Step::Heard { id, since, words, planned, .. } if id == *told => {
                self.pace.learn(&planned, since.elapsed());
                for word in words {
                    if !self.is_open(&word) {
                        self.close(MarkKind::Word);
                        self.open(word.kind, word.range);
                    }
                }
                self.close(MarkKind::Word);
                if planned.ends_sentence {
                    self.close(MarkKind::Sentence);
                }
                let rest = Duration::from_millis(planned.pause_after_ms.into());
                self.step = Step::Rest { until: Instant::now() + rest };
            }
            other => self.step = other,
        }
    }

    /// Another program has silenced the voice: the text is over.
    fn stopped(&mut self, told: &T::Id) {
        let ours = match &self.step {
            Step::Given { id, .. } | Step::Heard { id, .. } => id == told,
            _ => false,
        };
        if ours {
            self.stop();
        }
    }

    fn stop(&mut self) {
        let speaks = matches!(self.step, Step::Given { .. } | Step::Heard { .. });
        self.step = Step::Idle;
        let mut failure = if speaks { self.talker.stop().err() } else { None };
        for job in std::mem::take(&mut self.jobs) {
            let request = job.id;
            self.close_all(request);
            // Only the text that was being said is heard on.
            self.events.push(match failure.take() {
                Some(cause) => SpeechEvent::Failed { request, cause },
                None => SpeechEvent::Stopped { request },
            });
        }
    }

    fn pause(&mut self) {
        let planned = match std::mem::replace(&mut self.step, Step::Idle) {
            Step::Given { planned, .. } | Step::Heard { planned, .. } => {
                if let Err(cause) = self.talker.stop() {
                    return self.fail(cause);
                }
                Some(planned)
            }
            Step::Rest { .. } => None,
            other => {
                self.step = other;
                return;
            }
        };
        self.close(MarkKind::Word);
        self.step = Step::Paused { planned };
        if let Some(job) = self.jobs.front() {
            self.events.push(SpeechEvent::Paused { request: job.id });
        }
    }

    fn resume(&mut self) {
        match std::mem::replace(&mut self.step, Step::Idle) {
            Step::Paused { planned } => {
                if let Some(job) = self.jobs.front() {
                    self.events.push(SpeechEvent::Resumed { request: job.id });
                }
                match planned {
                    Some(planned) => self.begin(planned),
                    None => self.go_on(),
                }
            }
            other => self.step = other,
        }
    }

    /// The text cannot be said on; the next one is tried.
    fn fail(&mut self, cause: Error) {
        // It is silent, or as good as gone.
        let _ = self.talker.stop();
        if let Some(job) = self.jobs.pop_front() {
            self.close_all(job.id);
            self.events.push(SpeechEvent::Failed { request: job.id, cause });
        }
        self.step = Step::Rest { until: Instant::now() };
    }

    fn open(&mut self, kind: MarkKind, range: Utf8Range) {
        self.open.push((kind, range));
        self.mark(Edge::Start, kind, range);
    }

    fn close(&mut self, kind: MarkKind) {
        let Some(at) = self.open.iter().position(|open| open.0 == kind) else { return };
        let (kind, range) = self.open.remove(at);
        self.mark(Edge::End, kind, range);
    }

    fn close_all(&mut self, request: RequestId) {
        while let Some((kind, range)) = self.open.pop() {
            let frame = self.frame();
            self.events.push(SpeechEvent::Mark { request, edge: Edge::End, kind, range, frame });
        }
    }

    fn mark(&self, edge: Edge, kind: MarkKind, range: Utf8Range) {
        if let Some(job) = self.jobs.front() {
            let (request, frame) = (job.id, self.frame());
            self.events.push(SpeechEvent::Mark { request, edge, kind, range, frame });
        }
    }

    fn frame(&self) -> u64 {
        u64::try_from(self.made.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}
