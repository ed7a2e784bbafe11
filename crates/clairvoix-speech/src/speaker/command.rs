//! What the app asks for.

use super::{
    Cut, Job, Output, REQUESTS_MAX, Request, RequestId, SkipUnit, SpeakMode, Speaker, SpeechEvent,
    State, What,
};
use crate::{
    Planner,
    plan::walk::{self, Place},
};

impl Speaker {
    pub(super) fn speak(&mut self, request: Request, mode: SpeakMode, out: &mut Vec<Output>) {
        match Self::job(&request) {
            Err(cause) => Self::refuse(request.id, cause, out),
            Ok(job) => {
                if mode == SpeakMode::Replace {
                    self.stop(out);
                }
                if self.jobs.len() > REQUESTS_MAX {
                    Self::refuse(request.id, Self::full(), out);
                } else {
                    self.jobs.push_back(job);
                }
            }
        }
    }

    fn job(request: &Request) -> Result<Job, crate::Error> {
        let mut planner = Planner::try_new(request.options.clone())?;
        if request.from > 0 {
            planner.seek_anywhere(&request.text, request.from);
        }
        Ok(Job { request: request.clone(), planner, planned: false, started: false, begun: false })
    }

    pub(super) fn pause(&mut self, out: &mut Vec<Output>) {
        match self.state {
            State::Speaking => {
                self.cut = Some(Cut::Pause);
                out.push(Output::Truncate);
            }
            State::Opening { .. } => {
                // Nothing is heard yet: the attempt to open is called off.
                out.push(Output::CloseSink);
                self.paused(out);
            }
            // Nothing to silence, or being silenced.
            State::Idle | State::Pausing { .. } | State::Paused => {}
        }
    }

    pub(super) fn paused(&mut self, out: &mut Vec<Output>) {
        self.state = State::Paused;
        if let Some(job) = self.jobs.front() {
            out.push(Output::Event(SpeechEvent::Paused { request: job.request.id }));
        }
    }

    pub(super) fn resume(&mut self, out: &mut Vec<Output>) {
        match self.state {
            // The device still has the sound before: what follows is written right behind it.
            State::Pausing { .. } => self.state = State::Speaking,
            State::Paused => {
                self.state = State::Opening { attempt: 0, resumes: true };
                out.push(Output::OpenSink { format: self.format(), attempt: 0 });
            }
            // Not paused.
            State::Idle | State::Opening { .. } | State::Speaking => {}
        }
    }

    pub(super) fn stop(&mut self, out: &mut Vec<Output>) {
        self.close_marks(self.timeline.played(), out);
        for job in &self.jobs {
            out.push(Output::Event(SpeechEvent::Stopped { request: job.request.id }));
        }
        self.let_go(out);
    }

    pub(super) fn skip(&mut self, unit: SkipUnit, by: i32, out: &mut Vec<Output>) {
        let Some(job) = self.jobs.front() else {
            return;
        };
        let text = &job.request.text;
        let upcoming = || {
            let (request, place) = self.schedule.next_word(0)?;
            (request == job.request.id).then_some(place)
        };
        let Some(here) = self.here.or_else(upcoming).or_else(|| walk::at(text, job.request.from))
        else {
            return;
        };
        let target = match unit {
            SkipUnit::Word => walk::by_word(text, here, by),
            SkipUnit::Sentence => walk::by_sentence(text, here, by),
        };
        let request = job.request.id;
        self.cut_for(Cut::Go(request, target), out);
    }

    pub(super) fn go_to(&mut self, offset: usize, out: &mut Vec<Output>) {
        if let Some(job) = self.jobs.front() {
            let cut = Cut::Go(job.request.id, walk::at(&job.request.text, offset));
            self.cut_for(cut, out);
        }
    }

    pub(super) fn set_rate(&mut self, rate: f32, out: &mut Vec<Output>) {
        if rate.is_finite() && rate > 0.0 && !self.jobs.is_empty() {
            self.cut_for(Cut::Rate(rate), out);
        }
    }

