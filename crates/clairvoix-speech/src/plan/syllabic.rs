//! What is said syllable by syllable: « é-lè-ve ».

use clairvoix_text::{Utf8Range, phoneme::Phoneme};

use super::{PlannedSound, PlannedUtterance, PlannedWord};
use crate::UtteranceWord;

/// The e of « le » said alone, and of a syllable that has no other vowel (« ve »).
const SCHWA: (&str, &str) = ("ə", "ø");

/// What is said in one go: a syllable, or a word that has no more than one.
#[derive(Clone, Debug)]
struct Piece {
    text: String,
    words: Vec<UtteranceWord>,
    sounds: Vec<Vec<PlannedSound>>,
    written: Vec<PlannedWord>,
}

/// One utterance a syllable, for an utterance that says one word, its elision included. Words that are
/// not said as they are spelled stay whole.
pub(super) fn by_syllable(planned: PlannedUtterance, pause_ms: u32) -> Vec<PlannedUtterance> {
    let pieces = joined(pieces(&planned));
    let count = pieces.len();
    if count == 0 {
        return vec![planned];
    }
    let utterance = |(index, piece): (usize, Piece)| {
        let (first, last) = (index == 0, index + 1 == count);
        let mut one = planned.clone();
        one.utterance.text = piece.text;
        one.utterance.words = piece.words;
        one.range = said(&piece.written).unwrap_or(planned.range);
        one.words = piece.written;
        one.sounds = piece.sounds;
        one.starts_sentence = planned.starts_sentence && first;
        one.ends_sentence = planned.ends_sentence && last;
        one.pause_after_ms = if last { planned.pause_after_ms } else { pause_ms };
        one
    };
    pieces.into_iter().enumerate().map(utterance).collect()
}

fn said(written: &[PlannedWord]) -> Option<Utf8Range> {
    written.iter().flat_map(|word| word.syllables.iter().copied()).reduce(Utf8Range::cover)
}

fn pieces(planned: &PlannedUtterance) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut before: Option<&PlannedWord> = None;
    for word in &planned.words {
        let shared = before.is_some_and(|other| other.spoken == word.spoken);
        let silent = word.spoken.is_empty();
        before = Some(word);
        match pieces.last_mut() {
            // Said with the word before, or not at all.
            Some(last) if shared || silent => last.take_in(word),
            _ => match syllables(planned, word) {
                Some(found) => pieces.extend(found),
                None => pieces.push(whole(planned, word)),
            },
        }
    }
    pieces
}

/// A word that is not divided.
fn whole(planned: &PlannedUtterance, word: &PlannedWord) -> Piece {
    let words = planned.utterance.words.get(word.spoken.clone()).unwrap_or_default();
    let range = words.iter().map(|w| w.range).reduce(Utf8Range::cover);
    let range = range.unwrap_or(Utf8Range::new(0, 0));
    let moved = |r: Utf8Range| Utf8Range::new(r.start() - range.start(), r.end() - range.start());
    Piece {
        text: range.slice(&planned.utterance.text).to_owned(),
        words: words
            .iter()
            .map(|w| UtteranceWord { range: moved(w.range), ipa: w.ipa.clone() })
            .collect(),
        sounds: planned.sounds.get(word.spoken.clone()).unwrap_or_default().to_vec(),
        written: vec![PlannedWord { spoken: 0..words.len(), ..word.clone() }],
    }
}

/// The syllables of a word that has several, each of which sounds; none for others.
fn syllables(planned: &PlannedUtterance, word: &PlannedWord) -> Option<Vec<Piece>> {
    let count = word.syllables.len();
    if count < 2 || word.spoken.len() != 1 {
        return None;
    }
    let spoken = planned.utterance.words.get(word.spoken.start)?;
    let sounds = planned.sounds.get(word.spoken.start)?;
    // What is said is what is written: the same number of bytes, so that syllables lie in both.
    let text = spoken.range.slice(&planned.utterance.text);
    if text.len() != word.range.len() {
        return None;
    }
    let mut pieces = Vec::with_capacity(count);
    for (index, syllable) in word.syllables.iter().enumerate() {
        let here = |s: &&PlannedSound| s.syllable == index;
        let sounds: Vec<PlannedSound> =
            sounds.iter().filter(here).map(|s| PlannedSound { syllable: 0, ..s.clone() }).collect();
        let from = syllable.start() - word.range.start();
        let letters = text.get(from..from + syllable.len())?;
        if sounds.is_empty() || !letters.contains(char::is_alphabetic) {
            return None;
        }
        pieces.push(Piece::one(
            letters,
            sounds,
            vec![PlannedWord {
                range: word.range,
                syllables: vec![*syllable],
                spoken: 0..1,
                continues: word.continues || index > 0,
                continued: word.continued || index + 1 < count,
            }],
        ));
    }
    Some(pieces)
}

