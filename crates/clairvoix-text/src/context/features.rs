//! The features of the tagger, as hashes. The trainer of `cargo xtask data` uses this very code, so
//! that what was learned is what is looked up.

use super::lexical::{Lexical, mix, shape};

/// How many features a token has.
pub const FEATURES: usize = 26;

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
/// The class and hash of a token outside the sentence.
pub const OUTSIDE: Lexical = Lexical { word: 1, endings: [1; 3], class: 511, shape: 0 };

impl Context<'_> {
    /// The hash of every feature; the number of a feature is part of its hash.
    #[must_use]
    pub fn features(&self) -> [u64; FEATURES] {
        let here = self.here;
        let [left, left2] = self.left;
        let [right, right2] = self.right;
        let [t1, t2, t3] = self.tags.map(u64::from);
        let class = u64::from(here.class);
        let (cl, cl2) = (u64::from(left.class), u64::from(left2.class));
        let (cr, cr2) = (u64::from(right.class), u64::from(right2.class));
        let form = u64::from(
            here.shape
                & (shape::CAPITAL
                    | shape::FIRST
                    | shape::UPPER
                    | shape::SHOUTED
                    | shape::HYPHEN
                    | shape::DIGIT),
        );
        let form_right = u64::from(right.shape & (shape::CAPITAL | shape::UPPER | shape::MARK));
        let pair = |a: u64, b: u64| (a << 20) | b;
        let values = [
            here.word,
            here.endings[2] ^ form,
            here.endings[1],
            here.endings[0] ^ (form & 1),
            pair(class, form),
            t1,
            pair(t1, t2),
            pair(t1, class),
            pair(pair(t1, t2), class),
            left.word,
            right.word,
            cr,
            pair(class, cr),
            pair(cr, cr2),
            pair(pair(t1, class), cr),
            pair(cl, class),
            mix(left.word, here.word),
            mix(here.word, right.word),
            right.endings[1] ^ form_right,
            pair(class, cr2),
            left2.word,
            here.word ^ t1,
            right.word ^ t1,
            pair(pair(cl2, cl), class),
            pair(pair(t1, t2), t3),
            pair(pair(form, form_right), t1),
        ];
        let mut hashes = [0; FEATURES];
        for (number, (hash, value)) in hashes.iter_mut().zip(values).enumerate() {
            *hash = mix(value, (number as u64 + 1) << 57);
        }
        hashes
    }
}
