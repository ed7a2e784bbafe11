//! Where the members of the chosen families are in a text.

use super::{
    family::{Family, FamilyKind, Member},
    set::FamilySet,
};
use crate::{
    Utf8Range,
    analysis::{Analysis, Word},
    context::lexical::fold,
    language::Language,
    phoneme::Phoneme,
    reading::Grapheme,
};
use unicode_segmentation::UnicodeSegmentation as _;

/// A place in the text where a member of a family is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confusable {
    /// The bytes of the letters in the text.
    pub range: Utf8Range,
    /// The family.
    pub family: &'static Family,
}

/// Every place of the text where a member of the chosen families is, by where it begins, then in the
/// order of [`families`](super::families). Places of two families may overlap, those of one do not.
///
/// ```
/// use clairvoix_text::{analysis::{AnalyzeOptions, analyze}, confusable::{FamilySet, confusables}};
/// let text = "Le vent souffle : un beau gardien dort.";
/// let analysis = analyze(text, &AnalyzeOptions::default());
/// let set: FamilySet = "b-d,f-v-sound,ien,eau".parse()?;
/// let found: Vec<_> = confusables(&analysis, set)
///     .map(|place| (place.range.slice(text), place.family.id))
///     .collect();
/// assert_eq!(found, [
///     ("v", "f-v-sound"), ("ff", "f-v-sound"), ("b", "b-d"), ("eau", "eau"),
///     ("d", "b-d"), ("ien", "ien"), ("d", "b-d"),
/// ]);
/// # Ok::<(), clairvoix_text::confusable::UnknownFamily>(())
/// ```
pub fn confusables<'a>(
    analysis: &'a Analysis<'a>,
    set: FamilySet,
) -> impl Iterator<Item = Confusable> + 'a {
    let sounding = set.iter().any(|family| family.kind != FamilyKind::Letter);
    analysis.words().flat_map(move |word| in_word(&word, set, sounding))
}

fn in_word(word: &Word<'_>, set: FamilySet, sounding: bool) -> Vec<Confusable> {
    // What is not said as it is spelled has no letters for its sounds.
    let read = sounding && word.language() == Language::French && word.said().is_none();
    let graphemes: Vec<Grapheme> = if read { word.graphemes().collect() } else { Vec::new() };
    let mut places = Vec::new();
    for family in set.iter() {
        let ranges = match family.kind {
            FamilyKind::Letter => letters(word, &family.members),
            FamilyKind::Sound => sounds(&graphemes, &family.members),
            FamilyKind::Spelling => spellings(word, &graphemes, &family.members),
        };
        places.extend(ranges.into_iter().map(|range| Confusable { range, family }));
    }
    places.sort_by_key(|place| place.range.start());
    places
}

/// A letter with a mark on it is another letter.
fn letters(word: &Word<'_>, members: &[Member]) -> Vec<Utf8Range> {
    let is_member = |c: char| members.contains(&Member::Letter(c));
    let clusters = word.text().grapheme_indices(true);
    let found = clusters.filter(|(_, cluster)| {
        let mut chars = cluster.chars();
        chars.next().is_some_and(is_member) && chars.next().is_none()
    });
    let start = word.range().start();
    found.map(|(at, cluster)| Utf8Range::new(start + at, start + at + cluster.len())).collect()
}

fn sounds(graphemes: &[Grapheme], members: &[Member]) -> Vec<Utf8Range> {
    let is_member = |sound: Phoneme| members.contains(&Member::Sound(sound));
    let found = graphemes.iter().filter(|grapheme| grapheme.phonemes.iter().any(is_member));
    found.map(|grapheme| grapheme.range).collect()
}

/// The longest spelling at each place; it is made of whole graphemes.
fn spellings(word: &Word<'_>, graphemes: &[Grapheme], members: &[Member]) -> Vec<Utf8Range> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = graphemes.get(at..).filter(|rest| !rest.is_empty()) {
        let len = members.iter().filter_map(|member| spelled(word, rest, member)).max();
        if let Some([first, .., last] | [first @ last]) = len.and_then(|len| rest.get(..len)) {
            found.push(first.range.cover(last.range));
        }
        at += len.unwrap_or(1);
    }
    found
}

/// How many of the next graphemes are the member, if they begin with it.
fn spelled(word: &Word<'_>, graphemes: &[Grapheme], member: &Member) -> Option<usize> {
    let Member::Spelling { letters, sounds, last } = member else {
        return None;
    };
    let start = graphemes.first()?.range.start();
    let mut wanted = sounds.iter();
    for (index, grapheme) in graphemes.iter().enumerate() {
        let mut said = grapheme.phonemes.iter();
        if !said.all(|sound| wanted.next() == Some(sound)) {
            return None;
        }
        let end = grapheme.range.end();
        let written = Utf8Range::new(start - word.range().start(), end - word.range().start());
        let written = written.slice(word.text());
        if written.chars().map(fold).eq(letters.chars()) {
            let ends = !last || end == word.range().end();
            return (ends && wanted.next().is_none()).then_some(index + 1);
        }
        if written.len() >= letters.len() {
            return None;
        }
    }
    None
}
