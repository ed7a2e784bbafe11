//! The paragraphs, lists, tables, frames and notes of a text.

use super::style::Styles;
use crate::{
    build::{
        leaf::LeafBuilder,
        number,
        paragraph::{self, Shown},
        tree::{End, Frame, Tree},
    },
    language,
    leaf::{Leaf, SpanKind},
    markup::{Tag, Visit},
    model::{Block, List, Table},
};
use std::{collections::HashMap, ops::Range};

/// Spaces that one element can stand for, at most: they are read as one.
const SPACE: &str = " ";

/// A list that is open.
#[derive(Debug)]
struct OpenList {
    style: String,
    next: Option<u64>,
    marker: Option<Leaf>,
    /// Inside a cell: its items are lines.
    flat: bool,
}

/// A frame that is open: a picture, a formula, a text box.
#[derive(Debug, Default)]
struct OpenFrame {
    start: usize,
    is_picture: bool,
    formula: Option<String>,
    description: Option<Range<usize>>,
}

/// What is around a text box or a note, to go on with after it.
struct Outer<'t> {
    leaf: Option<LeafBuilder<'t>>,
    spans: Vec<Vec<SpanKind>>,
    lists: Vec<OpenList>,
    paragraphs: usize,
    tables: usize,
    level: Option<u8>,
    /// The tree around a note.
    tree: Option<Tree>,
}

/// Builds blocks from the content of a text.
pub(super) struct Body<'t, 's> {
    source: &'t str,
    styles: &'s Styles,
    formulae: &'s HashMap<String, String>,
    tree: Tree,
    leaf: Option<LeafBuilder<'t>>,
    /// What each open span says.
    spans: Vec<Vec<SpanKind>>,
    lists: Vec<OpenList>,
    /// The last numbers of lists, by style and depth: others go on from there.
    numbers: HashMap<(String, usize), u64>,
    frames: Vec<OpenFrame>,
    outer: Vec<Outer<'t>>,
    notes: Vec<Block>,
    paragraphs: usize,
    tables: usize,
    in_header: bool,
    level: Option<u8>,
    unread: usize,
    describing: bool,
    untold_pictures: usize,
}

impl<'t, 's> Body<'t, 's> {
    pub(super) fn new(
        source: &'t str,
        styles: &'s Styles,
        formulae: &'s HashMap<String, String>,
    ) -> Self {
        Self {
            source,
            styles,
            formulae,
            tree: Tree::default(),
            leaf: None,
            spans: Vec::new(),
            lists: Vec::new(),
            numbers: HashMap::new(),
            frames: Vec::new(),
            outer: Vec::new(),
            notes: Vec::new(),
            paragraphs: 0,
            tables: 0,
            in_header: false,
            level: None,
            unread: 0,
            describing: false,
            untold_pictures: 0,
        }
    }

    /// The blocks, notes last, and the number of pictures that say nothing of themselves.
    pub(super) fn finish(self) -> (Vec<Block>, usize) {
        let mut blocks = self.tree.finish();
        blocks.extend(self.notes);
        (blocks, self.untold_pictures)
    }

