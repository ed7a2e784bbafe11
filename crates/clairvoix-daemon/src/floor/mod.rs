//! Who may speak: the sessions, their queues, and the one voice they share. Inputs in, orders out: no
//! clock, no thread, no bus; a test feeds it by hand.
//!
//! Everything follows from one list, the *line*: the sessions that have something to say. The voice
//! goes to the first one of the highest priority that can speak. An application that somebody just
//! used goes to the front, one that only adds to what waits goes to the back, and whoever leaves the
//! front keeps its place: so it goes on afterwards. docs/daemon.md has the rules as a table;
//! `tests/corpus/floor` has them as cases.
//!
//! The player says one job at a time. Each time it is given one, the job has a new ticket, and what
//! the player tells of a ticket decides what the session is told: a job is `Suspended` or `Stopped`
//! when its sound has ended, not when that was wished for.

mod heard;
mod queue;

use std::collections::HashMap;

use clairvoix::{
    speech::{MarkKind, SpeakMode},
    text::Utf8Range,
};

use crate::error::Error;
use queue::{Job, Session};

/// A client of the bus, or a peer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub u64);

/// A text that a session asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(pub u64);

/// One time that the player was given a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// How much a text matters, between applications.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// Said only into silence, forgotten when anybody else speaks.
    Background,
    /// What a person reads or asked for.
    #[default]
    Text,
    /// What cannot wait: interrupts texts, which then go on.
    Urgent,
    /// A screen reader: it is the person's eyes.
    ScreenReader,
}

/// How a text is to take its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ask {
    /// What becomes of the session's other jobs.
    pub mode: SpeakMode,
    /// What becomes of other sessions' jobs.
    pub priority: Priority,
}

/// What happened. `T` is what the player needs to say a job.
#[derive(Clone, Debug)]
pub enum Input<T> {
    /// A session asks for a text; without `what` it is still being read from a descriptor.
    Speak {
        /// Who asks.
        session: SessionId,
        /// The job's name.
        job: JobId,
        /// How it takes its place.
        ask: Ask,
        /// What is to be said.
        what: Option<T>,
    },
    /// The text of a job is there, or will never be.
    Read {
        /// Whose job.
        session: SessionId,
        /// Which.
        job: JobId,
        /// What is to be said.
        what: Result<T, Error>,
    },
    /// The session falls silent until it resumes.
    Pause(SessionId),
    /// It goes on.
    Resume(SessionId),
    /// All its jobs are stopped.
    Stop(SessionId),
    /// One of its jobs is stopped.
    Cancel(SessionId, JobId),
    /// Everybody's jobs are stopped.
    StopAll,
    /// It speaks by itself, or does no longer.
    Hold(SessionId, bool),
    /// It left.
    Gone(SessionId),
    /// The player told something of a ticket.
    Heard(Ticket, Heard),
    /// The device went away, or is back.
    Device(Result<(), String>),
}

/// What the player tells of the job it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Its first sound.
    Started,
    /// A stretch begins or ends.
    Mark(Mark),
    /// Silence, by a pause.
    Paused,
    /// Sound again, after a pause.
    Resumed,
    /// A part could not be said.
    Skipped(Utf8Range, String),
    /// The voice lost its place.
    Interrupted(String),
    /// The end.
    Finished,
    /// It was cut off.
    Stopped,
    /// It could not be said.
    Failed(Error),
}

/// A stretch of a job's text that begins or ends to be heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Of what kind.
    pub kind: MarkKind,
    /// Begins, or ends.
    pub start: bool,
    /// Where, in bytes.
    pub range: Utf8Range,
    /// The sample.
    pub frame: u64,
}

/// What a session is told of one of its jobs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Its first sound was heard.
    Started,
    /// A stretch begins or ends.
    Mark(Mark),
    /// Silence, by the session.
    Paused,
    /// Sound again.
    Resumed,
    /// Something else is said first.
    Suspended,
    /// A part could not be said.
    Skipped(Utf8Range, String),
    /// The voice lost its place.
    Interrupted(String),
    /// All was heard.
    Finished,
    /// It was stopped.
    Stopped,
    /// It could not be said.
    Failed(Error),
    /// The sound device went away.
    DeviceLost(String),
    /// It is back.
    DeviceBack,
}