/// What has no vowel goes with the next syllable (« l'é-lè-ve »), the last one gets one.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match out.pop() {
            Some(elided) if elided.is_elided() && piece.words.len() == 1 => {
                out.push(elided.before(piece));
            }
            before => {
                out.extend(before);
                out.push(piece);
            }
        }
    }
    out.iter_mut().for_each(Piece::say_vowel);
    out
}

impl Piece {
    /// Letters said as one word.
    fn one(letters: &str, sounds: Vec<PlannedSound>, written: Vec<PlannedWord>) -> Self {
        let text: String = letters.chars().filter(|c| c.is_alphabetic()).collect();
        let ipa = sounds.iter().map(|s| s.ipa.as_str()).collect();
        let words = vec![UtteranceWord { range: Utf8Range::new(0, text.len()), ipa }];
        Self { text, words, sounds: vec![sounds], written }
    }

    /// Another word that these sounds say, or that none do.
    fn take_in(&mut self, word: &PlannedWord) {
        let count = self.words.len();
        let spoken = if word.spoken.is_empty() { count..count } else { 0..count };
        self.written.push(PlannedWord { spoken, ..word.clone() });
    }

    fn has_vowel(&self) -> bool {
        let is_vowel =
            |s: &PlannedSound| Phoneme::ALL.iter().any(|p| p.ipa() == s.ipa && p.is_vowel());
        self.sounds.iter().flatten().any(is_vowel)
    }

    fn is_elided(&self) -> bool {
        self.text.ends_with(['\'', '’']) && self.words.len() == 1 && !self.has_vowel()
    }

    /// The two said as one.
    fn before(mut self, next: Self) -> Self {
        let sounds: Vec<PlannedSound> =
            self.sounds.into_iter().chain(next.sounds).flatten().collect();
        let shared = |word: PlannedWord| PlannedWord { spoken: 0..1, ..word };
        self.written.extend(next.written);
        let written = self.written.into_iter().map(shared).collect();
        Self::one(&(self.text + &next.text), sounds, written)
    }

    /// A syllable is said with a vowel that sounds, whatever the voice makes of a mute e.
    fn say_vowel(&mut self) {
        let sounding = self.has_vowel();
        if let [word] = self.words.as_mut_slice()
            && !word.ipa.is_empty()
        {
            word.ipa = word.ipa.replace(SCHWA.0, SCHWA.1);
            if !sounding {
                word.ipa.push_str(SCHWA.1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{PlanOptions, PlanUnit, VoiceId, plan};

    fn said(text: &str) -> String {
        let mut options =
            PlanOptions::new("fr", VoiceId::try_new("fake").unwrap_or_else(|e| panic!("{e}")));
        options.unit = PlanUnit::Syllable;
        options.pauses.syllable_ms = 250;
        options.pauses.word_ms = 600;
        let plan = plan(text, options).unwrap_or_else(|e| panic!("{e}"));
        let mut said = String::new();
        for planned in plan {
            let ipa: Vec<&str> = planned.utterance.words.iter().map(|w| w.ipa.as_str()).collect();
            let syllables: Vec<&str> = planned
                .words
                .iter()
                .flat_map(|w| &w.syllables)
                .map(|range| range.slice(text))
                .collect();
            said += &format!("{} {}", syllables.join("|"), ipa.join("."));
            said += match planned.pause_after_ms {
                250 => " - ",
                600 => " / ",
                _ => "",
            };
        }
        said
    }

    #[test]
    fn words_are_said_syllable_by_syllable() {
        let cases = [
            ("L'élève lit.", "L'|é le - lè lɛ - ve vø / lit li"),
            ("Une belle fenêtre.", "U y - ne nø / bel bɛ - le lø / fe fø - nê nɛ - tre tʁø"),
            ("Le crayon", "Le lø / cra kʁɛ - yon jɔ̃"),
            ("12 examens", "12 duz / e ɛ - xa ɡza - mens mɛ̃"),
            ("L'os, aujourd'hui", "L'|os lɔs / au o - jour ʒuʁ - d'hui dɥi"),
        ];
        for (text, expected) in cases {
            assert_eq!(said(text), expected, "{text}");
        }
    }
}
