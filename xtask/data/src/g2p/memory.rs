//! What other words say: the sounds of a place in the words that share the most letters around it.
//!
//! Rare surroundings, which a table cannot afford, still tell the sound when a related word has them
//! (*hurlement* for *hurlions*). A word never sees its own lemma group here, so that what is learned
//! about the worth of such evidence holds for words never met.

use super::engine::{sound, table::Pair};
use super::{
    corpus::{NO_GROUP, Word},
    engine::letter::{self, Letter},
    train::{self, Plain},
};
use std::collections::HashMap;

/// A pair's number, or that no grapheme begins here.
pub(crate) type Reading = u16;
/// Inside a grapheme.
pub(crate) const INSIDE: Reading = u16::MAX;

const GROUPS: usize = 3;

#[derive(Clone, Copy)]
struct Evidence {
    reading: Reading,
    count: u8,
    groups: [u32; GROUPS],
}

/// Readings by surroundings.
pub(crate) struct Memory {
    seen: HashMap<u64, Vec<Evidence>, Plain>,
}

/// A family of windows, the widest first: letters before the place, letters from it on.
type Family = &'static [(usize, usize)];
const ALL: usize = 64;
const FAMILIES: &[Family] = &[
    &[(7, 7), (6, 6), (5, 6), (5, 5), (4, 5), (4, 4), (3, 4), (3, 3), (2, 3)],
    &[(ALL, 7), (ALL, 6), (ALL, 5), (ALL, 4), (ALL, 3), (ALL, 2), (ALL, 1)],
    &[(7, ALL), (6, ALL), (5, ALL), (4, ALL), (3, ALL), (2, ALL), (1, ALL)],
    &[(3, 7), (2, 6), (1, 5), (0, 5)],
    &[(7, 3), (6, 2), (5, 2), (4, 2)],
];

impl Memory {
    /// What all words say of each of their places.
    pub(crate) fn of(words: &[&Word], pairs: &[Pair]) -> Self {
        let mut memory = Self { seen: HashMap::with_hasher(Plain) };
        for word in words {
            let mut readings = vec![INSIDE; word.letters.len()];
            let mut at = 0;
            for (len, sounds) in &word.gold {
                let sounds = sound::encode_collapsed(sounds);
                if let Some(pair) = train::find(pairs, &word.letters[at..at + len], &sounds) {
                    readings[at] = pair;
                }
                at += len;
            }
            memory.add(&word.letters, &readings, word.group);
        }
        memory
    }

    /// Remembers a word: for each letter, the reading that begins there.
    fn add(&mut self, letters: &[Letter], readings: &[Reading], group: u32) {
        for (at, &reading) in readings.iter().enumerate() {
            for (family, windows) in FAMILIES.iter().enumerate() {
                for &window in *windows {
                    let Some(key) = key(letters, at, family, window) else { continue };
                    let list = self.seen.entry(key).or_default();
                    if let Some(known) = list.iter_mut().find(|e| e.reading == reading) {
                        known.add(group);
                    } else if list.len() < 4 {
                        let groups = [group, NO_GROUP, NO_GROUP];
                        list.push(Evidence { reading, count: 1, groups });
                    }
                }
            }
        }
    }

    /// Keys for the place: per family, what the nearest words of other groups say.
    pub(crate) fn keys(&self, letters: &[Letter], at: usize, group: u32, keys: &mut Vec<u64>) {
        let mut said = [u64::from(INSIDE); 3];
        for (family, windows) in FAMILIES.iter().enumerate() {
            let nearest = windows.iter().enumerate().find_map(|(index, &window)| {
                let list = self.seen.get(&key(letters, at, family, window)?)?;
                Some((index, verdict(list, group)?))
            });
            let Some((index, (reading, strength))) = nearest else { continue };
            let what = u64::from(reading) << 8 | family as u64;
            keys.push(mix(what | strength << 4, 100 + index as u64));
            keys.push(mix(what | u64::from(strength > 0) << 4, 99));
            if let Some(slot) = said.get_mut(family) {
                *slot = u64::from(reading);
            }
        }
        keys.push(mix(said[0] << 32 | said[1] << 16 | said[2], 90));
    }
}

/// The reading of most other groups, and how many say so; 0 when others contradict.
fn verdict(list: &[Evidence], group: u32) -> Option<(Reading, u64)> {
    let count = |evidence: &&Evidence| evidence.without(group);
    let best = list.iter().rev().max_by_key(count).filter(|best| count(best) > 0)?;
    let all: u32 = list.iter().map(|evidence| u32::from(evidence.without(group))).sum();
    let own = u32::from(best.without(group));
    Some((best.reading, if all == own { u64::from(own) } else { 0 }))
}

impl Evidence {
    fn add(&mut self, group: u32) {
        if usize::from(self.count) < GROUPS && !self.groups.contains(&group) {
            self.groups[usize::from(self.count)] = group;
            self.count += 1;
        }
    }

    fn without(&self, group: u32) -> u8 {
        self.count - u8::from(group != NO_GROUP && self.groups.contains(&group))
    }
}

fn key(
    letters: &[Letter],
    at: usize,
    family: usize,
    (before, from): (usize, usize),
) -> Option<u64> {
    let before = if before == ALL { at + 1 } else { before };
    let from = if from == ALL { letters.len() - at + 1 } else { from };
    if before > at + 1 || at + from > letters.len() + 1 || before + from < 4 {
        return None;
    }
    let mut hash = 0x9E37_79B9 + family as u64 * 64 + before as u64;
    for place in 0..before + from {
        let letter = (at + place).checked_sub(before).and_then(|p| letters.get(p));
        let letter = letter.copied().unwrap_or(letter::EDGE);
        hash = (hash.rotate_left(7) ^ u64::from(letter + 1)).wrapping_mul(0x5851_F42D_4C95_7F2D);
    }
    Some(mix(hash, 7))
}

fn mix(value: u64, salt: u64) -> u64 {
    let mut hash = value ^ salt.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash = (hash ^ (hash >> 31)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash = (hash ^ (hash >> 29)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 32)
}