/// What has to be done, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output<T> {
    /// The player says this, in place of whatever it is saying.
    Play {
        /// Echoed in what the player tells.
        ticket: Ticket,
        /// What.
        what: T,
        /// From the word at this byte; none: from where the job asks.
        from: Option<usize>,
    },
    /// The player says nothing.
    Silence,
    /// The player pauses.
    Pause,
    /// The player goes on.
    Resume,
    /// A session is told something.
    Tell(SessionId, JobId, Told),
}

/// The job that the player has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Current {
    ticket: Ticket,
    session: SessionId,
    job: JobId,
    /// The player was told to pause.
    paused: bool,
}

/// What a session is to be told when the player has let go of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Stopped,
    Suspended,
}

/// A job that the player has or is letting go of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ticketed {
    session: SessionId,
    job: JobId,
    /// None while it is meant to be said.
    ending: Option<Ending>,
}

/// See the module.
#[derive(Debug)]
pub struct Floor<T> {
    sessions: HashMap<SessionId, Session<T>>,
    /// Who has something to say, the next one first.
    line: Vec<SessionId>,
    /// Who speaks by itself.
    holds: Vec<SessionId>,
    current: Option<Current>,
    tickets: HashMap<Ticket, Ticketed>,
    last_ticket: u64,
}

impl<T> Default for Floor<T> {
    fn default() -> Self {
        Self {
            sessions: HashMap::new(),
            line: Vec::new(),
            holds: Vec::new(),
            current: None,
            tickets: HashMap::new(),
            last_ticket: 0,
        }
    }
}

impl<T: Clone> Floor<T> {
    /// Takes an input, and gives what has to be done.
    pub fn handle(&mut self, input: Input<T>) -> Vec<Output<T>> {
        let mut out = Vec::new();
        match input {
            Input::Speak { session, job, ask, what } => {
                self.speak(session, Job::new(job, ask, what), &mut out);
            }
            Input::Read { session, job, what } => self.read(session, job, what, &mut out),
            Input::Pause(session) => self.pause(session, &mut out),
            Input::Resume(session) => self.resume(session, &mut out),
            Input::Stop(session) => self.clear(session, &mut out),
            Input::Cancel(session, job) => self.drop_job(session, job, &mut out),
            Input::StopAll => self.stop_all(&mut out),
            Input::Hold(session, on) => {
                self.holds.retain(|id| *id != session);
                if on {
                    self.holds.push(session);
                }
            }
            Input::Gone(session) => self.gone(session),
            Input::Heard(ticket, heard) => self.heard(ticket, heard, &mut out),
            Input::Device(state) => self.device(state, &mut out),
        }
        self.settle(&mut out);
        out
    }

    /// The session whose job the player has, and the job.
    #[must_use]
    pub fn speaking(&self) -> Option<(SessionId, JobId)> {
        self.current.map(|current| (current.session, current.job))
    }

    /// Whether the player has a job of this session and is not letting go of it.
    #[must_use]
    pub fn is_speaking(&self, session: SessionId) -> bool {
        self.current.is_some_and(|current| current.session == session)
    }

    /// Whether anything is said or on its way to be: not while all that waits is paused.
    #[must_use]
    pub fn is_audible(&self) -> bool {
        self.current.is_some_and(|current| !current.paused)
    }

    /// How many jobs a session has.
    #[must_use]
    pub fn queue_len(&self, session: SessionId) -> usize {
        self.sessions.get(&session).map_or(0, |it| it.queue.len())
    }

