//! The structured perceptron: weights for (surroundings, grapheme with sounds), learned from
//! whole words.

use super::{
    Inputs,
    corpus::Word,
    engine::{
        context,
        letter::Letter,
        rule::Rules,
        sound,
        table::{Pair, SOUNDS, START},
    },
};
use std::collections::{BTreeMap, HashMap};

pub(crate) struct Entry {
    pub(crate) pair: u16,
    pub(crate) weight: f32,
    sum: f64,
    last: u32,
}

pub(crate) struct Model {
    pub(crate) pairs: Vec<Pair>,
    by_letter: Vec<Vec<u16>>,
    pub(crate) ids: HashMap<u64, u32, Plain>,
    pub(crate) lists: Vec<Vec<Entry>>,
    /// Weights of a pair after the last sound of the one before: `[sound][pair]`.
    pub(crate) steps: Vec<Entry>,
    last_sound: Vec<u8>,
    time: u32,
}

/// How a model is learned.
pub(crate) struct Learning {
    /// Sees what dictionaries and other words know.
    pub(crate) with_facts: bool,
    /// Surroundings count when so many lemma groups have them.
    pub(crate) support: u32,
    pub(crate) seed: u64,
}

impl Learning {
    /// The model that ships.
    pub(crate) const SMALL: Self = Self { with_facts: false, support: 3, seed: 2026 };
    /// What the best way must be ahead by; share of surroundings left out each time.
    const MARGIN: f32 = 4.0;
    const DROPPED: f32 = 0.3;
}

impl std::fmt::Display for Learning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = if self.with_facts { "model of the teacher" } else { "small model" };
        write!(f, "{name}, support {}", self.support)
    }
}

impl Inputs {
    /// Calls `take` with each place of the word and each key of its surroundings, in order.
    fn keys(&self, word: &Word, with_facts: bool, mut take: impl FnMut(usize, u64)) {
        let more = with_facts.then(|| self.facts.keys(&word.text, &word.letters, word.group));
        for at in 0..word.letters.len() {
            context::keys(&word.letters, at, &self.rules, |key| take(at, key));
            let more = more.iter().flat_map(|places| places.get(at)).flatten();
            more.for_each(|&key| take(at, key));
        }
    }
}

/// Keys are already well mixed.
#[derive(Default, Clone, Copy)]
pub(crate) struct Plain;
pub(crate) struct PlainHasher(u64);
impl std::hash::BuildHasher for Plain {
    type Hasher = PlainHasher;
    fn build_hasher(&self) -> PlainHasher {
        PlainHasher(0)
    }
}
impl std::hash::Hasher for PlainHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0 << 8 ^ u64::from(byte);
        }
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A word made ready: the ids of its surroundings, place by place.
pub(crate) struct Prepared {
    letters: Vec<Letter>,
    pub(crate) gold: Vec<(usize, u16)>,
    /// What binding rules state.
    pub(crate) bound: Vec<(usize, u16)>,
    ids: Vec<u32>,
    starts: Vec<u32>,
}

impl Prepared {
    /// A word that binding rules read otherwise than the source is not learned from.
    pub(crate) fn forget_contradicted(&mut self) {
        if self.bound.iter().any(|bound| !self.gold.contains(bound)) {
            self.gold.clear();
        }
    }

    /// What an exception decides is decided again by the letters around, so that words which no
    /// exception names profit from it.
    pub(crate) fn learn_what_binds(&mut self) {
        self.forget_contradicted();
        self.bound.clear();
    }
}

impl Prepared {
    /// The word with a share of its surroundings left out, the same for the same seed.
    fn thinned(&self, drop: f32, seed: u32) -> Self {
        let mut state = u64::from(seed).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let limit = (f64::from(drop) * f64::from(u32::MAX)) as u64;
        let mut ids = Vec::with_capacity(self.ids.len());
        let mut starts = vec![0];
        for place in self.starts.windows(2) {
            for &id in &self.ids[place[0] as usize..place[1] as usize] {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                if state >> 32 >= limit {
                    ids.push(id);
                }
            }
            starts.push(ids.len() as u32);
        }
        let (letters, gold, bound) = (self.letters.clone(), self.gold.clone(), self.bound.clone());
        Self { letters, gold, bound, ids, starts }
    }
}

