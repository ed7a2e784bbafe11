//! What the app asks for.

use super::{
    Change, Cut, Job, Output, REQUESTS_MAX, Request, RequestId, SkipUnit, SpeakMode, Speaker,
    SpeechEvent, State, What, level,
};
use crate::{
    Planner,
    plan::walk::{self, Place},
};

impl Speaker {
    pub(super) fn speak(&mut self, request: Request, mode: SpeakMode, out: &mut Vec<Output>) {
        let mut job = match Self::job(&request) {
            Ok(job) => job,
            Err(cause) => return Self::refuse(request.id, cause, out),
        };
        job.echo = mode == SpeakMode::Echo;
        match mode {
            SpeakMode::Replace if self.state == State::Speaking => {
                self.cut_for(Cut::Replace(Box::new(job)), out);
            }
            SpeakMode::Replace => {
                self.stop(out);
                self.jobs.push_back(job);
            }
            SpeakMode::Echo if !self.echoes_now() => {
                out.push(Output::Event(SpeechEvent::Stopped { request: request.id }));
            }
            _ if self.jobs.len() > REQUESTS_MAX => Self::refuse(request.id, Self::full(), out),
            SpeakMode::Append => self.jobs.push_back(job),
            SpeakMode::Interrupt | SpeakMode::Echo => {
                self.cut_for(Cut::Interrupt(Box::new(job)), out);
            }
        }
    }

    pub(super) fn repeat(&mut self, id: RequestId, mode: SpeakMode, out: &mut Vec<Output>) {
        match self.last.clone() {
            Some(request) => self.speak(Request { id, ..request }, mode, out),
            None => {
                let cause =
                    crate::Error::invalid_input("nothing was said yet that can be said again");
                Self::refuse(id, cause, out);
            }
        }
    }

    fn job(request: &Request) -> Result<Job, crate::Error> {
        let mut planner = Planner::try_new(request.options.clone())?;
        if request.from > 0 {
            planner.seek_anywhere(&request.text, request.from);
        }
        Ok(Job {
            request: request.clone(),
            planner,
            echo: false,
            suspended: None,
            held: false,
            planned: false,
            started: false,
            begun: false,
        })
    }

    pub(super) fn pause(&mut self, out: &mut Vec<Output>) {
        match self.state {
            State::Speaking => {
                self.cut_for(Cut::Pause, out);
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
            // Not paused, but what was paused before it was interrupted goes on too.
            State::Idle | State::Opening { .. } | State::Speaking => {
                self.jobs.iter_mut().for_each(|j| j.held = false);
            }
        }
    }

    pub(super) fn stop(&mut self, out: &mut Vec<Output>) {
        self.close_marks(self.timeline.played(), out);
        self.tell_dropped(out);
        for job in &self.jobs {
            out.push(Output::Event(SpeechEvent::Stopped { request: job.request.id }));
        }
        if let Some(job) = self.jobs.front() {
            self.last = Some(job.request.clone());
        }
        self.let_go(out);
    }

    /// Tells the ends, on their way to be heard, of requests that were dropped already.
    pub(super) fn tell_dropped(&mut self, out: &mut Vec<Output>) {
        let played = self.timeline.played();
        let known: Vec<RequestId> = self.jobs.iter().map(|j| j.request.id).collect();
        for end in self.schedule.take_ends(&known) {
            out.push(Output::Event(end.event(played)));
        }
    }

    pub(super) fn stop_softly(&mut self, out: &mut Vec<Output>) {
        match self.state {
            State::Speaking => self.cut_for(Cut::Stop, out),
            State::Pausing { .. } => {
                self.end_all(out);
                self.state = State::Speaking;
            }
            State::Idle | State::Opening { .. } | State::Paused => self.stop(out),
        }
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
            SkipUnit::Paragraph => walk::by_paragraph(text, here, by),
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

    pub(super) fn change_voice(&mut self, change: Change, out: &mut Vec<Output>) {
        let (Change::Rate(value) | Change::Pitch(value)) = change;
        if value.is_finite() && value > 0.0 && !self.jobs.is_empty() {
            self.cut_for(Cut::Voice(change), out);
        }
    }

    /// Cuts now where nothing is at the sink, else once it has told what it took.
    pub(super) fn cut_for(&mut self, cut: Cut, out: &mut Vec<Output>) {
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
                let frame = self.timeline.written();
                let fall = self.level.cut(frame, self.fall(frame), true, self.rate_hz);
                self.state = State::Pausing { until: frame + fall };
            }
            Cut::Stop => self.end_all(out),
            Cut::Voice(change) => self.say_otherwise(change, out),
            Cut::Loudness(loudness) => {
                self.level.change(self.timeline.written(), loudness, self.rate_hz);
            }
            Cut::Go(request, target) => self.go(request, target, out),
            Cut::Replace(job) => {
                self.end_all(out);
                self.jobs.push_back(*job);
            }
            Cut::Interrupt(job) => self.interrupt(*job, out),
        }
    }

