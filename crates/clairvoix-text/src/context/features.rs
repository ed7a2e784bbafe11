//! The features of the tagger, as hashes. The trainer of `cargo xtask data` uses this very code, so
//! that what was learned is what is looked up.

use super::lexical::{Lexical, mix, shape};

/// How many features a token has.
pub const FEATURES: usize = 20;

/// A token with its neighbours and the tags already chosen on its left.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The token itself.
    pub here: &'a Lexical,
    /// The tokens one and two places to the left, if any.
    pub left: [&'a Lexical; 2],
    /// The tokens one and two places to the right, if any.
    pub right: [&'a Lexical; 2],
    /// The tags one, two and three places to the left; [`BOUNDARY`] before the sentence.
    pub tags: [u8; 3],
}

/// The tag number before the first token.
pub const BOUNDARY: u8 = 31;
/// A token outside the sentence.
pub const OUTSIDE: Lexical = Lexical { word: 1, last: 1, class: 511, shape: 0 };

const TWO: u64 = 0xFFFF_FFFF;
const THREE: u64 = 0xFFFF_FFFF_FFFF;

impl Context<'_> {
    /// The hash of every feature; the number of a feature is part of its hash.
    #[inline]
    #[must_use]
    pub fn features(&self) -> [u64; FEATURES] {
        let here = self.here;
        let [left, left2] = self.left;
        let [right, right2] = self.right;
        let [t1, t2, t3] = self.tags.map(u64::from);
        let class = u64::from(here.class);
        let (cl, cl2) = (u64::from(left.class), u64::from(left2.class));
        let (cr, cr2) = (u64::from(right.class), u64::from(right2.class));
        let form = u64::from(here.shape & !shape::MARK);
        let form_right = u64::from(right.shape & (shape::CAPITAL | shape::UPPER | shape::MARK));
        let pair = |a: u64, b: u64| a << 10 | b;
        let t12 = pair(t1, t2);
        let values = [
            here.word,
            mix(here.last) ^ form,
            here.last & THREE,
            (here.last & TWO) << 1 | form & 1,
            pair(class, form),
            pair(t12, t3),
            pair(t1, class),
            left.word,
            right.word,
            cr,
            pair(class, cr),
            pair(cr, cr2),
            pair(cl, class),
            left.word.rotate_left(9) ^ here.word,
            here.word.rotate_left(9) ^ right.word,
            (right.last & THREE).rotate_left(7) ^ form_right,
            here.word ^ t1,
            right.word ^ t1,
            pair(pair(cl2, cl), class),
            pair(pair(form, form_right), t1),
        ];
        let mut number = 0_u64;
        values.map(|value| {
            number = number.wrapping_add(0x0F1E_2D3C_4B5A_6978);
            mix(value ^ number)
        })
    }
}
