//! Markdown (CommonMark, with tables) as a document.

mod embedded;
mod html;

use crate::{
    build::{
        leaf::{self, LeafBuilder},
        paragraph::{self, Shown},
        tree::{End, Frame, Tree},
    },
    language,
    leaf::{Leaf, SpanKind},
    model::{Block, Document, List, Table},
};
use embedded::Embedded;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads Markdown. It never fails: any text is Markdown.
#[must_use]
pub fn read(text: &str) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader {
        source: text,
        tree: Tree::default(),
        leaf: None,
        markers: Vec::new(),
        metadata: false,
        title: None,
        language: None,
        embedded: Embedded::default(),
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.finish()
}

struct Reader<'t> {
    source: &'t str,
    tree: Tree,
    leaf: Option<LeafBuilder<'t>>,
    /// The numbers of the items begun.
    markers: Vec<Option<Leaf>>,
    metadata: bool,
    title: Option<String>,
    language: Option<String>,
    embedded: Embedded,
}

impl<'t> Reader<'t> {
    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        if self.embedded.skips(&event, &range) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.metadata => self.read_metadata(&text),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.open_leaf().text(&text, range);
            }
            Event::Code(text) => self.open_leaf().code(&text, range),
            Event::SoftBreak => self.open_leaf().soft_break(range),
            Event::HardBreak => self.open_leaf().hard_break(range),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::Rule => self.push(Block::ThematicBreak),
            // Read at once where its block begins.
            Event::Html(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    /// The leaf being read; the text of a tight item begins one without a paragraph.
    fn open_leaf(&mut self) -> &mut LeafBuilder<'t> {
        let (source, language) = (self.source, self.embedded.language());
        self.leaf.get_or_insert_with(|| {
            let mut leaf = LeafBuilder::new(source);
            language.into_iter().for_each(|tag| leaf.open_language(tag));
            leaf
        })
    }

    fn start(&mut self, tag: Tag<'t>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::TableCell => {
                self.end_implicit_leaf();
                self.embedded.begin_leaf(range);
                self.open_leaf();
            }
            Tag::HtmlBlock => self.html_block(range.clone()),
            Tag::Item => {
                self.embedded.begin_leaf(range);
                self.begin(Frame::Blocks(Vec::new()));
                // An item too deep to be kept loses its number with its list.
                if !self.tree.is_flat() {
                    self.markers.push(leaf::number(self.source, range.start));
                }
            }
            Tag::BlockQuote(_) => self.begin(Frame::Blocks(Vec::new())),
            Tag::List(start) => self.begin(Frame::List(List { start, items: Vec::new() })),
            Tag::Table(_) => self.begin(Frame::Table(Table::default())),
            Tag::TableHead | Tag::TableRow => self.begin(Frame::Row(Vec::new())),
            Tag::MetadataBlock(_) => self.metadata = true,
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. } => {
                self.open_leaf().open_span(span_kind(&tag));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_implicit_leaf(),
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::CodeBlock => {
                if let Some(leaf) = self.leaf.take().and_then(LeafBuilder::finish) {
                    self.push(Block::Code(leaf));
                }
            }
            TagEnd::TableCell => {
                let leaf = self.leaf.take().unwrap_or_else(|| LeafBuilder::new(self.source));
                self.tree.push_cell(leaf.finish_or_empty());
            }
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::List(_) | TagEnd::Table => {
                self.end_implicit_leaf();
                self.finish_frame(tag);
            }
            TagEnd::TableHead | TagEnd::TableRow => self.finish_frame(tag),
            TagEnd::MetadataBlock(_) => self.metadata = false,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image => {
                self.open_leaf().close_span();
            }
            _ => {}
        }
    }

    fn begin(&mut self, frame: Frame) {
        self.end_implicit_leaf();
        self.tree.begin(frame);
    }

    fn finish_frame(&mut self, tag: TagEnd) {
        let end = match tag {
            // An item too deep to be kept has no number either.
            TagEnd::Item if self.tree.is_flat() => End::Item(None),
            TagEnd::Item => End::Item(self.markers.pop().flatten()),
            TagEnd::TableHead => End::Row { header: true },
            TagEnd::TableRow => End::Row { header: false },
            TagEnd::List(_) => End::List,
            TagEnd::Table => End::Table,
            _ => End::Quote,
        };
        self.tree.end(end);
    }

    fn push(&mut self, block: Block) {
        self.tree.push(block);
    }

    fn end_implicit_leaf(&mut self) {
        let Some(leaf) = self.leaf.take() else {
            return;
        };
        if let Some(block) = paragraph::block(leaf, Shown::Text) {
            self.push(block);
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        if let Some(text) = self.leaf.take().and_then(LeafBuilder::finish) {
            self.push(Block::Heading { level: level as u8, text });
        }
    }

    /// The front matter of many tools: only the title and the language are of use here.
    fn read_metadata(&mut self, text: &str) {
        let value = |keys: &[&str]| {
            let value = text.lines().find_map(|line| {
                let (key, value) = line.split_once(':')?;
                keys.contains(&key.trim()).then_some(value)
            });
            value.map(|value| value.trim().trim_matches(['"', '\'']).to_owned())
        };
        let language = value(&["lang", "language", "langue"]);
        self.language = self.language.take().or(language.and_then(|tag| language::tag(&tag)));
        let title = value(&["title", "titre"]);
        self.title = self.title.take().or(title.filter(|title| !title.is_empty()));
    }

    fn finish(mut self) -> Document {
        self.end_implicit_leaf();
        Document { title: self.title, language: self.language, blocks: self.tree.finish() }
            .with_first_heading_as_title(2)
    }
}

/// What a stretch of text in this tag is.
fn span_kind(tag: &Tag<'_>) -> SpanKind {
    match tag {
        Tag::Strong => SpanKind::Strong,
        Tag::Link { dest_url, .. } => SpanKind::Link(dest_url.to_string()),
        Tag::Image { .. } => SpanKind::Image,
        _ => SpanKind::Emphasis,
    }
}