    /// How many jobs all sessions have.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sessions.values().map(|session| session.queue.len()).sum()
    }

    /// Whether nobody has anything to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.line.is_empty() && self.tickets.is_empty()
    }

    /// What a session said last, to be said again.
    #[must_use]
    pub fn last(&self, session: SessionId) -> Option<(Ask, T)> {
        self.sessions.get(&session)?.last.clone()
    }

    /// Forgets what could be said again, of all sessions: for want of memory.
    pub fn forget_last(&mut self) {
        self.sessions.values_mut().for_each(|session| session.last = None);
    }

    /// Gives the voice to the one whose turn it is.
    fn settle(&mut self, out: &mut Vec<Output<T>>) {
        let chosen = self.chosen();
        if let Some((session, priority)) = chosen
            && priority > Priority::Background
        {
            self.hush_background(session, out);
        }
        let next = chosen.and_then(|(session, _)| {
            let job = self.sessions.get(&session)?.queue.front()?;
            Some((session, job.id))
        });
        let present = self.current.map(|current| (current.session, current.job));
        match (present, next) {
            (present, next) if present == next => {}
            // It is paused, and nobody else wants to speak.
            (Some((session, job)), None) if self.rests(session, job) => {}
            (_, None) => {
                self.let_go();
                out.push(Output::Silence);
            }
            (_, Some((session, job))) => {
                self.let_go();
                self.play(session, job, out);
            }
        }
    }

    /// Whether the present job of a paused session may stay with the player.
    fn rests(&self, session: SessionId, job: JobId) -> bool {
        let holds = !self.holds.is_empty() && !self.holds.contains(&session);
        let rests = |it: &Session<T>| it.paused && it.queue.front().is_some_and(|j| j.id == job);
        !holds && self.sessions.get(&session).is_some_and(rests)
    }

    /// The session whose turn it is, and its priority.
    fn chosen(&self) -> Option<(SessionId, Priority)> {
        let mut best: Option<(SessionId, Priority)> = None;
        for session in &self.line {
            if !self.holds.is_empty() && !self.holds.contains(session) {
                continue;
            }
            let Some(job) = self.sessions.get(session).and_then(Session::next) else { continue };
            if best.is_none_or(|(_, priority)| job.ask.priority > priority) {
                best = Some((*session, job.ask.priority));
            }
        }
        best
    }

    /// Forgets what was worth saying only into silence.
    fn hush_background(&mut self, speaker: SessionId, out: &mut Vec<Output<T>>) {
        let others: Vec<SessionId> =
            self.line.iter().copied().filter(|session| *session != speaker).collect();
        for session in others {
            let is_background = |job: &&Job<T>| job.ask.priority == Priority::Background;
            let Some(it) = self.sessions.get(&session).filter(|it| !it.paused) else { continue };
            let jobs: Vec<JobId> = it.queue.iter().filter(is_background).map(|j| j.id).collect();
            for job in jobs {
                self.drop_job(session, job, out);
            }
        }
    }

    /// The player is about to be given something else.
    fn let_go(&mut self) {
        let Some(current) = self.current.take() else { return };
        if let Some(ticketed) = self.tickets.get_mut(&current.ticket) {
            ticketed.ending = ticketed.ending.or(Some(Ending::Suspended));
        }
    }

    fn play(&mut self, session: SessionId, job: JobId, out: &mut Vec<Output<T>>) {
        let Some(front) = self.sessions.get(&session).and_then(|it| it.queue.front()) else {
            return;
        };
        let Some(what) = front.what.clone() else { return };
        self.last_ticket += 1;
        let ticket = Ticket(self.last_ticket);
        self.tickets.insert(ticket, Ticketed { session, job, ending: None });
        self.current = Some(Current { ticket, session, job, paused: false });
        out.push(Output::Play { ticket, what, from: front.word });
    }

    fn device(&mut self, state: Result<(), String>, out: &mut Vec<Output<T>>) {
        if let Some(current) = self.current {
            let told = match state {
                Ok(()) => Told::DeviceBack,
                Err(message) => Told::DeviceLost(message),
            };
            out.push(Output::Tell(current.session, current.job, told));
        }
    }

    fn gone(&mut self, session: SessionId) {
        self.sessions.remove(&session);
        self.line.retain(|id| *id != session);
        self.holds.retain(|id| *id != session);
    }

    fn read(
        &mut self,
        session: SessionId,
        job: JobId,
        what: Result<T, Error>,
        out: &mut Vec<Output<T>>,
    ) {
        let Some(found) = self.sessions.get_mut(&session).and_then(|it| it.job(job)) else {
            return;
        };
        match what {
            Ok(what) => found.what = Some(what),
            Err(error) => {
                out.push(Output::Tell(session, job, Told::Failed(error)));
                self.forget(session, job);
            }
        }
    }
}
