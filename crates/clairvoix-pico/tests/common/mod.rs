//! What the tests of the real worker share.

#![allow(dead_code, reason = "each test program uses a part of it")]

use clairvoix_backends::engine::{PicoEngine, PicoOptions};
use clairvoix_speech::{
    Engine, EngineEvent, EngineMark, EngineMarkKind, Error, Utterance, UtteranceId, UtteranceWord,
    VoiceId,
};
use clairvoix_text::Utf8Range;

/// The engine with the worker that cargo built for this test.
pub(crate) fn engine() -> PicoEngine {
    engine_with(false)
}

pub(crate) fn engine_with(keeps_spare: bool) -> PicoEngine {
    let program = Some(env!("CARGO_BIN_EXE_clairvoix-pico").into());
    PicoEngine::new(PicoOptions { program, keeps_spare, ..Default::default() })
        .expect("the program is given")
}

/// Words are runs of letters and digits; an apostrophe belongs to the word on its left.
pub(crate) fn utterance(voice: &str, text: &str) -> Utterance {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let end = if matches!(c, '\'' | '’') { at + c.len_utf8() } else { at };
                let range = Utf8Range::new(from, end);
                words.push(UtteranceWord { range, ipa: String::new() });
                start = None;
            }
            _ => {}
        }
    }
    Utterance {
        id: UtteranceId(1),
        text: text.to_owned(),
        words,
        voice: VoiceId::try_new(voice).expect("a valid name"),
        rate: 1.0,
        pitch: 1.0,
    }
}

/// All that came of an utterance. As a caller would have it: audio of a word that was interrupted
/// stays, its marks are void.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) audio: Vec<i16>,
    pub(crate) words: Vec<EngineMark>,
    pub(crate) sounds: Vec<EngineMark>,
    pub(crate) interrupted: Vec<usize>,
    pub(crate) skipped: Vec<(Utf8Range, Error)>,
}

impl Said {
    /// Takes note of an event; false at the end.
    pub(crate) fn hear(&mut self, asked: &Utterance, event: EngineEvent) -> bool {
        match event {
            EngineEvent::Audio(samples) => self.audio.extend(samples),
            EngineEvent::Mark(mark) if mark.kind == EngineMarkKind::Word => self.words.push(mark),
            EngineEvent::Mark(mark) => self.sounds.push(mark),
            EngineEvent::Interrupted { resumed_word, .. } => {
                self.interrupted.push(resumed_word);
                if let Some(word) = asked.words.get(resumed_word) {
                    let valid = |mark: &EngineMark| mark.range.end() <= word.range.start();
                    self.words.retain(valid);
                    self.sounds.retain(valid);
                }
            }
            EngineEvent::Skipped { range, cause } => self.skipped.push((range, cause)),
            EngineEvent::Finished => return false,
        }
        true
    }
}

pub(crate) fn say(engine: &mut PicoEngine, asked: &Utterance) -> Said {
    engine.begin(asked).expect("it begins");
    let mut said = Said::default();
    while said.hear(asked, engine.next_event().expect("it goes on")) {}
    said
}

/// Every word has one mark, in order, inside the audio.
pub(crate) fn check_marks(asked: &Utterance, said: &Said) {
    let expected: Vec<Utf8Range> = asked.words.iter().map(|word| word.range).collect();
    let got: Vec<Utf8Range> = said.words.iter().map(|mark| mark.range).collect();
    assert_eq!(expected, got, "{:?} {:?}", asked.text, said.skipped);
    let mut before = 0;
    for mark in &said.words {
        assert!(before <= mark.start_frame, "{mark:?} after {before} in {:?}", asked.text);
        assert!(mark.start_frame <= mark.end_frame, "{mark:?}");
        assert!(mark.end_frame <= said.audio.len() as u64, "{mark:?} of {}", said.audio.len());
        before = mark.end_frame;
    }
    let mut before = 0;
    for mark in &said.sounds {
        assert!(before <= mark.start_frame && mark.start_frame <= mark.end_frame, "{mark:?}");
        before = mark.end_frame;
    }
}
