//! Breath groups: the words said in one breath, for pauses and for layouts of one group a line.

use super::lists::{BIND, LINK, OF, PLACE};
use crate::{
    Utf8Range,
    analysis::{Sentence, Word},
    context::Upos,
};
use std::ops::Range;

/// No group has more words, save where nothing allows a breath.
pub const BREATH_WORDS_MAX: usize = 12;

/// A group shorter than this is not cut off where there is no punctuation.
const WORDS_MIN: usize = 3;

/// Words said in one breath.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreathGroup {
    /// The bytes of the group in the text, its punctuation included, spaces around it left out.
    pub range: Utf8Range,
    /// Its words, numbered from the start of the text.
    pub words: Range<usize>,
    /// The pause after it.
    pub pause: Pause,
}

/// How long the pause after a group is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pause {
    /// A breath that no sign shows.
    Breath,
    /// A comma, a bracket.
    Short,
    /// A semicolon, a colon, a dash.
    Medium,
    /// The end of a sentence, an ellipsis.
    Long,
}

/// The breath groups of a sentence, in order. Together they hold all its words.
///
/// A group ends at punctuation; a long stretch without any is cut before a conjunction, else before
/// a preposition, never after a word that is said with the next (a determiner, a pronoun).
///
/// ```
/// use clairvoix_text::{analysis::{AnalyzeOptions, analyze}, structure::breath_groups};
/// let text = "Le soir, quand la nuit tombe, le vieux hibou quitte son arbre.";
/// let analysis = analyze(text, &AnalyzeOptions::default());
/// let sentence = analysis.sentences().next().unwrap();
/// let groups: Vec<_> = breath_groups(&sentence).iter().map(|g| g.range.slice(text)).collect();
/// assert_eq!(groups, ["Le soir,", "quand la nuit tombe,", "le vieux hibou quitte son arbre."]);
/// ```
#[must_use]
pub fn breath_groups(sentence: &Sentence<'_>) -> Vec<BreathGroup> {
    let words: Vec<Word<'_>> = sentence.words().collect();
    if words.is_empty() {
        let words = sentence.word_indices();
        return vec![BreathGroup { range: sentence.range(), words, pause: Pause::Long }];
    }
    let cutter = Cutter { sentence, joints: joints(sentence, &words), words };
    let mut groups = Vec::new();
    let mut start = 0;
    for (index, joint) in cutter.joints.iter().enumerate() {
        if joint.cut.is_some_and(|_| joint.pause > Pause::Breath) && cutter.stands(start, index + 1)
        {
            cutter.push(start, index + 1, &mut groups);
            start = index + 1;
        }
    }
    cutter.push(start, cutter.words.len(), &mut groups);
    groups
}

/// What stands between a word and the next.
struct Joint {
    /// Where a group may end, in bytes; none where the two words cannot be parted.
    cut: Option<usize>,
    pause: Pause,
    /// How well a breath falls there without punctuation: the greater the better.
    weight: u8,
}

struct Cutter<'s, 'a> {
    sentence: &'s Sentence<'a>,
    words: Vec<Word<'a>>,
    joints: Vec<Joint>,
}

impl Cutter<'_, '_> {
    /// Whether words `start..end` are long enough to stand before a comma, or stand before more.
    fn stands(&self, start: usize, end: usize) -> bool {
        let joint = end.checked_sub(1).and_then(|index| self.joints.get(index));
        let comma = joint.is_none_or(|joint| joint.pause <= Pause::Short);
        let next = self.joints.iter().skip(end).position(|joint| joint.pause > Pause::Breath);
        let next_len = next.map_or(self.words.len() - end, |len| len + 1);
        // The terms of an enumeration go together, as many as one breath holds.
        !comma || end - start >= WORDS_MIN || next_len >= WORDS_MIN
    }

    /// Adds the group of words `start..end`, cut in two as long as it is too long.
    fn push(&self, start: usize, end: usize, groups: &mut Vec<BreathGroup>) {
        let mut pending = vec![(start, end)];
        while let Some((start, end)) = pending.pop() {
            match self.best_cut(start, end) {
                Some(middle) => pending.extend([(middle, end), (start, middle)]),
                None => groups.push(self.group(start, end)),
            }
        }
    }

