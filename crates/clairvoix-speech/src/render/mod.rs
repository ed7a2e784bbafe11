//! A plan said by an engine: audio blocks and marks in the source text, for files and for apps that
//! own their audio. To speak through a loudspeaker, use [`crate::Speaker`].

mod mark;
mod resample;
mod sounds;
mod syllable;
mod track;

use std::{collections::VecDeque, iter::Peekable};

use clairvoix_text::Utf8Range;

use crate::{Engine, EngineEvent, Error, ErrorKind, PlannedUtterance, Voice};
pub use mark::{MarkKind, SourceMark};
use resample::Resampler;
pub(crate) use track::{Track, TrackNews};

/// The longest audio one utterance may give, in seconds; more is an engine gone wild and is cut.
pub const UTTERANCE_SECONDS_MAX: u64 = 300;
/// Frames of one block of silence.
const SILENCE_BLOCK: u64 = 4096;
/// After so many utterances in a row that an engine failed to say, it is given up.
const FAILURES_MAX: u32 = 3;

/// What a [`Renderer`] yields.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum RenderEvent {
    /// Mono samples at [`Renderer::sample_rate_hz`], in order, silences included.
    Audio(Vec<i16>),
    /// A mark. Marks come in time order, a sentence's after its audio.
    Mark(SourceMark),
    /// Part of the source text was not said (its mark has no length).
    Skipped {
        /// Where in the source text.
        range: Utf8Range,
        /// Why.
        cause: Error,
    },
    /// The engine lost its place and went on; nothing is missing.
    Interrupted {
        /// The utterance, in the source text.
        range: Utf8Range,
        /// Why.
        cause: Error,
    },
}

/// Says a plan with an engine, as fast as it is read. Holds at most one utterance of audio and one
/// sentence of marks. All the audio has the sample rate of the first voice; that of others is made to
/// fit, and their marks with it. See [`Renderer::try_new`].
pub struct Renderer<'e, P: Iterator<Item = PlannedUtterance>> {
    engine: &'e mut dyn Engine,
    plan: Peekable<P>,
    voices: Vec<Voice>,
    sample_rate_hz: u32,
    /// For the last voice of another rate.
    resampler: Option<Resampler>,
    /// Frames given so far.
    frame: u64,
    out: VecDeque<RenderEvent>,
    sentence: Option<OpenSentence>,
    failures: u32,
    over: bool,
}

/// A sentence whose marks are still being gathered.
struct OpenSentence {
    range: Utf8Range,
    marks: Vec<SourceMark>,
}

impl<'e, P: Iterator<Item = PlannedUtterance>> Renderer<'e, P> {
    /// Prepares to say `plan` with `engine`.
    ///
    /// # Errors
    /// What [`Engine::voices`] gives, and [`ErrorKind::InvalidInput`] when the plan's first voice is
    /// not among the engine's.
    ///
    /// ```
    /// # #[cfg(feature = "testing")] {
    /// use clairvoix_speech::{MarkKind, PlanOptions, RenderEvent, Renderer, plan, testing::FakeEngine};
    /// let mut engine = FakeEngine::default();
    /// let text = "Le chat dort.";
    /// let options = PlanOptions::new("fr", FakeEngine::voice_id());
    /// let mut words = Vec::new();
    /// for event in Renderer::try_new(&mut engine, plan(text, options)?)? {
    ///     match event? {
    ///         RenderEvent::Audio(samples) => assert!(!samples.is_empty()),
    ///         RenderEvent::Mark(m) if m.kind == MarkKind::Word => words.push(m.range.slice(text)),
    ///         _ => {}
    ///     }
    /// }
    /// assert_eq!(words, ["Le", "chat", "dort"]);
    /// # }
    /// # Ok::<(), clairvoix_speech::Error>(())
    /// ```
    pub fn try_new(
        engine: &'e mut dyn Engine,
        plan: impl IntoIterator<IntoIter = P>,
    ) -> Result<Self, Error> {
        let voices = engine.voices()?;
        let mut plan = plan.into_iter().peekable();
        let sample_rate_hz = match plan.peek() {
            Some(first) => rate_of(&voices, first)?,
            None => voices.first().map_or(16_000, |v| v.sample_rate_hz),
        };
        Ok(Self {
            engine,
            plan,
            voices,
            sample_rate_hz,
            resampler: None,
            frame: 0,
            out: VecDeque::new(),
            sentence: None,
            failures: 0,
            over: false,
        })
    }