    /// Cuts now where nothing is at the sink, else once it has told what it took.
    fn cut_for(&mut self, cut: Cut, out: &mut Vec<Output>) {
        match self.state {
            State::Speaking => {
                self.cut = Some(cut);
                out.push(Output::Truncate);
            }
            State::Idle | State::Opening { .. } | State::Pausing { .. } | State::Paused => {
                self.apply(cut, out);
            }
        }
    }

    /// Does what the sink was truncated for; `written` is what it will have been heard.
    pub(super) fn apply(&mut self, cut: Cut, out: &mut Vec<Output>) {
        match cut {
            Cut::Pause => {
                self.state = State::Pausing { until: self.timeline.written() };
            }
            Cut::Go(request, target) => self.go(request, target, out),
            Cut::Rate(rate) => self.change_speed(rate, out),
        }
    }

    /// Does nothing when the request's last sound is on its way to be heard already.
    fn go(&mut self, request: RequestId, target: Option<Place>, out: &mut Vec<Output>) {
        let frame = self.timeline.written();
        let heard = self.jobs.front().is_some_and(|j| j.request.id == request);
        if !heard || self.schedule.has_end_waiting_before(request, frame) {
            return;
        }
        self.here = target.or(self.here);
        self.restart(frame, 0, target, out);
        if target.is_none()
            && let Some(job) = self.jobs.front_mut()
        {
            job.planned = true;
            self.schedule.add(frame, request, What::Finished);
        }
    }

    /// The word being heard keeps its speed; the next ones are made again.
    fn change_speed(&mut self, rate: f32, out: &mut Vec<Output>) {
        for job in &mut self.jobs {
            job.planner.set_rate(rate);
            job.request.options.rate = rate;
        }
        if let Some(held) = &mut self.held {
            held.utterance.rate = rate;
        }
        let written = self.timeline.written();
        let frame = self.schedule.word_end(written).map_or(written, |end| end.max(written));
        let scheduled = self.schedule.next_word(frame).and_then(|(request, place)| {
            let index = self.jobs.iter().position(|j| j.request.id == request)?;
            Some((index, place))
        });
        let unmarked = || {
            let planned = self.saying.as_ref()?.track.planned();
            let word = self.saying.as_ref()?.track.next_word()?.range;
            let index = self.jobs.iter().position(|j| !j.planned)?;
            Some((index, Place { sentence: planned.sentence, word }))
        };
        // Without a next word, what is left is the end of an utterance: it is heard as it is.
        if let Some((index, place)) = scheduled.or_else(unmarked) {
            self.restart(frame, index, Some(place), out);
        }
    }

    /// Drops everything from `frame` on and plans again from a place in one of the requests; those
    /// before it are over at that frame.
    fn restart(&mut self, frame: u64, index: usize, place: Option<Place>, out: &mut Vec<Output>) {
        let frame = self.timeline.cut(frame);
        let request = self.jobs.get(index).map(|j| j.request.id);
        let goes_on = request.zip(place.map(|p| p.sentence));
        let kept = self.schedule.cut(frame, goes_on);
        self.sentence = kept.map(|o| (o.request, o.range));
        if self.saying.take().is_some() {
            out.push(Output::CancelEngine);
        }
        self.held = None;
        self.pause_ms = 0;
        for (at, job) in self.jobs.iter_mut().enumerate() {
            if at < index {
                if !self.schedule.has_end_waiting_before(job.request.id, frame) {
                    self.schedule.add(frame, job.request.id, What::Finished);
                }
                continue;
            }
            job.planned = false;
            match place {
                Some(place) if at == index => {
                    job.planner.seek(place.sentence.start(), place.word.start());
                }
                _ => job.planner.seek_anywhere(&job.request.text, job.request.from),
            }
            job.started = job.begun || self.schedule.has_started_waiting(job.request.id);
        }
    }
}
