//! The best way through a word: the pairs that cover it and score highest together.

use super::{
    context,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step<'e> {
    /// Its first letter.
    pub(crate) start: usize,
    /// The number of its letters.
    pub(crate) len: usize,
    pub(crate) choice: Choice<'e>,
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

impl PartialEq for Choice<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Pair(a), Self::Pair(b)) => a == b,
            (Self::Bound(a), Self::Bound(b)) => a.line == b.line,
            (Self::Unknown, Self::Unknown) => true,
            _ => false,
        }
    }
}

impl Eq for Choice<'_> {}

/// What a binding rule outweighs: every sum of learned weights.
const BINDING: i32 = 1_000_000;

struct Node<'e> {
    step: Step<'e>,
    last_sound: u8,
    /// The best sum up to and with this step, and how far behind the next best way into it is.
    total: i32,
    behind: i32,
    before: usize,
}

impl Engine<'_> {
    /// The best way through the letters, and by how much it beats the next best.
    pub(crate) fn decode(&self, letters: &[Letter]) -> (Vec<Step<'_>>, i32) {
        let mut lattice =
            Lattice { nodes: Vec::with_capacity(64), ending: vec![Vec::new(); letters.len() + 1] };
        let mut scores = Vec::new();
        for at in 0..letters.len() {
            if at == 0 || lattice.ending.get(at).is_some_and(|nodes| !nodes.is_empty()) {
                self.open(letters, at, &mut scores, &mut lattice);
            }
        }
        lattice.best_path(letters.len())
    }

    /// Adds the steps that start at `at`.
    fn open<'e>(
        &'e self,
        letters: &[Letter],
        at: usize,
        scores: &mut Vec<i32>,
        lattice: &mut Lattice<'e>,
    ) {
        let Some(&letter) = letters.get(at) else { return };
        if let Some(rule) = self.binding.find(letters, at) {
            let step = Step { start: at, len: rule.grapheme.len(), choice: Choice::Bound(rule) };
            lattice.push(step, 0, BINDING, |_| 0);
        }
        let pairs = self.table.starting_with(letter);
        scores.clear();
        scores.resize(pairs.len(), 0);
        context::keys(letters, at, &self.rules, |key| self.table.add_weights(key, scores));
        let mut found = false;
        for (&index, &score) in pairs.iter().zip(scores.iter()) {
            let Some(pair) = self.table.pair(index).filter(|pair| pair.common) else { continue };
            let len = pair.letters.len();
            if letters.get(at..at + len) == Some(&pair.letters) {
                found = true;
                let sound = pair.sounds.last().copied().unwrap_or(0);
                let step = Step { start: at, len, choice: Choice::Pair(index) };
                lattice.push(step, sound, score, |before| self.table.step(before, index));
            }
        }
        if !found {
            let step = Step { start: at, len: 1, choice: Choice::Unknown };
            lattice.push(step, 0, 0, |_| 0);
        }
    }
}

struct Lattice<'e> {
    nodes: Vec<Node<'e>>,
    /// For each place, the nodes that end before it.
    ending: Vec<Vec<usize>>,
}

impl<'e> Lattice<'e> {
    fn push(&mut self, step: Step<'e>, last_sound: u8, score: i32, weight: impl Fn(u8) -> i32) {
        let mut best = (i32::MIN, usize::MAX);
        let mut second = i32::MIN;
        if step.start == 0 {
            best.0 = weight(table::START);
        }
        for &before in self.ending.get(step.start).into_iter().flatten() {
            let Some(node) = self.nodes.get(before) else { continue };
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
        };
        if let Some(ending) = self.ending.get_mut(step.start + step.len) {
            ending.push(self.nodes.len());
            self.nodes.push(node);
        }
    }

    fn best_path(&self, len: usize) -> (Vec<Step<'e>>, i32) {
        let ending = self.ending.get(len).map_or(&[][..], Vec::as_slice);
        let total = |node: usize| self.nodes.get(node).map_or(i32::MIN, |node| node.total);
        let mut ends: Vec<usize> = ending.to_vec();
        ends.sort_by_key(|&node| std::cmp::Reverse(total(node)));
        let mut margin = match ends.as_slice() {
            [best, second, ..] => total(*best).saturating_sub(total(*second)),
            _ => i32::MAX,
        };
        let mut path = Vec::new();
        let mut next = ends.first().and_then(|&node| self.nodes.get(node));
        while let Some(node) = next {
            path.push(node.step);
            margin = margin.min(node.behind);
            next = self.nodes.get(node.before);
        }
        path.reverse();
        (path, margin)
    }
}
