//! Writes a derived text and its [`SpokenMap`] together, left to right.

use super::map::{Ends, LinkKind, SpokenMap};
use crate::work;

/// Builds a derived text and its map in one pass over the source.
///
/// Lengths are in bytes of the source; one that would leave the source or cut a character is moved
/// to the end of that character. What is left at [`finish`](Self::finish) counts as deleted.
///
/// ```
/// use clairvoix_text::spoken::SpokenMapBuilder;
/// let mut builder = SpokenMapBuilder::new("le 3 mai");
/// builder.copy(3);
/// builder.replace(1, "trois");
/// builder.copy_rest();
/// assert_eq!(builder.finish().0, "le trois mai");
/// ```
#[derive(Clone, Debug)]
pub struct SpokenMapBuilder<'t> {
    source: &'t str,
    at: usize,
    text: String,
    ends: Vec<Ends>,
}

impl<'t> SpokenMapBuilder<'t> {
    /// A builder at the start of `source`.
    #[must_use]
    pub fn new(source: &'t str) -> Self {
        Self { source, at: 0, text: String::with_capacity(source.len()), ends: Vec::new() }
    }

    /// The source text.
    #[must_use]
    pub fn source(&self) -> &'t str {
        self.source
    }

    /// The next byte of the source to be dealt with.
    #[must_use]
    pub fn position(&self) -> usize {
        self.at
    }

    /// The derived text so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Copies the next `len` bytes of the source.
    pub fn copy(&mut self, len: usize) {
        self.copy_to(self.at.saturating_add(len));
    }

    /// Copies the source up to the byte `offset`.
    pub fn copy_to(&mut self, offset: usize) {
        let from = self.at;
        self.advance(offset);
        self.text.push_str(self.source.get(from..self.at).unwrap_or_default());
        match self.ends.last_mut() {
            Some(last) if last.kind == LinkKind::Copied => {
                last.source = self.at;
                last.spoken = self.text.len();
            }
            _ => self.link(LinkKind::Copied),
        }
    }

    /// Copies all that is left of the source.
    pub fn copy_rest(&mut self) {
        self.copy_to(self.source.len());
    }

    /// Puts `text` for the next `len` bytes of the source.
    pub fn replace(&mut self, len: usize, text: &str) {
        self.replace_to(self.at.saturating_add(len), text);
    }

    /// Puts `text` for the source up to the byte `offset`.
    pub fn replace_to(&mut self, offset: usize, text: &str) {
        let from = self.at;
        self.advance(offset);
        self.text.push_str(text);
        let same = self.source.get(from..self.at) == Some(text);
        self.link(if same { LinkKind::Copied } else { LinkKind::Replaced });
    }

    /// Puts `text` where the source has nothing.
    pub fn insert(&mut self, text: &str) {
        work::step(1 + text.len());
        self.text.push_str(text);
        self.link(LinkKind::Replaced);
    }

    /// Leaves out the next `len` bytes of the source.
    pub fn delete(&mut self, len: usize) {
        self.delete_to(self.at.saturating_add(len));
    }

    /// Leaves out the source up to the byte `offset`.
    pub fn delete_to(&mut self, offset: usize) {
        self.advance(offset);
        self.link(LinkKind::Replaced);
    }

    /// The derived text and its map.
    #[must_use]
    pub fn finish(mut self) -> (String, SpokenMap) {
        self.delete_to(self.source.len());
        (self.text, SpokenMap::from_ends(self.ends))
    }

    /// Moves to `offset`, kept between the present place and the end, on a character boundary.
    fn advance(&mut self, offset: usize) {
        let mut to = offset.clamp(self.at, self.source.len());
        work::step(1 + to - self.at);
        while !self.source.is_char_boundary(to) {
            to += 1;
        }
        self.at = to;
    }

    /// Ends a link here; joins it to the one before where they say the same.
    fn link(&mut self, kind: LinkKind) {
        let mut begin = (0, 0);
        let mut same = false;
        if let Some(last) = self.ends.last() {
            begin = (last.source, last.spoken);
            let before = self.ends.len().checked_sub(2).and_then(|at| self.ends.get(at));
            let (source, spoken) = before.map_or((0, 0), |b| (b.source, b.spoken));
            let silent = last.spoken == spoken && self.text.len() == begin.1;
            let added = last.source == source && self.at == begin.0;
            same = last.kind == kind && (kind == LinkKind::Copied || silent || added);
        }
        if begin == (self.at, self.text.len()) {
            return;
        }
        let ends = Ends { source: self.at, spoken: self.text.len(), kind };
        match self.ends.last_mut() {
            Some(last) if same => *last = ends,
            _ => self.ends.push(ends),
        }
    }
}
