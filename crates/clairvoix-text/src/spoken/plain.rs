//! The short cut that makes running text cheap: most words and signs no rule can want.

use std::sync::LazyLock;

use super::{rule, scan::Scan, token::Kind};

/// One bit for each hash of a word some rule knows: a clear bit is a sure no.
struct Known {
    bits: Vec<u64>,
}

const BITS_LOG: u32 = 16;

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known { bits: vec![0; 1 << (BITS_LOG - 6)] };
    for word in rule::known_words() {
        let (index, bit) = place(word.bytes());
        if let Some(bits) = known.bits.get_mut(index) {
            *bits |= bit;
        }
    }
    known
});

impl Known {
    fn may_hold(&self, word: &str) -> bool {
        self.has(place(word.bytes()))
    }

    /// Whether the word may be known with its capital as a small letter.
    fn may_hold_uncapitalised(&self, word: &str) -> bool {
        match word.as_bytes() {
            [first @ b'A'..=b'Z', rest @ ..] => {
                // `uncapitalised` wants small letters after it; what has others is looked at twice.
                let small = std::iter::once(first.to_ascii_lowercase());
                self.has(place(small.chain(rest.iter().copied())))
            }
            [..0x80, ..] | [] => false,
            _ => rule::uncapitalised(word).is_some_and(|lower| self.may_hold(&lower)),
        }
    }

    fn has(&self, (index, bit): (usize, u64)) -> bool {
        self.bits.get(index).is_none_or(|bits| bits & bit != 0)
    }
}

/// The bit of a word (FNV-1a).
fn place(word: impl Iterator<Item = u8>) -> (usize, u64) {
    let hash =
        word.fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let hash = (hash ^ (hash >> 15)) & ((1 << BITS_LOG) - 1);
    (usize::try_from(hash >> 6).unwrap_or(0), 1 << (hash & 63))
}

/// The last word of the run of plain words that starts with the one at `at`, one ordinary space
/// between two: such a run is copied at once.
pub(super) fn run_end(scan: &Scan<'_>, at: usize) -> usize {
    let mut last = at;
    if !scan.options.pronunciations.is_empty() {
        return last;
    }
    while scan.is_space(last + 1)
        && scan.start(last + 2) == scan.start(last + 1) + 1
        && scan.kind(last + 2) == Some(Kind::Word)
        && is_plain_word(scan, last + 2)
    {
        last += 2;
    }
    last
}

/// Whether no rule can take the word or the sign at `at`.
pub(super) fn is_plain(scan: &Scan<'_>, at: usize, kind: Kind) -> bool {
    match kind {
        Kind::Word => is_plain_word(scan, at),
        Kind::Sign(c) => is_plain_sign(scan, at, c),
        _ => false,
    }
}

fn is_plain_word(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.str(at);
    let next = scan.kind(at + 1);
    let ends = match next {
        None | Some(Kind::Space | Kind::Line | Kind::Sign(',' | ';' | '?' | '…' | '\'' | '»')) => {
            true
        }
        // « fin. » at the end of a sentence, not « lycéen.ne » nor « p.ex. ».
        Some(Kind::Sign('.')) => word.len() > 1 && !scan.is_alphanumeric(at + 2),
        _ => false,
    };
    if !ends || word.bytes().skip(1).any(|b| b.is_ascii_uppercase()) {
        return false;
    }
    // Beside a number or a sign a short word may be a unit or a variable.
    let beside = match at.checked_sub(1).and_then(|before| scan.kind(before)) {
        None | Some(Kind::Line) => false,
        Some(Kind::Space) => {
            let far = at.checked_sub(2).and_then(|before| scan.kind(before));
            word.len() < 4
                && matches!(far, Some(Kind::Digits | Kind::Sign(_) | Kind::Super | Kind::Sub))
        }
        Some(Kind::Sign('\'' | '«')) => false,
        Some(_) => true,
    };
    let operator = word.len() < 4 && matches!(scan.kind(at + 2), Some(Kind::Sign(_)));
    let foreign = word.len() < 3 && !word.is_ascii() && word != "à";
    let listed = KNOWN.may_hold(word) || KNOWN.may_hold_uncapitalised(word);
    !beside && !operator && !foreign && !listed
}

fn is_plain_sign(scan: &Scan<'_>, at: usize, c: char) -> bool {
    match c {
        ',' | '!' | '?' | '\'' => true,
        ';' => !matches!(scan.sign(at + 1), Some('-' | ')')),
        '.' => !scan.is_sign(at + 1, '.'),
        '-' => {
            let word = |at: usize| scan.word(at).len() > 1;
            at.checked_sub(1).is_some_and(word) && word(at + 1)
        }
        ':' => {
            let smile = matches!(scan.sign(at + 1), Some('-' | ')' | '(' | '\''));
            !smile && !matches!(scan.kind(scan.skip_space(at + 1)), Some(Kind::Digits))
        }
        _ => false,
    }
}
