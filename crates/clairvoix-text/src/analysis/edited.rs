//! A text that is being written: only the paragraphs that an edit touches are analysed again.

use super::{Analysis, AnalyzeOptions, Analyzer};
use crate::{Utf8Range, segment::paragraphs};
use std::ops::Range;

/// A text that changes, paragraph by paragraph (see [`paragraphs`]).
///
/// ```
/// use clairvoix_text::{Utf8Range, analysis::{AnalyzeOptions, EditedText}};
/// let mut text = EditedText::new("Le chat dort.\n\nIl rêve.\n\nFin.", AnalyzeOptions::default());
/// let again = text.edit(Utf8Range::new(18, 23), "mange");
/// assert_eq!(again, 1..2);
/// assert_eq!(text.text(), "Le chat dort.\n\nIl mange.\n\nFin.");
/// let paragraph = &text.paragraphs()[1];
/// assert_eq!(paragraph.start(), 15);
/// assert_eq!(paragraph.analysis().words().nth(1).map(|word| word.ipa()), Some("mɑ̃ʒ".to_owned()));
/// ```
#[derive(Debug)]
pub struct EditedText {
    analyzer: Analyzer,
    paragraphs: Vec<Paragraph>,
}

/// A paragraph of an [`EditedText`].
#[derive(Debug)]
pub struct Paragraph {
    start: usize,
    analysis: Analysis<'static>,
}

impl Paragraph {
    /// Where it begins in the whole text, in bytes.
    #[must_use]
    pub const fn start(&self) -> usize {
        self.start
    }

    /// Its analysis. Ranges are in bytes of the paragraph: [`start`](Self::start) moves them to the
    /// whole text.
    #[must_use]
    pub const fn analysis(&self) -> &Analysis<'static> {
        &self.analysis
    }

    fn end(&self) -> usize {
        self.start + self.analysis.text().len()
    }
}

impl EditedText {
    /// A text as it is before any edit.
    #[must_use]
    pub fn new(text: &str, options: AnalyzeOptions) -> Self {
        let mut edited = Self { analyzer: Analyzer::new(options), paragraphs: Vec::new() };
        edited.paragraphs = edited.analyze(text, 0);
        edited
    }

    /// The paragraphs, in order.
    #[must_use]
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> String {
        self.text_of(&self.paragraphs)
    }

    /// Its length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.paragraphs.last().map_or(0, Paragraph::end)
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// Puts `with` in the place of the bytes `range`, and tells which paragraphs are new: those before
    /// and after them kept their analyses. A range past the end is cut there, one that cuts a character
    /// takes the whole of it.
    pub fn edit(&mut self, range: Utf8Range, with: &str) -> Range<usize> {
        // The neighbours too: a blank line gone joins two paragraphs.
        let touched = self.touched(range);
        let old = self.paragraphs.get(touched.clone()).unwrap_or_default();
        let start = old.first().map_or(0, Paragraph::start);
        let mut text = self.text_of(old);
        let from = floor(&text, range.start().saturating_sub(start));
        let to = ceil(&text, range.end().saturating_sub(start)).max(from);
        text.replace_range(from..to, with);
        let cuts: Vec<&str> = paragraphs(&text).map(|range| range.slice(&text)).collect();
        let before = same(old.iter(), cuts.iter());
        let after = same(old.iter().rev(), cuts.iter().rev())
            .min(old.len().min(cuts.len()).saturating_sub(before));
        let changed: String = cuts.get(before..cuts.len() - after).unwrap_or_default().concat();
        let at = old.get(..before).and_then(<[_]>::last).map_or(start, Paragraph::end);
        let new = self.analyze(&changed, at);
        let (first, count) = (touched.start + before, new.len());
        self.paragraphs.splice(first..touched.end - after, new);
        self.move_from(first + count);
        first..first + count
    }

    /// The paragraphs that a range touches, and one more on each side.
    fn touched(&self, range: Utf8Range) -> Range<usize> {
        let first = self.paragraphs.partition_point(|it| it.end() <= range.start());
        let last = self.paragraphs.partition_point(|it| it.start <= range.end());
        first.saturating_sub(1)..(last + 1).min(self.paragraphs.len()).max(first)
    }

    fn text_of(&self, paragraphs: &[Paragraph]) -> String {
        paragraphs.iter().map(|paragraph| paragraph.analysis.text()).collect()
    }

    fn analyze(&self, text: &str, start: usize) -> Vec<Paragraph> {
        let analyze = |range: Utf8Range| Paragraph {
            start: start + range.start(),
            analysis: self.analyzer.analyze(range.slice(text).to_owned()),
        };
        paragraphs(text).map(analyze).collect()
    }

    /// Sets where the paragraphs from the one numbered `first` begin.
    fn move_from(&mut self, first: usize) {
        let before = first.checked_sub(1).and_then(|before| self.paragraphs.get(before));
        let mut start = before.map_or(0, Paragraph::end);
        for paragraph in self.paragraphs.iter_mut().skip(first) {
            paragraph.start = start;
            start = paragraph.end();
        }
    }
}

/// How many paragraphs in a row have kept their text.
fn same<'p>(
    old: impl Iterator<Item = &'p Paragraph>,
    new: impl Iterator<Item = &'p &'p str>,
) -> usize {
    old.zip(new).take_while(|(old, new)| old.analysis.text() == **new).count()
}

/// The last character boundary up to `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The first character boundary from `at` on.
fn ceil(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}
