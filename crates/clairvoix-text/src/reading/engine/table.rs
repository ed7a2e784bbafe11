//! The compiled table: graphemes with their sounds, learned weights, known words. Read in place.
//!
//! Written by `cargo xtask data g2p`; all numbers little-endian. A header of [`HEADER`] 32-bit
//! numbers, then the parts they point to:
//!
//! - pairs: how many, then for each: number of letters, the letters, number of sounds, their codes,
//!   1 when the decoder may choose it anywhere (0: known words only);
//! - steps: one signed byte for each sound code (of the pair before) and pair;
//! - weights: buckets of records `20 bits of the key, 4 bits: count`, then count times `number of
//!   the pair among those of its first letter, signed weight`;
//! - words: buckets of records `16 bits of the hash, count`, then count such numbers of pairs.

use super::letter::{self, Letter};

pub(crate) const MAGIC: u32 = 0x3247_5643;
/// Magic, then: pairs, steps, weight index, weights, word index, words (offsets), bits of the two
/// indexes, end, hash of the exceptions that the words were built with.
pub(crate) const HEADER: usize = 11;
/// The code that stands for "start of the word" among sound codes; 0 is silence.
pub(crate) const START: u8 = 39;
/// The number of sound codes.
#[allow(dead_code, reason = "the trainer, which compiles this file too, uses it")]
pub(crate) const SOUNDS: usize = 40;

/// A grapheme with its sounds, as the decoder chooses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) letters: Vec<Letter>,
    /// Codes of `Phoneme`.
    pub(crate) sounds: Vec<u8>,
    /// May be chosen anywhere; otherwise only known words use it.
    pub(crate) common: bool,
}

/// A compiled table over its bytes.
#[derive(Debug)]
pub(crate) struct Table<'d> {
    data: &'d [u8],
    header: [usize; HEADER],
    pairs: Vec<Pair>,
    by_letter: Vec<Vec<u16>>,
}

impl<'d> Table<'d> {
    /// Opens a table; `None` when `data` is none.
    pub(crate) fn open(data: &'d [u8]) -> Option<Self> {
        let mut header = [0; HEADER];
        for (index, slot) in header.iter_mut().enumerate() {
            *slot = usize::try_from(number(data, index * 4)?).ok()?;
        }
        if header[0] != MAGIC as usize {
            return None;
        }
        let pairs = read_pairs(data, header[1])?;
        let mut by_letter = vec![Vec::new(); letter::COUNT];
        for (index, pair) in pairs.iter().enumerate() {
            let first = usize::from(*pair.letters.first()?);
            by_letter.get_mut(first)?.push(u16::try_from(index).ok()?);
        }
        Some(Self { data, header, pairs, by_letter })
    }

    /// Whether the known words were built with these exceptions.
    pub(crate) fn is_built_with(&self, exceptions: &str) -> bool {
        self.header[10] == hash_text(exceptions) as usize
    }

    /// The pair of that number.
    pub(crate) fn pair(&self, index: u16) -> Option<&Pair> {
        self.pairs.get(usize::from(index))
    }

    /// All pairs.
    pub(crate) fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// The numbers of the pairs whose grapheme begins with that letter.
    pub(crate) fn starting_with(&self, letter: Letter) -> &[u16] {
        self.by_letter.get(usize::from(letter)).map_or(&[], Vec::as_slice)
    }

    /// The weight of a pair after a sound code.
    pub(crate) fn step(&self, sound: u8, pair: u16) -> i32 {
        let at = self.header[2] + usize::from(sound) * self.pairs.len() + usize::from(pair);
        self.data.get(at).map_or(0, |&byte| i32::from(byte as i8))
    }