    fn leaf(&mut self) -> &mut LeafBuilder<'t> {
        let (source, spans) = (self.source, &self.spans);
        self.leaf.get_or_insert_with(|| {
            let mut leaf = LeafBuilder::of_word_processor(source);
            spans.iter().flatten().for_each(|kind| leaf.open_span(kind.clone()));
            leaf
        })
    }

    fn begin_paragraph(&mut self, tag: &Tag<'_>) {
        self.paragraphs += 1;
        let level = tag.value("text:outline-level").and_then(|level| level.parse().ok());
        let style = tag.value("text:style-name").unwrap_or_default();
        self.level = match &*tag.name {
            "text:h" => Some(level.unwrap_or(1)),
            // Imported documents have titles that are paragraphs but for their style.
            _ => self.styles.level(&style),
        };
        if tag.empty {
            self.end_paragraph();
        }
    }

    fn end_paragraph(&mut self) {
        self.paragraphs = self.paragraphs.saturating_sub(1);
        let shown = self.level.take().map_or(Shown::Text, Shown::Heading);
        if self.tables > 0 {
            self.leaf.iter_mut().for_each(LeafBuilder::line_end);
            return;
        }
        let block = self.leaf.take().and_then(|leaf| paragraph::block(leaf, shown));
        block.into_iter().for_each(|block| self.tree.push(block));
    }

    fn begin_span(&mut self, tag: &Tag<'_>) {
        let mut kinds = Vec::new();
        if tag.name == "text:a" {
            kinds.extend(tag.value("xlink:href").map(|href| SpanKind::Link(href.into_owned())));
        }
        if let Some(style) = tag.value("text:style-name") {
            let foreign = self.styles.language_of(&style);
            let own = self.styles.language().map(|own| language::primary(own));
            let foreign = foreign.filter(|tag| own != Some(language::primary(tag)));
            kinds.extend(foreign.map(SpanKind::Language));
            kinds.extend(self.styles.strong(&style).then_some(SpanKind::Strong));
            kinds.extend(self.styles.emphasis(&style).then_some(SpanKind::Emphasis));
            if self.styles.hidden(&style) && !tag.empty {
                // Its end tag ends it.
                self.unread += 1;
                return;
            }
        }
        if tag.empty {
            return;
        }
        if let Some(leaf) = &mut self.leaf {
            kinds.iter().for_each(|kind| leaf.open_span(kind.clone()));
        }
        self.spans.push(kinds);
    }

    fn end_span(&mut self) {
        let kinds = self.spans.pop().unwrap_or_default();
        if let Some(leaf) = &mut self.leaf {
            kinds.iter().for_each(|_| leaf.close_innermost());
        }
    }

    fn begin_list(&mut self, tag: &Tag<'_>) {
        let style = tag.value("text:style-name").map(|style| style.into_owned());
        let around = self.lists.last().map(|list| list.style.clone());
        let style = style.or(around).unwrap_or_default();
        let numbered = self.styles.numbered(&style, self.lists.len() + 1);
        let goes_on = tag.has_word("text:continue-numbering", "true")
            || tag.place("text:continue-list").is_some();
        let last = self.numbers.get(&(style.clone(), self.lists.len() + 1)).filter(|_| goes_on);
        let next = numbered.map(|how| last.map_or(how.start, |last| last.saturating_add(1)));
        let flat = self.tables > 0;
        if !flat {
            self.tree.begin(Frame::List(List { start: next, items: Vec::new() }));
        }
        self.lists.push(OpenList { style, next, marker: None, flat });
    }

    fn end_list(&mut self) {
        let depth = self.lists.len();
        let Some(list) = self.lists.pop() else { return };
        if let Some(next) = list.next {
            self.numbers.insert((list.style, depth), next.saturating_sub(1));
        }
        if !list.flat {
            self.tree.end(End::List);
        }
    }

    fn begin_item(&mut self, tag: &Tag<'_>) {
        let depth = self.lists.len();
        let Some(list) = self.lists.last_mut() else { return };
        let own = tag.value("text:start-value").and_then(|value| value.parse().ok());
        let number = list.next.map(|next| own.unwrap_or(next));
        let is_header = tag.name == "text:list-header";
        list.next = number.map(|number| if is_header { number } else { number.saturating_add(1) });
        let how = self.styles.numbered(&list.style, depth);
        let text = how.zip(number).filter(|_| !is_header).map(|(how, number)| {
            format!("{}{}{}", how.before, number::written(how.kind, number), how.after)
        });
        let text = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let flat = list.flat;
        list.marker =
            text.as_deref().filter(|_| !flat).map(|text| Leaf::inserted(text, tag.range.start));
        if !flat {
            self.tree.begin(Frame::Blocks(Vec::new()));
        } else if let Some(text) = text {
            let at = tag.range.end;
            self.leaf().text(&format!("{text} "), at..at);
        }
        if tag.empty {
            self.end_item();
        }
    }

    fn end_item(&mut self) {
        let Some(list) = self.lists.last_mut() else { return };
        let marker = list.marker.take();
        if !list.flat {
            self.tree.end(End::Item(marker));
        }
    }

    fn begin_table(&mut self) {
        self.tables += 1;
        if self.tables == 1 {
            self.tree.begin(Frame::Table(Table::default()));
        }
    }

    fn end_table(&mut self) {
        if self.tables == 1 {
            self.tree.end(End::Table);
        }
        self.tables = self.tables.saturating_sub(1);
    }

    fn end_cell(&mut self) {
        if self.tables != 1 {
            return;
        }
        let mut cell =
            self.leaf.take().unwrap_or_else(|| LeafBuilder::of_word_processor(self.source));
        cell.trim_end();
        self.tree.push_cell(cell.finish_or_empty());
    }

    /// Begins a text box, or a note with a tree of its own.
    fn begin_apart(&mut self, is_note: bool) {
        self.outer.push(Outer {
            leaf: self.leaf.take(),
            spans: std::mem::take(&mut self.spans),
            lists: std::mem::take(&mut self.lists),
            paragraphs: std::mem::take(&mut self.paragraphs),
            tables: std::mem::take(&mut self.tables),
            level: self.level.take(),
            tree: is_note.then(|| std::mem::take(&mut self.tree)),
        });
    }

    fn end_apart(&mut self) {
        let Some(outer) = self.outer.pop() else { return };
        if let Some(tree) = outer.tree {
            let note = std::mem::replace(&mut self.tree, tree).finish();
            self.notes.push(Block::Note(note));
        }
        Outer {
            leaf: self.leaf,
            spans: self.spans,
            lists: self.lists,
            paragraphs: self.paragraphs,
            tables: self.tables,
            level: self.level,
            tree: _,
        } = outer;
    }

    fn end_frame(&mut self, end: usize) {
        let Some(frame) = self.frames.pop() else { return };
        if let Some(markup) = frame.formula {
            self.leaf().formula(&markup, frame.start..end);
        } else if frame.is_picture {
            match frame.description {
                Some(place) => self.describe(place),
                None => self.untold_pictures += 1,
            }
        }
    }

    fn describe(&mut self, place: Range<usize>) {
        let written = self.source.get(place.clone()).unwrap_or_default();
        let text = written.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = quick_xml::escape::unescape(&text).unwrap_or_default().into_owned();
        if !text.is_empty() {
            self.leaf().image(&text, place);
        }
    }

    /// A sign that is written as an element.
    fn sign(&mut self, tag: &Tag<'_>) {
        if self.paragraphs == 0 {
            return;
        }
        let range = tag.range.clone();
        match &*tag.name {
            "text:s" | "text:tab" => self.leaf().text(SPACE, range),
            "text:line-break" => self.leaf().line_break(range),
            _ => {}
        }
    }
}