    /// The word before which a group that is too long is cut best: a good joint near the middle.
    fn best_cut(&self, start: usize, end: usize) -> Option<usize> {
        let len = end - start;
        if len <= BREATH_WORDS_MAX {
            return None;
        }
        let score = |&index: &usize| {
            let joint = self.joints.get(index - 1)?;
            joint.cut?;
            let signs = if joint.pause > Pause::Breath { 8 } else { 0 };
            // Beyond one breath, what is far from both ends counts first.
            let near = (index - start).min(end - index).min(BREATH_WORDS_MAX / 2);
            let weight = usize::from(joint.weight).max(self.before_verb(index));
            Some((weight + signs) * 4 + near)
        };
        let from = start + WORDS_MIN;
        let to = (end + 1).saturating_sub(WORDS_MIN).min(start + LOOK_AHEAD_MAX);
        (from..to).max_by_key(score).filter(|index| score(index).is_some())
    }

    /// A breath falls well between a long subject and its verb.
    fn before_verb(&self, index: usize) -> usize {
        let verb = self.words.get(index).is_some_and(Word::is_finite_verb);
        let noun = index
            .checked_sub(1)
            .and_then(|before| self.words.get(before))
            .is_some_and(|word| matches!(word.pos(), Upos::Noun | Upos::Adj | Upos::Propn));
        if verb && noun { 3 } else { 0 }
    }

    fn group(&self, start: usize, end: usize) -> BreathGroup {
        let cut = |at: usize| at.checked_sub(1).and_then(|at| self.joints.get(at)?.cut);
        let range = self.sentence.range();
        let from = cut(start).unwrap_or(range.start()) - range.start();
        let to = cut(end).unwrap_or(range.end()) - range.start();
        let raw = self.sentence.text().get(from..to).unwrap_or_default();
        let lead = raw.len() - raw.trim_start().len();
        let first = self.sentence.word_indices().start;
        let last = self.joints.get(end - 1).filter(|_| end < self.words.len());
        // A word may end with a space joined to it (in Malayalam): it is not cut off.
        let words_end = self.words.get(end - 1).map_or(0, |word| word.range().end());
        let trimmed = range.start() + from + raw.trim_end().len();
        BreathGroup {
            range: Utf8Range::new(range.start() + from + lead, trimmed.max(words_end)),
            words: first + start..first + end,
            pause: last.map_or(Pause::Long, |joint| joint.pause),
        }
    }
}

/// A longer stretch without punctuation is cut within so many words, so that time stays linear.
const LOOK_AHEAD_MAX: usize = 64;

fn joints(sentence: &Sentence<'_>, words: &[Word<'_>]) -> Vec<Joint> {
    let bits = |word: &Word<'_>| word.breath_bits();
    let pairs = words.windows(2);
    pairs
        .map(|words| match words {
            [before, after] => joint(sentence, [before, after], [bits(before), bits(after)]),
            _ => Joint { cut: None, pause: Pause::Breath, weight: 0 },
        })
        .collect()
}

fn joint(sentence: &Sentence<'_>, words: [&Word<'_>; 2], bits: [u8; 2]) -> Joint {
    let [before, after] = words.map(Word::range);
    let start = sentence.range().start();
    let gap =
        Utf8Range::new(before.end().saturating_sub(start), after.start().saturating_sub(start));
    let gap = gap.slice(sentence.text());
    let (pause, parted) = match gap {
        " " => (Pause::Breath, true),
        _ => {
            let pause = gap.chars().map(pause_of).max().unwrap_or(Pause::Breath);
            (pause, gap.contains(char::is_whitespace) || pause > Pause::Breath)
        }
    };
    let [left, right] = bits;
    let bound = pause == Pause::Breath && left & BIND != 0;
    let weight = match right {
        _ if bound => 0,
        bits if bits & LINK != 0 => 4,
        bits if bits & PLACE != 0 => 3,
        bits if bits & OF != 0 => 1,
        _ => 0,
    };
    Joint { cut: (parted && !bound).then(|| before.end() + cut_in(gap)), pause, weight }
}

/// Opening signs go with the words after them.
fn cut_in(gap: &str) -> usize {
    if gap == " " {
        return 1;
    }
    gap.find(['«', '“', '(', '[', '–', '—']).unwrap_or(gap.len())
}

fn pause_of(c: char) -> Pause {
    match c {
        '.' | '!' | '?' | '…' => Pause::Long,
        ';' | ':' | '–' | '—' => Pause::Medium,
        ',' | '(' | ')' | '[' | ']' | '/' => Pause::Short,
        _ => Pause::Breath,
    }
}
