//! The averaged perceptron.

use super::{Sentence, buckets};
use clairvoix_text::context::{
    Tag,
    features::{BOUNDARY, Context, FEATURES, OUTSIDE},
    lexical::Lexical,
    tagger::{MAGIC, Tagger},
};
use std::collections::HashMap;

/// Passes over the treebanks.
const PASSES: u32 = 10;
/// By how much the right tag must win, in updates of one weight: a narrow win on what was learned from
/// is often a loss on what was not.
const MARGIN: f32 = 40.0;
/// A feature seen less often is not learned.
const SEEN_MIN: u32 = 2;
/// Features kept in the model.
const FEATURES_MAX: usize = 28_000;

/// How full the table of the model is.
const LOAD: f64 = 0.97;

type Row = [f32; Tag::PREDICTED];

#[derive(Clone, Default)]
struct Weights {
    now: Row,
    sum: Row,
    stamp: u32,
    seen: u32,
}

impl Weights {
    /// Brings the running sum up to `step`.
    fn settle(&mut self, step: u32) {
        let passed = (step - self.stamp) as f32;
        for (sum, now) in self.sum.iter_mut().zip(&self.now) {
            *sum += passed * now;
        }
        self.stamp = step;
    }
}

struct Learner {
    index: HashMap<u64, u32>,
    weights: Vec<Weights>,
    step: u32,
}

/// Learns the weights and gives the table of the model.
pub(crate) fn learn(sentences: &[Sentence], lexicon: &[u8]) -> Vec<u8> {
    let header = [&MAGIC[..], lexicon].concat();
    let tagger = Tagger::read(&header);
    let prepared: Vec<Vec<(&str, Lexical)>> = sentences.iter().map(|s| s.tokens(&tagger)).collect();
    let mut learner = Learner { index: HashMap::new(), weights: Vec::new(), step: 0 };
    learner.count(sentences, &prepared);
    learner.keep(|w| w.seen >= SEEN_MIN);
    learner.passes(PASSES, sentences, &prepared);
    // Prune to the strongest, then learn again with those alone, so that they make up for the loss.
    let mut strengths: Vec<f32> = learner.weights.iter().map(strength).collect();
    strengths.sort_by(|a, b| b.total_cmp(a));
    let floor = strengths.get(FEATURES_MAX).copied().unwrap_or(0.0);
    learner.keep(|w| strength(w) > floor);
    learner.reset();
    learner.passes(PASSES, sentences, &prepared);
    learner.write()
}

/// How much a feature can change a decision, times how often it is there.
fn strength(weights: &Weights) -> f32 {
    let high = weights.sum.iter().copied().fold(f32::MIN, f32::max);
    let low = weights.sum.iter().copied().fold(f32::MAX, f32::min);
    (high - low) * (weights.seen as f32).powf(0.3)
}

impl Learner {
    /// Makes a row for every feature seen along the right tags.
    fn count(&mut self, sentences: &[Sentence], prepared: &[Vec<(&str, Lexical)>]) {
        for (sentence, tokens) in sentences.iter().zip(prepared) {
            walk(tokens, |at, context| {
                for feature in context.features() {
                    let next = self.weights.len() as u32;
                    let row = *self.index.entry(feature).or_insert(next);
                    if row == next {
                        self.weights.push(Weights::default());
                    }
                    self.weights[row as usize].seen += 1;
                }
                sentence.tags[at].tag
            });
        }
    }

    fn keep(&mut self, wanted: impl Fn(&Weights) -> bool) {
        let mut kept = Vec::new();
        let weights = &self.weights;
        let mut features: Vec<(u64, u32)> = self
            .index
            .iter()
            .map(|(k, v)| (*k, *v))
            .filter(|(_, row)| wanted(&weights[*row as usize]))
            .collect();
        features.sort_unstable();
        self.index = features
            .into_iter()
            .enumerate()
            .map(|(at, (feature, row))| {
                kept.push(weights[row as usize].clone());
                (feature, at as u32)
            })
            .collect();
        self.weights = kept;
    }

    fn reset(&mut self) {
        for weights in &mut self.weights {
            *weights = Weights { seen: weights.seen, ..Weights::default() };
        }
        self.step = 0;
    }

