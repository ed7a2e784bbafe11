//! Hostile texts through every engine, and through the plan alone. The tests say a few; the list, 21 000
//! texts and random bytes: `cargo xtask measure hostile`.

use std::{fmt, time::Instant};

use clairvoix_speech::{
    Engine, PlanOptions, UTTERANCE_WORDS_MAX, VoiceId, plan,
    testing::hostile::{HostileTexts, check_text},
};

/// Said between hostile texts, whole each time.
const HARMLESS: &str = "Bonjour, les enfants.";
const HARMLESS_WORDS: u64 = 3;
/// So often.
const HARMLESS_EVERY: u64 = 50;
/// Faster, so that more texts are said; every engine speaks at it.
const RATE: f32 = 4.0;
/// Failures that are shown.
const SHOWN_MAX: usize = 20;

/// The list of `tests/corpus/hostile`.
///
/// # Errors
/// A line of it that is no entry.
pub fn texts() -> Result<HostileTexts, String> {
    HostileTexts::read(include_str!("../../corpus/hostile/strings.tsv"))
}

/// What became of many texts.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Texts.
    pub texts: u64,
    /// Of these, those said whole.
    pub spoken: u64,
    /// Those of which something was left out, and told.
    pub in_part: u64,
    /// Those with nothing to say: no word and no sign that is said.
    pub empty: u64,
    /// Words and signs marked.
    pub words: u64,
    /// How often a worker was lost.
    pub interrupted: u64,
    /// What was not as it must be, text by text.
    pub failures: Vec<String>,
    /// How long it took.
    pub seconds: f64,
}

impl Tally {
    fn count(&mut self, name: &str, engine: &mut dyn Engine, voice: &VoiceId, text: &str) {
        self.texts += 1;
        match check_text(engine, voice, text, RATE) {
            Ok(outcome) => {
                self.words += outcome.words;
                self.interrupted += outcome.interrupted;
                match (outcome.words, outcome.skipped) {
                    (0, 0) => self.empty += 1,
                    (_, 0) => self.spoken += 1,
                    _ => self.in_part += 1,
                }
            }
            Err(why) => self.failures.push(format!("{name}: {why}")),
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { texts, spoken, in_part, empty, words, interrupted, failures, seconds } = self;
        write!(
            f,
            "{texts} texts: {spoken} spoken, {in_part} in part and told, {empty} with nothing to say, \
             {} failed; {words} words, {interrupted} workers lost, {seconds:.0} s",
            failures.len()
        )?;
        for why in failures.iter().take(SHOWN_MAX) {
            write!(f, "\n  {why}")?;
        }
        Ok(())
    }
}

/// Says texts, each with a name for reports; between them, again and again, a harmless one.
pub fn say_all(
    engine: &mut dyn Engine,
    voice: &VoiceId,
    texts: impl Iterator<Item = (String, String)>,
) -> Tally {
    let begun = Instant::now();
    let mut tally = Tally::default();
    for (name, text) in texts {
        tally.count(&name, engine, voice, &text);
        if tally.texts % HARMLESS_EVERY == 1 {
            match check_text(engine, voice, HARMLESS, RATE) {
                Ok(outcome) if outcome.words == HARMLESS_WORDS && outcome.skipped == 0 => {}
                other => tally.failures.push(format!("after {name}: {HARMLESS} {other:?}")),
            }
        }
    }
    tally.seconds = begun.elapsed().as_secs_f64();
    tally
}

/// Plans a text of any size in French: every utterance has at most so many words, in order, inside it.
/// The numbers of utterances and of their words.
///
/// # Errors
/// An utterance that is not so.
pub fn plan_all(text: &str) -> Result<(u64, u64), String> {
    let voice = VoiceId::try_new("plan-only").map_err(|error| error.to_string())?;
    let planned = plan(text, PlanOptions::new("fr", voice)).map_err(|error| error.to_string())?;
    let (mut utterances, mut words) = (0, 0);
    for one in planned {
        let spoken = &one.utterance;
        let inside =
            one.range.end() <= text.len() && text.get(one.range.start()..one.range.end()).is_some();
        let in_order = spoken.words.windows(2).all(|w| w[0].range.end() <= w[1].range.start());
        let written = spoken.words.iter().all(|word| {
            let (start, end) = (word.range.start(), word.range.end());
            start < end && spoken.text.get(start..end).is_some()
        });
        if !(inside && in_order && written && spoken.words.len() <= UTTERANCE_WORDS_MAX) {
            return Err(format!("{one:?}"));
        }
        utterances += 1;
        words += one.utterance.words.len() as u64;
    }
    Ok((utterances, words))
}
