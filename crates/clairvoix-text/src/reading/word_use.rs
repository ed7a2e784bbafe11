//! Reading a word for the use it has in its sentence.

use super::{Cell, Inner, Reading, Source, engine::letter, quality, read_word};
use crate::phoneme::{Phoneme, Phonemes};

/// What the sentence says about a word, as far as its sounds depend on it.
///
/// Found by module `context`; [`read_word_as`] reads accordingly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WordUse {
    /// Nothing: the word is read as if alone.
    #[default]
    Alone,
    /// A verb in the third person plural: final *-ent* is silent (*ils content*).
    VerbThirdPlural,
    /// A verb in the first person plural: *-tions* keeps its t (*nous portions*).
    VerbFirstPlural,
    /// An infinitive: *-er* is é (*boxer*).
    Infinitive,
    /// A noun, adjective or adverb: *-ent* is a nasal vowel (*content*), *-tions* has an s sound
    /// (*les portions*), *-er* sounds its r (*le boxer*).
    Nominal,
    /// An adjective whose final n is heard in liaison, so that its vowel is oral: *bon ami*. The
    /// consonant itself is the liaison's.
    Denasalised,
    /// The reading is given, as `letters:sounds` joined by `|`, sounds in Lexique codes and `#` for
    /// silence: `f:f|i:i|l:l|s:#`. Ignored where its letters are not those of the word.
    Given(&'static str),
}

/// Reads `word` for the use it has in its sentence.
///
/// ```
/// use clairvoix_text::reading::{WordUse, read_word_as};
/// assert_eq!(read_word_as("affluent", WordUse::Nominal).ipa(), "aflyɑ̃");
/// assert_eq!(read_word_as("affluent", WordUse::VerbThirdPlural).ipa(), "afly");
/// assert_eq!(read_word_as("tous", WordUse::Given("t:t|ou:u|s:#")).ipa(), "tu");
/// ```
#[must_use]
pub fn read_word_as(word: &str, usage: WordUse) -> Reading {
    let alone = read_word(word);
    let tail = match usage {
        WordUse::Alone => return alone,
        WordUse::Given(graphemes) => graphemes,
        WordUse::Denasalised => denasalised(&alone),
        // Alone it is read as that verb already, and its i may belong to ai, oi or ui (avaient).
        WordUse::VerbThirdPlural if ends_silent(&alone) => return alone,
        WordUse::VerbThirdPlural if ends(&alone, "ient") => "i:i|ent:#",
        // The aligned words put the sound of s on the t: ils restent.
        WordUse::VerbThirdPlural if ends(&alone, "estent") => "e:E|s:s|t:t|ent:#",
        WordUse::VerbThirdPlural if ends(&alone, "ent") => "ent:#",
        WordUse::VerbFirstPlural if ends(&alone, "tions") => "t:t|i:j|on:§|s:#",
        WordUse::Infinitive if ends(&alone, "er") => "er:e",
        WordUse::Nominal if ends(&alone, "stions") => return alone,
        WordUse::Nominal if ends(&alone, "tions") => "ti:sj|on:§|s:#",
        WordUse::Nominal if sounds_its_r(&alone) => return alone,
        WordUse::Nominal if ends(&alone, "er") => "er:ER",
        WordUse::Nominal if ends(&alone, "ient") => "ien:j@|t:#",
        WordUse::Nominal if ends(&alone, "ent") => "en:@|t:#",
        _ => return alone,
    };
    with_tail(&alone, tail).unwrap_or(alone)
}

/// Whether the r of a final *-er* is heard, in whichever way the word says it: *flipper*, *driver*.
fn sounds_its_r(reading: &Reading) -> bool {
    ends(reading, "er") && reading.phonemes().last() == Some(Phoneme::R)
}

/// The last letters of an adjective in liaison; nothing where its last vowel is not nasal.
fn denasalised(reading: &Reading) -> &'static str {
    const TAILS: [&str; 6] =
        ["i:j|e:E|n:#", "e:E|n:#", "ai:E|n:#", "ei:E|n:#", "o:O|n:#", "i:i|n:#"];
    let nasal = reading.phonemes().last().is_some_and(|phoneme| phoneme.is_nasal_vowel());
    let fits = |tail: &&str| {
        let letters = tail.split('|').filter_map(|g| g.split(':').next());
        ends(reading, &letters.collect::<String>())
    };
    // -ain and -ein also end with -in: the longest ending is the one meant.
    let tail = TAILS.into_iter().filter(fits).max_by_key(|tail| tail.len());
    tail.filter(|_| nasal).unwrap_or("")
}

