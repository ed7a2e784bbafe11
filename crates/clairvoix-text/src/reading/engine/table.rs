//! The compiled table: graphemes with their sounds, learned weights, known words. Read in place.
//!
//! Written by `cargo xtask data g2p`; all numbers little-endian. A header of [`HEADER`] 32-bit
//! numbers, then the parts they point to:
//!
//! - pairs: how many, then for each: number of letters, the letters, number of sounds, their codes,
//!   1 when the decoder may choose it anywhere (0: known words only);
//! - steps: one signed byte for each sound code (of the pair before) and pair;
//! - weights: buckets of the number of their records, the low byte of each record's key, then for
//!   each record 16 bits: `12 more bits of the key, 4 bits: count`, then for each, count times `number
//!   of the pair among those of its first letter, signed weight`;
//! - words: buckets of records `16 bits of the hash, count`, then count such numbers of pairs; the
//!   high bit of the count is set when no source with pronunciations has the word.

use super::letter::{self, Letter};

pub(crate) const MAGIC: u32 = 0x3447_5643;
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

/// Where the reading of a known word comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// A source of pronunciations.
    Source,
    /// The trainer's teacher, which knows the word's spelling and categories.
    Teacher,
}

/// In the count of a known word: the teacher read it.
pub(crate) const READ_BY_TEACHER: u8 = 0x80;

/// A compiled table over its bytes.
#[derive(Debug)]
pub(crate) struct Table<'d> {
    data: &'d [u8],
    header: [usize; HEADER],
    /// Where each bucket of weights begins in `weights`.
    weight_index: &'d [[u8; 4]],
    weights: &'d [u8],
    pairs: Vec<Pair>,
    by_letter: Vec<Vec<u16>>,
    /// The letters of each pair, to be compared at once.
    spellings: Vec<Spelling>,
}

/// Up to eight letters as one number, the first lowest.
#[derive(Debug, Clone, Copy)]
struct Spelling {
    packed: u64,
    mask: u64,
}

impl Spelling {
    fn of(letters: &[Letter]) -> Self {
        Self { packed: pack(letters), mask: lanes(letters.len()) }
    }
}

