//! HTML that stands in Markdown: formulae, languages, and text in blocks of HTML.

use super::{
    Reader,
    html::{self, Part, Tag},
};
use crate::{leaf::Leaf, model::Block};
use pulldown_cmark::Event;
use std::ops::Range;

/// What is known of the HTML around the place that is read.
#[derive(Default)]
pub(super) struct Embedded {
    /// The elements of blocks of HTML that are open, with the languages they declare.
    open: Vec<(String, Option<String>)>,
    /// The elements that are open in the text of a leaf, and whether they declare a language.
    inline: Vec<(String, bool)>,
    /// Up to here the source has been read as a formula, or is not to be read.
    read_end: usize,
    /// Where the paragraph, title, cell or item that is read ends.
    leaf_end: usize,
    /// Up to here no formula or script that begins has an end.
    unclosed_end: usize,
}

/// The most elements that are kept open: more are not looked for.
const OPEN_MAX: usize = 64;

impl Embedded {
    /// Whether an event is a part of what has been read.
    pub(super) fn skips(&self, event: &Event<'_>, range: &Range<usize>) -> bool {
        range.start < self.read_end && !matches!(event, Event::Start(_) | Event::End(_))
    }

    /// The language declared around the blocks that are read.
    pub(super) fn language(&self) -> Option<&str> {
        self.open.iter().rev().find_map(|(_, language)| language.as_deref())
    }

    pub(super) fn begin_leaf(&mut self, range: &Range<usize>) {
        self.leaf_end = range.end;
        self.inline.clear();
    }

    fn close(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
            self.open.truncate(at);
        }
    }
}

impl Reader<'_> {
    /// A tag in the text of a paragraph.
    pub(super) fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        let Some(tag) = Tag::of(tag) else { return };
        match tag.name.as_str() {
            "br" => self.open_leaf().hard_break(range),
            name if !tag.closes && (name == "math" || html::is_unread(name)) => {
                self.inline_element(name, range);
            }
            _ if tag.closes => {
                let open = self.embedded.inline.iter().rposition(|(name, _)| *name == tag.name);
                let closed = open.map(|at| self.embedded.inline.split_off(at)).unwrap_or_default();
                for _ in closed.iter().filter(|(_, language)| *language) {
                    self.open_leaf().close_language();
                }
            }
            _ if self.embedded.inline.len() < OPEN_MAX => {
                self.embedded.inline.push((tag.name, tag.language.is_some()));
                if let Some(language) = tag.language {
                    self.open_leaf().open_language(&language);
                }
            }
            _ => {}
        }
    }

    /// A formula, or what is not to be read, that begins with the tag at `range`, if it ends in the same
    /// leaf.
    fn inline_element(&mut self, name: &str, range: Range<usize>) {
        let end = self.embedded.leaf_end.min(self.source.len()).max(range.end);
        if range.start < self.embedded.unclosed_end {
            return;
        }
        let leaf = self.source.get(..end).unwrap_or_default();
        match html::element_end(leaf, range.end, name) {
            Some(close) => {
                self.embedded.read_end = close;
                if name == "math" {
                    self.formula(range.start..close);
                }
            }
            None => self.embedded.unclosed_end = end,
        }
    }

    /// The formula of these bytes of the source. The signs of a quotation at the start of its lines are
    /// none of it.
    fn formula(&mut self, range: Range<usize>) {
        let markup = self.source.get(range.clone()).unwrap_or_default();
        let lines = markup.lines().enumerate().map(|(index, line)| match index {
            0 => line,
            _ => line.trim_start().trim_start_matches(['>', ' ']),
        });
        let markup = lines.collect::<Vec<_>>().join("\n");
        self.open_leaf().formula(&markup, range);
    }

    /// A block of HTML: its text in paragraphs, its formulae, its languages for the blocks after it.
    pub(super) fn html_block(&mut self, range: Range<usize>) {
        self.end_implicit_leaf();
        let html = self.source.get(range.clone()).unwrap_or_default();
        let place = |part: &Range<usize>| range.start + part.start..range.start + part.end;
        for part in html::parts(html) {
            match part {
                Part::Text(text) => {
                    let written = html.get(text.clone()).unwrap_or_default();
                    if self.leaf.is_some() || !written.trim().is_empty() {
                        self.open_leaf().html_text(written, place(&text));
                    }
                }
                Part::Formula(formula) => self.formula(place(&formula)),
                Part::Break(at) => self.open_leaf().hard_break(place(&at)),
                Part::Open { name, language } => self.open_element(name, language),
                Part::Close { name } => self.close_element(&name),
            }
        }
        self.end_implicit_leaf();
    }

    fn open_element(&mut self, name: String, language: Option<String>) {
        if html::is_block(&name) {
            self.end_implicit_leaf();
        } else if let (Some(tag), Some(leaf)) = (&language, &mut self.leaf) {
            leaf.open_language(tag);
        }
        if self.embedded.open.len() < OPEN_MAX {
            self.embedded.open.push((name, language));
        }
    }

    fn close_element(&mut self, name: &str) {
        let open = self.embedded.open.iter().rev().find(|(open, _)| open == name);
        let language = open.is_some_and(|(_, language)| language.is_some());
        if let Some(level) = html::heading(name) {
            let leaf = self.leaf.take().and_then(super::LeafBuilder::finish);
            if let Some(text) = leaf {
                self.push_heading(level, text);
            }
        } else if html::is_block(name) {
            self.end_implicit_leaf();
        } else if let (true, Some(leaf)) = (language, &mut self.leaf) {
            leaf.close_language();
        }
        self.embedded.close(name);
    }

    fn push_heading(&mut self, level: u8, text: Leaf) {
        self.push(Block::Heading { level, text });
    }
}
