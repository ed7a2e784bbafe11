//! How hard a text is to read, and what makes each of its sentences hard.

use super::clause::clauses;
use crate::{
    analysis::{Analysis, Sentence, Word},
    context::{Upos, lexical::word_hash, table::Table},
    segment::WordKind,
};
use std::sync::LazyLock;

/// How hard a text is to read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Readability {
    /// The score of Kandel and Moles, from 100 (very easy) to 0 (very hard); a text may lie outside.
    /// None for a text without words.
    pub score: Option<f32>,
    /// Sentences with at least one word.
    pub sentences: usize,
    /// Words.
    pub words: usize,
    /// Oral syllables.
    pub syllables: usize,
}

/// What makes a sentence hard to read. Words are numbered from the start of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// It has so many words, more than 20.
    LongSentence {
        /// The number of words.
        words: usize,
    },
    /// It has so many clauses with a verb of their own, three or more.
    NestedClauses {
        /// The number of clauses.
        clauses: usize,
    },
    /// This word is rare in books.
    RareWord {
        /// The number of the word.
        word: usize,
    },
    /// This word has four oral syllables or more.
    LongWord {
        /// The number of the word.
        word: usize,
        /// The number of its syllables.
        syllables: usize,
    },
}

/// The values of `data/fr/readability.tsv`.
struct Settings {
    base: f32,
    sentence: f32,
    word: f32,
    long_sentence_words: usize,
    nested_clauses: usize,
    rare_word_letters: usize,
    rare_word_per_million: f32,
    long_word_syllables: usize,
}

static SOURCE: &str = include_str!("../../data/fr/readability.tsv");

/// Words of books and how common they are: `cargo xtask data common`.
#[cfg(feature = "frequency")]
static COMMON: LazyLock<Table<'static, 1>> =
    LazyLock::new(|| Table::read(include_bytes!("../../data/fr/common.bin")).0);

/// Nothing is known of any word.
#[cfg(not(feature = "frequency"))]
static COMMON: LazyLock<Table<'static, 1>> = LazyLock::new(|| Table::read(&[]).0);

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| {
    let value = |name: &str| -> f32 {
        let line = SOURCE.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('\t'));
        line.and_then(|value| value.parse().ok()).unwrap_or(f32::NAN)
    };
    Settings {
        base: value("base"),
        sentence: value("sentence"),
        word: value("word"),
        long_sentence_words: value("long_sentence_words") as usize,
        nested_clauses: value("nested_clauses") as usize,
        rare_word_letters: value("rare_word_letters") as usize,
        rare_word_per_million: value("rare_word_per_million"),
        long_word_syllables: value("long_word_syllables") as usize,
    }
});

/// Measures a text.
///
/// ```
/// use clairvoix_text::{analysis::{AnalyzeOptions, analyze}, structure::readability};
/// let easy = analyze("Le chat dort. Il rêve.", &AnalyzeOptions::default());
/// let hard = analyze(
///     "L'interopérabilité des infrastructures conditionne la dématérialisation administrative.",
///     &AnalyzeOptions::default(),
/// );
/// assert!(readability(&easy).score > readability(&hard).score);
/// ```
#[must_use]
pub fn readability(analysis: &Analysis<'_>) -> Readability {
    let sentences = analysis.sentences().filter(|sentence| sentence.words().len() > 0).count();
    let words = analysis.words().len();
    let syllables = analysis.words().map(|word| word.oral_syllables().len()).sum();
    let mut readability = Readability { score: None, sentences, words, syllables };
    if words > 0 && sentences > 0 {
        let settings = &*SETTINGS;
        let words = words as f32;
        let score = settings.base
            - settings.sentence * words / sentences as f32
            - settings.word * syllables as f32 / words;
        readability.score = Some(score);
    }
    readability
}

/// What makes a sentence hard to read, in the order of [`Reason`]; nothing for an easy one.
///
/// ```
/// use clairvoix_text::{analysis::{AnalyzeOptions, analyze}, structure::{Reason, reasons}};
/// let analysis = analyze("Le chat dort. Le thaumaturge dort.", &AnalyzeOptions::default());
/// let found: Vec<_> = analysis.sentences().map(|sentence| reasons(&sentence)).collect();
/// assert_eq!(found, [vec![], vec![Reason::RareWord { word: 4 }]]);
/// ```
#[must_use]
pub fn reasons(sentence: &Sentence<'_>) -> Vec<Reason> {
    let settings = &*SETTINGS;
    let mut reasons = Vec::new();
    let words = sentence.words().len();
    if words > settings.long_sentence_words {
        reasons.push(Reason::LongSentence { words });
    }
    let clauses = clauses(sentence).len();
    if clauses >= settings.nested_clauses {
        reasons.push(Reason::NestedClauses { clauses });
    }
    let rare = sentence.words().filter(|word| is_rare(word, settings));
    reasons.extend(rare.map(|word| Reason::RareWord { word: word.index() }));
    let long = sentence.words().filter(|word| word.kind() == WordKind::Word);
    reasons.extend(long.filter_map(|word| {
        let syllables = word.oral_syllables().len();
        let word = word.index();
        (syllables >= settings.long_word_syllables).then_some(Reason::LongWord { word, syllables })
    }));
    reasons
}

/// How often a word is met in books, in times per million, rounded down to a power of two; 0 for a
/// word met less than once, and for every word without the feature `frequency`.
///
/// ```
/// use clairvoix_text::structure::frequency_per_million;
/// assert!(frequency_per_million("maison") >= 256);
/// assert_eq!(frequency_per_million("thaumaturge"), 0);
/// ```
#[must_use]
pub fn frequency_per_million(word: &str) -> u32 {
    match COMMON.get(word_hash(word)) {
        Some(&[log]) => 1_u32.checked_shl(u32::from(log)).unwrap_or(u32::MAX),
        _ => 0,
    }
}

fn is_rare(word: &Word<'_>, settings: &Settings) -> bool {
    let text = word.text();
    if !cfg!(feature = "frequency") {
        return false;
    }
    let usual = word.kind() == WordKind::Word && word.said().is_none() && word.pos() != Upos::Propn;
    let long = text.chars().filter(|c| c.is_alphabetic()).count() >= settings.rare_word_letters;
    usual && long && (frequency_per_million(text) as f32) < settings.rare_word_per_million
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_in_the_file() {
        let settings = &*SETTINGS;
        assert!(settings.base > 0.0 && settings.sentence > 0.0 && settings.word > 0.0);
        assert!(settings.rare_word_per_million > 0.0);
        let counts = [
            settings.long_sentence_words,
            settings.nested_clauses,
            settings.rare_word_letters,
            settings.long_word_syllables,
        ];
        assert!(counts.iter().all(|&count| count > 0), "{counts:?}");
    }
}