    /// Samples a second of all the audio.
    #[must_use]
    pub fn sample_rate_hz(&self) -> u32 {
        self.sample_rate_hz
    }

    fn say(&mut self, planned: PlannedUtterance) -> Result<(), Error> {
        let rate = rate_of(&self.voices, &planned)?;
        if planned.starts_sentence || self.sentence.is_none() {
            self.close_sentence();
            self.sentence = Some(OpenSentence { range: planned.sentence, marks: Vec::new() });
        }
        let ends_sentence = planned.ends_sentence;
        let pause = u64::from(planned.pause_after_ms) * u64::from(self.sample_rate_hz) / 1000;
        self.gather(planned, rate)?;
        if ends_sentence {
            self.close_sentence();
        }
        self.silence(pause);
        Ok(())
    }

    /// Takes all that the engine gives for one utterance, whose voice makes `rate` samples a second.
    fn gather(&mut self, planned: PlannedUtterance, rate: u32) -> Result<(), Error> {
        let mut track = Track::new(planned);
        let mut audio: Vec<i16> = Vec::new();
        let mut news = TrackNews::default();
        let failure = if track.planned().utterance.words.is_empty() {
            None
        } else {
            self.engine.begin(&track.planned().utterance)?;
            self.listen(&mut track, rate, &mut audio, &mut news)
        };
        match &failure {
            Some(cause) if self.failures >= FAILURES_MAX => return Err(cause.clone()),
            Some(_) => self.failures += 1,
            None => self.failures = 0,
        }
        let last = track.finish(failure.as_ref());
        news.marks.extend(last.marks);
        news.unsaid.extend(last.unsaid);
        if rate != self.sample_rate_hz {
            audio = self.fit(rate, &audio, &mut news)?;
        }
        self.keep_marks(&track, news);
        self.frame += audio.len() as u64;
        if !audio.is_empty() {
            self.out.push_back(RenderEvent::Audio(audio));
        }
        Ok(())
    }

    /// Brings audio and marks of another rate to that of the whole.
    fn fit(&mut self, rate: u32, audio: &[i16], news: &mut TrackNews) -> Result<Vec<i16>, Error> {
        let known = self.resampler.take().filter(|known| known.is_from(rate));
        let mut resampler = match known {
            Some(known) => known,
            None => Resampler::new(rate, self.sample_rate_hz)?,
        };
        for mark in news.marks.iter_mut().map(|found| &mut found.mark) {
            mark.start_frame = resampler.frame(mark.start_frame);
            mark.end_frame = resampler.frame(mark.end_frame);
        }
        let fitted = resampler.audio(audio);
        self.resampler = Some(resampler);
        fitted
    }

