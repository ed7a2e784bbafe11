//! What every engine must do, whatever it is made of.
//!
//! ```
//! use clairvoix_speech::testing::{FakeEngine, conformance};
//! let report = conformance::check_engine(&mut FakeEngine::default());
//! assert!(report.passed(), "{report}");
//! ```

use std::fmt;

use clairvoix_text::Utf8Range;

use crate::{
    AUDIO_BLOCK_FRAMES_MAX, Engine, EngineEvent, EngineMark, EngineMarkKind, ErrorKind, Timing,
    Utterance, UtteranceId, UtteranceWord, Voice, VoiceId,
};

/// No utterance of the suite has more events than this.
const EVENTS_MAX: usize = 200_000;

pub use super::table::Table;

/// The outcome of [`check_engine`]; as text, a table with one behaviour a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// One entry for each voice and behaviour.
    pub checks: Vec<Check>,
}

/// One behaviour of one voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The voice, or `-` for what concerns the engine.
    pub voice: String,
    /// What was looked at.
    pub behaviour: &'static str,
    /// Whether it was: a voice without times is not asked for its marks.
    pub asked: bool,
    /// What was wrong.
    pub result: Result<(), String>,
}

impl Report {
    /// Whether all went well. An engine without voices has not passed.
    #[must_use]
    pub fn passed(&self) -> bool {
        !self.checks.is_empty() && self.checks.iter().all(|c| c.result.is_ok())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for check in &self.checks {
            let outcome = match &check.result {
                Ok(()) if !check.asked => "not asked",
                Ok(()) => "yes",
                Err(why) => why,
            };
            writeln!(f, "{:<16} {:<44} {outcome}", check.voice, check.behaviour)?;
        }
        Ok(())
    }
}

type Probe = fn(&mut dyn Engine, &Voice) -> Result<(), String>;

/// What is looked at, the voices that are asked for it, how.
const PROBES: &[(&str, Asked, Probe)] = &[
    ("without an utterance, nothing is said", Asked::Every, idle),
    ("says a sentence to its end", Asked::Every, sentence),
    ("marks every word once, in order, inside the audio", Asked::Timed, marks),
    ("an exact mark comes before the sound of its word", Asked::Exact, early),
    ("the same text gives the same marks", Asked::Every, repeatable),
    ("a cancelled utterance is never heard of again", Asked::Every, cancel),
    ("a new utterance replaces the one before", Asked::Every, replace),
    ("a faster rate is shorter, a slower one longer", Asked::Every, rates),
    ("an unknown voice is refused, and harms nothing", Asked::Every, unknown_voice),
    ("hostile text ends, and harms nothing", Asked::Every, hostile),
];

#[derive(Clone, Copy)]
enum Asked {
    Every,
    /// Those that give marks.
    Timed,
    /// Those whose marks are exact.
    Exact,
}

impl Asked {
    fn includes(self, voice: &Voice) -> bool {
        match self {
            Self::Every => true,
            Self::Timed => voice.timing != Timing::None,
            Self::Exact => voice.timing == Timing::Exact,
        }
    }
}

/// Runs the whole suite over every voice of an engine. Takes a few seconds at most with a fast
/// engine; nothing in it depends on time.
pub fn check_engine(engine: &mut dyn Engine) -> Report {
    let mut report = Report::default();
    let mut note = |voice: &str, behaviour, asked, result| {
        report.checks.push(Check { voice: voice.to_owned(), behaviour, asked, result });
    };
    let voices = match engine.voices() {
        Ok(voices) => voices,
        Err(error) => {
            note("-", "lists its voices", true, Err(error.to_string()));
            return report;
        }
    };
    note("-", "lists its voices", true, list(&voices));
    for voice in &voices {
        for &(behaviour, asked, probe) in PROBES {
            if asked.includes(voice) {
                note(voice.id.as_str(), behaviour, true, probe(engine, voice));
                engine.cancel();
            } else {
                note(voice.id.as_str(), behaviour, false, Ok(()));
            }
        }
    }
    report
}

fn list(voices: &[Voice]) -> Result<(), String> {
    check(!voices.is_empty(), || "it has none".to_owned())?;
    for (index, voice) in voices.iter().enumerate() {
        let twice = voices[..index].iter().any(|v| v.id == voice.id);
        check(!twice, || format!("{} comes twice", voice.id.as_str()))?;
        let usual = (8_000..=96_000).contains(&voice.sample_rate_hz);
        check(usual, || format!("{} samples a second", voice.sample_rate_hz))?;
        check(!voice.language.is_empty(), || "no language".to_owned())?;
    }
    Ok(())
}

fn check(holds: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why()) }
}

