//! The paragraphs, tables and notes of one part.

use super::{
    context::{is_on, number, value},
    formula::FormulaBuilder,
    list::Lists,
    numbering::{Counters, Mark, Numbering},
    style::Styles,
};
use crate::{
    build::{
        leaf::LeafBuilder,
        paragraph::{self, Shown},
        tree::{End, Frame, Tree},
    },
    language,
    leaf::{Leaf, SpanKind},
    markup::{Tag, Visit},
    model::{Block, Table},
};
use std::ops::Range;

/// Text boxes inside text boxes, at most.
const BOXES_MAX: usize = 16;

/// What a paragraph says of itself.
#[derive(Debug, Default)]
struct Paragraph {
    start: usize,
    style: Option<String>,
    level: Option<u8>,
    list: Option<usize>,
    depth: Option<usize>,
}

/// What a run says of itself.
#[derive(Debug, Default)]
struct Run {
    style: Option<String>,
    strong: Option<bool>,
    emphasis: Option<bool>,
    hidden: Option<bool>,
    language: Option<String>,
    /// Spans begun for it.
    spans: usize,
    begun: bool,
}

/// Where the walk is.
#[derive(Debug, Default)]
struct Place {
    in_paragraph_settings: bool,
    in_run: bool,
    in_run_settings: bool,
    in_text: bool,
    /// Elements open inside one that is not read.
    unread: usize,
    tables: usize,
    /// The row being read is a header.
    header_row: bool,
    /// The picture being read says what it shows.
    told: bool,
}

/// The paragraph around a text box, to go on with after it.
struct Outer<'t> {
    leaf: Option<LeafBuilder<'t>>,
    paragraph: Paragraph,
    run: Run,
    place: Place,
}

/// Builds blocks from a part.
pub(super) struct Body<'t, 's> {
    source: &'t str,
    styles: &'s Styles,
    numbering: &'s Numbering,
    counters: Counters,
    tree: Tree,
    lists: Lists,
    leaf: Option<LeafBuilder<'t>>,
    paragraph: Paragraph,
    run: Run,
    place: Place,
    outer: Vec<Outer<'t>>,
    formula: Option<(usize, FormulaBuilder<'t>)>,
    untold_pictures: usize,
}

impl<'t, 's> Body<'t, 's> {
    pub(super) fn new(source: &'t str, styles: &'s Styles, numbering: &'s Numbering) -> Self {
        Self {
            source,
            styles,
            numbering,
            counters: Counters::default(),
            tree: Tree::default(),
            lists: Lists::default(),
            leaf: None,
            paragraph: Paragraph::default(),
            run: Run::default(),
            place: Place::default(),
            outer: Vec::new(),
            formula: None,
            untold_pictures: 0,
        }
    }

    /// The blocks, and the number of pictures that say nothing of themselves.
    pub(super) fn finish(mut self) -> (Vec<Block>, usize) {
        self.end_paragraph();
        self.lists.end(&mut self.tree);
        (self.tree.finish(), self.untold_pictures)
    }

    fn leaf(&mut self) -> &mut LeafBuilder<'t> {
        let source = self.source;
        self.leaf.get_or_insert_with(|| LeafBuilder::of_word_processor(source))
    }

