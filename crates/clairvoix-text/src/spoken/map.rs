//! The two-way map between a text and what was made from it.

use super::map_builder::SpokenMapBuilder;
use crate::Utf8Range;

/// How the two sides of a [`Link`] correspond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// The same bytes on both sides: offsets inside correspond one to one.
    Copied,
    /// The whole of one side stands for the whole of the other; one side may be empty
    /// (something left out, or something added).
    Replaced,
}

/// A stretch of source text and the stretch of spoken text it became.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// Bytes of the source text.
    pub source: Utf8Range,
    /// Bytes of the spoken text.
    pub spoken: Utf8Range,
    /// How the two correspond.
    pub kind: LinkKind,
}

/// Where a link ends on both sides; it begins where the one before ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ends {
    pub(super) source: usize,
    pub(super) spoken: usize,
    pub(super) kind: LinkKind,
}

/// Links between a source text and a text derived from it, both ways.
///
/// The links are in order and leave no gap on either side, so every spoken byte belongs to exactly
/// one link. A link is many-to-many where it is not a plain copy: each word of « trois mille
/// cinq » leads to the whole of `3005`, and back. A run of copied text is one link, whatever its
/// length. Conversions cost a binary search.
///
/// ```
/// use clairvoix_text::{Utf8Range, spoken::{SpokenOptions, spoken_form}};
/// let text = "Page 3005, en haut.";
/// let spoken = spoken_form(text, &SpokenOptions::default());
/// assert_eq!(spoken.text, "Page trois mille cinq, en haut.");
/// let at = spoken.text.find("mille").unwrap_or_default();
/// let written = spoken.map.to_source(Utf8Range::new(at, at + "mille".len()));
/// assert_eq!(written.slice(text), "3005");
/// assert_eq!(spoken.map.to_spoken(written).slice(&spoken.text), "trois mille cinq");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpokenMap {
    ends: Vec<Ends>,
}

impl SpokenMap {
    /// The map of a text left as it is.
    #[must_use]
    pub fn identity(text: &str) -> Self {
        let mut builder = SpokenMapBuilder::new(text);
        builder.copy(text.len());
        builder.finish().1
    }

    pub(super) fn from_ends(ends: Vec<Ends>) -> Self {
        Self { ends }
    }

    /// The length of the source text in bytes.
    #[must_use]
    pub fn source_len(&self) -> usize {
        self.ends.last().map_or(0, |last| last.source)
    }

    /// The length of the spoken text in bytes.
    #[must_use]
    pub fn spoken_len(&self) -> usize {
        self.ends.last().map_or(0, |last| last.spoken)
    }

    /// Whether the spoken text is the source text.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.ends.iter().all(|ends| ends.kind == LinkKind::Copied)
    }

    /// All links, in the order of both texts.
    pub fn links(&self) -> impl ExactSizeIterator<Item = Link> + '_ {
        (0..self.ends.len()).map(|index| self.link(index))
    }

    /// The source bytes that a range of the spoken text comes from.
    ///
    /// A range that ends inside a replaced stretch takes the whole of what it stands for. An empty
    /// range gives an empty range; so does one that holds only what was added.
    #[must_use]
    pub fn to_source(&self, spoken: Utf8Range) -> Utf8Range {
        self.convert(spoken, |link| (link.spoken, link.source))
    }

    /// The spoken bytes that a range of the source text became; empty where nothing is said.
    #[must_use]
    pub fn to_spoken(&self, source: Utf8Range) -> Utf8Range {
        self.convert(source, |link| (link.source, link.spoken))
    }

    /// The links that touch a range of the spoken text.
    pub fn links_in_spoken(&self, spoken: Utf8Range) -> impl Iterator<Item = Link> + '_ {
        let first = self.ends.partition_point(|e| e.spoken <= spoken.start());
        (first..self.ends.len())
            .map(|index| self.link(index))
            .take_while(move |link| link.spoken.start() < spoken.end())
    }

    /// The map from this map's source to the text derived from its spoken text by `next`.
    ///
    /// ```
    /// use clairvoix_text::{Utf8Range, spoken::{SpokenOptions, spoken_form}};
    /// let first = spoken_form("Il y a 21 élèves.", &SpokenOptions::default());
    /// let second = spoken_form(&first.text, &SpokenOptions::default());
    /// assert_eq!(first.map.compose(&second.map), first.map);
    /// ```
    #[must_use]
    pub fn compose(&self, next: &Self) -> Self {
        super::compose::compose(self, next)
    }

    pub(super) fn link(&self, index: usize) -> Link {
        let (source, spoken) = index
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .map_or((0, 0), |before| (before.source, before.spoken));
        let ends = self.ends.get(index).copied().unwrap_or(Ends {
            source,
            spoken,
            kind: LinkKind::Replaced,
        });
        Link {
            source: Utf8Range::new(source, ends.source),
            spoken: Utf8Range::new(spoken, ends.spoken),
            kind: ends.kind,
        }
    }

    /// Converts a range; `sides` gives a link's sides as (from, to).
    fn convert(
        &self,
        range: Utf8Range,
        sides: impl Fn(Link) -> (Utf8Range, Utf8Range),
    ) -> Utf8Range {
        // Links are ordered on both sides, so a search over either finds the first that ends after.
        let search = |offset: usize| {
            let (mut low, mut high) = (0, self.ends.len());
            while low < high {
                let middle = low + (high - low) / 2;
                if sides(self.link(middle)).0.end() <= offset {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            low
        };
        let first = search(range.start());
        if first == self.ends.len() {
            let end =
                self.ends.len().checked_sub(1).map_or(0, |last| sides(self.link(last)).1.end());
            return Utf8Range::new(end, end);
        }
        let link = self.link(first);
        let (from, to) = sides(link);
        let inside = range.start().saturating_sub(from.start());
        let start = match link.kind {
            LinkKind::Copied => to.start() + inside,
            LinkKind::Replaced => to.start(),
        };
        if range.is_empty() {
            return Utf8Range::new(start, start);
        }
        let last = search(range.end() - 1).min(self.ends.len() - 1);
        let link = self.link(last);
        let (from, to) = sides(link);
        let end = match link.kind {
            LinkKind::Copied => to.start() + (range.end().min(from.end()) - from.start()),
            LinkKind::Replaced => to.end(),
        };
        Utf8Range::new(start, end)
    }
}
