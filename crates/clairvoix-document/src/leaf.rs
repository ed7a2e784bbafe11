//! A piece of clean text, and where each byte of it comes from.

use std::sync::Arc;

use clairvoix_text::{
    Utf8Range,
    spoken::{Formula, SpokenMap, SpokenMapBuilder},
};

/// A piece of clean text: a paragraph, a title, an item, a line of verse, a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    text: String,
    map: SpokenMap,
    source: Utf8Range,
    spans: Vec<Span>,
}

/// A stretch of a leaf with a meaning of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The bytes of the leaf's text.
    pub range: Utf8Range,
    /// What it is.
    pub kind: SpanKind,
}

/// What a [`Span`] is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpanKind {
    /// Stress, shown in italics by tradition.
    Emphasis,
    /// Importance, shown in bold by tradition.
    Strong,
    /// Characters to be taken as they are.
    Code,
    /// A link, with its address.
    Link(String),
    /// What a picture shows.
    Image,
    /// A formula: the range holds its characters as they are shown.
    Formula(Arc<Formula>),
    /// A passage in another language than the document's, with its tag (BCP 47).
    Language(String),
}

impl Leaf {
    /// A leaf made by `builder` from the source text that begins at byte `start`.
    pub(crate) fn new(start: usize, builder: SpokenMapBuilder<'_>, spans: Vec<Span>) -> Self {
        let source = Utf8Range::new(start, start + builder.source().len());
        let (text, map) = builder.finish();
        Self { text, map, source, spans }
    }

    /// A text that stands at byte `at` of the source and is not written there.
    pub(crate) fn inserted(text: &str, at: usize) -> Self {
        let mut builder = SpokenMapBuilder::new("");
        builder.insert(text);
        Self::new(at, builder, Vec::new())
    }

    /// The clean text. A line end that the writer meant is `\n`; any other is a space.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the source that it was made from.
    #[must_use]
    pub fn source(&self) -> Utf8Range {
        self.source
    }

    /// The map from those bytes of the source (counted from their start) to the clean text.
    #[must_use]
    pub fn map(&self) -> &SpokenMap {
        &self.map
    }

    /// Emphasis, links and the like, in order of their start.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The bytes of the source that a range of the clean text comes from.
    #[must_use]
    pub fn to_source(&self, range: Utf8Range) -> Utf8Range {
        self.map.to_source(range).shift(self.source.start())
    }

    /// The range of the clean text that a range of the source became.
    #[must_use]
    pub fn from_source(&self, range: Utf8Range) -> Utf8Range {
        let start = self.source.start();
        self.map.to_spoken(Utf8Range::new(
            range.start().saturating_sub(start),
            range.end().saturating_sub(start),
        ))
    }
}
