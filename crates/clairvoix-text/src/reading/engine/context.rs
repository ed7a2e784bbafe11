//! What the learned table looks at: windows of letters around a place of the word.

use super::{
    letter::{self, Letter},
    rule::{Rule, Rules},
};

/// Exact windows: so many letters before the place, so many from it on.
const WINDOWS: &[(usize, usize)] = &[
    (0, 1),
    (0, 2),
    (0, 3),
    (0, 4),
    (0, 5),
    (0, 6),
    (0, 8),
    (1, 1),
    (1, 2),
    (1, 3),
    (1, 4),
    (1, 5),
    (1, 6),
    (2, 1),
    (2, 2),
    (2, 3),
    (2, 4),
    (2, 5),
    (3, 1),
    (3, 2),
    (3, 3),
    (3, 4),
    (3, 5),
    (4, 1),
    (4, 2),
    (4, 3),
    (4, 4),
    (4, 5),
    (5, 1),
    (5, 2),
    (5, 3),
    (5, 4),
    (6, 1),
    (6, 3),
    (6, 5),
    (8, 1),
    (8, 3),
];

/// Windows in which only the kind of the outer letters counts: exact letters before and from the
/// place on, then kinds before and after those.
const SHAPES: &[(usize, usize, usize, usize)] =
    &[(0, 1, 2, 3), (0, 1, 3, 4), (1, 2, 2, 3), (0, 2, 1, 3), (1, 3, 1, 2)];

/// The most letters that a window takes on each side of the place.
const REACH: usize = 8;

/// The bits of a letter in a packed window.
const LETTER_BITS: usize = 6;

/// A window ready to be cut out of the packed letters around a place.
#[derive(Clone, Copy)]
struct Cut {
    /// Letters needed before the place and from it on; one may be missing on each side.
    before: usize,
    from: usize,
    shift: u32,
    mask: u64,
    /// The letters that count exactly; of the others, the kind.
    exact: u64,
    /// The number of the window above its letters, as far as there is room.
    base: u64,
    salt: u64,
}

const fn low_bits(count: usize) -> u64 {
    if count >= 64 { u64::MAX } else { (1 << count) - 1 }
}

const fn cut(number: usize, before: usize, from: usize, salt: usize) -> Cut {
    let bits = LETTER_BITS * (before + from);
    Cut {
        before,
        from,
        shift: (LETTER_BITS * (REACH - from)) as u32,
        mask: low_bits(bits),
        exact: low_bits(bits),
        base: if bits >= 64 { 0 } else { (number as u64) << bits },
        salt: (salt as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15),
    }
}

const EXACT_CUTS: [Cut; WINDOWS.len()] = {
    let mut cuts = [cut(0, 0, 0, 0); WINDOWS.len()];
    let mut index = 0;
    while index < cuts.len() {
        let (before, from) = WINDOWS[index];
        cuts[index] = cut(index + 1, before, from, before + from);
        index += 1;
    }
    cuts
};

const SHAPE_CUTS: [Cut; SHAPES.len()] = {
    let mut cuts = [cut(0, 0, 0, 0); SHAPES.len()];
    let mut index = 0;
    while index < cuts.len() {
        let (before, from, kinds_before, kinds_after) = SHAPES[index];
        let mut shape = cut(index + 1, before + kinds_before, from + kinds_after, 32 + index);
        shape.exact = low_bits(LETTER_BITS * (before + from)) << (LETTER_BITS * kinds_after);
        cuts[index] = shape;
        index += 1;
    }
    cuts
};

/// Calls `take` with each key of the place `at`: equal surroundings give equal keys.
#[allow(dead_code, reason = "the trainer, which compiles this file too, uses it")]
pub(crate) fn keys(letters: &[Letter], at: usize, rules: &Rules, take: impl FnMut(u64)) {
    keys_with(letters, at, rules.find(letters, at), take);
}

/// As [`keys`], where the rule that fits at the place is already found.
pub(crate) fn keys_with(
    letters: &[Letter],
    at: usize,
    rule: Option<&Rule>,
    mut take: impl FnMut(u64),
) {
    let (mut packed, mut kinds) = (0_u128, 0_u128);
    for place in 0..2 * REACH {
        let letter = letter_at(letters, at + place, REACH);
        packed = packed << LETTER_BITS | u128::from(letter);
        kinds = kinds << LETTER_BITS | u128::from(kind(letter));
    }
    for cut in &EXACT_CUTS {
        if at + 1 < cut.before || at + cut.from > letters.len() + 1 {
            continue;
        }
        take(mix(cut.base | (packed >> cut.shift) as u64 & cut.mask, cut.salt));
    }
    for cut in &SHAPE_CUTS {
        let (letters, kinds) = ((packed >> cut.shift) as u64, (kinds >> cut.shift) as u64);
        let shape = letters & cut.exact | kinds & cut.mask & !cut.exact;
        take(mix(cut.base | shape, cut.salt));
    }
    if let Some(rule) = rule {
        take(mix(u64::from(rule.line), 63_u64.wrapping_mul(0x9E37_79B9_7F4A_7C15)));
    }
}

/// The letter at `place - back`; outside the word, an edge.
fn letter_at(letters: &[Letter], place: usize, back: usize) -> Letter {
    place.checked_sub(back).and_then(|at| letters.get(at)).copied().unwrap_or(letter::EDGE)
}

/// The kind of a letter for the outer part of a shape: 1 the e's, 2 other vowels, 3 l and r, 4 m and
/// n, 5 h, 6 s, 7 other consonants and foreign letters, 0 an edge.
const KINDS: [u8; letter::COUNT] = {
    let mut kinds = [7; letter::COUNT];
    let mut code = 0;
    while code < letter::COUNT {
        if letter::is_in(code as Letter, letter::VOWELS) {
            kinds[code] = 2;
        }
        code += 1;
    }
    kinds[letter::EDGE as usize] = 0;
    let named = [(b'e', 1), (b'l', 3), (b'r', 3), (b'm', 4), (b'n', 4), (b'h', 5), (b's', 6)];
    let mut index = 0;
    while index < named.len() {
        kinds[(named[index].0 - b'a' + 1) as usize] = named[index].1;
        index += 1;
    }
    // é, è and ê
    kinds[30] = 1;
    kinds[31] = 1;
    kinds[32] = 1;
    kinds
};

fn kind(letter: Letter) -> u8 {
    KINDS.get(usize::from(letter)).copied().unwrap_or(7)
}

/// Spreads a packed window over 64 bits.
fn mix(packed: u64, salt: u64) -> u64 {
    let mut hash = packed ^ salt;
    hash = (hash ^ (hash >> 31)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash = (hash ^ (hash >> 29)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 32)
}
