//! What the engine says.

use super::{FAILURES_MAX, Output, RequestId, Speaker, SpeechEvent};
use crate::{
    EngineEvent, Error, ErrorKind, MarkKind, SourceMark, UTTERANCE_SECONDS_MAX, UtteranceId,
    plan::walk::Place, render::TrackNews, speaker::schedule::Origin,
};

impl Speaker {
    pub(super) fn engine(
        &mut self,
        id: UtteranceId,
        event: Result<EngineEvent, Error>,
        out: &mut Vec<Output>,
    ) {
        let Some(request) = self.planning_request() else {
            return;
        };
        let Some(saying) = self.saying.as_mut().filter(|s| s.id == id) else {
            return; // of an utterance that was cancelled
        };
        match event {
            Ok(EngineEvent::Audio(samples)) => self.audio(&samples, out),
            Ok(EngineEvent::Mark(mark)) => {
                let news = saying.track.mark(mark);
                self.schedule_news(request, news, out);
            }
            Ok(EngineEvent::Interrupted { resumed_word, cause }) => {
                let keep = self.timeline.written().saturating_sub(saying.base);
                let (frames, first_void) = saying.track.interrupted(resumed_word, keep);
                saying.words_end = saying.words_end.min(saying.base + frames);
                self.timeline.cut(saying.base + frames);
                self.schedule.drop_words(id, first_void, saying.base + frames);
                out.push(Output::Event(SpeechEvent::Interrupted { request, cause }));
            }
            Ok(EngineEvent::Skipped { range, cause }) => {
                for unsaid in saying.track.skipped(range, &cause) {
                    let (range, cause) = (unsaid.range, unsaid.cause);
                    out.push(Output::Event(SpeechEvent::Skipped { request, range, cause }));
                }
            }
            Ok(EngineEvent::Finished) => {
                self.failures = 0;
                self.utterance_over(None, out);
            }
            Err(cause) => self.engine_failed(cause, out),
        }
    }

    fn audio(&mut self, samples: &[i16], out: &mut Vec<Output>) {
        let samples = self.without_lead_in(samples);
        if let Some(saying) = self.saying.as_mut() {
            saying.track.audio(samples.len());
        }
        self.timeline.append(samples);
        self.check_length(out);
    }

    fn check_length(&mut self, out: &mut Vec<Output>) {
        let frames_max = UTTERANCE_SECONDS_MAX * u64::from(self.rate_hz);
        if self.saying.as_ref().is_some_and(|s| s.track.frames() > frames_max) {
            out.push(Output::CancelEngine);
            let cause = format!("the voice went on for more than {UTTERANCE_SECONDS_MAX} s");
            self.engine_failed(Error::new(ErrorKind::EngineFailed, cause), out);
        }
    }

    /// One utterance is lost; the request too when the engine is not there or fails again and again.
    fn engine_failed(&mut self, cause: Error, out: &mut Vec<Output>) {
        self.failures += 1;
        let hopeless = cause.kind() != ErrorKind::EngineFailed || self.failures >= FAILURES_MAX;
        self.utterance_over(Some(&cause), out);
        if hopeless {
            self.fail_planning(cause);
        }
    }

    /// Marks what was not marked yet and owes the silence after.
    pub(super) fn utterance_over(&mut self, cause: Option<&Error>, out: &mut Vec<Output>) {
        let (Some(request), Some(saying)) = (self.planning_request(), self.saying.as_mut()) else {
            return;
        };
        let news = saying.track.finish(cause);
        self.schedule_news(request, news, out);
        let Some(saying) = self.saying.take() else {
            return;
        };
        let planned = saying.track.planned();
        if planned.ends_sentence && self.sentence == Some((request, planned.sentence)) {
            let mark = sentence_mark(planned.sentence, (saying.words_end, saying.words_end));
            let place = Place { sentence: planned.sentence, word: planned.sentence };
            let origin = Origin { utterance: saying.id, word: planned.words.len() };
            self.schedule.add_mark(request, &mark, place, origin, (false, true));
            self.sentence = None;
        }
        self.pause_ms = planned.pause_after_ms;
    }

    fn schedule_news(&mut self, request: RequestId, news: TrackNews, out: &mut Vec<Output>) {
        let finest = self.finest(request);
        let Some(saying) = self.saying.as_mut() else {
            return;
        };
        for found in news.marks {
            let mut mark = found.mark;
            mark.start_frame += saying.base;
            mark.end_frame += saying.base;
            let origin = Origin { utterance: saying.id, word: found.word };
            let planned = saying.track.planned();
            let place = Place { sentence: planned.sentence, word: mark.range };
            let word = planned.words.get(found.word);
            let (continues, continued) =
                word.map_or((false, false), |w| (w.continues, w.continued));
            if mark.kind == MarkKind::Word {
                saying.words_end = saying.words_end.max(mark.end_frame);
                if self.sentence != Some((request, planned.sentence)) {
                    self.sentence = Some((request, planned.sentence));
                    let start = (mark.start_frame, mark.start_frame);
                    let sentence = sentence_mark(planned.sentence, start);
                    self.schedule.add_mark(request, &sentence, place, origin, (true, false));
                }
                // A word that was interrupted while it was heard has begun already. One that a skip
                // says again has not, be it at the same frame: another utterance began that.
                let begun = self.schedule.open(MarkKind::Word).is_some_and(|o| {
                    o.range == mark.range && o.origin.is_some_and(|o| o.utterance == saying.id)
                });
                let edges = (!continues && !begun, !continued);
                self.schedule.add_mark(request, &mark, place, origin, edges);
            } else if mark.kind == MarkKind::Syllable && finest >= MarkKind::Syllable {
                // A syllable that is all of a part of a word begins and ends with that part.
                let whole = word.is_some_and(|w| w.range == mark.range);
                let edges = (!whole || !continues, !whole || !continued);
                self.schedule.add_mark(request, &mark, place, origin, edges);
            } else if mark.kind <= finest {
                self.schedule.add_mark(request, &mark, place, origin, (true, true));
            }
        }
        for unsaid in news.unsaid {
            let (range, cause) = (unsaid.range, unsaid.cause);
            out.push(Output::Event(SpeechEvent::Skipped { request, range, cause }));
        }
    }
}

fn sentence_mark(range: clairvoix_text::Utf8Range, span: (u64, u64)) -> SourceMark {
    SourceMark {
        kind: MarkKind::Sentence,
        range,
        start_frame: span.0,
        end_frame: span.1,
        ipa: String::new(),
        exact: true,
    }
}
