//! Collects the text of one paragraph, title, item or cell from Markdown events.

use crate::leaf::{Leaf, Span, SpanKind};
use clairvoix_text::{
    Utf8Range,
    spoken::{Formula, SpokenMapBuilder},
};
use pulldown_cmark::Tag;
use quick_xml::escape::{resolve_html5_entity, unescape_with};
use std::{borrow::Cow, ops::Range, sync::Arc};

/// The text of one leaf, piece by piece.
pub(super) struct LeafBuilder<'t> {
    source: &'t str,
    pieces: Vec<Piece>,
    /// Text written so far, in bytes.
    len: usize,
    spans: Vec<Span>,
    /// Spans begun and not ended: what they are and where they began.
    open: Vec<(SpanKind, usize)>,
    soft_breaks: usize,
    hard_breaks: usize,
}

/// Some source and the text it gives: its own where there is no other.
struct Piece {
    source: Range<usize>,
    text: Option<String>,
    line_end: bool,
}

impl<'t> LeafBuilder<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        Self {
            source,
            pieces: Vec::new(),
            len: 0,
            spans: Vec::new(),
            open: Vec::new(),
            soft_breaks: 0,
            hard_breaks: 0,
        }
    }

    pub(super) fn text(&mut self, text: &str, source: Range<usize>) {
        let same = self.source.get(source.clone()) == Some(text);
        self.len += text.len();
        self.pieces.push(Piece { source, text: (!same).then(|| text.to_owned()), line_end: false });
    }

    /// Code between backquotes: the backquotes are left out of the map's copy.
    pub(super) fn code(&mut self, text: &str, source: Range<usize>) {
        let start = self.len;
        let outer = self.source.get(source.clone()).unwrap_or_default();
        let inner = outer.find(text).map(|at| source.start + at..source.start + at + text.len());
        self.text(text, inner.unwrap_or(source));
        self.spans.push(Span { range: Utf8Range::new(start, self.len), kind: SpanKind::Code });
    }

    /// A formula, shown by its own markup; what cannot be one is nothing.
    pub(super) fn formula(&mut self, markup: &str, source: Range<usize>) {
        let Some(formula) = Formula::new(markup) else { return };
        let start = self.len;
        self.text(formula.text(), source);
        let range = Utf8Range::new(start, self.len);
        self.spans.push(Span { range, kind: SpanKind::Formula(Arc::new(formula)) });
    }

    /// Text of HTML, whose white space is one space.
    pub(super) fn html_text(&mut self, text: &str, source: Range<usize>) {
        let raw = unescape_with(text, resolve_html5_entity);
        let raw = raw.unwrap_or(Cow::Borrowed(text));
        let mut words = String::with_capacity(raw.len());
        for c in raw.chars() {
            let space = c.is_ascii_whitespace();
            let doubled = words.ends_with(' ') || (words.is_empty() && self.ends_with_space());
            if !(space && doubled) {
                words.push(if space { ' ' } else { c });
            }
        }
        if !words.is_empty() {
            self.text(&words, source);
        }
    }

    fn ends_with_space(&self) -> bool {
        match self.pieces.last() {
            None => true,
            Some(last) => match &last.text {
                Some(text) => text.ends_with([' ', '\n']),
                None => self.source.get(last.source.clone()).is_some_and(|it| it.ends_with(' ')),
            },
        }
    }

    /// What follows is in this language, until [`close_language`](Self::close_language) or the end.
    pub(super) fn open_language(&mut self, tag: &str) {
        self.open.push((SpanKind::Language(tag.to_owned()), self.len));
    }

    pub(super) fn close_language(&mut self) {
        let last = self.open.iter().rposition(|(kind, _)| matches!(kind, SpanKind::Language(_)));
        if let Some(at) = last {
            let (kind, start) = self.open.remove(at);
            self.close(kind, start);
        }
    }

    fn close(&mut self, kind: SpanKind, start: usize) {
        if start < self.len {
            self.spans.push(Span { range: Utf8Range::new(start, self.len), kind });
        }
    }

    pub(super) fn soft_break(&mut self, source: Range<usize>) {
        self.soft_breaks += 1;
        self.text(" ", source);
    }

    pub(super) fn hard_break(&mut self, source: Range<usize>) {
        self.hard_breaks += 1;
        self.text("\n", source);
        if let Some(piece) = self.pieces.last_mut() {
            piece.line_end = true;
        }
    }

    pub(super) fn open_span(&mut self, tag: &Tag<'_>) {
        let kind = match tag {
            Tag::Strong => SpanKind::Strong,
            Tag::Link { dest_url, .. } => SpanKind::Link(dest_url.to_string()),
            Tag::Image { .. } => SpanKind::Image,
            _ => SpanKind::Emphasis,
        };
        self.open.push((kind, self.len));
    }

    pub(super) fn close_span(&mut self) {
        let last = self.open.iter().rposition(|(kind, _)| !matches!(kind, SpanKind::Language(_)));
        if let Some(at) = last {
            let (kind, start) = self.open.remove(at);
            self.close(kind, start);
        }
    }

    /// Verse in Markdown is written with hard line ends.
    pub(super) fn is_verse(&self) -> bool {
        self.hard_breaks >= 2 && self.hard_breaks >= self.soft_breaks
    }

    pub(super) fn finish(mut self) -> Option<Leaf> {
        let spans = self.take_spans();
        leaf(self.source, &self.pieces, spans)
    }

    pub(super) fn finish_or_empty(self) -> Leaf {
        self.finish().unwrap_or_else(|| Leaf::new(0, SpokenMapBuilder::new(""), Vec::new()))
    }

    /// One leaf for each line; spans are cut at line ends.
    pub(super) fn finish_lines(mut self) -> Vec<Leaf> {
        let spans = self.take_spans();
        let mut start = 0;
        let mut lines = Vec::new();
        for pieces in self.pieces.split_inclusive(|piece| piece.line_end) {
            let content = match pieces {
                [content @ .., last] if last.line_end => content,
                content => content,
            };
            // The line end is no part of the line, nor of the spans that go over it.
            let len = |pieces: &[Piece]| pieces.iter().map(Piece::len).sum::<usize>();
            let line = Utf8Range::new(start, start + len(content));
            lines.extend(leaf(self.source, content, within(&spans, line)));
            start += len(pieces);
        }
        lines
    }

    fn take_spans(&mut self) -> Vec<Span> {
        while self.open.iter().any(|(kind, _)| matches!(kind, SpanKind::Language(_))) {
            self.close_language();
        }
        let mut spans = std::mem::take(&mut self.spans);
        spans.sort_by_key(|span| (span.range.start(), std::cmp::Reverse(span.range.end())));
        spans
    }
}

