//! A request that is said before what is being said.

use super::{Job, Output, RequestId, Speaker, SpeechEvent, State, What};
use crate::plan::walk::Place;

impl Speaker {
    /// Whether an echo would talk over nothing.
    pub(super) fn echoes_now(&self) -> bool {
        let silent = matches!(self.state, State::Idle | State::Pausing { .. } | State::Paused);
        silent || self.jobs.front().is_none_or(|j| j.echo)
    }

    /// Says `job` from the first frame that the device has not taken.
    pub(super) fn interrupt(&mut self, job: Job, out: &mut Vec<Output>) {
        let frame = self.cut_frame();
        let over = |id: RequestId| self.schedule.has_end_waiting_before(id, frame);
        let index = self.jobs.iter().take_while(|j| over(j.request.id)).count();
        let place = self.place_at(index, frame);
        let frame = self.drop_from(frame, None, out);
        self.plan_again(frame, index, place);
        self.here = None;
        let at = match (place, self.jobs.get_mut(index)) {
            (Some(place), Some(_)) => {
                self.give_way(index, place, frame, &job, out);
                index
            }
            (None, Some(front)) => {
                // Only silence was left of it.
                front.planned = true;
                self.schedule.add(frame, front.request.id, What::Finished);
                index + 1
            }
            (_, None) => index,
        };
        self.jobs.insert(at.min(self.jobs.len()), job);
        match self.state {
            // The device still has the sound before.
            State::Pausing { .. } => self.state = State::Speaking,
            State::Paused => {
                self.state = State::Opening { attempt: 0, resumes: false };
                out.push(Output::OpenSink { format: self.format(), attempt: 0 });
            }
            State::Idle | State::Opening { .. } | State::Speaking => {}
        }
    }

    /// What becomes of the request that is cut at `frame`.
    fn give_way(
        &mut self,
        index: usize,
        place: Place,
        frame: u64,
        newcomer: &Job,
        out: &mut Vec<Output>,
    ) {
        let held = matches!(self.state, State::Pausing { .. } | State::Paused);
        let Some(front) = self.jobs.get_mut(index) else {
            return;
        };
        let request = front.request.id;
        if front.echo && (newcomer.echo || !held) {
            self.schedule.add(frame, request, What::Stopped);
            self.jobs.remove(index);
            return;
        }
        front.held = held;
        if front.begun || self.schedule.has_waiting(request, &What::Started) {
            front.suspended = Some(place);
            out.push(Output::Event(SpeechEvent::Suspended { request }));
        }
    }

    /// The word of a request that is heard at `frame`, or the first one after it.
    fn place_at(&self, index: usize, frame: u64) -> Option<Place> {
        let job = self.jobs.get(index)?;
        let id = job.request.id;
        let scheduled = || {
            let (request, place) = self.schedule.next_word(frame)?;
            (request == id).then_some(place)
        };
        let being_made = || {
            let saying = self.saying.as_ref().filter(|_| self.planning_request() == Some(id))?;
            let word = saying.track.next_word()?.range;
            Some(Place { sentence: saying.track.planned().sentence, word })
        };
        let planned = || {
            let next = self.held.clone().filter(|_| self.planning_request() == Some(id));
            let next = next.or_else(|| job.planner.clone().next_utterance(&job.request.text))?;
            let word = next.words.first().map_or(next.sentence, |w| w.range);
            Some(Place { sentence: next.sentence, word })
        };
        let here = self.schedule.word_at(frame, id);
        let later = || if job.planned { None } else { planned() };
        here.or_else(scheduled).or_else(being_made).or_else(later)
    }
}
