//! Verse: the syllables of each line, joined by hyphens, the mute e kept or elided.
//!
//! A mute e counts before a consonant, is elided before a vowel (`com-m'U-lyss'-a`) and does not
//! count at the end of the line (`cam-pagne`). Vowels that verse parts (`li-on`) are told by
//! [`super::diaeresis`].

use super::{SpokenMap, SpokenMapBuilder};
use crate::{
    Utf8Range,
    liaison::{Onset, onset},
    phoneme::Phoneme,
    reading::{Reading, read_word},
    syllable::WrittenOptions,
};

/// A syllable of the line.
struct Syllable {
    range: Utf8Range,
    text: String,
}

/// A word of the line.
struct Word {
    range: Utf8Range,
    syllables: Vec<Utf8Range>,
    /// The last syllable is heard in verse only.
    mute: bool,
}

/// Each line as its syllables.
pub(super) fn scan(text: &str) -> (String, SpokenMap) {
    let mut out = SpokenMapBuilder::new(text);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        write_line(text, start, end, &mut out);
        out.delete_to(end);
        start += line.len();
        out.copy_to(start);
    }
    out.finish()
}

fn write_line(text: &str, start: usize, end: usize, out: &mut SpokenMapBuilder<'_>) {
    for (index, syllable) in syllables(text, &words(text, start, end)).into_iter().enumerate() {
        if index == 0 {
            out.delete_to(syllable.range.start());
        } else if syllable.range.start() > out.position() {
            out.replace_to(syllable.range.start(), "-");
        } else {
            out.insert("-");
        }
        out.replace_to(syllable.range.end(), &syllable.text);
    }
}

/// The words of a line; what is elided (`l'`) belongs to the word after it.
fn words(text: &str, start: usize, end: usize) -> Vec<Word> {
    let line = text.get(start..end).unwrap_or_default();
    let mut words = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        let inside = c.is_alphabetic() || (open.is_some() && (c == '\'' || is_mark(c)));
        match (inside, open) {
            (true, None) => open = Some(at),
            (false, Some(from)) => {
                let range = Utf8Range::new(start + from, start + at);
                words.push(word(text, range, words.last()));
                open = None;
            }
            _ => {}
        }
    }
    words
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Vowels that prose says in one syllable, parted where verse parts them. After « nous » and « vous »
/// the endings of verbs stay whole: « nous chantions ».
fn part_vowels(
    body: &str,
    reading: &Reading,
    start: usize,
    verb: bool,
    syllables: &mut Vec<Utf8Range>,
) {
    let lower = body.to_lowercase();
    if lower.len() != body.len() || (verb && (lower.ends_with("ions") || lower.ends_with("iez"))) {
        return;
    }
    for grapheme in reading.graphemes() {
        let letters = grapheme.range.slice(&lower);
        let vowels = grapheme.phonemes.iter().filter(|phoneme| phoneme.is_vowel()).count();
        let sounds = grapheme.phonemes.iter().count();
        let end = grapheme.range.end();
        let (parted, at) = match letters {
            // « ouvrier », where prose hears two syllables too
            "i" | "ï" | "u" | "ou" | "y" if sounds == 2 && vowels == 1 => (true, start + end),
            "i" | "ï" | "u" | "ou" | "y" if sounds == 1 && vowels == 0 => {
                (super::diaeresis::parts(&lower, end), start + end)
            }
            // « pays »
            "ay" if vowels == 2 => (true, start + end - 1),
            _ => (false, start),
        };
        if !parted {
            continue;
        }
        let place = syllables.iter().position(|s| s.start() < at && at < s.end());
        if let Some((place, whole)) = place.and_then(|p| Some((p, *syllables.get(p)?))) {
            let halves = [Utf8Range::new(whole.start(), at), Utf8Range::new(at, whole.end())];
            syllables.splice(place..=place, halves);
        }
    }
}