/// The first eight letters as one number; 0 stands for those missing.
pub(crate) fn pack(letters: &[Letter]) -> u64 {
    let mut bytes = [0; 8];
    bytes.iter_mut().zip(letters).for_each(|(to, from)| *to = *from);
    u64::from_le_bytes(bytes)
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
        let spellings = pairs.iter().map(|pair| Spelling::of(&pair.letters)).collect();
        let weights = data.get(header[4]..)?;
        let (weight_index, _) = data.get(header[3]..header[4])?.as_chunks();
        Some(Self { data, header, weight_index, weights, pairs, by_letter, spellings })
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

    /// The pair of that number if it is common and its letters are the first of `letters`, which
    /// [`pack`] made `packed`.
    #[inline]
    pub(crate) fn common_fit(&self, index: u16, packed: u64, letters: &[Letter]) -> Option<&Pair> {
        let at = usize::from(index);
        let spelling = self.spellings.get(at)?;
        if packed & spelling.mask != spelling.packed {
            return None;
        }
        let len = |pair: &&Pair| pair.letters.len();
        let spelled = |pair: &&Pair| {
            len(pair) <= letters.len() && (len(pair) <= 8 || letters.starts_with(&pair.letters))
        };
        self.pairs.get(at).filter(|pair| pair.common && spelled(pair))
    }

    /// The weight of a pair after a sound code.
    pub(crate) fn step(&self, sound: u8, pair: u16) -> i32 {
        let at = self.header[2] + usize::from(sound) * self.pairs.len() + usize::from(pair);
        self.data.get(at).map_or(0, |&byte| i32::from(byte as i8))
    }

    /// Adds the weights that a key gives to `scores`, which follow [`starting_with`](Self::starting_with).
    #[inline]
    pub(crate) fn add_weights(&self, key: u64, scores: &mut [i32]) {
        for entry in self.weights(key).unwrap_or_default().as_chunks::<2>().0 {
            let [pair, weight] = *entry;
            if let Some(score) = scores.get_mut(usize::from(pair)) {
                *score += i32::from(weight as i8);
            }
        }
    }

    /// The entries of a key: numbers of pairs, each with its weight.
    #[inline]
    fn weights(&self, key: u64) -> Option<&'d [u8]> {
        let start = u32::from_le_bytes(*self.weight_index.get(bucket(key, self.header[7]))?);
        let bytes = self.weights.get(start as usize..)?;
        // What follows the tags may be read with them: it is masked out.
        let [count, tags @ ..] = bytes.first_chunk::<9>()?;
        let count = usize::from(*count);
        let found = equal_bytes(*tags, key as u8) & lanes(count);
        if found == 0 && count <= tags.len() {
            return None;
        }
        find_record(bytes, count, found, key)
    }

    /// Calls `take` with the pairs of a known word; none when the word is not known.
    pub(crate) fn word(&self, letters: &[Letter], mut take: impl FnMut(u16)) -> Option<Known> {
        let hash = hash_word(letters);
        let bucket = bucket(hash, self.header[8]);
        let mut record = self.bucket(self.header[5], self.header[6], bucket)?;
        while let [a, b, head, rest @ ..] = record {
            let (entry, after) = rest.split_at_checked(usize::from(head & !READ_BY_TEACHER))?;
            if u16::from_le_bytes([*a, *b]) == hash as u16 && self.spells(entry, letters) {
                let mut at = 0;
                for &local in entry {
                    if let Some((index, pair)) = self.local(letters, at, local) {
                        take(index);
                        at += pair.letters.len();
                    }
                }
                let by_teacher = head & READ_BY_TEACHER != 0;
                return Some(if by_teacher { Known::Teacher } else { Known::Source });
            }
            record = after;
        }
        None
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

/// The entries of a key in a bucket of `count` records, of whose first eight tags those `found` fit.
#[inline(never)]
fn find_record(bytes: &[u8], count: usize, mut found: u64, key: u64) -> Option<&[u8]> {
    let (tags, records) = bytes.get(1..)?.split_at_checked(count)?;
    let mut from = 0;
    loop {
        while found != 0 {
            let at = from + (found.trailing_zeros() / 8) as usize;
            if let Some(entries) = entries(records, count, at, (key >> 8) as u16 & 0xFFF) {
                return Some(entries);
            }
            found &= found - 1;
        }
        from += 8;
        let rest = tags.get(from..).filter(|rest| !rest.is_empty())?;
        found = equal_bytes(pack(rest).to_le_bytes(), key as u8) & lanes(rest.len());
    }
}

/// The high bit of each byte that equals `wanted`.
#[inline]
fn equal_bytes(bytes: [u8; 8], wanted: u8) -> u64 {
    const LOW: u64 = 0x7F7F_7F7F_7F7F_7F7F;
    let differing = u64::from_le_bytes(bytes) ^ u64::from_le_bytes([wanted; 8]);
    !(((differing & LOW) + LOW) | differing | LOW)
}

/// All bits of the first `count` bytes.
#[inline]
fn lanes(count: usize) -> u64 {
    const LANES: [u64; 9] = [
        0,
        0xFF,
        0xFFFF,
        0xFF_FFFF,
        0xFFFF_FFFF,
        0xFF_FFFF_FFFF,
        0xFFFF_FFFF_FFFF,
        0xFF_FFFF_FFFF_FFFF,
        u64::MAX,
    ];
    LANES.get(count).copied().unwrap_or(u64::MAX)
}

/// The entries of record `at` of a bucket of `count`, if `tag` is the rest of its key.
fn entries(records: &[u8], count: usize, at: usize, tag: u16) -> Option<&[u8]> {
    let (heads, entries) = records.split_at_checked(2 * count)?;
    let heads = heads.as_chunks::<2>().0;
    // 12 bits of the key, 4 bits for the number of entries.
    let head = u16::from_le_bytes(*heads.get(at)?);
    if head & 0xFFF != tag {
        return None;
    }
    let len = |[_, high]: &[u8; 2]| 2 * usize::from(high >> 4);
    let before: usize = heads.get(..at)?.iter().map(len).sum();
    entries.get(before..before + 2 * usize::from(head >> 12))
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
    Some(u32::from_le_bytes(*data.get(at..)?.first_chunk()?))
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
