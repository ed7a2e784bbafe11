//! Greedy tagger from left to right: one row of weights a feature, the tag with the highest sum.

use super::{
    Tag, Upos,
    features::{BOUNDARY, Context, OUTSIDE, of_here, of_left, of_right},
    lexical::{Lexical, shape},
    table::Table,
};

/// First bytes of the model file; the last one is the version.
pub const MAGIC: [u8; 8] = *b"CVXTAG\0\x02";

/// Classes of known words in a model; class 0 is no class.
pub const CLASSES: usize = 256;

/// What a known word may be, as bits.
pub mod may {
    /// A noun.
    pub const NOUN: u8 = 1;
    /// An adjective.
    pub const ADJECTIVE: u8 = 2;
    /// A form of a verb.
    pub const VERB: u8 = 4;
    /// An adverb.
    pub const ADVERB: u8 = 8;
}

/// The model: what the classes of known words may be, the classes of known words and the weights of features.
#[derive(Clone, Copy, Debug)]
pub struct Tagger<'d> {
    possible: &'d [u8],
    lexicon: Table<'d, 1>,
    weights: Table<'d, { Tag::PREDICTED }>,
}

impl Tagger<'static> {
    /// The model that is part of the crate; without the feature `tagger`, one that knows nothing.
    #[must_use]
    pub fn embedded() -> Self {
        #[cfg(feature = "tagger")]
        let data = include_bytes!("../../data/fr/tagger.bin");
        #[cfg(not(feature = "tagger"))]
        let data = &[];
        Self::read(data)
    }
}

impl<'d> Tagger<'d> {
    /// A model in place; data that is no model gives one that knows nothing.
    #[must_use]
    pub fn read(data: &'d [u8]) -> Self {
        let body = data.strip_prefix(&MAGIC).unwrap_or_default();
        let (possible, rest) = body.split_at_checked(CLASSES).unwrap_or_default();
        let (lexicon, rest) = Table::read(rest);
        let (weights, _) = Table::read(rest);
        Self { possible, lexicon, weights }
    }

    /// The classes of known words, for [`Lexical::new`].
    #[must_use]
    pub const fn lexicon(&self) -> &Table<'d, 1> {
        &self.lexicon
    }

    /// What a word may be, as bits of [`may`]; 0 for a word that is not in the lexicon.
    #[must_use]
    pub fn may_be(&self, word: &Lexical) -> u8 {
        let class = usize::from(word.class);
        self.possible.get(class).copied().unwrap_or(0)
    }

    /// Whether the word with this hash (see [`hash_letters`](super::lexical::hash_letters)) is a
    /// known form of a verb.
    #[must_use]
    pub fn knows_verb(&self, hash: u64) -> bool {
        self.lexicon
            .get(hash)
            .and_then(|[class]| self.possible.get(usize::from(*class)))
            .is_some_and(|possible| possible & may::VERB != 0)
    }

    /// Tags the tokens of one sentence; `tags` is emptied first and kept to be used again.
    pub fn tag(&self, tokens: &[(&str, Lexical)], tags: &mut Vec<Tag>) {
        let scores: Vec<FormScores> =
            tokens.iter().map(|(_, lexical)| self.form_scores(lexical)).collect();
        self.tag_scored(tokens, |at| scores.get(at), tags);
    }

    /// What a token alone adds to the sums, where its place in the sentence does not count.
    pub(super) fn form_scores(&self, lexical: &Lexical) -> FormScores {
        FormScores {
            here: self.sum(of_here(lexical)),
            left: self.sum(of_left(lexical)),
            right: self.sum(of_right(lexical)),
        }
    }

    /// Tags tokens whose [`form_scores`](Self::form_scores) are known.
    pub(super) fn tag_scored<'s>(
        &self,
        tokens: &[(&str, Lexical)],
        scores: impl Fn(usize) -> Option<&'s FormScores>,
        tags: &mut Vec<Tag>,
    ) {
        tags.clear();
        let outside = self.form_scores(&OUTSIDE);
        let mut before = [BOUNDARY; 3];
        for (at, (text, here)) in tokens.iter().enumerate() {
            let lexical = |at: Option<usize>| {
                at.and_then(|at| tokens.get(at)).map_or(&OUTSIDE, |(_, lexical)| lexical)
            };
            let scores = |at: Option<usize>| at.and_then(&scores).unwrap_or(&outside);
            let (left, right) = (at.checked_sub(1), Some(at + 1));
            let tag = here.fixed(text).or_else(|| here.only_tag()).unwrap_or_else(|| {
                if !cfg!(feature = "tagger") {
                    return Tag::of(Upos::X);
                }
                let moved = here.shape & (shape::FIRST | shape::SHOUTED) != 0;
                let own = if moved { self.sum(of_here(here)) } else { scores(Some(at)).here };
                let joined = Context {
                    here,
                    left: [lexical(left), lexical(at.checked_sub(2))],
                    right: [lexical(right), lexical(Some(at + 2))],
                    tags: before,
                };
                let joined = self.sum(joined.joined());
                best([&own, &scores(left).left, &scores(right).right, &joined])
            });
            tags.push(tag);
            before = [tag.number() as u8, before[0], before[1]];
        }
    }

    /// The weights of features, added up for each tag.
    #[inline]
    fn sum<const N: usize>(&self, features: [u64; N]) -> Sums {
        let mut sums = [0; Tag::PREDICTED];
        for row in features.into_iter().filter_map(|feature| self.weights.get(feature)) {
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum += i16::from(weight as i8);
            }
        }
        sums
    }
}

/// One sum for each tag that is predicted: 20 signed bytes fit well.
type Sums = [i16; Tag::PREDICTED];

/// What a token adds to the sums of its own tag and of those beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct FormScores {
    here: Sums,
    /// For the token after it.
    left: Sums,
    /// For the token before it.
    right: Sums,
}

/// The tag with the highest sum; of several, the first.
#[inline]
fn best(parts: [&Sums; 4]) -> Tag {
    let mut sums = *parts[0];
    for part in &parts[1..] {
        sums.iter_mut().zip(*part).for_each(|(sum, more)| *sum += more);
    }
    let highest = sums.iter().copied().max();
    let number = sums.iter().position(|sum| Some(*sum) == highest);
    number.and_then(|number| Tag::ALL.get(number)).copied().unwrap_or(Tag::ALL[0])
}

/// Marks the first word of the sentence, and every word of a sentence all in capitals: there, a
/// capital says nothing.
pub fn mark_position(tokens: &mut [(&str, Lexical)]) {
    let word = |lexical: &Lexical| lexical.shape & shape::MARK == 0;
    let shouted = tokens
        .iter()
        .all(|(_, lexical)| !word(lexical) || lexical.shape & (shape::UPPER | shape::DIGIT) != 0);
    let mut first = true;
    for (_, lexical) in tokens {
        if shouted {
            lexical.shape |= shape::SHOUTED;
        }
        if first && word(lexical) {
            lexical.shape |= shape::FIRST;
            first = false;
        }
    }
}
