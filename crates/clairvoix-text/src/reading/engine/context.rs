//! What the learned table looks at: windows of letters around a place of the word.

use super::{
    letter::{self, Letter},
    rule::Rules,
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

/// Calls `take` with each key of the place `at`: equal surroundings give equal keys.
pub(crate) fn keys(letters: &[Letter], at: usize, rules: &Rules, mut take: impl FnMut(u64)) {
    for (index, &(before, from)) in WINDOWS.iter().enumerate() {
        if at + 1 < before || at + from > letters.len() + 1 {
            continue;
        }
        let mut packed = index as u64 + 1;
        for place in 0..before + from {
            packed = packed << 6 | u64::from(letter_at(letters, at + place, before));
        }
        take(mix(packed, before + from));
    }
    for (index, &(before, from, kinds_before, kinds_after)) in SHAPES.iter().enumerate() {
        let mut packed = index as u64 + 1;
        let reach = before + kinds_before;
        for place in 0..reach + from + kinds_after {
            let letter = letter_at(letters, at + place, reach);
            let exact = place >= kinds_before && place < reach + from;
            packed = packed << 6 | u64::from(if exact { letter } else { kind(letter) });
        }
        take(mix(packed, 32 + index));
    }
    if let Some(rule) = rules.find(letters, at) {
        take(mix(u64::from(rule.line), 63));
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
fn mix(packed: u64, salt: usize) -> u64 {
    let mut hash = packed ^ (salt as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash = (hash ^ (hash >> 31)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash = (hash ^ (hash >> 29)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 32)
}