/// Whether the letters of the word end so.
fn ends(reading: &Reading, letters: &str) -> bool {
    let wanted = letters.chars().rev().map(letter::encode);
    let mut found = reading.inner().letters.iter().rev().map(|&(letter, _)| letter);
    wanted.into_iter().all(|letter| found.next() == Some(letter))
}

/// Whether the last grapheme, of several letters, is silent: the *-ent* of a verb.
fn ends_silent(reading: &Reading) -> bool {
    let last = reading.inner().cells.last();
    last.is_some_and(|cell| cell.phonemes.iter().next().is_none())
        && reading.graphemes().last().is_some_and(|grapheme| grapheme.range.len() >= "ent".len())
}

/// The reading with its last letters read as `tail` says.
fn with_tail(reading: &Reading, tail: &str) -> Option<Reading> {
    let inner = reading.inner();
    let graphemes: Vec<(&str, &str)> = tail.split('|').filter_map(|g| g.split_once(':')).collect();
    let letters: String = graphemes.iter().map(|(letters, _)| *letters).collect();
    let count = letters.chars().count();
    let start = inner.letters.len().checked_sub(count)?;
    if !ends(reading, &letters) {
        return None;
    }
    let mut cells: Vec<Cell> = inner
        .cells
        .iter()
        .enumerate()
        .take_while(|(index, _)| inner.cell_start(*index) < start)
        .map(|(_, cell)| Cell {
            end: cell.end.min(u32::try_from(start).unwrap_or(u32::MAX)),
            ..*cell
        })
        .collect();
    let kept = cells.len();
    let mut end = start;
    for (letters, sounds) in graphemes {
        end += letters.chars().count();
        cells.push(Cell {
            end: u32::try_from(end).ok()?,
            phonemes: Phonemes::from_lexique(sounds),
            source: Source::Sentence,
        });
    }
    // A syllable that the new ending closes or opens has another e or o: ils excellent. The ending
    // itself is said as it is given.
    let given = cells.get(kept..)?.to_vec();
    quality::set(&mut cells, &inner.letters);
    cells.truncate(kept);
    cells.extend(given);
    Some(Reading::new(Inner {
        cells,
        letters: inner.letters.clone(),
        confidence: inner.confidence,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_use_of_every_ending_reads() {
        let cases = [
            ("expédient", WordUse::VerbThirdPlural, "ɛkspedi"),
            ("avaient", WordUse::VerbThirdPlural, "avɛ"),
            ("croient", WordUse::VerbThirdPlural, "kʁwa"),
            ("restent", WordUse::VerbThirdPlural, "ʁɛst"),
            ("détestent", WordUse::VerbThirdPlural, "detɛst"),
            ("fuient", WordUse::VerbThirdPlural, "fɥi"),
            ("EXPÉDIENT", WordUse::Nominal, "ɛkspedjɑ̃"),
            ("options", WordUse::VerbFirstPlural, "ɔptjɔ̃"),
            ("options", WordUse::Nominal, "ɔpsjɔ̃"),
            ("boxer", WordUse::Nominal, "bɔksɛʁ"),
            ("boxer", WordUse::Infinitive, "bɔkse"),
            ("excellent", WordUse::VerbThirdPlural, "ɛksɛl"),
            ("chat", WordUse::Infinitive, "ʃa"),
            ("bon", WordUse::Denasalised, "bɔ"),
            ("ancien", WordUse::Denasalised, "ɑ̃sjɛ"),
            ("plein", WordUse::Denasalised, "plɛ"),
            ("divin", WordUse::Denasalised, "divi"),
            ("abdomen", WordUse::Denasalised, "abdɔmɛn"),
            ("fils", WordUse::Given("f:f|i:i|l:l|s:#"), "fil"),
            ("fil", WordUse::Given("f:f|i:i|l:l|s:#"), "fil"),
            ("", WordUse::Given("f:f"), ""),
        ];
        for (word, usage, ipa) in cases {
            assert_eq!(read_word_as(word, usage).ipa(), ipa, "{word} {usage:?}");
        }
    }
}
