//! What the player tells, and what sessions are told of it.

use clairvoix::speech::MarkKind;

use super::{Ending, Floor, Heard, JobId, Mark, Output, SessionId, Ticket, Told};

impl<T: Clone> Floor<T> {
    pub(super) fn heard(&mut self, ticket: Ticket, heard: Heard, out: &mut Vec<Output<T>>) {
        let Some(ticketed) = self.tickets.get(&ticket).copied() else { return };
        let (session, job) = (ticketed.session, ticketed.job);
        let told = match heard {
            Heard::Started => self.started(session, job),
            Heard::Mark(mark) => {
                self.follow(session, job, mark);
                Told::Mark(mark)
            }
            Heard::Paused => Told::Paused,
            Heard::Resumed => {
                self.goes_on(ticket, session);
                Told::Resumed
            }
            Heard::Skipped(range, message) => Told::Skipped(range, message),
            Heard::Interrupted(message) => Told::Interrupted(message),
            Heard::Finished => return self.over(ticket, Told::Finished, out),
            Heard::Stopped => return self.over(ticket, Told::Stopped, out),
            Heard::Failed(error) => return self.over(ticket, Told::Failed(error), out),
        };
        self.tell(session, job, told, out);
    }

    /// A session that left is told nothing.
    fn tell(&self, session: SessionId, job: JobId, told: Told, out: &mut Vec<Output<T>>) {
        if self.sessions.contains_key(&session) {
            out.push(Output::Tell(session, job, told));
        }
    }

    fn started(&mut self, session: SessionId, job: JobId) -> Told {
        let found = self.sessions.get_mut(&session).and_then(|it| it.job(job));
        match found {
            Some(job) if job.begun => Told::Resumed,
            Some(job) => {
                job.begun = true;
                Told::Started
            }
            None => Told::Started,
        }
    }

    /// Remembers where to go on.
    fn follow(&mut self, session: SessionId, job: JobId, mark: Mark) {
        if mark.kind == MarkKind::Word
            && mark.start
            && let Some(job) = self.sessions.get_mut(&session).and_then(|it| it.job(job))
        {
            job.word = Some(mark.range.start());
        }
    }

    /// The player goes on by itself after a skip.
    fn goes_on(&mut self, ticket: Ticket, session: SessionId) {
        if let Some(current) = self.current.as_mut().filter(|it| it.ticket == ticket) {
            current.paused = false;
            if let Some(it) = self.sessions.get_mut(&session) {
                it.paused = false;
            }
        }
    }

    /// The player is done with a ticket.
    fn over(&mut self, ticket: Ticket, told: Told, out: &mut Vec<Output<T>>) {
        let Some(ticketed) = self.tickets.remove(&ticket) else { return };
        if self.current.is_some_and(|it| it.ticket == ticket) {
            self.current = None;
        }
        let (session, job) = (ticketed.session, ticketed.job);
        if ticketed.ending == Some(Ending::Suspended) {
            // One that is no longer wanted is told by the ticket it was dropped with.
            let Some(waiting) = self.sessions.get_mut(&session).and_then(|it| it.job(job)) else {
                return;
            };
            if told == Told::Stopped {
                // One that was never heard just waits.
                if waiting.begun {
                    self.tell(session, job, Told::Suspended, out);
                }
                return;
            }
        }
        // One that was dropped is forgotten already.
        if let Some(done) = self.forget(session, job) {
            self.keep_last(session, done);
        }
        self.tell(session, job, told, out);
    }
}