    /// The leaf, with what the run says of its text.
    fn run_leaf(&mut self) -> &mut LeafBuilder<'t> {
        if !self.run.begun && self.place.in_run {
            self.run.begun = true;
            let kinds = self.run_spans();
            self.run.spans = kinds.len();
            let leaf = self.leaf();
            kinds.into_iter().for_each(|kind| leaf.open_span(kind));
        }
        self.leaf()
    }

    fn run_spans(&self) -> Vec<SpanKind> {
        let style = self.run.style.as_deref();
        let strong = self.run.strong.or_else(|| self.styles.strong(style?));
        let emphasis = self.run.emphasis.or_else(|| self.styles.emphasis(style?));
        let own = self.styles.language().map(|own| language::primary(own));
        let foreign = self.run.language.clone().filter(|tag| own != Some(language::primary(tag)));
        let strong = strong.unwrap_or(false).then_some(SpanKind::Strong);
        let emphasis = emphasis.unwrap_or(false).then_some(SpanKind::Emphasis);
        foreign.map(SpanKind::Language).into_iter().chain(strong).chain(emphasis).collect()
    }

    fn is_hidden(&self) -> bool {
        let style = || self.styles.hidden(self.run.style.as_deref()?);
        self.place.unread > 0 || self.run.hidden.or_else(style).unwrap_or(false)
    }

    fn end_run(&mut self) {
        if let Some(leaf) = &mut self.leaf {
            (0..self.run.spans).for_each(|_| leaf.close_innermost());
        }
        self.run = Run::default();
        self.place.in_run = false;
    }

    /// The list that the paragraph is in, and the depth there.
    fn item(&self) -> Option<(usize, usize)> {
        let by_style = self.paragraph.style.as_deref().and_then(|style| self.styles.list(style));
        let list = self.paragraph.list.or(by_style.map(|(list, _)| list))?;
        let depth = self.paragraph.depth.or(by_style.map(|(_, depth)| depth)).unwrap_or(0);
        // 0 takes a paragraph out of the list of its style.
        (list != 0).then_some((list, depth))
    }

    fn level(&self) -> Option<u8> {
        let style = || self.styles.level(self.paragraph.style.as_deref()?);
        self.paragraph.level.or_else(style).filter(|level| (1..=6).contains(level))
    }

    /// The settings of a paragraph are known: in a cell, its number is text.
    fn end_settings(&mut self, end: usize) {
        self.place.in_paragraph_settings = false;
        if self.place.tables == 0 || self.place.unread > 0 {
            return;
        }
        if let Some((list, depth)) = self.item()
            && let Mark::Number(_, text) = self.numbering.next(&mut self.counters, list, depth)
        {
            self.leaf().text(&format!("{text} "), end..end);
        }
    }

    fn end_paragraph(&mut self) {
        if self.place.tables > 0 {
            self.leaf.iter_mut().for_each(LeafBuilder::line_end);
            self.paragraph = Paragraph::default();
            return;
        }
        let level = self.level();
        let shown = level.map_or(Shown::Text, Shown::Heading);
        let item = self.item();
        let start = self.paragraph.start;
        self.paragraph = Paragraph::default();
        let block = self.leaf.take().and_then(|leaf| paragraph::block(leaf, shown));
        let Some(block) = block else { return };
        // A number before a title belongs to the title: it stands there as in the document.
        match item {
            Some(item) if level.is_none() => self.begin_item(item, start),
            _ => self.lists.end(&mut self.tree),
        }
        self.tree.push(block);
    }

    fn begin_item(&mut self, (list, depth): (usize, usize), start: usize) {
        let (number, marker) = match self.numbering.next(&mut self.counters, list, depth) {
            Mark::Bullet => (None, None),
            Mark::Number(number, text) => {
                let marker = (!text.is_empty()).then(|| Leaf::inserted(&text, start));
                (Some(number), marker)
            }
        };
        self.lists.begin_item(&mut self.tree, (list, depth), number, marker);
    }

    fn begin_table(&mut self) {
        self.place.tables += 1;
        if self.place.tables == 1 {
            self.lists.end(&mut self.tree);
            self.tree.begin(Frame::Table(Table::default()));
        }
    }

    fn begin_row(&mut self) {
        if self.place.tables == 1 {
            self.place.header_row = false;
            self.tree.begin(Frame::Row(Vec::new()));
        }
    }

    fn end_cell(&mut self) {
        if self.place.tables != 1 {
            return;
        }
        let mut cell =
            self.leaf.take().unwrap_or_else(|| LeafBuilder::of_word_processor(self.source));
        cell.trim_end();
        self.tree.push_cell(cell.finish_or_empty());
    }

    fn begin_box(&mut self) {
        if self.outer.len() >= BOXES_MAX {
            return;
        }
        self.outer.push(Outer {
            leaf: self.leaf.take(),
            paragraph: std::mem::take(&mut self.paragraph),
            run: std::mem::take(&mut self.run),
            place: std::mem::take(&mut self.place),
        });
    }

    fn end_box(&mut self) {
        self.end_paragraph();
        if let Some(outer) = self.outer.pop() {
            Outer {
                leaf: self.leaf,
                paragraph: self.paragraph,
                run: self.run,
                place: self.place,
            } = outer;
        }
    }

    /// What a picture or a drawing says of itself.
    fn description(&mut self, tag: &Tag<'_>, names: &[&str]) {
        self.place.told = false;
        for name in names {
            let text = tag.value(name).unwrap_or_default();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if let Some(place) = tag.place(name).filter(|_| !text.is_empty()) {
                self.place.told = true;
                if !self.is_hidden() {
                    self.run_leaf().image(&text, place);
                }
                return;
            }
        }
    }

    fn paragraph_setting(&mut self, tag: &Tag<'_>) {
        match &*tag.name {
            "w:pStyle" => self.paragraph.style = value(tag),
            "w:numId" => self.paragraph.list = number(tag, "w:val"),
            "w:ilvl" => self.paragraph.depth = number(tag, "w:val"),
            "w:outlineLvl" => {
                let level = value(tag).and_then(|level| level.parse::<u8>().ok());
                self.paragraph.level = level.map(|level| level.saturating_add(1));
            }
            _ => {}
        }
    }

    fn run_setting(&mut self, tag: &Tag<'_>) {
        match &*tag.name {
            "w:rStyle" => self.run.style = value(tag),
            "w:b" => self.run.strong = Some(is_on(tag)),
            "w:i" => self.run.emphasis = Some(is_on(tag)),
            "w:vanish" => self.run.hidden = Some(is_on(tag)),
            "w:lang" => self.run.language = value(tag).and_then(|tag| language::tag(&tag)),
            _ => {}
        }
    }

    /// A sign of a run that is written as an element.
    fn sign(&mut self, tag: &Tag<'_>) {
        if self.is_hidden() || !self.place.in_run {
            return;
        }
        let range = tag.range.clone();
        match &*tag.name {
            "w:tab" | "w:ptab" => self.run_leaf().text(" ", range),
            "w:br" if tag.has_word("w:type", "page") || tag.has_word("w:type", "column") => {
                self.run_leaf().text(" ", range);
            }
            "w:br" | "w:cr" => self.run_leaf().line_break(range),
            "w:noBreakHyphen" => self.run_leaf().text("\u{2011}", range),
            _ => {}
        }
    }

    fn content(&mut self, tag: &Tag<'t>) {
        match &*tag.name {
            "w:p" => {
                self.paragraph = Paragraph { start: tag.range.start, ..Paragraph::default() };
            }
            "w:pPr" => self.place.in_paragraph_settings = !tag.empty,
            "w:r" => self.place.in_run = !tag.empty,
            "w:rPr" => self.place.in_run_settings = self.place.in_run && !tag.empty,
            "w:t" => self.place.in_text = !tag.empty,
            "w:tbl" => self.begin_table(),
            "w:tr" => self.begin_row(),
            "w:tblHeader" => self.place.header_row = is_on(tag),
            "w:txbxContent" => self.begin_box(),
            "w:footnote" | "w:endnote" => self.tree.begin(Frame::Blocks(Vec::new())),
            "m:oMath" if self.formula.is_none() => {
                self.formula = Some((tag.range.start, FormulaBuilder::new(self.source)));
            }
            "wp:docPr" => self.description(tag, &["descr", "title"]),
            "v:shape" => self.description(tag, &["alt"]),
            "pic:pic" | "v:imagedata" => self.untold_pictures += usize::from(!self.place.told),
            _ => self.sign(tag),
        }
    }
}

