//! Ranges over the caller's text, typed by the unit their offsets count.
//!
//! Inside the workspace every range is a [`Utf8Range`] (bytes). Other units are made once, at the
//! edge, with an [`OffsetMap`]; mixing units does not compile.

use std::{fmt, marker::PhantomData, ops};

mod sealed {
    pub trait Sealed {}
}

/// What an offset counts. A closed set: [`Utf8`], [`Utf16`], [`Scalar`].
pub trait Unit: sealed::Sealed + Copy + Eq + Ord + std::hash::Hash + fmt::Debug + 'static {
    /// The name used in JSON and on the command line: `utf8`, `utf16` or `scalar`.
    const NAME: &'static str;
    /// How many units one character takes.
    fn len(c: char) -> usize;
}

macro_rules! unit {
    ($(#[$doc:meta])* $name:ident, $label:literal, $len:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {}
        impl sealed::Sealed for $name {}
        impl Unit for $name {
            const NAME: &'static str = $label;
            fn len(c: char) -> usize {
                let len: fn(char) -> usize = $len;
                len(c)
            }
        }
    };
}

unit!(
    /// UTF-8 bytes: Rust, C.
    Utf8, "utf8", char::len_utf8
);
unit!(
    /// UTF-16 code units: JavaScript, Java, Windows.
    Utf16, "utf16", char::len_utf16
);
unit!(
    /// Unicode scalar values: Python.
    Scalar, "scalar", |_| 1
);

/// A half-open range `[start, end)` counted in units of `U`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextRange<U: Unit> {
    start: usize,
    end: usize,
    unit: PhantomData<U>,
}

/// A range in UTF-8 bytes.
pub type Utf8Range = TextRange<Utf8>;
/// A range in UTF-16 code units.
pub type Utf16Range = TextRange<Utf16>;
/// A range in Unicode scalar values.
pub type ScalarRange = TextRange<Scalar>;

impl<U: Unit> TextRange<U> {
    /// The range from `start` to `end`; an `end` before `start` gives an empty range at `start`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        let end = if end < start { start } else { end };
        Self { start, end, unit: PhantomData }
    }

    /// The first unit inside.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start
    }

    /// The first unit after.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end
    }

    /// The number of units inside.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether nothing is inside.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end == self.start
    }

    /// Whether `offset` is inside.
    #[must_use]
    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether all of `other` lies inside.
    #[must_use]
    pub const fn contains_range(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one unit.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The range moved to the right by `units`.
    #[must_use]
    pub const fn shift(self, units: usize) -> Self {
        Self::new(self.start + units, self.end + units)
    }
}

impl Utf8Range {
    /// The slice of `text` inside, or `""` where the range does not fit the text.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

impl<U: Unit> fmt::Debug for TextRange<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl<U: Unit> From<ops::Range<usize>> for TextRange<U> {
    fn from(range: ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl<U: Unit> From<TextRange<U>> for ops::Range<usize> {
    fn from(range: TextRange<U>) -> Self {
        range.start..range.end
    }
}

/// Converts offsets of one text from bytes to another unit and back.
///
/// ```
/// use clairvoix_text::{OffsetMap, Utf16, Utf16Range, Utf8Range};
/// let text = "🦉 hulotte";
/// let map = OffsetMap::<Utf16>::new(text);
/// let hulotte = Utf8Range::new(5, 12);
/// assert_eq!(map.from_utf8(hulotte), Utf16Range::new(3, 10));
/// assert_eq!(map.to_utf8(Utf16Range::new(3, 10)), hulotte);
/// ```
#[derive(Clone, Debug)]
pub struct OffsetMap<'t, U: Unit> {
    text: &'t str,
    /// The unit offset at every `STRIDE`-th byte (moved back to the start of its character).
    checkpoints: Vec<usize>,
    unit: PhantomData<U>,
}

const STRIDE: usize = 256;

impl<'t, U: Unit> OffsetMap<'t, U> {
    /// Builds the map in one pass over `text`; it holds one number for every 256 bytes.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for (at, c) in text.char_indices() {
            while checkpoints.len() * STRIDE < at + c.len_utf8() {
                checkpoints.push(count);
            }
            count += U::len(c);
        }
        checkpoints.push(count);
        Self { text, checkpoints, unit: PhantomData }
    }

    /// The offset in `U` of a byte offset; inside a character, that of the character; past the end,
    /// that of the end.
    #[must_use]
    pub fn offset_from_utf8(&self, byte: usize) -> usize {
        let byte = floor_boundary(self.text, byte);
        let index = (byte / STRIDE).min(self.checkpoints.len() - 1);
        let from = floor_boundary(self.text, index * STRIDE);
        let units: usize = self.text[from..byte].chars().map(U::len).sum();
        self.checkpoints[index] + units
    }

    /// The byte offset of an offset in `U`; inside a character, that of the character; past the
    /// end, that of the end.
    #[must_use]
    pub fn offset_to_utf8(&self, offset: usize) -> usize {
        let index = self.checkpoints.partition_point(|&count| count <= offset).saturating_sub(1);
        let mut byte = floor_boundary(self.text, index * STRIDE);
        let mut count = self.checkpoints[index];
        for c in self.text[byte..].chars() {
            if count + U::len(c) > offset {
                break;
            }
            count += U::len(c);
            byte += c.len_utf8();
        }
        byte
    }

    /// The same range, counted in `U`.
    #[must_use]
    pub fn from_utf8(&self, range: Utf8Range) -> TextRange<U> {
        TextRange::new(self.offset_from_utf8(range.start()), self.offset_from_utf8(range.end()))
    }

    /// The same range, counted in bytes.
    #[must_use]
    pub fn to_utf8(&self, range: TextRange<U>) -> Utf8Range {
        TextRange::new(self.offset_to_utf8(range.start()), self.offset_to_utf8(range.end()))
    }
}

fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_agree_with_a_plain_count() {
        let text = "aé🦉\u{301}œ".repeat(200);
        let (utf16, scalar) = (OffsetMap::<Utf16>::new(&text), OffsetMap::<Scalar>::new(&text));
        let (mut units, mut scalars) = (0, 0);
        for (byte, c) in text.char_indices() {
            assert_eq!(utf16.offset_from_utf8(byte), units);
            assert_eq!(scalar.offset_from_utf8(byte), scalars);
            assert_eq!(utf16.offset_to_utf8(units), byte);
            assert_eq!(scalar.offset_to_utf8(scalars), byte);
            units += c.len_utf16();
            scalars += 1;
        }
        assert_eq!(utf16.offset_from_utf8(text.len() + 9), units);
        assert_eq!(scalar.offset_to_utf8(scalars + 9), text.len());
    }
}
