//! The best way through a word: the pairs that cover it and score highest together.

use super::{
    context::{Around, keys_of},
    letter::Letter,
    rule::{Rule, Rules},
    table::{self, Table},
};

/// What the decoder uses: the table, the rules that guide and the rules that bind.
#[derive(Debug)]
pub(crate) struct Engine<'d> {
    pub(crate) table: Table<'d>,
    pub(crate) rules: Rules,
    /// Binding rules: where one fits, nothing else is considered.
    pub(crate) binding: Rules,
}

/// One step of the way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step<'e> {
    /// Its first letter.
    pub(crate) start: usize,
    /// The number of its letters.
    pub(crate) len: usize,
    pub(crate) choice: Choice<'e>,
    /// The guiding rule that fits there, whatever the choice.
    #[allow(dead_code, reason = "the trainer, which compiles this file too, does not use it")]
    pub(crate) rule: Option<&'e Rule>,
}

/// What a step says.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Choice<'e> {
    /// A pair of the table.
    Pair(u16),
    /// What a binding rule states.
    Bound(&'e Rule),
    /// A letter for which there is no pair.
    Unknown,
}

/// What a binding rule outweighs: every sum of learned weights.
const BINDING: i32 = 1_000_000;

/// No node.
const NONE: usize = usize::MAX;

struct Node<'e> {
    step: Step<'e>,
    last_sound: u8,
    /// The best sum up to and with this step, and how far behind the next best way into it is.
    total: i32,
    behind: i32,
    before: usize,
    /// The next node that ends at the same place.
    sibling: usize,
}

impl Engine<'_> {
    /// The best way through the letters, and by how much it beats the next best.
    pub(crate) fn decode(&self, letters: &[Letter]) -> (Vec<Step<'_>>, i32) {
        let mut lattice = Lattice {
            nodes: Vec::with_capacity(4 * letters.len()),
            ending: vec![(NONE, NONE); letters.len() + 1],
            reach: 0,
        };
        let mut scores = Vec::with_capacity(64);
        let mut around = Around::first(letters);
        for at in 0..letters.len() {
            if at == 0 || lattice.ending.get(at).is_some_and(|&(first, _)| first != NONE) {
                self.open(letters, at, &around, &mut scores, &mut lattice);
            }
            around = around.next(letters, at);
        }
        lattice.best_path(letters.len())
    }

    /// Adds the steps that start at `at`.
    fn open<'e>(
        &'e self,
        letters: &[Letter],
        at: usize,
        around: &Around,
        scores: &mut Vec<i32>,
        lattice: &mut Lattice<'e>,
    ) {
        let Some((&letter, rest)) = letters.get(at..).and_then(|rest| Some((rest.first()?, rest)))
        else {
            return;
        };
        let rule = self.rules.find(letters, at);
        let step = |len, choice| Step { start: at, len, choice, rule };
        if let Some(rule) = self.binding.find(letters, at) {
            lattice.push(step(rule.grapheme.len(), Choice::Bound(rule)), 0, BINDING, |_| 0);
        }
        let packed = table::pack(rest);
        let pairs = self.table.starting_with(letter);
        let fitting = |index: &u16| self.table.common_fit(*index, packed, rest);
        // Where all ways go through one pair, its score changes nothing between them.
        let decides = lattice.reach > at || pairs.iter().filter_map(fitting).nth(1).is_some();
        scores.clear();
        scores.resize(pairs.len(), 0);
        if decides {
            keys_of(around, at, letters.len(), rule, |key| self.table.add_weights(key, scores));
        }
        let mut found = false;
        for (&index, &score) in pairs.iter().zip(scores.iter()) {
            let Some(pair) = fitting(&index) else { continue };
            found = true;
            let sound = pair.sounds.last().copied().unwrap_or(0);
            let step = step(pair.letters.len(), Choice::Pair(index));
            lattice.push(step, sound, score, |before| self.table.step(before, index));
        }
        if !found {
            lattice.push(step(1, Choice::Unknown), 0, 0, |_| 0);
        }
    }
}

struct Lattice<'e> {
    nodes: Vec<Node<'e>>,
    /// For each place, the first and the last of the nodes that end before it.
    ending: Vec<(usize, usize)>,
    /// The furthest end of all nodes.
    reach: usize,
}

impl<'e> Lattice<'e> {
    /// The nodes that end at a place, with their numbers, in the order they were added.
    fn ending_at(&self, place: usize) -> impl Iterator<Item = (usize, &Node<'e>)> {
        let mut next = self.ending.get(place).map_or(NONE, |&(first, _)| first);
        std::iter::from_fn(move || {
            let number = next;
            let node = self.nodes.get(number)?;
            next = node.sibling;
            Some((number, node))
        })
    }

    fn push(&mut self, step: Step<'e>, last_sound: u8, score: i32, weight: impl Fn(u8) -> i32) {
        let mut best = (i32::MIN, NONE);
        let mut second = i32::MIN;
        if step.start == 0 {
            best.0 = weight(table::START);
        }
        for (before, node) in self.ending_at(step.start) {
            let total = node.total.saturating_add(weight(node.last_sound));
            if total > best.0 {
                second = best.0;
                best = (total, before);
            } else if total > second {
                second = total;
            }
        }
        let node = Node {
            step,
            last_sound,
            total: best.0.saturating_add(score),
            behind: best.0.saturating_sub(second),
            before: best.1,
            sibling: NONE,
        };
        let number = self.nodes.len();
        let Some(ending) = self.ending.get_mut(step.start + step.len) else { return };
        match self.nodes.get_mut(ending.1) {
            Some(last) => last.sibling = number,
            None => ending.0 = number,
        }
        ending.1 = number;
        self.reach = self.reach.max(step.start + step.len);
        self.nodes.push(node);
    }

    fn best_path(&self, len: usize) -> (Vec<Step<'e>>, i32) {
        let (mut best, mut second): (Option<&Node<'e>>, Option<&Node<'e>>) = (None, None);
        for (_, node) in self.ending_at(len) {
            if best.is_none_or(|best| node.total > best.total) {
                second = best.replace(node);
            } else if second.is_none_or(|second| node.total > second.total) {
                second = Some(node);
            }
        }
        let mut margin = match (best, second) {
            (Some(best), Some(second)) => best.total.saturating_sub(second.total),
            _ => i32::MAX,
        };
        let mut path = Vec::with_capacity(len);
        let mut next = best;
        while let Some(node) = next {
            path.push(node.step);
            margin = margin.min(node.behind);
            next = self.nodes.get(node.before);
        }
        path.reverse();
        (path, margin)
    }
}