    fn passes(&mut self, passes: u32, sentences: &[Sentence], prepared: &[Vec<(&str, Lexical)>]) {
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        let mut random = 0x9E37_79B9_7F4A_7C15_u64;
        for pass in 0..passes {
            for at in (1..order.len()).rev() {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                order.swap(at, (random % (at as u64 + 1)) as usize);
            }
            let (mut wrong, mut seen) = (0, 0);
            for &at in &order {
                let sentence = &sentences[at];
                walk(&prepared[at], |at, context| {
                    seen += 1;
                    let gold = sentence.tags[at].tag;
                    let guess = self.update(context, gold);
                    wrong += u32::from(guess != gold);
                    guess
                });
            }
            println!("pass {pass}: {wrong} wrong of {seen}, {} features", self.weights.len());
        }
        let step = self.step;
        for weights in &mut self.weights {
            weights.settle(step);
        }
    }

    /// Guesses one token and corrects the weights where the right tag does not win by the margin.
    fn update(&mut self, context: &Context<'_>, gold: Tag) -> Tag {
        self.step += 1;
        if gold.number() >= Tag::PREDICTED {
            return gold;
        }
        let mut rows = [None; FEATURES];
        let mut sums = Row::default();
        for (slot, feature) in rows.iter_mut().zip(context.features()) {
            *slot = self.index.get(&feature).map(|row| *row as usize);
            if let Some(row) = *slot {
                for (sum, weight) in sums.iter_mut().zip(&self.weights[row].now) {
                    *sum += weight;
                }
            }
        }
        let guess = highest(&sums);
        sums[gold.number()] -= MARGIN;
        let rival = highest(&sums);
        if rival != gold.number() {
            for row in rows.into_iter().flatten() {
                let weights = &mut self.weights[row];
                weights.settle(self.step);
                weights.now[gold.number()] += 1.0;
                weights.now[rival] -= 1.0;
            }
        }
        Tag::ALL[guess]
    }

    /// The averaged weights, rounded to bytes.
    fn write(&self) -> Vec<u8> {
        let mut sizes: Vec<f32> = self
            .weights
            .iter()
            .flat_map(|w| w.sum.iter().map(|x| x.abs()))
            .filter(|x| *x > 0.0)
            .collect();
        sizes.sort_by(f32::total_cmp);
        // The very few largest weights are cut, so that the many small ones keep their detail.
        let top = sizes.get(sizes.len() * 9995 / 10_000).copied().unwrap_or(1.0);
        let mut entries: Vec<(u64, Vec<u8>)> = self
            .index
            .iter()
            .map(|(feature, row)| {
                let weights = &self.weights[*row as usize];
                let bytes = weights.sum.iter().map(|x| {
                    let scaled = (x / top * 127.0).round().clamp(-127.0, 127.0);
                    (scaled as i8) as u8
                });
                (*feature, bytes.collect())
            })
            .collect();
        entries.retain(|(_, row)| row.iter().any(|byte| *byte != 0));
        // The most decisive first: those that find no place are the last.
        let size =
            |row: &[u8]| row.iter().map(|byte| u32::from((*byte as i8).unsigned_abs())).max();
        entries.sort_by_key(|(key, row)| (std::cmp::Reverse(size(row)), *key));
        buckets::build(&entries, Tag::PREDICTED, LOAD)
    }
}

/// The tag with the highest sum; of several, the first.
fn highest(sums: &Row) -> usize {
    (0..Tag::PREDICTED)
        .max_by(|a, b| sums[*a].total_cmp(&sums[*b]).then(b.cmp(a)))
        .unwrap_or_default()
}

/// Shows every token that is not punctuation to `decide`, which gives its tag.
fn walk(tokens: &[(&str, Lexical)], mut decide: impl FnMut(usize, &Context<'_>) -> Tag) {
    let mut before = [BOUNDARY; 3];
    for (at, (text, here)) in tokens.iter().enumerate() {
        let neighbour = |at: Option<usize>| {
            at.and_then(|at| tokens.get(at)).map_or(&OUTSIDE, |(_, lexical)| lexical)
        };
        let tag = here.fixed(text).or_else(|| here.only_tag()).unwrap_or_else(|| {
            decide(
                at,
                &Context {
                    here,
                    left: [neighbour(at.checked_sub(1)), neighbour(at.checked_sub(2))],
                    right: [neighbour(Some(at + 1)), neighbour(Some(at + 2))],
                    tags: before,
                },
            )
        });
        before = [tag.number() as u8, before[0], before[1]];
    }
}