    /// Adds the weights that a key gives to `scores`, which follow [`starting_with`](Self::starting_with).
    pub(crate) fn add_weights(&self, key: u64, scores: &mut [i32]) {
        let bucket = bucket(key, self.header[7]);
        let Some(mut record) = self.bucket(self.header[3], self.header[4], bucket) else { return };
        let wanted = (key & 0xF_FFFF) as u32;
        while let [a, b, c, rest @ ..] = record {
            let head = u32::from(*a) | u32::from(*b) << 8 | u32::from(*c) << 16;
            let len = 2 * (head >> 20) as usize;
            let Some((entries, after)) = rest.split_at_checked(len) else { return };
            if head & 0xF_FFFF == wanted {
                for entry in entries.chunks_exact(2) {
                    if let [pair, weight] = entry
                        && let Some(score) = scores.get_mut(usize::from(*pair))
                    {
                        *score += i32::from(*weight as i8);
                    }
                }
                return;
            }
            record = after;
        }
    }

    /// Calls `take` with the pairs of a known word; false when the word is not known.
    pub(crate) fn word(&self, letters: &[Letter], mut take: impl FnMut(u16)) -> bool {
        let hash = hash_word(letters);
        let bucket = bucket(hash, self.header[8]);
        let Some(mut record) = self.bucket(self.header[5], self.header[6], bucket) else {
            return false;
        };
        while let [a, b, len, rest @ ..] = record {
            let Some((entry, after)) = rest.split_at_checked(usize::from(*len)) else {
                return false;
            };
            if u16::from_le_bytes([*a, *b]) == hash as u16 && self.spells(entry, letters) {
                let mut at = 0;
                for &local in entry {
                    if let Some((index, pair)) = self.local(letters, at, local) {
                        take(index);
                        at += pair.letters.len();
                    }
                }
                return true;
            }
            record = after;
        }
        false
    }

    fn spells(&self, entry: &[u8], letters: &[Letter]) -> bool {
        let mut at = 0;
        for &local in entry {
            match self.local(letters, at, local) {
                Some((_, pair))
                    if letters.get(at..at + pair.letters.len()) == Some(&pair.letters) =>
                {
                    at += pair.letters.len();
                }
                _ => return false,
            }
        }
        at == letters.len()
    }

    fn local(&self, letters: &[Letter], at: usize, local: u8) -> Option<(u16, &Pair)> {
        let index = *self.starting_with(*letters.get(at)?).get(usize::from(local))?;
        Some((index, self.pair(index)?))
    }

    fn bucket(&self, index: usize, base: usize, bucket: usize) -> Option<&'d [u8]> {
        let start = number(self.data, index + 4 * bucket)? as usize;
        let end = number(self.data, index + 4 * bucket + 4)? as usize;
        self.data.get(base + start..base + end)
    }
}

/// The bucket of a key in an index of `1 << bits` buckets.
pub(crate) fn bucket(key: u64, bits: usize) -> usize {
    (key >> (64 - bits.clamp(1, 32))) as usize
}

/// The hash of a word's letters.
pub(crate) fn hash_word(letters: &[Letter]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for &letter in letters {
        hash = (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 32)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 29)
}

/// The hash of a text file, whatever its line ends.
pub(crate) fn hash_text(text: &str) -> u32 {
    let bytes = text.bytes().filter(|&byte| byte != b'\r');
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn number(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

fn read_pairs(data: &[u8], at: usize) -> Option<Vec<Pair>> {
    let count = number(data, at)? as usize;
    let mut rest = data.get(at + 4..)?;
    let mut take = |len: usize| {
        let (head, tail) = rest.split_at_checked(len)?;
        rest = tail;
        Some(head)
    };
    let mut pairs = Vec::with_capacity(count.min(4096));
    for _ in 0..count {
        let len = usize::from(*take(1)?.first()?);
        let letters = take(len)?.to_vec();
        let len = usize::from(*take(1)?.first()?);
        let sounds = take(len)?.to_vec();
        let common = *take(1)?.first()? == 1;
        pairs.push(Pair { letters, sounds, common });
    }
    Some(pairs)
}
