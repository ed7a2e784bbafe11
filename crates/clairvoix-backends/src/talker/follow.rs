//! Where a voice is in its utterance, by proportion.

use std::time::Duration;

use clairvoix_speech::{MarkKind, PlannedUtterance};
use clairvoix_text::Utf8Range;

/// Time of a letter at rate 1 before any utterance was heard to its end: some 17 letters a second.
const LETTER_MS: f64 = 60.0;
/// How much of what is known of the pace is due to the utterance that ended last.
const LEARNT: f64 = 0.5;
/// No voice is so fast or so slow: what is measured beyond was not speech.
const LETTER_MS_RANGE: (f64, f64) = (15.0, 400.0);

/// What a voice takes for a letter at rate 1, in ms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pace(f64);

impl Default for Pace {
    fn default() -> Self {
        Self(LETTER_MS)
    }
}

impl Pace {
    /// How long an utterance will take.
    pub(super) fn length(self, planned: &PlannedUtterance) -> Duration {
        let rate = f64::from(planned.utterance.rate).max(0.01);
        Duration::from_secs_f64(letters(planned) * self.0 / rate / 1000.0)
    }

    /// An utterance took so long.
    pub(super) fn learn(&mut self, planned: &PlannedUtterance, took: Duration) {
        let letters = letters(planned);
        if letters > 0.0 {
            let measured =
                took.as_secs_f64() * 1000.0 * f64::from(planned.utterance.rate) / letters;
            let measured = measured.clamp(LETTER_MS_RANGE.0, LETTER_MS_RANGE.1);
            self.0 += (measured - self.0) * LEARNT;
        }
    }
}

/// The letters of the words, and one for what parts two of them.
fn letters(planned: &PlannedUtterance) -> f64 {
    planned.utterance.words.iter().map(|word| weight(planned, word.range)).sum()
}

fn weight(planned: &PlannedUtterance, range: Utf8Range) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "a word's letters")]
    let letters = range.slice(&planned.utterance.text).chars().count() as f64;
    letters + 1.0
}

/// A stretch of the text, and the parts of its utterance at which it begins and ends, of 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stretch {
    pub(super) kind: MarkKind,
    pub(super) range: Utf8Range,
    pub(super) part: (f64, f64),
}

/// The written words of an utterance and when each is heard, in order, end to end. A word that goes on
/// from the utterance before, and one that nothing is said for, is none.
pub(super) fn words(planned: &PlannedUtterance) -> Vec<Stretch> {
    let all = letters(planned).max(1.0);
    let spoken = &planned.utterance.words;
    let mut before = vec![0.0];
    for word in spoken {
        before.push(before.last().copied().unwrap_or(0.0) + weight(planned, word.range) / all);
    }
    let at = |index: usize| before.get(index).copied().unwrap_or(1.0);
    let mut found: Vec<Stretch> = Vec::new();
    for word in planned.words.iter().filter(|word| !word.continues && !word.spoken.is_empty()) {
        let part = (at(word.spoken.start), at(word.spoken.end));
        found.push(Stretch { kind: MarkKind::Word, range: word.range, part });
    }
    share(&mut found);
    found
}

/// Neighbours said by the same spoken words share their time evenly.
fn share(found: &mut [Stretch]) {
    let mut start = 0;
    while start < found.len() {
        let part = found[start].part;
        let count = found[start..].iter().take_while(|stretch| stretch.part == part).count();
        #[allow(clippy::cast_precision_loss, reason = "a few words")]
        let one = (part.1 - part.0) / count as f64;
        for (index, stretch) in found[start..start + count].iter_mut().enumerate() {
            #[allow(clippy::cast_precision_loss, reason = "a few words")]
            let from = part.0 + one * index as f64;
            stretch.part = (from, from + one);
        }
        start += count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clairvoix_speech::{PlanOptions, VoiceId, plan};

    fn planned(text: &str) -> PlannedUtterance {
        let voice = VoiceId::try_new("any").unwrap_or_else(|e| panic!("{e}"));
        let plan = plan(text, PlanOptions::new("fr", voice));
        plan.unwrap_or_else(|e| panic!("{e}")).next().unwrap_or_else(|| panic!("no utterance"))
    }

    #[test]
    fn every_written_word_has_its_part_in_proportion_to_what_is_said_for_it() {
        let text = "L'élève lit 12,5 pages.";
        let found = words(&planned(text));
        let written: Vec<&str> = found.iter().map(|s| s.range.slice(text)).collect();
        assert_eq!(written, ["L'", "élève", "lit", "12,5", "pages"]);
        assert!(found.windows(2).all(|pair| (pair[0].part.1 - pair[1].part.0).abs() < 1e-9));
        assert!(found[0].part.0 == 0.0 && (found[4].part.1 - 1.0).abs() < 1e-9);
        let long = |index: usize| found[index].part.1 - found[index].part.0;
        assert!(long(3) > long(1) && long(1) > long(2), "{found:?}");
    }

    #[test]
    fn the_pace_is_learnt() {
        let one = planned("Le petit chat dort.");
        let mut pace = Pace::default();
        let before = pace.length(&one);
        for _ in 0..20 {
            pace.learn(&one, Duration::from_millis(3_000));
        }
        assert!(before.as_millis() < 1_500);
        assert!(pace.length(&one).as_millis().abs_diff(3_000) < 10, "{:?}", pace.length(&one));
        pace.learn(&one, Duration::from_secs(3600));
        assert!(pace.length(&one) < Duration::from_secs(6), "{:?}", pace.length(&one));
    }
}