fn word(text: &str, range: Utf8Range, before: Option<&Word>) -> Word {
    /// Longer words are no verse; they are left whole.
    const BYTES_MAX: usize = 80;
    let written = range.slice(text);
    let elided = match written.find('\'') {
        Some(at) if at < written.len() - 1 && written != "aujourd'hui" => at + 1,
        _ => 0,
    };
    let body = written.get(elided..).unwrap_or_default();
    if written.len() > BYTES_MAX {
        return Word { range, syllables: vec![range], mute: false };
    }
    let reading = read_word(body);
    let mut syllables: Vec<Utf8Range> = reading
        .written_syllables(&WrittenOptions::SCHOOL)
        .into_iter()
        .map(|syllable| syllable.shift(range.start() + elided))
        .collect();
    let subject = before.is_some_and(|word| {
        matches!(word.range.slice(text).to_lowercase().as_str(), "nous" | "vous")
    });
    part_vowels(body, &reading, range.start() + elided, subject, &mut syllables);
    if let Some(first) = syllables.first_mut() {
        *first = Utf8Range::new(range.start(), first.end());
    } else {
        syllables.push(range);
    }
    let last = syllables.last().map_or(range.start(), |last| last.start());
    let sounded = reading.graphemes().any(|grapheme| {
        range.start() + elided + grapheme.range.start() >= last
            && grapheme
                .phonemes
                .iter()
                .any(|phoneme| phoneme.is_vowel() && phoneme != Phoneme::Schwa)
    });
    let mute = syllables.len() > 1 && !sounded;
    Word { range, syllables, mute }
}

/// The syllables of the line, mute ones joined to what they are heard with.
fn syllables(text: &str, words: &[Word]) -> Vec<Syllable> {
    let mut all: Vec<Syllable> = Vec::new();
    // What an elision hands to the next word: « m' » of « comme Ulysse ».
    let mut carried: Option<(usize, String)> = None;
    for (index, word) in words.iter().enumerate() {
        let next = words.get(index + 1);
        for (place, range) in word.syllables.iter().enumerate() {
            let mut syllable = Syllable { range: *range, text: range.slice(text).to_owned() };
            if let Some((from, letters)) = carried.take() {
                syllable.range = Utf8Range::new(from, range.end());
                syllable.text.insert_str(0, &letters);
            }
            let last = word.mute && place + 1 == word.syllables.len();
            let elided = next.is_some_and(|next| elides(text, word, next));
            match (last, next, elided) {
                (true, None, _) => join(&mut all, syllable),
                (true, Some(next), true) => {
                    syllable.text.pop();
                    syllable.text.push('\'');
                    if stays(text, word, *range, next) {
                        join(&mut all, syllable);
                    } else {
                        carried = Some((range.start(), syllable.text));
                    }
                }
                _ => all.push(syllable),
            }
        }
    }
    all
}

/// Whether the mute e of `word` is lost before `next`.
fn elides(text: &str, word: &Word, next: &Word) -> bool {
    let vowel = onset(next.range.slice(text)) == Onset::Vowel;
    word.range.slice(text).ends_with(['e', 'E']) && vowel
}

/// A doubled consonant is not cut across punctuation: « U-lyss'-a ».
fn stays(text: &str, word: &Word, mute: Utf8Range, next: &Word) -> bool {
    let between = Utf8Range::new(word.range.end(), next.range.start()).slice(text);
    let pause = between.contains(|c: char| !c.is_whitespace());
    let before = text.get(..mute.start()).and_then(|before| before.chars().next_back());
    let doubled = before.is_some() && before == mute.slice(text).chars().next();
    pause && doubled
}

fn join(all: &mut Vec<Syllable>, syllable: Syllable) {
    match all.last_mut() {
        Some(last) => {
            last.range = last.range.cover(syllable.range);
            last.text.push_str(&syllable.text);
        }
        None => all.push(syllable),
    }
}