impl Model {
    /// A model without weights: its surroundings are those that enough lemma groups have.
    pub(crate) fn new(words: &[&Word], inputs: &Inputs, learning: &Learning) -> Self {
        let pairs = inventory(words, &inputs.binding);
        let mut by_letter = vec![Vec::new(); 64];
        for (index, pair) in pairs.iter().enumerate() {
            by_letter[usize::from(pair.letters[0])].push(index as u16);
        }
        let last_sound =
            pairs.iter().map(|pair| pair.sounds.last().copied().unwrap_or(0)).collect();
        let mut seen: HashMap<u64, (u32, u32), Plain> = HashMap::with_hasher(Plain);
        for word in words {
            inputs.keys(word, learning.with_facts, |_, key| {
                let entry = seen.entry(key).or_insert((0, u32::MAX));
                if entry.1 != word.group {
                    *entry = (entry.0 + 1, word.group);
                }
            });
        }
        let enough = seen.into_iter().filter(|(_, (count, _))| *count >= learning.support);
        let mut kept: Vec<u64> = enough.map(|(key, _)| key).collect();
        kept.sort_unstable();
        let ids: HashMap<u64, u32, Plain> =
            kept.iter().enumerate().map(|(id, &key)| (key, id as u32)).collect();
        let lists = (0..ids.len()).map(|_| Vec::new()).collect();
        let steps = (0..SOUNDS * pairs.len())
            .map(|_| Entry { pair: 0, weight: 0.0, sum: 0.0, last: 0 })
            .collect();
        Self { pairs, by_letter, ids, lists, steps, last_sound, time: 0 }
    }

    /// A word made ready to be read; its alignment, if it has one, as pairs.
    pub(crate) fn prepare(&self, word: &Word, inputs: &Inputs, with_facts: bool) -> Prepared {
        let letters = &word.letters;
        let mut ids = Vec::new();
        let mut starts = vec![0];
        inputs.keys(word, with_facts, |at, key| {
            if starts.len() <= at {
                starts.push(ids.len() as u32);
            }
            ids.extend(self.ids.get(&key));
        });
        starts.resize(letters.len() + 1, ids.len() as u32);
        let bound = self.bound(letters, &inputs.binding);
        let gold = self.pairs_of(word).unwrap_or_default();
        Prepared { letters: letters.clone(), gold, bound, ids, starts }
    }

    fn pairs_of(&self, word: &Word) -> Option<Vec<(usize, u16)>> {
        let mut at = 0;
        let mut pairs = Vec::with_capacity(word.gold.len());
        for (len, sounds) in &word.gold {
            let spelled = word.letters.get(at..at + len)?;
            pairs.push((at, find(&self.pairs, spelled, &sound::encode_collapsed(sounds))?));
            at += len;
        }
        Some(pairs)
    }

    fn bound(&self, letters: &[Letter], binding: &Rules) -> Vec<(usize, u16)> {
        (0..letters.len())
            .filter_map(|at| {
                let rule = binding.find(letters, at)?;
                let sounds = sound::encode_collapsed(&rule.sounds);
                Some((at, find(&self.pairs, &rule.grapheme, &sounds)?))
            })
            .collect()
    }

    /// Adds to `scores`, by pair, what the surroundings give.
    fn add_scores(&self, ids: &[u32], scores: &mut [f32]) {
        for entry in ids.iter().flat_map(|&id| &self.lists[id as usize]) {
            scores[usize::from(entry.pair)] += entry.weight;
        }
    }

