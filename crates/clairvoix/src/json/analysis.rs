//! The analysis of a text.

use std::{cell::RefCell, rc::Rc};

use clairvoix_text::{
    analysis::{Analysis, Word},
    confusable::{FamilySet, confusables},
    liaison::{Link, Register},
    structure::{readability, turns},
};
use serde::{Serialize, Serializer};

use super::{
    Range,
    link::{LiaisonObject, liaison},
    structure::{ReadabilityObject, sentence, turn},
};
use crate::{UnitMap, UnitName};

/// One text.
#[derive(Serialize)]
struct AnalysisObject<S: Serialize, W: Serialize, T: Serialize, C: Serialize> {
    unit: &'static str,
    language: &'static str,
    sentences: S,
    words: W,
    turns: T,
    readability: ReadabilityObject,
    #[serde(skip_serializing_if = "Option::is_none")]
    confusables: Option<C>,
}

/// One word or number.
#[derive(Serialize)]
struct WordObject<'a> {
    range: Range,
    text: &'a str,
    ipa: String,
    graphemes: Vec<GraphemeObject>,
    written_syllables: Vec<Range>,
    oral_syllables: Vec<String>,
    silent: Vec<Range>,
    pos: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    said: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_by: Option<OriginObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    liaison_after: Option<LiaisonObject>,
    /// The consonant, in IPA.
    #[serde(skip_serializing_if = "Option::is_none")]
    enchainement_after: Option<&'static str>,
}

/// The line of a list of pronunciations.
#[derive(Serialize)]
struct OriginObject<'a> {
    list: &'a str,
    line: u32,
}

/// Letters read together.
#[derive(Serialize)]
struct GraphemeObject {
    range: Range,
    ipa: String,
}

/// A place of a family that was asked for.
#[derive(Serialize)]
struct ConfusableObject {
    range: Range,
    family: &'static str,
}

/// The object of an analysis; its lists are made one item at a time, while they are written. docs/analyze.md
/// describes it.
///
/// ```
/// use clairvoix::{UnitName, json, text::{analysis::analyze, confusable::FamilySet}};
/// let analysis = analyze("Le chat dort.", &Default::default());
/// let object = json::analysis(&analysis, UnitName::Scalar, FamilySet::NONE);
/// let text = serde_json::to_string(&object)?;
/// assert!(text.starts_with(r#"{"unit":"scalar","language":"fr""#));
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn analysis<'a>(
    analysis: &'a Analysis<'a>,
    unit: UnitName,
    families: FamilySet,
) -> impl Serialize + 'a {
    let map = Rc::new(UnitMap::new(unit, analysis.text()));
    let (of_sentences, of_words, of_turns) = (Rc::clone(&map), Rc::clone(&map), Rc::clone(&map));
    let places = move || {
        confusables(analysis, families).map(move |place| ConfusableObject {
            range: map.range(place.range),
            family: place.family.id,
        })
    };
    AnalysisObject {
        unit: unit.as_str(),
        language: analysis.options().language.tag(),
        sentences: List::new(analysis.sentences().map(move |it| sentence(&it, &of_sentences))),
        words: List::new(analysis.words().map(move |word| word_object(&word, &of_words))),
        turns: List::new(turns(analysis.text()).map(move |it| turn(&it, &of_turns))),
        readability: readability(analysis).into(),
        confusables: (families != FamilySet::NONE).then(|| List::new(places())),
    }
}

fn word_object<'a>(word: &Word<'a>, map: &UnitMap<'_>) -> WordObject<'a> {
    let link = word.link_after();
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
        silent: word.silent_in(Register::Everyday).map(|r| map.range(r)).collect(),
        pos: word.pos().name(),
        said: word.said(),
        decided_by: word
            .decided_by()
            .map(|origin| OriginObject { list: &origin.list, line: origin.line }),
        confidence: word.confidence().map(super::thousandths),
        liaison_after: liaison(link),
        enchainement_after: match link {
            Link::Enchainement(sound) => Some(sound.ipa()),
            Link::Liaison(_) | Link::None => None,
        },
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