/// Elements that are not read: what was deleted, remarks, the calls of notes.
fn is_unread(name: &str) -> bool {
    matches!(
        name,
        "text:tracked-changes"
            | "office:annotation"
            | "office:forms"
            | "text:note-citation"
            | "text:ruby-text"
            | "office:automatic-styles"
            | "office:font-face-decls"
            | "office:scripts"
            | "text:sequence-decls"
    )
}

impl<'t> Visit<'t> for Body<'t, '_> {
    fn open(&mut self, tag: Tag<'t>) {
        if self.unread > 0 || is_unread(&tag.name) {
            self.unread += usize::from(!tag.empty);
            return;
        }
        match &*tag.name {
            "text:p" | "text:h" => self.begin_paragraph(&tag),
            "text:span" | "text:a" => self.begin_span(&tag),
            "text:list" if !tag.empty => self.begin_list(&tag),
            "text:list-item" | "text:list-header" => self.begin_item(&tag),
            "table:table" if !tag.empty => self.begin_table(),
            "table:table-header-rows" => self.in_header = true,
            "table:table-row" if self.tables == 1 && !tag.empty => {
                self.tree.begin(Frame::Row(Vec::new()));
            }
            "table:table-cell" | "table:covered-table-cell" if tag.empty => self.end_cell(),
            "draw:frame" if !tag.empty => {
                self.frames.push(OpenFrame { start: tag.range.start, ..OpenFrame::default() });
            }
            "draw:image" => {
                self.frames.last_mut().into_iter().for_each(|frame| frame.is_picture = true);
            }
            "draw:object" => {
                let formula =
                    tag.value("xlink:href").and_then(|it| self.formulae.get(&*it)).cloned();
                self.frames
                    .last_mut()
                    .into_iter()
                    .for_each(|frame| frame.formula = formula.clone());
            }
            // The description says more than the title.
            "svg:desc" if !tag.empty => {
                self.frames.last_mut().into_iter().for_each(|frame| frame.description = None);
                self.describing = true;
            }
            "svg:title" => {
                let told = self.frames.last().is_some_and(|frame| frame.description.is_some());
                self.describing = !tag.empty && !told;
            }
            "draw:text-box" if !tag.empty => self.begin_apart(false),
            "text:note-body" if !tag.empty => self.begin_apart(true),
            _ => self.sign(&tag),
        }
    }

    fn close(&mut self, name: &str, range: Range<usize>) {
        if self.unread > 0 {
            self.unread -= 1;
            return;
        }
        match name {
            "text:p" | "text:h" => self.end_paragraph(),
            "text:span" | "text:a" => self.end_span(),
            "text:list" => self.end_list(),
            "text:list-item" | "text:list-header" => self.end_item(),
            "table:table" => self.end_table(),
            "table:table-header-rows" => self.in_header = false,
            "table:table-row" if self.tables == 1 => {
                self.tree.end(End::Row { header: self.in_header });
            }
            "table:table-cell" | "table:covered-table-cell" => self.end_cell(),
            "draw:frame" => self.end_frame(range.end),
            "svg:desc" | "svg:title" => self.describing = false,
            "draw:text-box" | "text:note-body" => self.end_apart(),
            _ => {}
        }
    }

    fn text(&mut self, range: Range<usize>, _raw: bool) {
        if self.unread > 0 {
            return;
        }
        if !self.describing {
            if self.paragraphs > 0 {
                self.leaf().markup_text(range, false);
            }
        } else if let Some(frame) = self.frames.last_mut() {
            let start = frame.description.as_ref().map_or(range.start, |it| it.start);
            frame.description = Some(start..range.end);
        }
    }
}