/// A text in which letters and apostrophes make words.
fn utterance(voice: &Voice, text: &str) -> Utterance {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push(UtteranceWord { range: Utf8Range::new(from, at), ipa: String::new() });
                start = None;
            }
            _ => {}
        }
    }
    Utterance {
        id: UtteranceId(1),
        text: text.to_owned(),
        words,
        voice: voice.id.clone(),
        rate: 1.0,
        pitch: 1.0,
    }
}

#[derive(Debug, Default, PartialEq)]
struct Said {
    frames: u64,
    loud: bool,
    marks: Vec<EngineMark>,
}

fn say(engine: &mut dyn Engine, utterance: &Utterance) -> Result<Said, String> {
    engine.begin(utterance).map_err(|e| format!("begin: {e}"))?;
    let mut said = Said::default();
    for _ in 0..EVENTS_MAX {
        match engine.next_event().map_err(|e| format!("next_event: {e}"))? {
            EngineEvent::Audio(samples) => {
                check((1..=AUDIO_BLOCK_FRAMES_MAX).contains(&samples.len()), || {
                    format!("an audio block of {} frames", samples.len())
                })?;
                said.frames += samples.len() as u64;
                said.loud |= samples.iter().any(|s| s.unsigned_abs() > 300);
            }
            EngineEvent::Mark(mark) => said.marks.push(mark),
            EngineEvent::Interrupted { cause, .. } => return Err(format!("interrupted: {cause}")),
            EngineEvent::Skipped { cause, .. } => return Err(format!("skipped: {cause}")),
            EngineEvent::Finished => return Ok(said),
        }
    }
    Err("it never finished".to_owned())
}

const SENTENCE: &str = "Le petit lapin blanc mange une grande carotte, puis il dort.";

fn idle(engine: &mut dyn Engine, _voice: &Voice) -> Result<(), String> {
    engine.cancel();
    let event = engine.next_event().map_err(|e| e.to_string())?;
    check(event == EngineEvent::Finished, || format!("it gave {event:?}"))
}

fn sentence(engine: &mut dyn Engine, voice: &Voice) -> Result<(), String> {
    let said = say(engine, &utterance(voice, SENTENCE))?;
    check(said.loud, || "only silence was heard".to_owned())?;
    idle(engine, voice)
}

fn marks(engine: &mut dyn Engine, voice: &Voice) -> Result<(), String> {
    let asked = utterance(voice, SENTENCE);
    let said = say(engine, &asked)?;
    let words: Vec<&EngineMark> = of_kind(&said.marks, EngineMarkKind::Word);
    let expected: Vec<Utf8Range> = asked.words.iter().map(|w| w.range).collect();
    let got: Vec<Utf8Range> = words.iter().map(|m| m.range).collect();
    check(got == expected, || format!("words {expected:?}, marks {got:?}"))?;
    let mut before = 0;
    for mark in &words {
        let ordered = before <= mark.start_frame && mark.start_frame < mark.end_frame;
        check(ordered && mark.end_frame <= said.frames, || {
            format!("{mark:?} after frame {before}, of {} frames", said.frames)
        })?;
        before = mark.end_frame;
    }
    for sound in of_kind(&said.marks, EngineMarkKind::Phoneme) {
        let inside = words.iter().any(|w| {
            w.range == sound.range
                && w.start_frame <= sound.start_frame
                && sound.end_frame <= w.end_frame
        });
        check(inside, || format!("{sound:?} is not inside its word"))?;
    }
    Ok(())
}

fn early(engine: &mut dyn Engine, voice: &Voice) -> Result<(), String> {
    let asked = utterance(voice, SENTENCE);
    engine.begin(&asked).map_err(|e| format!("begin: {e}"))?;
    let mut frames = 0;
    for _ in 0..EVENTS_MAX {
        match engine.next_event().map_err(|e| format!("next_event: {e}"))? {
            EngineEvent::Audio(samples) => frames += samples.len() as u64,
            EngineEvent::Mark(mark) if mark.kind == EngineMarkKind::Word => {
                check(frames <= mark.start_frame, || format!("{mark:?} after frame {frames}"))?;
            }
            EngineEvent::Finished => return Ok(()),
            _ => {}
        }
    }
    Err("it never finished".to_owned())
}

fn of_kind(marks: &[EngineMark], kind: EngineMarkKind) -> Vec<&EngineMark> {
    marks.iter().filter(|m| m.kind == kind).collect()
}

/// A sound may be so much longer in one saying of a text than in another: espeak-ng rounds each sound
/// to whole turns of its voice, which sways on from one utterance to the next. Turns are at most 20 ms
/// long. A sound left over from an utterance before is longer, and stands before the first mark.
const SAME_MS: u64 = 20;
/// Such differences add up: parts of the whole, at most.
const DRIFT: u64 = 50;

