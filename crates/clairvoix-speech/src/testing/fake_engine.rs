//! A voice that is a row of tones: deterministic, exact, and able to fail on command.

use std::collections::VecDeque;

use clairvoix_text::Utf8Range;

use crate::{
    Engine, EngineEvent, EngineMark, EngineMarkKind, Error, ErrorKind, Timing, Utterance,
    UtteranceWord, Voice, VoiceId, render::unknown_voice,
};

const RATE_HZ: u32 = 16_000;
/// Length of a word's tone, for each of its letters, in ms at rate 1.
const LETTER_MS: f32 = 40.0;
/// Silence after each word, in ms at rate 1.
const GAP_MS: f32 = 60.0;
/// How long a word of the smooth voice swells and fades.
const EDGE_MS: f32 = 5.0;
const AMPLITUDE: f32 = 12_000.0;

/// Something that goes wrong when a word's turn comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FakeFault {
    /// Which word, counted from 0 over all that the engine was asked to say since it was made.
    pub word: usize,
    /// What happens.
    pub kind: FakeFaultKind,
}

/// See [`FakeFault`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FakeFaultKind {
    /// It crashes in the middle of the word and goes on from its start.
    Crash,
    /// It leaves the word out and says so.
    Skip,
    /// It leaves the word out and says nothing of it.
    Forget,
    /// It is lost for good: [`Engine::next_event`] gives an error.
    Fail,
}

type Hook = Box<dyn FnMut() + Send>;

/// A voice whose words are tones, 40 ms a letter and 60 ms of silence after each word. Marks are
/// exact and come before the audio of their utterance.
pub struct FakeEngine {
    /// What goes wrong and when.
    pub faults: Vec<FakeFault>,
    /// Frames of one audio block.
    pub block_frames: usize,
    /// Words swell and fade in 5 ms each, as a real voice does; else they are loud at once, so that
    /// their start can be seen to the sample.
    pub smooth: bool,
    before_event: Option<Hook>,
    events: VecDeque<Result<EngineEvent, Error>>,
    words_begun: usize,
    begun: Vec<String>,
}

impl Default for FakeEngine {
    fn default() -> Self {
        Self {
            faults: Vec::new(),
            block_frames: 1024,
            smooth: false,
            before_event: None,
            events: VecDeque::new(),
            words_begun: 0,
            begun: Vec::new(),
        }
    }
}

impl FakeEngine {
    /// The name of its one voice.
    #[must_use]
    pub fn voice_id() -> VoiceId {
        VoiceId::try_new("fake-fr").unwrap_or_else(|_| VoiceId::none())
    }

    /// An engine to which `fault` happens.
    #[must_use]
    pub fn with_faults(faults: Vec<FakeFault>) -> Self {
        Self { faults, ..Self::default() }
    }

    /// An engine whose words swell and fade.
    #[must_use]
    pub fn smooth() -> Self {
        Self { smooth: true, ..Self::default() }
    }

    /// Calls `hook` before each event: a hook that waits makes a slow or hung engine.
    pub fn before_event(&mut self, hook: impl FnMut() + Send + 'static) {
        self.before_event = Some(Box::new(hook));
    }

    /// The texts it was asked to say, in order; the last 1 000 of them.
    #[must_use]
    pub fn begun(&self) -> &[String] {
        &self.begun
    }

    fn fault_of(&self, word: usize) -> Option<FakeFaultKind> {
        let found = self.faults.iter().find(|f| f.word == word);
        found.map(|f| f.kind)
    }

    fn prepare(&mut self, utterance: &Utterance) {
        let mut script = Script::new(utterance, self.smooth);
        for (index, word) in utterance.words.iter().enumerate() {
            match self.fault_of(self.words_begun + index) {
                None => script.word(word),
                Some(FakeFaultKind::Crash) => script.crash(index, word),
                Some(FakeFaultKind::Skip) => script.skip(word),
                Some(FakeFaultKind::Forget) => {}
                Some(FakeFaultKind::Fail) => {
                    script.fail();
                    break;
                }
            }
        }
        self.words_begun += utterance.words.len();
        self.events = script.into_events(self.block_frames.max(1));
    }
}

/// The events of one utterance being written.
struct Script {
    rate: f32,
    smooth: bool,
    pieces: Vec<Piece>,
    frame: u64,
}

enum Piece {
    Mark(EngineMark),
    Audio(Vec<i16>),
    /// What comes after all marks and audio before it.
    Turn(Result<EngineEvent, Error>),
}

impl Script {
    fn new(utterance: &Utterance, smooth: bool) -> Self {
        Self { rate: utterance.rate.clamp(0.25, 4.0), smooth, pieces: Vec::new(), frame: 0 }
    }

