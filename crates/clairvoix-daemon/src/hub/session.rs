//! The clients of the service, and what they are told.

use std::{sync::Arc, time::Instant};

use clairvoix::{speech::MarkKind, store::APP_NAME_CHARS_MAX};

use super::{Hub, State, gone, synthesis::Silent};
use crate::{
    error::{Error, ErrorKind},
    floor::{Input, JobId, SessionId, Told},
    limit::exceeded,
    spec::{Spec, Tempo},
    unit::Cursor,
};

/// Receives what is heard of a session's jobs, in order. It must return at once: the whole service
/// waits for it.
pub trait Listener: Send + Sync {
    /// Something happened to a job.
    fn tell(&self, job: JobId, event: Event);
}

/// What a client is told of one of its jobs, positions in its own unit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "as the signals of org.clairvoix.Speech1, which document them")]
pub enum Event {
    Started,
    Mark { kind: MarkKind, start: bool, from: u64, to: u64, frame: u64 },
    Paused,
    Resumed,
    Suspended,
    Skipped { from: u64, to: u64, message: String },
    Interrupted { message: String },
    Finished,
    Stopped,
    Failed { kind: ErrorKind, message: String },
    DeviceLost { message: String },
    DeviceBack,
}

pub(super) struct Client {
    pub(super) listener: Arc<dyn Listener>,
    pub(super) tempo: Tempo,
    /// A profile for this session alone.
    pub(super) profile: Option<String>,
    /// The application's name in the store: what the pupil needs there.
    pub(super) application: Option<String>,
    /// Calls that are being worked on.
    pub(super) calls: u64,
}

/// What is kept of a job.
pub(super) struct Entry {
    session: SessionId,
    /// Without it, its text is still being read.
    place: Option<(MarkKind, Cursor)>,
    /// When it was asked for, where it was said at once.
    pub(super) asked: Option<Instant>,
}

impl Entry {
    pub(super) fn new(session: SessionId, spec: Option<&Spec>) -> Self {
        let mut entry = Self { session, place: None, asked: None };
        if let Some(spec) = spec {
            entry.read(spec);
        }
        entry
    }

    /// The text is there.
    pub(super) fn read(&mut self, spec: &Spec) {
        self.place = Some((spec.finest(), spec.cursor()));
    }

    /// The byte of a position.
    pub(super) fn byte(&self, offset: u64) -> Option<usize> {
        self.place.as_ref().map(|(_, cursor)| cursor.byte(offset))
    }

    /// What the client is told, in its own unit; none for marks that are too fine for it.
    pub(super) fn event(&mut self, told: Told) -> Option<Event> {
        let mut unit = |byte: usize| {
            let place = self.place.as_mut();
            place.map_or(0, |(_, cursor)| cursor.units(byte) as u64)
        };
        Some(match told {
            Told::Started => Event::Started,
            Told::Mark(mark) => {
                let (from, to) = (unit(mark.range.start()), unit(mark.range.end()));
                let finest = self.place.as_ref().map(|(finest, _)| *finest);
                if finest == Some(MarkKind::Sentence) && mark.kind != MarkKind::Sentence {
                    return None;
                }
                Event::Mark { kind: mark.kind, start: mark.start, from, to, frame: mark.frame }
            }
            Told::Paused => Event::Paused,
            Told::Resumed => Event::Resumed,
            Told::Suspended => Event::Suspended,
            Told::Skipped(range, message) => {
                Event::Skipped { from: unit(range.start()), to: unit(range.end()), message }
            }
            Told::Interrupted(message) => Event::Interrupted { message },
            Told::Finished => Event::Finished,
            Told::Stopped => Event::Stopped,
            Told::Failed(error) => {
                Event::Failed { kind: error.kind(), message: error.message().to_owned() }
            }
            Told::DeviceLost(message) => Event::DeviceLost { message },
            Told::DeviceBack => Event::DeviceBack,
        })
    }
}

impl Hub {
    /// A new session.
    ///
    /// # Errors
    /// [`ErrorKind::LimitExceeded`] when there are too many.
    pub fn open_session(&self, listener: Arc<dyn Listener>) -> Result<SessionId, Error> {
        let mut state = self.state();
        let max = self.limits().sessions;
        if state.clients.len() as u64 >= max {
            return Err(exceeded("sessions", max, "other applications use the service already"));
        }
        state.last_session += 1;
        state.activity += 1;
        let session = SessionId(state.last_session);
        let client = Client {
            listener,
            tempo: Tempo::default(),
            profile: None,
            application: None,
            calls: 0,
        };
        state.clients.insert(session, client);
        tracing::debug!(session = session.0, "begins");
        Ok(session)
    }

    /// The name that a session's application has in the store of profiles.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] for what cannot be one, [`ErrorKind::Unavailable`] when the session
    /// is over.
    pub fn set_application(&self, session: SessionId, name: &str) -> Result<(), Error> {
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if name.is_empty() || name.len() > APP_NAME_CHARS_MAX || !name.chars().all(is_name) {
            let message = format!("it is 1 to {APP_NAME_CHARS_MAX} of a to z, digits and -");
            return Err(Error::option("application", &message));
        }
        let mut state = self.state();
        let client = state.clients.get_mut(&session).ok_or_else(gone)?;
        client.application = Some(name.to_owned());
        Ok(())
    }

    /// The session is over: its speech falls silent, all it had is given back.
    pub fn close_session(&self, session: SessionId) {
        let mut state = self.state();
        state.activity += 1;
        let Some(client) = state.clients.remove(&session) else { return };
        tracing::debug!(session = session.0, "ends");
        state.leave(session);
        self.inner.handle(&mut state, Input::Gone(session));
        self.inner.left.tell_if_last(&state);
        drop(state);
        drop(client);
    }
}

impl State {
    /// Forgets what is kept of the jobs of a session.
    fn leave(&mut self, session: SessionId) {
        self.silent.values().filter(|it| it.session == session).for_each(Silent::cancel);
        self.jobs.retain(|_, entry| entry.session != session);
    }
}
