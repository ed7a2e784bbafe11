//! Speech: what a session asks for.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use clairvoix::{
    profile::Feature,
    speech::{SkipUnit, SpeakMode},
};

use super::{Hub, Meters, State, gone, session::Entry};
use crate::{
    audio::Order,
    error::{Error, ErrorKind},
    fd::Room,
    floor::{Ask, Input, JobId, SessionId},
    hold::{Held, Store},
    limit::exceeded,
    option::SpeakOptions,
    profiles::Chosen,
    spec::{Spec, Tempo},
};

/// A change of the way a session speaks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// Speed.
    Rate(f64),
    /// Pitch.
    Pitch(f64),
    /// Loudness.
    Volume(f64),
}

impl Hub {
    /// A text to be said.
    ///
    /// # Errors
    /// [`ErrorKind::LimitExceeded`], [`ErrorKind::InvalidInput`] where there is no such profile.
    pub fn speak(
        &self,
        session: SessionId,
        text: &str,
        options: SpeakOptions,
    ) -> Result<JobId, Error> {
        let asked = Instant::now();
        let limits = self.limits();
        if text.len() as u64 > limits.text_bytes {
            let advice = "give a longer one to SpeakFd";
            return Err(self.refuse(exceeded("text_bytes", limits.text_bytes, advice)));
        }
        let held = self.hold(&self.inner.texts, "held_bytes", text.len())?;
        let chosen = self.allowed(session, &options)?;
        let mut state = self.state();
        let ask = options.ask;
        let job = self.admit(&mut state, session, ask)?;
        let spec = Arc::new(state.spec(session, text.into(), options, chosen, held));
        let mut entry = Entry::new(session, Some(&spec));
        entry.asked = Some(asked);
        state.jobs.insert(job, entry);
        self.inner.handle(&mut state, Input::Speak { session, job, ask, what: Some(spec) });
        state.only_if_said_at_once(session, job);
        Ok(job)
    }

    /// The settings for a text; refused where an examination does not allow saying it so.
    pub(super) fn allowed(
        &self,
        session: SessionId,
        options: &SpeakOptions,
    ) -> Result<Arc<Chosen>, Error> {
        let chosen = self.chosen(session, options.profile.as_deref())?;
        chosen.require(Feature::Speech)?;
        if options.syllables {
            chosen.require(Feature::Syllables)?;
        }
        Ok(chosen)
    }

    /// A place for a text that is still to be read, at most [`crate::limit::Limits::speech_fd_bytes`]
    /// long; [`Hub::give`] ends the wait.
    ///
    /// # Errors
    /// As [`Hub::speak`].
    pub(crate) fn reserve(
        &self,
        session: SessionId,
        options: &SpeakOptions,
    ) -> Result<JobId, Error> {
        self.allowed(session, options)?;
        let mut state = self.state();
        let ask = options.ask;
        let job = self.admit(&mut state, session, ask)?;
        state.jobs.insert(job, Entry::new(session, None));
        self.inner.handle(&mut state, Input::Speak { session, job, ask, what: None });
        Ok(job)
    }

