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
    /// What is cut off the letters from the place on, and the width of what is left of them.
    shift: u32,
    width: u32,
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
        width: (LETTER_BITS * from) as u32,
        mask: low_bits(bits),
        exact: low_bits(bits),
        base: if bits >= 64 { 0 } else { (number as u64) << bits },
        salt: self::salt(salt),
    }
}

/// Spreads the number of a kind of window.
const fn salt(number: usize) -> u64 {
    (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
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

/// The letters around a place and their kinds, packed: those before the place, and those from it on.
#[derive(Clone, Copy)]
pub(crate) struct Around {
    before: u64,
    from: u64,
    kinds_before: u64,
    kinds_from: u64,
}

impl Around {
    /// Around the first letter.
    pub(crate) fn first(letters: &[Letter]) -> Self {
        let mut around = Self { before: 0, from: 0, kinds_before: 0, kinds_from: 0 };
        for at in 0..REACH {
            around.push(letter_at(letters, at));
        }
        around.before = 0;
        around.kinds_before = 0;
        around
    }

    /// Around the letter after the one at `at`.
    pub(crate) fn next(mut self, letters: &[Letter], at: usize) -> Self {
        self.push(letter_at(letters, at + REACH));
        self
    }

    fn push(&mut self, letter: Letter) {
        let top = LETTER_BITS * (REACH - 1);
        let shift = |before: &mut u64, from: &mut u64, new: u8| {
            *before = (*before << LETTER_BITS | *from >> top) & low_bits(LETTER_BITS * REACH);
            *from = (*from << LETTER_BITS | u64::from(new)) & low_bits(LETTER_BITS * REACH);
        };
        shift(&mut self.before, &mut self.from, letter);
        shift(&mut self.kinds_before, &mut self.kinds_from, kind(letter));
    }
}

impl Cut {
    #[inline]
    fn of(&self, before: u64, from: u64) -> u64 {
        before << self.width & self.mask | from >> self.shift
    }
}

/// Calls `take` with each key of the place `at`: equal surroundings give equal keys.
#[allow(dead_code, reason = "the trainer, which compiles this file too, uses it")]
pub(crate) fn keys(letters: &[Letter], at: usize, rules: &Rules, take: impl FnMut(u64)) {
    let first = Around::first(letters);
    let around = (0..at).fold(first, |around, at| around.next(letters, at));
    keys_of(&around, at, letters.len(), rules.find(letters, at), take);
}

/// The keys of the place `at` of a word of `len` letters: what is around it and the rule that fits.
#[inline]
pub(crate) fn keys_of(
    around: &Around,
    at: usize,
    len: usize,
    rule: Option<&Rule>,
    mut take: impl FnMut(u64),
) {
    let (before_max, from_max) = (at + 1, len + 1 - at.min(len));
    for cut in &EXACT_CUTS {
        if cut.before <= before_max && cut.from <= from_max {
            take(mix(cut.base | cut.of(around.before, around.from), cut.salt));
        }
    }
    for cut in &SHAPE_CUTS {
        let letters = cut.of(around.before, around.from) & cut.exact;
        let kinds = cut.of(around.kinds_before, around.kinds_from) & !cut.exact;
        take(mix(cut.base | letters | kinds, cut.salt));
    }
    if let Some(rule) = rule {
        take(mix(u64::from(rule.line), salt(63)));
    }
}

/// The letter at `at`; outside the word, an edge.
fn letter_at(letters: &[Letter], at: usize) -> Letter {
    letters.get(at).copied().unwrap_or(letter::EDGE)
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
