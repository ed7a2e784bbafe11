//! Words that a list of pronunciations has.

use super::{
    Analysis, Analyzer,
    memo::Known,
    said::{Said, read_words},
};
use crate::{
    Utf8Range,
    phoneme::Phoneme,
    pronunciation::Origin,
    reading::align,
    segment::{SentenceSpan, WordSpan},
    spoken::Spoken,
};
use std::sync::Arc;

/// A word whose letters can stand for what a list says.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    /// The word, numbered from the start of the text.
    pub(super) index: usize,
    pub(super) known: Arc<Known>,
    /// The line that decided.
    pub(super) origin: Origin,
    /// The words said in its place; none where the list gives sounds.
    pub(super) said: Option<String>,
}

/// Reads the words of a sentence that lists decided: with their letters aligned in `listed`, the others
/// in `all`.
pub(super) fn read_pronounced(
    analysis: &Analysis<'_>,
    sentence: &SentenceSpan,
    words: &[WordSpan],
    spoken: &Spoken,
    analyzer: &Analyzer,
    all: &mut Vec<Said>,
    listed: &mut Vec<Listed>,
) {
    let mut free = 0;
    for part in &spoken.pronounced {
        let source = spoken.map.to_source(part.spoken).shift(sentence.range.start());
        let first = words.partition_point(|word| word.range.end() <= source.start()).max(free);
        let end = words.partition_point(|word| word.range.start() < source.end());
        let Some(touched) = words.get(first..end).filter(|touched| !touched.is_empty()) else {
            continue;
        };
        free = end;
        let index = sentence.words.start + first;
        let said = match &part.reading {
            Some(reading) => {
                let text = part.spoken.slice(&spoken.text);
                Said::of_reading(index, text, reading, &analysis.options().oral)
            }
            None => read_words(index, &spoken.text, part.spoken, analyzer),
        };
        let words_said = part.reading.is_none().then(|| said.text.clone());
        match known(analysis, touched, index, &said.sounds) {
            Some(known) => {
                listed.extend(known.into_iter().zip(index..).map(|(known, index)| Listed {
                    index,
                    known: Arc::new(known),
                    origin: part.origin.clone(),
                    said: words_said.clone(),
                }))
            }
            None => all.extend((index..sentence.words.start + end).map(|index| Said {
                index,
                origin: Some(part.origin.clone()),
                ..said.clone()
            })),
        }
    }
}

/// The words with the sounds under their letters, where they can stand for them.
fn known(
    analysis: &Analysis<'_>,
    touched: &[WordSpan],
    index: usize,
    sounds: &[Phoneme],
) -> Option<Vec<Known>> {
    let form = |range: Utf8Range| range.slice(&analysis.text);
    let forms: Vec<&str> = touched.iter().map(|word| form(word.range)).collect();
    let readings = align(&forms, sounds)?;
    let options = analysis.options();
    let known = |((form, reading), index): ((&&str, _), usize)| {
        let usage = analysis.context(index).map(|context| context.usage).unwrap_or_default();
        Known::of(form, usage, reading, &options.written, &options.oral)
    };
    Some(forms.iter().zip(readings).zip(index..).map(known).collect())
}
