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

/// Features of the token itself, wherever it stands.
pub const HERE: usize = 5;
/// Features of the token to the left or right of the one that is tagged.
pub const LEFT: usize = 1;
/// See [`LEFT`].
pub const RIGHT: usize = 3;
/// Features that join several tokens or tags.
pub const JOINED: usize = FEATURES - HERE - LEFT - RIGHT;

/// The hash of feature `number` with a value.
#[inline]
const fn hash(number: u64, value: u64) -> u64 {
    mix(value ^ 0x0F1E_2D3C_4B5A_6978_u64.wrapping_mul(number + 1))
}

const fn pair(a: u64, b: u64) -> u64 {
    a << 10 | b
}

fn form(here: &Lexical) -> u64 {
    u64::from(here.shape & !shape::MARK)
}

fn form_right(right: &Lexical) -> u64 {
    u64::from(right.shape & (shape::CAPITAL | shape::UPPER | shape::MARK))
}

/// What a token says about its own tag.
#[inline]
#[must_use]
pub fn of_here(here: &Lexical) -> [u64; HERE] {
    let form = form(here);
    [
        hash(0, here.word),
        hash(1, mix(here.last) ^ form),
        hash(2, here.last & THREE),
        hash(3, (here.last & TWO) << 1 | form & 1),
        hash(4, pair(u64::from(here.class), form)),
    ]
}

/// What a token says about the tag of the one after it.
#[inline]
#[must_use]
pub fn of_left(left: &Lexical) -> [u64; LEFT] {
    [hash(7, left.word)]
}

/// What a token says about the tag of the one before it.
#[inline]
#[must_use]
pub fn of_right(right: &Lexical) -> [u64; RIGHT] {
    [
        hash(8, right.word),
        hash(9, u64::from(right.class)),
        hash(15, (right.last & THREE).rotate_left(7) ^ form_right(right)),
    ]
}

impl Context<'_> {
    /// The hash of every feature, in the order of their numbers; the number of a feature is part of
    /// its hash.
    #[must_use]
    pub fn features(&self) -> [u64; FEATURES] {
        let [h0, h1, h2, h3, h4] = of_here(self.here);
        let [l7] = of_left(self.left[0]);
        let [r8, r9, r15] = of_right(self.right[0]);
        let [j5, j6, j10, j11, j12, j13, j14, j16, j17, j18, j19] = self.joined();
        [h0, h1, h2, h3, h4, j5, j6, l7, r8, r9, j10, j11, j12, j13, j14, r15, j16, j17, j18, j19]
    }

    /// The hashes of the features that join several tokens or tags.
    #[inline]
    #[must_use]
    pub fn joined(&self) -> [u64; JOINED] {
        let here = self.here;
        let [left, left2] = self.left;
        let [right, right2] = self.right;
        let [t1, t2, t3] = self.tags.map(u64::from);
        let class = u64::from(here.class);
        let (cl, cl2) = (u64::from(left.class), u64::from(left2.class));
        let (cr, cr2) = (u64::from(right.class), u64::from(right2.class));
        [
            hash(5, pair(pair(t1, t2), t3)),
            hash(6, pair(t1, class)),
            hash(10, pair(class, cr)),
            hash(11, pair(cr, cr2)),
            hash(12, pair(cl, class)),
            hash(13, left.word.rotate_left(9) ^ here.word),
            hash(14, here.word.rotate_left(9) ^ right.word),
            hash(16, here.word ^ t1),
            hash(17, right.word ^ t1),
            hash(18, pair(pair(cl2, cl), class)),
            hash(19, pair(pair(form(here), form_right(right)), t1)),
        ]
    }
}
