//! The jobs of one session, and what its commands do to them.

use std::collections::VecDeque;

use clairvoix::speech::SpeakMode;

use super::{Ask, Ending, Floor, JobId, Output, Priority, SessionId, Told};

/// A text that waits or is said.
#[derive(Debug)]
pub(super) struct Job<T> {
    pub(super) id: JobId,
    pub(super) ask: Ask,
    /// None while it is read from a descriptor.
    pub(super) what: Option<T>,
    /// The word heard last, to go on from.
    pub(super) word: Option<usize>,
    /// Its first sound was heard.
    pub(super) begun: bool,
    /// It is said although the session is paused.
    pub(super) breaks_pause: bool,
}

impl<T> Job<T> {
    pub(super) const fn new(id: JobId, ask: Ask, what: Option<T>) -> Self {
        Self { id, ask, what, word: None, begun: false, breaks_pause: false }
    }

    fn is_echo(&self) -> bool {
        self.ask.mode == SpeakMode::Echo
    }
}

/// One session.
#[derive(Debug)]
pub(super) struct Session<T> {
    /// The first one is said, or is the next one.
    pub(super) queue: VecDeque<Job<T>>,
    pub(super) paused: bool,
    /// What was finished or stopped last.
    pub(super) last: Option<(Ask, T)>,
}

impl<T> Default for Session<T> {
    fn default() -> Self {
        Self { queue: VecDeque::new(), paused: false, last: None }
    }
}

impl<T> Session<T> {
    /// The job that could be said now.
    pub(super) fn next(&self) -> Option<&Job<T>> {
        let job = self.queue.front()?;
        (job.what.is_some() && (!self.paused || job.breaks_pause)).then_some(job)
    }

    pub(super) fn job(&mut self, id: JobId) -> Option<&mut Job<T>> {
        self.queue.iter_mut().find(|job| job.id == id)
    }

    /// Whether all it has to say was typed.
    fn only_echoes(&self) -> bool {
        self.queue.iter().all(Job::is_echo)
    }
}

impl<T: Clone> Floor<T> {
    pub(super) fn speak(&mut self, session: SessionId, job: Job<T>, out: &mut Vec<Output<T>>) {
        if self.is_unsaid(session, &job) {
            out.push(Output::Tell(session, job.id, Told::Stopped));
            return;
        }
        let Ask { mode, priority } = job.ask;
        match mode {
            SpeakMode::Replace => self.clear(session, out),
            SpeakMode::Echo => self.drop_echoes(session, out),
            SpeakMode::Append | SpeakMode::Interrupt => {}
        }
        let it = self.sessions.entry(session).or_default();
        match mode {
            SpeakMode::Replace | SpeakMode::Append => it.queue.push_back(job),
            SpeakMode::Interrupt | SpeakMode::Echo => {
                it.queue.push_front(Job { breaks_pause: it.paused, ..job });
            }
        }
        let pressed = matches!(mode, SpeakMode::Replace | SpeakMode::Interrupt);
        self.stand(session, pressed && priority != Priority::Background);
    }

    /// Whether a job is not worth waiting for a voice.
    fn is_unsaid(&self, session: SessionId, job: &Job<T>) -> bool {
        let held = !self.holds.is_empty() && !self.holds.contains(&session);
        let other = |it: &super::Current| it.session != session && !it.paused;
        let taken = held || self.current.as_ref().is_some_and(other);
        let own = self.sessions.get(&session);
        let busy = own.is_some_and(|it| !it.paused && !it.only_echoes());
        match job.ask {
            Ask { mode: SpeakMode::Echo, .. } => taken || busy,
            Ask { priority: Priority::Background, .. } => taken,
            _ => false,
        }
    }

    /// Puts a session in the line: at the front, or where it was, else at the back.
    fn stand(&mut self, session: SessionId, front: bool) {
        let stands = self.line.contains(&session);
        if front {
            self.line.retain(|id| *id != session);
            self.line.insert(0, session);
        } else if !stands {
            self.line.push(session);
        }
    }

    pub(super) fn pause(&mut self, session: SessionId, out: &mut Vec<Output<T>>) {
        let Some(it) = self.sessions.get_mut(&session) else { return };
        let Some(job) = it.queue.front_mut().filter(|_| !it.paused) else { return };
        it.paused = true;
        job.breaks_pause = false;
        let id = job.id;
        match &mut self.current {
            Some(current) if current.session == session => {
                current.paused = true;
                out.push(Output::Pause);
            }
            _ => out.push(Output::Tell(session, id, Told::Paused)),
        }
    }

    pub(super) fn resume(&mut self, session: SessionId, out: &mut Vec<Output<T>>) {
        let Some(it) = self.sessions.get_mut(&session).filter(|it| it.paused) else { return };
        it.paused = false;
        let waiting = it.queue.front().filter(|job| !job.begun).map(|job| job.id);
        self.stand(session, true);
        match &mut self.current {
            Some(current) if current.session == session => {
                if std::mem::take(&mut current.paused) {
                    out.push(Output::Resume);
                }
            }
            // One that was heard is told when it is heard again.
            _ => out.extend(waiting.map(|job| Output::Tell(session, job, Told::Resumed))),
        }
    }

    pub(super) fn stop_all(&mut self, out: &mut Vec<Output<T>>) {
        for session in self.line.clone() {
            self.clear(session, out);
        }
    }

    /// Stops all jobs of a session.
    pub(super) fn clear(&mut self, session: SessionId, out: &mut Vec<Output<T>>) {
        let Some(it) = self.sessions.get(&session) else { return };
        let jobs: Vec<JobId> = it.queue.iter().map(|job| job.id).collect();
        for job in jobs {
            self.drop_job(session, job, out);
        }
    }

    fn drop_echoes(&mut self, session: SessionId, out: &mut Vec<Output<T>>) {
        let Some(it) = self.sessions.get(&session) else { return };
        let echoes: Vec<JobId> = it.queue.iter().filter(|j| j.is_echo()).map(|j| j.id).collect();
        for job in echoes {
            self.drop_job(session, job, out);
        }
    }

    /// Stops a job. The one that the player has is told when the player let go of it.
    pub(super) fn drop_job(&mut self, session: SessionId, job: JobId, out: &mut Vec<Output<T>>) {
        let Some(dropped) = self.forget(session, job) else { return };
        self.keep_last(session, dropped);
        let mine = self.tickets.iter_mut().filter(|(_, it)| it.session == session && it.job == job);
        // The player may still be letting go of it from an earlier time.
        match mine.max_by_key(|(ticket, _)| **ticket) {
            Some((_, ticketed)) => ticketed.ending = Some(Ending::Stopped),
            None => out.push(Output::Tell(session, job, Told::Stopped)),
        }
    }

    /// Takes a job out of its queue; a session without any leaves the line.
    pub(super) fn forget(&mut self, session: SessionId, job: JobId) -> Option<Job<T>> {
        let it = self.sessions.get_mut(&session)?;
        let index = it.queue.iter().position(|queued| queued.id == job)?;
        let forgotten = it.queue.remove(index);
        if it.queue.is_empty() {
            it.paused = false;
            self.line.retain(|id| *id != session);
        }
        forgotten
    }

    /// Remembers what can be said again; echoes are typed again instead.
    pub(super) fn keep_last(&mut self, session: SessionId, job: Job<T>) {
        if let (false, Some(what)) = (job.is_echo(), job.what)
            && let Some(it) = self.sessions.get_mut(&session)
        {
            it.last = Some((job.ask, what));
        }
    }
}