    /// The best path; with a margin, pairs that are not in the gold path get a bonus.
    pub(crate) fn decode(&self, word: &Prepared, margin: f32) -> (Vec<(usize, u16)>, f32) {
        let n = word.letters.len();
        // nodes: (start, pair, best score up to here, index of the node before)
        let mut nodes: Vec<(usize, u16, f32, usize)> = Vec::new();
        let mut ending: Vec<Vec<usize>> = vec![Vec::new(); n + 1];
        let mut scores = vec![0.0f32; self.pairs.len()];
        for at in 0..n {
            if at > 0 && ending[at].is_empty() {
                continue;
            }
            let ids = &word.ids[word.starts[at] as usize..word.starts[at + 1] as usize];
            let choices = &self.by_letter[usize::from(word.letters[at])];
            choices.iter().for_each(|&pair| scores[usize::from(pair)] = 0.0);
            self.add_scores(ids, &mut scores);
            for &pair in choices {
                let letters = &self.pairs[usize::from(pair)].letters;
                if word.letters.get(at..at + letters.len()) != Some(letters) {
                    continue;
                }
                let bound = word.bound.contains(&(at, pair));
                if !self.pairs[usize::from(pair)].common && !bound {
                    continue;
                }
                let mut score = scores[usize::from(pair)] + if bound { 1e4 } else { 0.0 };
                if margin > 0.0 && !word.gold.contains(&(at, pair)) {
                    score += margin;
                }
                let step = |sound: u8| {
                    self.steps[usize::from(sound) * self.pairs.len() + usize::from(pair)].weight
                };
                let mut best = (f32::NEG_INFINITY, usize::MAX);
                if at == 0 {
                    best = (step(START), usize::MAX);
                }
                for &before in &ending[at] {
                    let total =
                        nodes[before].2 + step(self.last_sound[usize::from(nodes[before].1)]);
                    if total > best.0 {
                        best = (total, before);
                    }
                }
                nodes.push((at, pair, best.0 + score, best.1));
                ending[at + letters.len()].push(nodes.len() - 1);
            }
        }
        let mut path = Vec::new();
        let mut best = ending[n].iter().copied().max_by(|&a, &b| nodes[a].2.total_cmp(&nodes[b].2));
        let total = best.map_or(0.0, |b| nodes[b].2);
        while let Some(node) = best {
            path.push((nodes[node].0, nodes[node].1));
            best = Some(nodes[node].3).filter(|&before| before != usize::MAX);
        }
        path.reverse();
        (path, total)
    }

    /// The score of a way through a word.
    pub(crate) fn score(&self, word: &Prepared, path: &[(usize, u16)]) -> f32 {
        let mut before = START;
        let mut total = 0.0;
        for &(at, pair) in path {
            let ids = &word.ids[word.starts[at] as usize..word.starts[at + 1] as usize];
            let lists = ids.iter().flat_map(|&id| &self.lists[id as usize]);
            let own = lists.filter(|entry| entry.pair == pair).map(|entry| entry.weight);
            let step = usize::from(before) * self.pairs.len() + usize::from(pair);
            total += own.sum::<f32>() + self.steps[step].weight;
            before = self.last_sound[usize::from(pair)];
        }
        total
    }

    /// The best way through a word that gives exactly `sounds`, as graphemes with Lexique codes.
    pub(crate) fn align(&self, word: &Prepared, sounds: &str) -> Option<Vec<(usize, String)>> {
        let target = sound::encode_collapsed(sounds);
        let (n, m) = (word.letters.len(), target.len());
        let place = |at: usize, sound: usize| at * (m + 1) + sound;
        let mut best: Vec<Option<(f32, u16)>> = vec![None; (n + 1) * (m + 1)];
        best[0] = Some((0.0, 0));
        let mut scores = vec![0.0f32; self.pairs.len()];
        for at in 0..n {
            let ids = &word.ids[word.starts[at] as usize..word.starts[at + 1] as usize];
            let choices = &self.by_letter[usize::from(word.letters[at])];
            choices.iter().for_each(|&pair| scores[usize::from(pair)] = 0.0);
            self.add_scores(ids, &mut scores);
            for &index in choices {
                let pair = &self.pairs[usize::from(index)];
                let (end, len) = (at + pair.letters.len(), pair.sounds.len());
                if !pair.common || word.letters.get(at..end) != Some(&pair.letters) {
                    continue;
                }
                for from in 0..=m.saturating_sub(len) {
                    let Some((total, _)) = best[place(at, from)] else { continue };
                    if target.get(from..from + len) != Some(&pair.sounds) {
                        continue;
                    }
                    let total = total + scores[usize::from(index)];
                    let slot = &mut best[place(end, from + len)];
                    if slot.is_none_or(|(known, _)| total > known) {
                        *slot = Some((total, index));
                    }
                }
            }
        }
        let (mut at, mut sound) = (n, m);
        let mut path = Vec::new();
        while at > 0 {
            let (_, index) = best[place(at, sound)]?;
            let pair = &self.pairs[usize::from(index)];
            at -= pair.letters.len();
            sound -= pair.sounds.len();
            let codes = pair
                .sounds
                .iter()
                .filter_map(|&code| sound::CODES.chars().nth(usize::from(code).wrapping_sub(1)));
            path.push((pair.letters.len(), codes.collect()));
        }
        path.reverse();
        Some(path)
    }

