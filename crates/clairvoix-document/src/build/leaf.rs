//! Collects the text of one paragraph, title, item or cell, piece by piece.

use super::reference::{self, Put};
use crate::{
    language,
    leaf::{Leaf, Span, SpanKind},
};
use clairvoix_text::{
    Utf8Range,
    spoken::{Formula, SpokenMapBuilder},
};
use quick_xml::escape::{resolve_html5_entity, unescape_with};
use std::{borrow::Cow, ops::Range, sync::Arc};

/// White space that stands for nothing at the end of a line; a space that must not be cut is text.
const SPACES: [char; 4] = [' ', '\t', '\n', '\r'];

/// The text of one leaf, piece by piece.
pub(crate) struct LeafBuilder<'t> {
    source: &'t str,
    pieces: Vec<Piece>,
    /// Text written so far, in bytes.
    len: usize,
    spans: Vec<Span>,
    /// Spans begun and not ended: what they are and where they began.
    open: Vec<(SpanKind, usize)>,
    soft_breaks: usize,
    hard_breaks: usize,
    /// The languages of its stretches were set by a program, not by a person.
    doubts_languages: bool,
}

/// Some source and the text it gives: its own where there is no other.
struct Piece {
    source: Range<usize>,
    text: Option<String>,
    line_end: bool,
}

impl<'t> LeafBuilder<'t> {
    pub(crate) fn new(source: &'t str) -> Self {
        Self {
            source,
            pieces: Vec::new(),
            len: 0,
            spans: Vec::new(),
            open: Vec::new(),
            soft_breaks: 0,
            hard_breaks: 0,
            doubts_languages: false,
        }
    }

    /// A leaf of a word processor, which sets languages by itself: they hold where the text bears them
    /// out.
    pub(crate) fn of_word_processor(source: &'t str) -> Self {
        Self { doubts_languages: true, ..Self::new(source) }
    }

    pub(crate) fn text(&mut self, text: &str, source: Range<usize>) {
        let same = self.source.get(source.clone()) == Some(text);
        self.len += text.len();
        self.pieces.push(Piece { source, text: (!same).then(|| text.to_owned()), line_end: false });
    }

    /// Code between backquotes: the backquotes are left out of the map's copy.
    pub(crate) fn code(&mut self, text: &str, source: Range<usize>) {
        let start = self.len;
        let outer = self.source.get(source.clone()).unwrap_or_default();
        let inner = outer.find(text).map(|at| source.start + at..source.start + at + text.len());
        self.text(text, inner.unwrap_or(source));
        self.spans.push(Span { range: Utf8Range::new(start, self.len), kind: SpanKind::Code });
    }

    /// A formula, shown by its own markup; what cannot be one is nothing.
    pub(crate) fn formula(&mut self, markup: &str, source: Range<usize>) {
        let Some(formula) = Formula::new(markup) else { return };
        let start = self.len;
        self.text(formula.text(), source);
        let range = Utf8Range::new(start, self.len);
        self.spans.push(Span { range, kind: SpanKind::Formula(Arc::new(formula)) });
    }

    /// Text of HTML, whose white space is one space.
    pub(crate) fn html_text(&mut self, text: &str, source: Range<usize>) {
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
        match self.pieces.iter().rev().find(|piece| piece.len() > 0) {
            None => true,
            Some(last) => match &last.text {
                Some(text) => text.ends_with([' ', '\n']),
                None => self.source.get(last.source.clone()).is_some_and(|it| it.ends_with(' ')),
            },
        }
    }

    /// What follows is in this language, until [`close_language`](Self::close_language) or the end.
    pub(crate) fn open_language(&mut self, tag: &str) {
        self.open.push((SpanKind::Language(tag.to_owned()), self.len));
    }

