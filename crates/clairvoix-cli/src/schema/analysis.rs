//! What `clairvoix analyze` writes: see docs/analyze.md.

use std::cell::RefCell;

use clairvoix::text::analysis::{Analysis, Word};
use serde::{Serialize, Serializer};

use super::Range;
use crate::unit::{UnitMap, UnitName};

/// One text.
#[derive(Serialize)]
pub(crate) struct AnalysisObject<S: Serialize, W: Serialize> {
    pub(crate) unit: &'static str,
    pub(crate) sentences: S,
    pub(crate) words: W,
}

/// One sentence.
#[derive(Serialize)]
pub(crate) struct SentenceObject {
    pub(crate) range: Range,
}

/// One word or number.
#[derive(Serialize)]
pub(crate) struct WordObject<'a> {
    pub(crate) range: Range,
    pub(crate) text: &'a str,
    pub(crate) ipa: String,
    pub(crate) graphemes: Vec<GraphemeObject>,
    pub(crate) written_syllables: Vec<Range>,
    pub(crate) oral_syllables: Vec<String>,
    pub(crate) silent: Vec<Range>,
}

/// Letters read together.
#[derive(Serialize)]
pub(crate) struct GraphemeObject {
    pub(crate) range: Range,
    pub(crate) ipa: String,
}

/// The object of an analysis; its lists are made one item at a time, while they are written.
pub(crate) fn object<'a>(analysis: &'a Analysis<'a>, unit: UnitName) -> impl Serialize + 'a {
    AnalysisObject {
        unit: unit.as_str(),
        sentences: List::new(sentences(analysis, unit)),
        words: List::new(words(analysis, unit)),
    }
}

fn sentences<'a>(
    analysis: &'a Analysis<'a>,
    unit: UnitName,
) -> impl Iterator<Item = SentenceObject> + 'a {
    let map = UnitMap::new(unit, analysis.text());
    analysis.sentences().map(move |sentence| SentenceObject { range: map.range(sentence.range()) })
}

fn words<'a>(
    analysis: &'a Analysis<'a>,
    unit: UnitName,
) -> impl Iterator<Item = WordObject<'a>> + 'a {
    let map = UnitMap::new(unit, analysis.text());
    analysis.words().map(move |word| word_object(&word, &map))
}

fn word_object<'a>(word: &Word<'a>, map: &UnitMap) -> WordObject<'a> {
    WordObject {
        range: map.range(word.range()),
        text: word.text(),
        ipa: word.ipa(),
        graphemes: word
            .graphemes()
            .map(|grapheme| GraphemeObject {
                range: map.range(grapheme.range),
                ipa: grapheme.phonemes.iter().map(|sound| sound.ipa()).collect(),
            })
            .collect(),
        written_syllables: word.written_syllables().map(|r| map.range(r)).collect(),
        oral_syllables: word.oral_syllables().collect(),
        silent: word.silent().map(|r| map.range(r)).collect(),
    }
}

/// A list that is made while it is written.
struct List<I>(RefCell<Option<I>>);

impl<I> List<I> {
    fn new(items: I) -> Self {
        Self(RefCell::new(Some(items)))
    }
}

impl<I: Iterator<Item: Serialize>> Serialize for List<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.borrow_mut().take().into_iter().flatten())
    }
}
