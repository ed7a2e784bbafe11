//! What the sink says: it is open, it took, it played, it is gone.

use super::{OPEN_ATTEMPTS_MAX, Output, Speaker, SpeechEvent, State};
use crate::{Error, MarkKind};

impl Speaker {
    pub(super) fn sink_opened(&mut self, out: &mut Vec<Output>) {
        match self.state {
            State::Opening { attempt, resumes } => {
                self.timeline.sink_opened();
                self.state = State::Speaking;
                if attempt > 0 {
                    out.push(Output::Event(SpeechEvent::DeviceBack));
                }
                if let (true, Some(job)) = (resumes, self.jobs.front()) {
                    out.push(Output::Event(SpeechEvent::Resumed { request: job.request.id }));
                }
            }
            // It was called off in the meantime.
            State::Idle | State::Paused => out.push(Output::CloseSink),
            // It was open.
            State::Speaking | State::Pausing { .. } => {}
        }
    }

    pub(super) fn sink_open_failed(&mut self, cause: Error, out: &mut Vec<Output>) {
        match self.state {
            // There never was a device.
            State::Opening { attempt: 0, resumes: false } => self.fail_all(&cause, out),
            State::Opening { attempt, .. } if attempt >= OPEN_ATTEMPTS_MAX => {
                self.fail_all(&cause, out);
            }
            State::Opening { attempt, resumes } => {
                if attempt == 0 {
                    // It went away during the pause.
                    out.push(Output::Event(SpeechEvent::DeviceLost { cause }));
                }
                let attempt = attempt + 1;
                self.state = State::Opening { attempt, resumes };
                out.push(Output::OpenSink { format: self.format(), attempt });
            }
            // It was called off in the meantime, or open already.
            State::Idle | State::Speaking | State::Pausing { .. } | State::Paused => {}
        }
    }

    fn fail_all(&mut self, cause: &Error, out: &mut Vec<Output>) {
        self.close_marks(self.timeline.played(), out);
        self.tell_dropped(out);
        for job in &self.jobs {
            let event = SpeechEvent::Failed { request: job.request.id, cause: cause.clone() };
            out.push(Output::Event(event));
        }
        self.let_go(out);
    }

    pub(super) fn written(&mut self, frames: usize) {
        let writes = matches!(self.state, State::Speaking | State::Pausing { .. });
        if writes && self.cut.is_none() {
            self.timeline.advance_written(frames);
        }
    }

    pub(super) fn truncated(&mut self, frame: u64, out: &mut Vec<Output>) {
        if let Some(cut) = self.cut.take() {
            self.timeline.truncated(frame);
            self.apply(cut, out);
        }
    }

    pub(super) fn played(&mut self, frame: u64, out: &mut Vec<Output>) {
        match self.state {
            State::Speaking | State::Pausing { .. } => {}
            // There is no open sink: a count that comes late.
            State::Idle | State::Opening { .. } | State::Paused => return,
        }
        self.timeline.advance_played(frame);
        self.fire(false, out);
        let kept = self.schedule.open(MarkKind::Word).map_or(u64::MAX, |o| o.frame);
        self.timeline.forget_before(kept, self.rate_hz);
        if let State::Pausing { until } = self.state
            && self.timeline.played() >= until
        {
            out.push(Output::CloseSink);
            self.paused(out);
        }
    }

    pub(super) fn sink_lost(&mut self, cause: Error, out: &mut Vec<Output>) {
        let pausing = match self.state {
            State::Speaking => matches!(self.cut, Some(super::Cut::Pause)),
            State::Pausing { .. } => true,
            // There is no open sink.
            State::Idle | State::Opening { .. } | State::Paused => return,
        };
        if self.jobs.is_empty() {
            // Only the end of what was stopped was still to be heard.
            return self.stop(out);
        }
        let word = self.schedule.open(MarkKind::Word).map_or(u64::MAX, |o| o.frame);
        self.timeline.rewind(word.min(self.timeline.played()));
        self.level.forget_cuts();
        out.push(Output::Event(SpeechEvent::DeviceLost { cause }));
        if pausing {
            self.cut = None;
            out.push(Output::CloseSink);
            self.paused(out);
        } else {
            self.state = State::Opening { attempt: 1, resumes: false };
            out.push(Output::OpenSink { format: self.format(), attempt: 1 });
        }
        if let Some(cut) = self.cut.take() {
            self.apply(cut, out);
        }
    }
}
