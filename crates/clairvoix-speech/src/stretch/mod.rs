//! Speeds that an engine does not do itself: its sound is stretched, its marks are moved with it.

mod map;
mod wsola;

use std::{collections::VecDeque, ops::RangeInclusive};

use crate::{
    AUDIO_BLOCK_FRAMES_MAX, Engine, EngineEvent, EngineMark, EngineMarkKind, Error, Utterance,
    Voice,
};
use map::FrameMap;
use wsola::Wsola;

/// A factor nearer to 1 than this is not heard.
const SAME: f32 = 0.005;

/// An engine that speaks at any rate: within `rates` by itself, beyond with its sound stretched at the
/// same pitch. Marks lie where their sound went, and still come before it; the sound of a word waits
/// until its end is known.
///
/// ```
/// # #[cfg(feature = "testing")] {
/// use clairvoix_speech::{Stretched, testing::{FakeEngine, conformance}};
/// let mut engine = Stretched::new(FakeEngine::default(), 0.9..=1.1);
/// let report = conformance::check_engine(&mut engine);
/// assert!(report.passed(), "{report}");
/// # }
/// ```
pub struct Stretched<E> {
    engine: E,
    rates: RangeInclusive<f32>,
    work: Option<Work>,
}

impl<E: Engine> Stretched<E> {
    /// `engine`, which speaks well at `rates`.
    #[must_use]
    pub fn new(engine: E, rates: RangeInclusive<f32>) -> Self {
        Self { engine, rates, work: None }
    }

    /// The engine itself.
    pub fn engine(&self) -> &E {
        &self.engine
    }

    /// The engine itself.
    pub fn engine_mut(&mut self) -> &mut E {
        &mut self.engine
    }

    /// The rate the engine is asked for, and how much faster its sound is then made.
    fn split(&self, rate: f32) -> (f32, f32) {
        let own = rate.max(*self.rates.start()).min(*self.rates.end());
        let speed = rate / own;
        let heard = speed.is_finite() && speed > 0.0 && (speed - 1.0).abs() > SAME;
        if heard { (own, speed) } else { (rate, 1.0) }
    }
}

impl<E: Engine> Engine for Stretched<E> {
    fn prepare(&mut self) {
        self.engine.prepare();
    }

    fn voices(&mut self) -> Result<Vec<Voice>, Error> {
        self.engine.voices()
    }

    fn begin(&mut self, utterance: &Utterance) -> Result<(), Error> {
        self.work = None;
        let (rate, speed) = self.split(utterance.rate);
        if (speed - 1.0).abs() <= SAME {
            return self.engine.begin(utterance);
        }
        self.engine.begin(&Utterance { rate, ..utterance.clone() })?;
        let voices = self.engine.voices()?;
        let voice = voices.iter().find(|voice| voice.id == utterance.voice);
        let sample_rate_hz = voice.map_or(16_000, |voice| voice.sample_rate_hz);
        self.work = Some(Work::new(f64::from(speed), sample_rate_hz));
        Ok(())
    }

    fn next_event(&mut self) -> Result<EngineEvent, Error> {
        let Some(work) = &mut self.work else {
            return self.engine.next_event();
        };
        loop {
            if let Some(event) = work.ready.pop_front() {
                if matches!(event, Ok(EngineEvent::Finished) | Err(_)) {
                    self.work = None;
                }
                return event;
            }
            work.take(self.engine.next_event());
        }
    }

    fn cancel(&mut self) {
        self.work = None;
        self.engine.cancel();
    }
}

/// One utterance being stretched.
struct Work {
    speed: f64,
    sample_rate_hz: u32,
    wsola: Wsola,
    map: FrameMap,
    /// Frames of the engine, and of ours, before the present stretch began.
    base: (u64, u64),
    /// Marks whose end is not known yet, in the engine's frames.
    marks: VecDeque<EngineMark>,
    /// Stretched, and not given yet.
    held: Vec<i16>,
    /// Frames given.
    given: u64,
    ready: VecDeque<Result<EngineEvent, Error>>,
}

impl Work {
    fn new(speed: f64, sample_rate_hz: u32) -> Self {
        Self {
            speed,
            sample_rate_hz,
            wsola: Wsola::new(speed, sample_rate_hz),
            map: FrameMap::new(0, 0),
            base: (0, 0),
            marks: VecDeque::new(),
            held: Vec::new(),
            given: 0,
            ready: VecDeque::new(),
        }
    }

    fn take(&mut self, event: Result<EngineEvent, Error>) {
        match event {
            Ok(EngineEvent::Audio(samples)) => {
                self.stretch(|wsola, out, placed| wsola.push(&samples, out, placed));
                self.hand_on();
            }
            Ok(EngineEvent::Mark(mark)) => {
                self.marks.push_back(mark);
                self.hand_on();
            }
            Ok(EngineEvent::Interrupted { .. }) => {
                // What follows does not continue this sound.
                self.end();
                self.ready.push_back(event);
                let end = self.map.end();
                self.base = (end.input, end.output);
                self.wsola = Wsola::new(self.speed, self.sample_rate_hz);
                self.map = FrameMap::new(end.input, end.output);
            }
            Ok(EngineEvent::Skipped { .. }) => self.ready.push_back(event),
            Ok(EngineEvent::Finished) | Err(_) => {
                self.end();
                self.ready.push_back(event);
            }
        }
    }

    fn stretch(&mut self, act: impl FnOnce(&mut Wsola, &mut Vec<i16>, &mut Vec<wsola::Placed>)) {
        let mut placed = Vec::new();
        act(&mut self.wsola, &mut self.held, &mut placed);
        let (input, output) = self.base;
        self.map.extend(
            placed
                .into_iter()
                .map(|p| wsola::Placed { input: p.input + input, output: p.output + output }),
        );
    }