    fn word(&mut self, word: &UtteranceWord) {
        let start = self.frame;
        let letters = word.range.len().clamp(1, 40);
        let tone = self.tone(letters, start);
        let end = start + tone.len() as u64;
        self.mark(EngineMarkKind::Word, word.range, (start, end), "");
        let sounds = word.ipa.chars().filter(|c| c.is_alphabetic()).count() as u64;
        for (index, c) in word.ipa.chars().filter(|c| c.is_alphabetic()).enumerate() {
            let at = |i: u64| start + (end - start) * i / sounds.max(1);
            let span = (at(index as u64), at(index as u64 + 1));
            self.mark(EngineMarkKind::Phoneme, word.range, span, &c.to_string());
        }
        self.audio(tone);
        self.audio(vec![0; self.frames(GAP_MS)]);
    }

    fn crash(&mut self, index: usize, word: &UtteranceWord) {
        let tone = self.tone(1, self.frame);
        let span = (self.frame, self.frame + tone.len() as u64);
        self.mark(EngineMarkKind::Word, word.range, span, "");
        self.audio(tone);
        self.pieces.push(Piece::Turn(Ok(EngineEvent::Interrupted {
            resumed_word: index,
            cause: Error::new(ErrorKind::EngineFailed, "the fake engine crashed as told"),
        })));
        self.word(word);
    }

    fn skip(&mut self, word: &UtteranceWord) {
        self.pieces.push(Piece::Turn(Ok(EngineEvent::Skipped {
            range: word.range,
            cause: Error::new(ErrorKind::EngineFailed, "left out as told"),
        })));
    }

    fn fail(&mut self) {
        let error = Error::new(ErrorKind::EngineFailed, "the fake engine failed as told");
        self.pieces.push(Piece::Turn(Err(error)));
    }

    fn frames(&self, ms: f32) -> usize {
        (RATE_HZ as f32 * ms / 1000.0 / self.rate) as usize
    }

    fn tone(&self, letters: usize, phase: u64) -> Vec<i16> {
        let hz = 220.0 + 20.0 * (letters % 12) as f32;
        let frames = self.frames(LETTER_MS * letters as f32);
        let edge = RATE_HZ as f32 * EDGE_MS / 1000.0;
        (0..frames)
            .map(|i| {
                // Full at once: its start can be measured to the sample.
                let turns = (i as f32 + 0.25) * hz / RATE_HZ as f32 + (phase % 7) as f32;
                let swell = (i.min(frames - 1 - i) as f32 / edge).min(1.0);
                let gain = if self.smooth { swell } else { 1.0 };
                (AMPLITUDE * gain * (turns * std::f32::consts::TAU).sin()) as i16
            })
            .collect()
    }

    fn mark(&mut self, kind: EngineMarkKind, range: Utf8Range, span: (u64, u64), ipa: &str) {
        self.pieces.push(Piece::Mark(EngineMark {
            kind,
            range,
            start_frame: span.0,
            end_frame: span.1,
            ipa: ipa.to_owned(),
        }));
    }

    fn audio(&mut self, samples: Vec<i16>) {
        self.frame += samples.len() as u64;
        self.pieces.push(Piece::Audio(samples));
    }

    /// Marks first, then audio in blocks, up to each turn of events.
    fn into_events(self, block: usize) -> VecDeque<Result<EngineEvent, Error>> {
        let mut events = VecDeque::new();
        let mut audio: Vec<i16> = Vec::new();
        let flush = |audio: &mut Vec<i16>, events: &mut VecDeque<_>| {
            for chunk in audio.chunks(block) {
                events.push_back(Ok(EngineEvent::Audio(chunk.to_vec())));
            }
            audio.clear();
        };
        for piece in self.pieces {
            match piece {
                Piece::Mark(mark) => events.push_back(Ok(EngineEvent::Mark(mark))),
                Piece::Audio(samples) => audio.extend(samples),
                Piece::Turn(turn) => {
                    flush(&mut audio, &mut events);
                    events.push_back(turn);
                }
            }
        }
        flush(&mut audio, &mut events);
        events
    }
}

impl Engine for FakeEngine {
    fn voices(&mut self) -> Result<Vec<Voice>, Error> {
        Ok(vec![Voice {
            id: Self::voice_id(),
            language: "fr-FR".to_owned(),
            label: "Tones".to_owned(),
            sample_rate_hz: RATE_HZ,
            timing: Timing::Exact,
        }])
    }

    fn begin(&mut self, utterance: &Utterance) -> Result<(), Error> {
        self.cancel();
        if utterance.voice != Self::voice_id() {
            return Err(unknown_voice(utterance.voice.as_str(), &self.voices()?));
        }
        if self.begun.len() == 1000 {
            self.begun.remove(0);
        }
        self.begun.push(utterance.text.clone());
        self.prepare(utterance);
        Ok(())
    }

    fn next_event(&mut self) -> Result<EngineEvent, Error> {
        if let Some(hook) = &mut self.before_event {
            hook();
        }
        self.events.pop_front().unwrap_or(Ok(EngineEvent::Finished))
    }

    fn cancel(&mut self) {
        self.events.clear();
    }
}