/// Elements that are not read: what was deleted, codes of fields, second forms of what is there.
fn is_unread(name: &str) -> bool {
    matches!(
        name,
        "w:del"
            | "w:moveFrom"
            | "w:instrText"
            | "w:delText"
            | "mc:Fallback"
            | "w:rt"
            | "w:pPrChange"
            | "w:rPrChange"
            | "w:sdtPr"
    )
}

impl<'t> Visit<'t> for Body<'t, '_> {
    fn open(&mut self, tag: Tag<'t>) {
        if self.place.unread > 0 || is_unread(&tag.name) {
            self.place.unread += usize::from(!tag.empty);
        } else if let Some((_, formula)) = &mut self.formula {
            formula.open(&tag);
        } else if self.place.in_paragraph_settings {
            self.paragraph_setting(&tag);
        } else if self.place.in_run_settings {
            self.run_setting(&tag);
        } else {
            self.content(&tag);
        }
    }

    fn close(&mut self, name: &str, range: Range<usize>) {
        if self.place.unread > 0 {
            self.place.unread -= 1;
            return;
        }
        if let Some((start, mut formula)) = self.formula.take() {
            if name != "m:oMath" {
                formula.close(name);
                self.formula = Some((start, formula));
            } else if !self.is_hidden() {
                self.run_leaf().formula(&formula.finish(), start..range.end);
            }
            return;
        }
        match name {
            "w:p" => self.end_paragraph(),
            "w:pPr" => self.end_settings(range.end),
            "w:rPr" => self.place.in_run_settings = false,
            "w:r" => self.end_run(),
            "w:t" => self.place.in_text = false,
            "w:tc" => self.end_cell(),
            "w:tr" if self.place.tables == 1 => {
                self.tree.end(End::Row { header: self.place.header_row });
            }
            "w:tbl" => {
                if self.place.tables == 1 {
                    self.tree.end(End::Table);
                }
                self.place.tables = self.place.tables.saturating_sub(1);
            }
            "w:txbxContent" => self.end_box(),
            "w:footnote" | "w:endnote" => {
                self.lists.end(&mut self.tree);
                self.tree.end(End::Note);
            }
            _ => {}
        }
    }

    fn text(&mut self, range: Range<usize>, raw: bool) {
        if let Some((_, formula)) = &mut self.formula {
            formula.text(range);
        } else if self.place.in_text && !self.is_hidden() {
            let written = self.source.get(range.clone()).unwrap_or_default();
            let leaf = self.run_leaf();
            if raw {
                leaf.text(written, range);
            } else {
                leaf.markup_text(range, false);
            }
        }
    }
}