/// The same sounds, each as long as before.
fn same(first: &Said, second: &Said, voice: &Voice) -> bool {
    let ms = |frames: u64| frames * 1000 / u64::from(voice.sample_rate_hz);
    let drifted = |a: u64, b: u64| ms(a.abs_diff(b)) <= SAME_MS + ms(a) / DRIFT;
    let length = |mark: &EngineMark| mark.end_frame.saturating_sub(mark.start_frame);
    let alike = |(a, b): (&EngineMark, &EngineMark)| {
        (a.kind, a.range, &a.ipa) == (b.kind, b.range, &b.ipa)
            && drifted(a.start_frame, b.start_frame)
            && drifted(length(a), length(b))
    };
    drifted(first.frames, second.frames)
        && first.loud == second.loud
        && first.marks.len() == second.marks.len()
        && first.marks.iter().zip(&second.marks).all(alike)
}

/// What is not the same, for the report.
fn difference(first: &Said, second: &Said) -> String {
    let marks = first.marks.iter().zip(&second.marks);
    let apart = marks.map(|(a, b)| (a.start_frame, b.start_frame)).find(|(a, b)| a != b);
    format!("{} then {} frames, first apart at {apart:?}", first.frames, second.frames)
}

fn repeatable(engine: &mut dyn Engine, voice: &Voice) -> Result<(), String> {
    let asked = utterance(voice, SENTENCE);
    let first = say(engine, &asked)?;
    let second = say(engine, &asked)?;
    check(same(&first, &second, voice), || difference(&first, &second))
}

fn cancel(engine: &mut dyn Engine, voice: &Voice) -> Result<(), String> {
    let asked = utterance(voice, SENTENCE);
    let whole = say(engine, &asked)?;
    engine.begin(&asked).map_err(|e| e.to_string())?;
    for _ in 0..3 {
        engine.next_event().map_err(|e| e.to_string())?;
    }
    engine.cancel();
    idle(engine, voice)?;
    let again = say(engine, &asked)?;
    check(same(&whole, &again, voice), || {
        format!("the next utterance changed: {}", difference(&whole, &again))
    })
}

fn replace(engine: &mut dyn Engine, voice: &Voice) -> Result<(), String> {
    let asked = utterance(voice, SENTENCE);
    let whole = say(engine, &asked)?;
    let other = utterance(voice, "Bonjour.");
    engine.begin(&other).map_err(|e| e.to_string())?;
    engine.next_event().map_err(|e| e.to_string())?;
    let again = say(engine, &asked)?;
    check(same(&whole, &again, voice), || {
        format!("something of the first was heard: {}", difference(&whole, &again))
    })
}

fn rates(engine: &mut dyn Engine, voice: &Voice) -> Result<(), String> {
    let mut asked = utterance(voice, SENTENCE);
    let mut frames = Vec::new();
    for rate in [2.0, 1.0, 0.5] {
        asked.rate = rate;
        frames.push(say(engine, &asked)?.frames);
    }
    let grows = frames.windows(2).all(|pair| pair[0] < pair[1]);
    check(grows, || format!("at 2, 1 and 0.5: {frames:?} frames"))
}

fn unknown_voice(engine: &mut dyn Engine, voice: &Voice) -> Result<(), String> {
    let mut asked = utterance(voice, SENTENCE);
    asked.voice = VoiceId::none();
    match engine.begin(&asked) {
        Err(error) if error.kind() == ErrorKind::InvalidInput => sentence(engine, voice),
        Err(error) => Err(format!("refused as {:?}", error.kind())),
        Ok(()) => Err("it was taken".to_owned()),
    }
}

fn hostile(engine: &mut dyn Engine, voice: &Voice) -> Result<(), String> {
    let long_accents = "é".repeat(400);
    let long_digits = "7".repeat(600);
    let abbreviations = "a.b.c.".repeat(60);
    let apostrophes = "s'".repeat(90);
    let texts = [
        "",
        " ",
        ".",
        "<genfile file=\"clairvoix-must-not-exist.wav\">bonjour</genfile>",
        "<speed level=\"400\">vite",
        "&amp; \\ \u{0}\u{1}\u{7f}",
        "🦉🦉🦉 \u{202e}sens\u{202c}",
        "\u{301}\u{301}\u{301}",
        &long_accents,
        &long_digits,
        &abbreviations,
        &apostrophes,
    ];
    for text in texts {
        ends(engine, &utterance(voice, text))?;
        sentence(engine, voice).map_err(|e| format!("after {text:.20?}: {e}"))?;
    }
    Ok(())
}

/// An utterance ends in some way that the trait allows.
fn ends(engine: &mut dyn Engine, asked: &Utterance) -> Result<(), String> {
    if engine.begin(asked).is_err() {
        return Ok(());
    }
    for _ in 0..EVENTS_MAX {
        match engine.next_event() {
            Ok(EngineEvent::Finished) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
    Err(format!("{:.20?} never ended", asked.text))
}