    fn update(&mut self, word: &Prepared, path: &[(usize, u16)], by: f32) {
        let mut before = START;
        for &(at, pair) in path {
            let ids = &word.ids[word.starts[at] as usize..word.starts[at + 1] as usize];
            let time = self.time;
            for &id in ids {
                let list = &mut self.lists[id as usize];
                match list.iter_mut().find(|entry| entry.pair == pair) {
                    Some(entry) => entry.add(by, time),
                    None => {
                        let mut entry = Entry { pair, weight: 0.0, sum: 0.0, last: time };
                        entry.add(by, time);
                        list.push(entry);
                    }
                }
            }
            let index = usize::from(before) * self.pairs.len() + usize::from(pair);
            self.steps[index].add(by, time);
            before = self.last_sound[usize::from(pair)];
        }
    }

    /// One pass; gives the number of words that were wrong. Each time a word is seen, a share of its
    /// surroundings is left out, so that no single one is relied on.
    pub(crate) fn epoch(&mut self, words: &[Prepared], order: &[u32]) -> u32 {
        let mut wrong = 0;
        for &index in order {
            let word = &words[index as usize];
            if word.gold.is_empty() {
                continue;
            }
            self.time += 1;
            let word = &word.thinned(Learning::DROPPED, self.time);
            let (path, _) = self.decode(word, Learning::MARGIN);
            if path != word.gold {
                wrong += 1;
                self.update(word, &word.gold, 1.0);
                self.update(word, &path, -1.0);
            }
        }
        wrong
    }

    /// Replaces each weight by its mean over all steps.
    pub(crate) fn average(&mut self) {
        let time = self.time;
        for entry in self.lists.iter_mut().flatten().chain(self.steps.iter_mut()) {
            entry.add(0.0, time);
            entry.weight = (entry.sum / f64::from(time.max(1))) as f32;
        }
        for list in &mut self.lists {
            list.retain(|entry| entry.weight.abs() > 1e-4);
        }
    }
}

impl Entry {
    fn add(&mut self, by: f32, time: u32) {
        self.sum += f64::from(self.weight) * f64::from(time - self.last);
        self.last = time;
        self.weight += by;
    }
}

/// One model whose scores are the sums of the scores of all.
pub(crate) fn sum(models: Vec<Model>) -> Option<Model> {
    let mut models = models.into_iter();
    let mut all = models.next()?;
    for model in models {
        for (key, id) in model.ids {
            let more = &model.lists[id as usize];
            let next = all.lists.len() as u32;
            let into = *all.ids.entry(key).or_insert(next);
            if into == next {
                all.lists.push(Vec::new());
            }
            let list = &mut all.lists[into as usize];
            for entry in more {
                match list.iter_mut().find(|known| known.pair == entry.pair) {
                    Some(known) => known.weight += entry.weight,
                    None => list.push(Entry { ..*entry }),
                }
            }
        }
        for (step, more) in all.steps.iter_mut().zip(&model.steps) {
            step.weight += more.weight;
        }
    }
    Some(all)
}

/// The number of a pair.
pub(crate) fn find(pairs: &[Pair], letters: &[Letter], sounds: &[u8]) -> Option<u16> {
    pairs
        .binary_search_by(|pair| {
            (pair.letters.as_slice(), pair.sounds.as_slice()).cmp(&(letters, sounds))
        })
        .ok()
        .map(|index| index as u16)
}

/// All pairs of the words and the binding rules; common when two lemma groups have them.
pub(crate) fn inventory(words: &[&Word], binding: &Rules) -> Vec<Pair> {
    let mut seen: BTreeMap<(Vec<Letter>, Vec<u8>), (u32, u32)> = BTreeMap::new();
    for word in words {
        let mut at = 0;
        for (len, sounds) in &word.gold {
            let key = (word.letters[at..at + len].to_vec(), sound::encode_collapsed(sounds));
            let entry = seen.entry(key).or_insert((0, u32::MAX));
            if entry.1 != word.group {
                *entry = (entry.0 + 1, word.group);
            }
            at += len;
        }
    }
    for rule in binding.all() {
        let key = (rule.grapheme.clone(), sound::encode_collapsed(&rule.sounds));
        seen.entry(key).or_insert((0, u32::MAX));
    }
    seen.into_iter()
        .map(|((letters, sounds), (groups, _))| Pair { letters, sounds, common: groups >= 2 })
        .collect()
}
