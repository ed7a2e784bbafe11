//! Sentences and what they are made of, in the objects of `clairvoix analyze`.

use clairvoix_text::{
    analysis::Sentence,
    structure::{
        BreathGroup, Clause, Pause, Readability, Reason, Turn, TurnMark, clauses, reasons,
    },
};
use serde::Serialize;

use super::Range;
use crate::UnitMap;

/// One sentence.
#[derive(Serialize)]
pub(super) struct SentenceObject {
    range: Range,
    /// The words, counted from the start of the text.
    words: Range,
    language: &'static str,
    breath_groups: Vec<BreathObject>,
    clauses: Vec<ClauseObject>,
    /// What makes it hard to read.
    reasons: Vec<ReasonObject>,
}

/// Words said in one breath.
#[derive(Serialize)]
struct BreathObject {
    range: Range,
    words: Range,
    /// `breath`, `short`, `medium` or `long`.
    pause: &'static str,
}

/// A part of a sentence with a verb of its own.
#[derive(Serialize)]
struct ClauseObject {
    range: Range,
    words: Range,
    subordinate: bool,
}

/// What makes a sentence hard to read.
#[derive(Serialize)]
struct ReasonObject {
    /// `long_sentence`, `nested_clauses`, `rare_word` or `long_word`.
    kind: &'static str,
    /// The number of the word, for the kinds of one word.
    #[serde(skip_serializing_if = "Option::is_none")]
    word: Option<usize>,
    /// How many words, clauses or syllables.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
}

/// Words that somebody says.
#[derive(Serialize)]
pub(super) struct TurnObject {
    range: Range,
    /// `dash` or `quotes`.
    mark: &'static str,
}

/// How hard the text is to read.
#[derive(Serialize)]
pub(super) struct ReadabilityObject {
    /// Kandel and Moles: 100 is very easy, 0 very hard; none without words.
    score: Option<f64>,
    sentences: usize,
    words: usize,
    syllables: usize,
}

pub(super) fn sentence(sentence: &Sentence<'_>, map: &UnitMap<'_>) -> SentenceObject {
    SentenceObject {
        range: map.range(sentence.range()),
        words: counted(&sentence.word_indices()),
        language: sentence.language().tag(),
        breath_groups: sentence.breath_groups().iter().map(|group| breath(group, map)).collect(),
        clauses: clauses(sentence).iter().map(|it| clause(it, map)).collect(),
        reasons: reasons(sentence).into_iter().map(reason).collect(),
    }
}

fn counted(words: &std::ops::Range<usize>) -> Range {
    [words.start, words.end]
}

fn breath(group: &BreathGroup, map: &UnitMap<'_>) -> BreathObject {
    let pause = match group.pause {
        Pause::Breath => "breath",
        Pause::Short => "short",
        Pause::Medium => "medium",
        Pause::Long => "long",
    };
    BreathObject { range: map.range(group.range), words: counted(&group.words), pause }
}

fn clause(clause: &Clause, map: &UnitMap<'_>) -> ClauseObject {
    ClauseObject {
        range: map.range(clause.range),
        words: counted(&clause.words),
        subordinate: clause.subordinate,
    }
}

fn reason(reason: Reason) -> ReasonObject {
    let (kind, word, count) = match reason {
        Reason::LongSentence { words } => ("long_sentence", None, Some(words)),
        Reason::NestedClauses { clauses } => ("nested_clauses", None, Some(clauses)),
        Reason::RareWord { word } => ("rare_word", Some(word), None),
        Reason::LongWord { word, syllables } => ("long_word", Some(word), Some(syllables)),
        // A kind that this version has no name for.
        _ => ("other", None, None),
    };
    ReasonObject { kind, word, count }
}

pub(super) fn turn(turn: &Turn, map: &UnitMap<'_>) -> TurnObject {
    let mark = match turn.mark {
        TurnMark::Dash => "dash",
        TurnMark::Quotes => "quotes",
    };
    TurnObject { range: map.range(turn.range), mark }
}

impl From<Readability> for ReadabilityObject {
    fn from(readability: Readability) -> Self {
        let Readability { score, sentences, words, syllables } = readability;
        Self { score: score.map(super::thousandths), sentences, words, syllables }
    }
}