impl Piece {
    fn len(&self) -> usize {
        self.text.as_ref().map_or(self.source.len(), String::len)
    }
}

fn within(spans: &[Span], line: Utf8Range) -> Vec<Span> {
    let cut = |span: &Span| {
        let start = span.range.start().max(line.start()) - line.start();
        let end = span.range.end().min(line.end()).saturating_sub(line.start());
        Span { range: Utf8Range::new(start, end), kind: span.kind.clone() }
    };
    spans.iter().filter(|span| span.range.overlaps(line)).map(cut).collect()
}

fn leaf(source: &str, pieces: &[Piece], spans: Vec<Span>) -> Option<Leaf> {
    let start = pieces.first()?.source.start;
    let end = pieces.last()?.source.end.max(start);
    let mut builder = SpokenMapBuilder::new(source.get(start..end)?);
    for piece in pieces {
        builder.delete_to(piece.source.start.saturating_sub(start));
        match &piece.text {
            None => builder.copy_to(piece.source.end - start),
            Some(text) => builder.replace_to(piece.source.end.saturating_sub(start), text),
        }
    }
    (!builder.text().trim().is_empty()).then(|| Leaf::new(start, builder, spans))
}

/// Whether a picture is all there is.
pub(super) fn is_image(leaf: &Leaf) -> bool {
    matches!(leaf.spans(), [span] if span.kind == SpanKind::Image && span.range.len() == leaf.text().len())
}

/// The number at the start of an item; none for a bullet.
pub(super) fn number(source: &str, start: usize) -> Option<Leaf> {
    let item = source.get(start..)?;
    let digits = item.find(|c: char| !c.is_ascii_digit()).filter(|&len| len > 0)?;
    let mut builder = SpokenMapBuilder::new(item.get(..digits + 1)?);
    builder.copy_rest();
    Some(Leaf::new(start, builder, Vec::new()))
}