    pub(crate) fn close_language(&mut self) {
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

    pub(crate) fn soft_break(&mut self, source: Range<usize>) {
        self.soft_breaks += 1;
        self.text(" ", source);
    }

    pub(crate) fn hard_break(&mut self, source: Range<usize>) {
        self.hard_breaks += 1;
        self.text("\n", source);
        if let Some(piece) = self.pieces.last_mut() {
            piece.line_end = true;
        }
    }

    /// What follows has this meaning, until [`close_span`](Self::close_span) or the end.
    pub(crate) fn open_span(&mut self, kind: SpanKind) {
        self.open.push((kind, self.len));
    }

    pub(crate) fn close_span(&mut self) {
        let last = self.open.iter().rposition(|(kind, _)| !matches!(kind, SpanKind::Language(_)));
        if let Some(at) = last {
            let (kind, start) = self.open.remove(at);
            self.close(kind, start);
        }
    }

    /// Ends the span begun last, whatever it is.
    pub(crate) fn close_innermost(&mut self) {
        if let Some((kind, start)) = self.open.pop() {
            self.close(kind, start);
        }
    }

    /// Text of marked-up source: references such as `&eacute;` become what they stand for; white space
    /// is one space, unless it is kept. A soft hyphen is none of the text.
    pub(crate) fn markup_text(&mut self, source: Range<usize>, keeps_space: bool) {
        let whole = self.source;
        let Some(raw) = whole.get(source.clone()) else { return };
        for (piece, put) in reference::pieces(raw, keeps_space) {
            let place = source.start + piece.start..source.start + piece.end;
            match put {
                Put::Same => self.text(whole.get(place.clone()).unwrap_or_default(), place),
                Put::Char(c) => self.text(c.encode_utf8(&mut [0; 4]), place),
                Put::Chars(text) => self.text(text, place),
                // Without a piece: many of them must not be walked back over, time and again.
                Put::Nothing => {}
                Put::Space if self.ends_with_space() => {}
                Put::Space => self.text(" ", place),
            }
        }
    }

    /// A picture: the text that stands for it.
    pub(crate) fn image(&mut self, text: &str, source: Range<usize>) {
        let start = self.len;
        self.text(text, source);
        self.close(SpanKind::Image, start);
    }

    /// A line end that the writer asked for, without the spaces before it.
    pub(crate) fn line_break(&mut self, source: Range<usize>) {
        self.trim_end();
        self.hard_break(source);
    }

    /// Ends a line of a text that has several, where the source has no sign for it.
    pub(crate) fn line_end(&mut self) {
        self.trim_end();
        if let Some(last) = self.pieces.last() {
            let end = last.source.end;
            self.text("\n", end..end);
        }
    }

    /// Leaves out the white space at the end.
    pub(crate) fn trim_end(&mut self) {
        while let Some(last) = self.pieces.last_mut() {
            let before = last.len();
            match &mut last.text {
                Some(text) => text.truncate(text.trim_end_matches(SPACES).len()),
                None => {
                    let written = self.source.get(last.source.clone()).unwrap_or_default();
                    last.source.end = last.source.start + written.trim_end_matches(SPACES).len();
                }
            }
            let after = last.len();
            self.len -= before - after;
            if after > 0 {
                break;
            }
            self.pieces.pop();
        }
        let len = self.len;
        for span in &mut self.spans {
            span.range = Utf8Range::new(span.range.start().min(len), span.range.end().min(len));
        }
        self.spans.retain(|span| !span.range.is_empty());
        self.open.iter_mut().for_each(|(_, start)| *start = (*start).min(len));
    }

    /// Whether nothing but white space was written.
    pub(crate) fn is_blank(&self) -> bool {
        self.pieces.iter().all(|piece| match &piece.text {
            Some(text) => text.trim().is_empty(),
            None => self.source.get(piece.source.clone()).is_none_or(|it| it.trim().is_empty()),
        })
    }

    /// Verse is written with hard line ends.
    pub(crate) fn is_verse(&self) -> bool {
        self.hard_breaks >= 2 && self.hard_breaks >= self.soft_breaks
    }

    pub(crate) fn finish(mut self) -> Option<Leaf> {
        let spans = self.take_spans();
        leaf(self.source, &self.pieces, spans, self.doubts_languages)
    }

    pub(crate) fn finish_or_empty(self) -> Leaf {
        self.finish().unwrap_or_else(|| Leaf::new(0, SpokenMapBuilder::new(""), Vec::new()))
    }

    /// One leaf for each line; spans are cut at line ends.
    pub(crate) fn finish_lines(mut self) -> Vec<Leaf> {
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
            let spans = within(&spans, line);
            lines.extend(leaf(self.source, content, spans, self.doubts_languages));
            start += len(pieces);
        }
        lines
    }

    fn take_spans(&mut self) -> Vec<Span> {
        while !self.open.is_empty() {
            self.close_innermost();
        }
        let mut spans = std::mem::take(&mut self.spans);
        spans.sort_by_key(|span| (span.range.start(), std::cmp::Reverse(span.range.end())));
        joined(spans)
    }
}

impl Piece {
    fn len(&self) -> usize {
        self.text.as_ref().map_or(self.source.len(), String::len)
    }
}

/// Stretches of one kind that touch are one: word processors cut text where nobody sees it.
fn joined(spans: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        let touches = |last: &Span| {
            last.range.end() == span.range.start()
                && last.kind == span.kind
                && !matches!(span.kind, SpanKind::Image | SpanKind::Formula(_) | SpanKind::Link(_))
        };
        match joined.iter_mut().rev().take(4).find(|last| touches(last)) {
            Some(last) => last.range = Utf8Range::new(last.range.start(), span.range.end()),
            None => joined.push(span),
        }
    }
    joined
}

fn within(spans: &[Span], line: Utf8Range) -> Vec<Span> {
    let cut = |span: &Span| {
        let start = span.range.start().max(line.start()) - line.start();
        let end = span.range.end().min(line.end()).saturating_sub(line.start());
        Span { range: Utf8Range::new(start, end), kind: span.kind.clone() }
    };
    spans.iter().filter(|span| span.range.overlaps(line)).map(cut).collect()
}

fn leaf(
    source: &str,
    pieces: &[Piece],
    mut spans: Vec<Span>,
    doubts_languages: bool,
) -> Option<Leaf> {
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
    if doubts_languages {
        for span in &mut spans {
            if let SpanKind::Language(tag) = &mut span.kind {
                *tag = language::borne_out(tag, span.range.slice(builder.text()));
            }
        }
    }
    (!builder.text().trim().is_empty()).then(|| Leaf::new(start, builder, spans))
}

/// Whether a picture is all there is.
pub(crate) fn is_image(leaf: &Leaf) -> bool {
    matches!(leaf.spans(), [span] if span.kind == SpanKind::Image && span.range.len() == leaf.text().len())
}

/// The number at the start of an item; none for a bullet.
pub(crate) fn number(source: &str, start: usize) -> Option<Leaf> {
    let item = source.get(start..)?;
    let digits = item.find(|c: char| !c.is_ascii_digit()).filter(|&len| len > 0)?;
    let mut builder = SpokenMapBuilder::new(item.get(..digits + 1)?);
    builder.copy_rest();
    Some(Leaf::new(start, builder, Vec::new()))
}