    /// Gives the marks that are certain, and the sound up to the first word whose mark is not.
    fn hand_on(&mut self) {
        let known = self.map.end();
        let mut index = 0;
        while let Some(mark) = self.marks.get(index) {
            if mark.end_frame > known.input {
                // Marks of one kind stay in order.
                if mark.kind == EngineMarkKind::Word {
                    break;
                }
                index += 1;
            } else if let Some(mark) = self.marks.remove(index) {
                self.tell(mark);
            }
        }
        let waits = self.marks.iter().find(|m| m.kind == EngineMarkKind::Word);
        let limit = waits.map_or(known.output, |m| self.map.output(m.start_frame));
        self.give(limit);
    }

    fn tell(&mut self, mut mark: EngineMark) {
        mark.start_frame = self.map.output(mark.start_frame);
        mark.end_frame = self.map.output(mark.end_frame).max(mark.start_frame);
        self.ready.push_back(Ok(EngineEvent::Mark(mark)));
    }

    /// Gives the sound up to a frame of ours.
    fn give(&mut self, limit: u64) {
        let count = usize::try_from(limit.saturating_sub(self.given)).unwrap_or(usize::MAX);
        let given: Vec<i16> = self.held.drain(..count.min(self.held.len())).collect();
        self.given += given.len() as u64;
        for block in given.chunks(AUDIO_BLOCK_FRAMES_MAX) {
            self.ready.push_back(Ok(EngineEvent::Audio(block.to_vec())));
        }
    }

    /// The engine gives no more of this sound.
    fn end(&mut self) {
        self.stretch(Wsola::finish);
        for mark in std::mem::take(&mut self.marks) {
            self.tell(mark);
        }
        self.give(u64::MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        MarkKind, PlanOptions, RenderEvent, Renderer, SourceMark, plan,
        testing::{FakeEngine, FakeFault, FakeFaultKind, check_syllables},
    };

    const TEXT: &str = "Le petit chat dort, puis il mange. Demain, il jouera dans la cour.";

    fn rendered(rate: f32, faults: Vec<FakeFault>) -> (Vec<i16>, Vec<SourceMark>) {
        let mut engine = Stretched::new(FakeEngine::with_faults(faults), 1.0..=1.0);
        let mut options = PlanOptions::new("fr", FakeEngine::voice_id());
        options.rate = rate;
        let plan = plan(TEXT, options).unwrap_or_else(|e| panic!("{e}"));
        let renderer = Renderer::try_new(&mut engine, plan).unwrap_or_else(|e| panic!("{e}"));
        let (mut audio, mut marks) = (Vec::new(), Vec::new());
        for event in renderer {
            match event.unwrap_or_else(|e| panic!("{e}")) {
                RenderEvent::Audio(samples) => audio.extend(samples),
                RenderEvent::Mark(mark) => marks.push(mark),
                _ => {}
            }
        }
        (audio, marks)
    }

    fn words(marks: &[SourceMark]) -> Vec<&SourceMark> {
        marks.iter().filter(|m| m.kind == MarkKind::Word).collect()
    }

    /// The frame near `start` where loud sound follows silence: the fake voice is loud at once.
    fn onset(audio: &[i16], start: usize) -> usize {
        let mut quiet = 0;
        for (frame, sample) in audio.iter().enumerate().skip(start.saturating_sub(300)) {
            let loud = sample.abs() > 3000;
            if loud && (quiet > 12 || frame < 300) {
                return frame;
            }
            quiet = if loud { 0 } else { quiet + 1 };
        }
        audio.len()
    }

    #[test]
    fn every_mark_is_where_its_sound_went() {
        let mut all = Vec::new();
        for rate in [0.4, 0.5, 0.8, 1.5, 2.0, 3.0] {
            let (audio, marks) = rendered(rate, Vec::new());
            check_syllables(&marks).unwrap_or_else(|e| panic!("{e}"));
            for word in words(&marks) {
                let onset = onset(&audio, word.start_frame as usize);
                let late = onset as i64 - word.start_frame as i64;
                assert!(late.abs() <= 160, "{late} frames at rate {rate}: {word:?}");
                all.push(late.abs());
            }
        }
        // A piece is 10 ms long on each side of its middle.
        all.sort_unstable();
        assert!(all.get(all.len() / 2).is_some_and(|middle| *middle <= 80), "{all:?}");
    }

    #[test]
    fn what_is_said_lasts_as_long_as_the_rate_says() {
        let length = |rate: f32| {
            let (_, marks) = rendered(rate, Vec::new());
            words(&marks).iter().map(|w| w.end_frame - w.start_frame).sum::<u64>() as f32
        };
        let own = length(1.0);
        for rate in [0.4f32, 0.7, 2.0, 4.0] {
            let ratio = own / length(rate) / rate;
            assert!((ratio - 1.0).abs() < 0.06, "{ratio} at {rate}");
        }
    }

    #[test]
    fn a_crash_leaves_every_word_once() {
        let all: Vec<_> = words(&rendered(2.0, Vec::new()).1).iter().map(|m| m.range).collect();
        for word in 0..all.len() {
            let fault = FakeFault { word, kind: FakeFaultKind::Crash };
            let (audio, marks) = rendered(2.0, vec![fault]);
            let found: Vec<_> = words(&marks).iter().map(|m| m.range).collect();
            assert_eq!(found, all);
            let end = marks.iter().map(|m| m.end_frame).max().unwrap_or(0);
            assert!(end <= audio.len() as u64);
        }
    }
}