    /// What a text read from a descriptor may take.
    pub(crate) fn room(&self, max: (&'static str, u64)) -> Room {
        Room { max, store: ("held_fd_bytes", self.inner.fd_texts.clone()), wait: self.fd_wait() }
    }

    /// How long a descriptor may keep us waiting.
    pub(crate) fn fd_wait(&self) -> Duration {
        Duration::from_millis(self.limits().fd_wait_ms)
    }

    /// The text of a reserved job, or why there is none.
    pub(crate) fn give(
        &self,
        session: SessionId,
        job: JobId,
        text: Result<(String, Held), Error>,
        options: SpeakOptions,
    ) {
        let what = text.and_then(|(text, held)| {
            let chosen = self.chosen(session, options.profile.as_deref())?;
            let mut state = self.state();
            let spec = Arc::new(state.spec(session, text.into(), options, chosen, held));
            if let Some(entry) = state.jobs.get_mut(&job) {
                entry.read(&spec);
            }
            Ok(spec)
        });
        self.inner.handle(&mut self.state(), Input::Read { session, job, what });
    }

    /// Says again what a session said last.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] where that is nothing, [`ErrorKind::LimitExceeded`].
    pub fn repeat(&self, session: SessionId, mode: SpeakMode) -> Result<JobId, Error> {
        self.active_profile().require(Feature::Speech)?;
        let mut state = self.state();
        let Some((ask, spec)) = state.floor.last(session) else {
            let message = "nothing was said yet that can be said again";
            return Err(Error::new(ErrorKind::InvalidInput, message));
        };
        let ask = Ask { mode, ..ask };
        let job = self.admit(&mut state, session, ask)?;
        state.jobs.insert(job, Entry::new(session, Some(&spec)));
        self.inner.handle(&mut state, Input::Speak { session, job, ask, what: Some(spec) });
        Ok(job)
    }

    /// Pause, Resume, Stop, Cancel, StopAll, Hold.
    pub fn command(&self, input: Command) {
        let mut state = self.state();
        state.activity += 1;
        state.cancel_silent(input);
        let input = match input {
            Command::Pause(session) => Input::Pause(session),
            Command::Resume(session) => Input::Resume(session),
            Command::Stop(session) => Input::Stop(session),
            Command::Cancel(session, job) => Input::Cancel(session, job),
            Command::StopAll => Input::StopAll,
            Command::Hold(session, on) => Input::Hold(session, on),
        };
        self.inner.handle(&mut state, input);
    }

    /// Goes on from another place; nothing where the session is not heard.
    pub fn skip(&self, session: SessionId, unit: SkipUnit, by: i32) {
        let state = self.state();
        if state.floor.is_speaking(session) {
            self.inner.mail.push(Order::Skip(unit, by));
        }
    }

    /// Goes on from a position in the unit of the present job; nothing where the session is not heard.
    pub fn go_to(&self, session: SessionId, offset: u64) {
        let state = self.state();
        let job = state.floor.speaking().filter(|(speaker, _)| *speaker == session);
        let byte = job.and_then(|(_, job)| state.jobs.get(&job)?.byte(offset));
        if let Some(byte) = byte {
            self.inner.mail.push(Order::GoTo(byte));
        }
    }

    /// Changes how a session speaks, now and later.
    ///
    /// # Errors
    /// [`ErrorKind::Unavailable`] when the session is over.
    #[allow(clippy::cast_possible_truncation, reason = "within small bounds")]
    pub fn change(&self, session: SessionId, change: Change) -> Result<(), Error> {
        let mut state = self.state();
        state.activity += 1;
        let tempo = &mut state.clients.get_mut(&session).ok_or_else(gone)?.tempo;
        let order = match change {
            Change::Rate(rate) => {
                tempo.rate = Some(rate);
                Order::Rate(rate as f32)
            }
            Change::Pitch(pitch) => {
                tempo.pitch = Some(pitch);
                Order::Pitch(pitch as f32)
            }
            Change::Volume(volume) => {
                tempo.volume = Some(volume);
                Order::Volume(volume as f32)
            }
        };
        if state.floor.is_speaking(session) {
            self.inner.mail.push(order);
        }
        Ok(())
    }

    /// Counts since the start.
    #[must_use]
    pub fn meters(&self) -> Meters {
        self.state().meters.clone()
    }

    /// The error for a limit, counted.
    pub(crate) fn exceeded(&self, name: &str, limit: u64, advice: &str) -> Error {
        self.refuse(exceeded(name, limit, advice))
    }

    pub(super) fn refuse(&self, error: Error) -> Error {
        self.state().meters.refused += 1;
        error
    }

    /// Memory for a text.
    pub(super) fn hold(&self, store: &Store, name: &str, bytes: usize) -> Result<Held, Error> {
        let bytes = bytes as u64;
        if let Some(held) = store.take(bytes) {
            return Ok(held);
        }
        // What could be repeated is worth less than what is asked for now.
        self.state().floor.forget_last();
        store.take(bytes).ok_or_else(|| {
            self.refuse(exceeded(name, store.max(), "wait until texts have been said"))
        })
    }

    /// A name for a job, where there is room for one.
    pub(super) fn admit(
        &self,
        state: &mut State,
        session: SessionId,
        ask: Ask,
    ) -> Result<JobId, Error> {
        let limits = self.limits();
        if !state.clients.contains_key(&session) {
            return Err(gone());
        }
        state.activity += 1;
        // What is replaced makes room. Whoever has nothing yet may say one thing, however much others have.
        let own = match ask.mode {
            SpeakMode::Replace => 0,
            _ => state.floor.queue_len(session) as u64,
        };
        let refused = if own >= limits.session_jobs {
            Some(("session_jobs", limits.session_jobs))
        } else if own > 0 && state.jobs.len() as u64 >= limits.jobs {
            Some(("jobs", limits.jobs))
        } else {
            None
        };
        if let Some((name, limit)) = refused {
            state.meters.refused += 1;
            return Err(exceeded(name, limit, "wait until jobs have been said"));
        }
        state.meters.asked += 1;
        state.last_job += 1;
        Ok(JobId(state.last_job))
    }
}

/// What a session may order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Silence until Resume.
    Pause(SessionId),
    /// Sound again.
    Resume(SessionId),
    /// All its jobs are stopped.
    Stop(SessionId),
    /// One of its jobs is stopped.
    Cancel(SessionId, JobId),
    /// Everybody's jobs are stopped.
    StopAll,
    /// It speaks by itself, or does no longer.
    Hold(SessionId, bool),
}

impl State {
    pub(super) fn spec(
        &self,
        session: SessionId,
        text: Arc<str>,
        options: SpeakOptions,
        chosen: Arc<Chosen>,
        held: Held,
    ) -> Spec {
        let tempo = self.clients.get(&session).map_or_else(Tempo::default, |it| it.tempo);
        Spec::new(text, options, chosen, tempo, held)
    }

    /// Texts that are said into descriptors end with the others.
    fn cancel_silent(&self, command: Command) {
        for (job, silent) in &self.silent {
            let ends = match command {
                Command::Stop(session) => silent.session == session,
                Command::Cancel(session, cancelled) => {
                    silent.session == session && *job == cancelled
                }
                Command::StopAll => true,
                _ => false,
            };
            if ends {
                silent.cancel();
            }
        }
    }

    /// The time to the first sound means something only for jobs that did not wait.
    fn only_if_said_at_once(&mut self, session: SessionId, job: JobId) {
        if self.floor.speaking() != Some((session, job))
            && let Some(entry) = self.jobs.get_mut(&job)
        {
            entry.asked = None;
        }
    }
}