    /// Returns the failure that ended the utterance early, if one did.
    fn listen(
        &mut self,
        track: &mut Track,
        rate: u32,
        audio: &mut Vec<i16>,
        news: &mut TrackNews,
    ) -> Option<Error> {
        let frames_max = UTTERANCE_SECONDS_MAX * u64::from(rate);
        loop {
            match self.engine.next_event() {
                Ok(EngineEvent::Audio(samples)) => {
                    track.audio(samples.len());
                    audio.extend_from_slice(&samples);
                    if track.frames() > frames_max {
                        self.engine.cancel();
                        return Some(Error::new(
                            ErrorKind::EngineFailed,
                            format!("the voice went on for more than {UTTERANCE_SECONDS_MAX} s"),
                        ));
                    }
                }
                Ok(EngineEvent::Mark(mark)) => {
                    let more = track.mark(mark);
                    news.marks.extend(more.marks);
                    news.unsaid.extend(more.unsaid);
                }
                Ok(EngineEvent::Interrupted { resumed_word, cause }) => {
                    let (frames, first_void) = track.interrupted(resumed_word, 0);
                    audio.truncate(usize::try_from(frames).unwrap_or(usize::MAX));
                    news.marks.retain(|m| m.word < first_void);
                    let void_from = track.planned().words.get(first_void).map(|w| w.range.start());
                    news.unsaid.retain(|u| void_from.is_none_or(|from| u.range.start() < from));
                    let range = track.planned().range;
                    self.out.push_back(RenderEvent::Interrupted { range, cause });
                }
                Ok(EngineEvent::Skipped { range, cause }) => {
                    news.unsaid.extend(track.skipped(range, &cause));
                }
                Ok(EngineEvent::Finished) => return None,
                Err(cause) => return Some(cause),
            }
        }
    }

    fn keep_marks(&mut self, track: &Track, news: TrackNews) {
        let words = &track.planned().words;
        let Some(sentence) = &mut self.sentence else {
            return;
        };
        for found in news.marks {
            let mut mark = found.mark;
            mark.start_frame += self.frame;
            mark.end_frame += self.frame;
            let goes_on = mark.kind != MarkKind::Phoneme
                && words.get(found.word).is_some_and(|w| w.continues);
            let same = |m: &&mut SourceMark| m.kind == mark.kind && m.range == mark.range;
            match sentence.marks.iter_mut().rev().find(same) {
                Some(begun) if goes_on => begun.end_frame = mark.end_frame,
                _ => sentence.marks.push(mark),
            }
        }
        for unsaid in news.unsaid {
            self.out.push_back(RenderEvent::Skipped { range: unsaid.range, cause: unsaid.cause });
        }
    }

    /// Gives the marks of the sentence that is over, in time order.
    fn close_sentence(&mut self) {
        let Some(OpenSentence { range, mut marks }) = self.sentence.take() else {
            return;
        };
        let starts = marks.iter().map(|m| m.start_frame).min();
        let ends = marks.iter().map(|m| m.end_frame).max();
        if let (Some(start_frame), Some(end_frame)) = (starts, ends) {
            marks.push(SourceMark {
                kind: MarkKind::Sentence,
                range,
                start_frame,
                end_frame,
                ipa: String::new(),
                exact: true,
            });
        }
        marks.sort_by_key(SourceMark::order);
        self.out.extend(marks.into_iter().map(RenderEvent::Mark));
    }

    fn silence(&mut self, frames: u64) {
        self.frame += frames;
        let mut left = frames;
        while left > 0 {
            let block = left.min(SILENCE_BLOCK);
            self.out.push_back(RenderEvent::Audio(vec![0; block as usize]));
            left -= block;
        }
    }
}

impl<P: Iterator<Item = PlannedUtterance>> Iterator for Renderer<'_, P> {
    type Item = Result<RenderEvent, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(event) = self.out.pop_front() {
                return Some(Ok(event));
            }
            if self.over {
                return None;
            }
            match self.plan.next() {
                Some(planned) => {
                    if let Err(error) = self.say(planned) {
                        self.over = true;
                        return Some(Err(error));
                    }
                }
                None => {
                    self.close_sentence();
                    self.over = true;
                }
            }
        }
    }
}

/// The sample rate of the voice of an utterance.
fn rate_of(voices: &[Voice], planned: &PlannedUtterance) -> Result<u32, Error> {
    let name = &planned.utterance.voice;
    voices
        .iter()
        .find(|v| v.id == *name)
        .map(|v| v.sample_rate_hz)
        .ok_or_else(|| unknown_voice(name.as_str(), voices))
}

pub(crate) fn unknown_voice(name: &str, voices: &[Voice]) -> Error {
    let known: Vec<&str> = voices.iter().map(|v| v.id.as_str()).collect();
    Error::invalid_input(format!("there is no voice {name}; there are: {}", known.join(", ")))
}