    /// How long the sound that is cut at `frame` can fade.
    fn fall(&self, frame: u64) -> u64 {
        let left = self.timeline.end().saturating_sub(frame);
        level::fade_frames(self.rate_hz).min(left)
    }

    /// From where the sound that is being heard can be cut.
    pub(super) fn cut_frame(&self) -> u64 {
        match self.state {
            State::Pausing { until } => until,
            _ => self.timeline.written(),
        }
    }

    /// Everything asked for is forgotten, and told so when what the device has taken was heard.
    fn end_all(&mut self, out: &mut Vec<Output>) {
        let frame = self.cut_frame();
        self.drop_from(frame, None, out);
        let jobs = std::mem::take(&mut self.jobs);
        self.last = jobs.front().map(|j| j.request.clone()).or(self.last.take());
        for job in jobs {
            if !self.schedule.has_end_waiting_before(job.request.id, frame) {
                self.schedule.add(frame, job.request.id, What::Stopped);
            }
        }
        self.here = None;
    }

    /// Does nothing when the request's last sound is on its way to be heard already.
    fn go(&mut self, request: RequestId, target: Option<Place>, out: &mut Vec<Output>) {
        let frame = self.cut_frame();
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

    /// The word being heard keeps its speed and pitch; the next ones are made again.
    fn say_otherwise(&mut self, change: Change, out: &mut Vec<Output>) {
        for job in &mut self.jobs {
            match change {
                Change::Rate(rate) => job.request.options.rate = rate,
                Change::Pitch(pitch) => job.request.options.pitch = pitch,
            }
            job.planner.set_prosody(job.request.options.rate, job.request.options.pitch);
        }
        if let Some(held) = &mut self.held {
            match change {
                Change::Rate(rate) => held.utterance.rate = rate,
                Change::Pitch(pitch) => held.utterance.pitch = pitch,
            }
        }
        let written = self.cut_frame();
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
        // A request that comes after another one, or that one interrupted, begins its sentence anew.
        let same = self.jobs.front().filter(|j| index == 0 && j.suspended.is_none());
        let goes_on = same.map(|j| j.request.id).zip(place.map(|p| p.sentence));
        let frame = self.drop_from(frame, goes_on, out);
        self.plan_again(frame, index, place);
    }

    /// The requests from one on are planned again, the first of them from `place`.
    pub(super) fn plan_again(&mut self, frame: u64, index: usize, place: Option<Place>) {
        for job in self.jobs.iter().take(index) {
            if !self.schedule.has_end_waiting_before(job.request.id, frame) {
                self.schedule.add(frame, job.request.id, What::Finished);
            }
        }
        for (at, job) in self.jobs.iter_mut().enumerate().skip(index) {
            job.planned = false;
            match place.filter(|_| at == index).or(job.suspended) {
                Some(place) => job.planner.seek(place.sentence.start(), place.word.start()),
                None => job.planner.seek_anywhere(&job.request.text, job.request.from),
            }
            job.started = job.begun || self.schedule.has_waiting(job.request.id, &What::Started);
        }
    }

    /// Drops everything from `frame` on; the sound that is cut there fades. The sentence of a request
    /// that goes on stays open.
    pub(super) fn drop_from(
        &mut self,
        frame: u64,
        goes_on: Option<(RequestId, clairvoix_text::Utf8Range)>,
        out: &mut Vec<Output>,
    ) -> u64 {
        let frame = frame.max(self.timeline.written());
        let fall = if self.state == State::Speaking { self.fall(frame) } else { 0 };
        let fall = self.level.cut(frame, fall, false, self.rate_hz);
        self.timeline.cut(frame + fall);
        let known: Vec<RequestId> = self.jobs.iter().map(|j| j.request.id).collect();
        let kept = self.schedule.cut(frame, goes_on, &known);
        self.sentence = kept.map(|o| (o.request, o.range));
        if self.saying.take().is_some() {
            out.push(Output::CancelEngine);
        }
        self.held = None;
        self.pause_ms = 0;
        frame
    }
}
