//! Tags and text of HTML, made into blocks.

use super::{
    Page,
    element::{self, Role},
};
use crate::{
    build::{
        leaf::LeafBuilder,
        paragraph::{self, Shown},
        tree::{End, Frame, Tree},
    },
    language,
    leaf::{Leaf, SpanKind},
    markup::{self, Tag, Visit},
    model::{Block, List, Table},
};
use clairvoix_text::spoken::SpokenMapBuilder;
use std::{borrow::Cow, ops::Range};

/// The most elements that are kept open: what is inside more is read as if they were not there.
const OPEN_MAX: usize = 512;

/// An element that is open.
#[derive(Debug)]
struct Open {
    name: String,
    role: Role,
    /// The language that it declares.
    language: Option<String>,
    /// Where its start tag begins.
    start: usize,
    /// Where its content begins.
    content: usize,
    /// The next number of its items.
    next: Option<u64>,
    /// The number of an item.
    marker: Option<Leaf>,
    /// A row: whether all its cells so far are headers.
    header: bool,
    /// Inside a cell: what begins and ends lines of it, and nothing more.
    flat: bool,
}

/// Builds blocks from the tags and the text of one page.
pub(super) struct Reader<'t> {
    source: &'t str,
    /// XML: an element may be written without content and without an end tag.
    xml: bool,
    tree: Tree,
    leaf: Option<LeafBuilder<'t>>,
    open: Vec<Open>,
    /// How many of the open elements are not read; 0 where text is read.
    unread: usize,
    page: Page,
    /// The blocks of the part of the page that holds its subject.
    main: Option<Range<usize>>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(source: &'t str, xml: bool) -> Self {
        Self {
            source,
            xml,
            tree: Tree::default(),
            leaf: None,
            open: Vec::new(),
            unread: 0,
            page: Page::default(),
            main: None,
        }
    }

    pub(super) fn finish(mut self) -> Page {
        let end = self.source.len();
        self.close_from(0, &(end..end));
        self.end_leaf();
        let mut blocks = self.tree.finish();
        // Menus, banners and the like around the subject of a page are no part of the text.
        if let Some(main) = self.main.filter(|main| !main.is_empty() && main.end <= blocks.len()) {
            blocks = blocks.drain(main).collect();
        }
        Page { blocks, ..self.page }
    }

    /// The leaf being read, inside all the spans that are open.
    fn open_leaf(&mut self) -> &mut LeafBuilder<'t> {
        let (source, open) = (self.source, &self.open);
        self.leaf.get_or_insert_with(|| {
            let mut leaf = LeafBuilder::new(source);
            for element in open {
                element.spans().for_each(|kind| leaf.open_span(kind));
            }
            leaf
        })
    }

    fn is_in_cell(&self) -> bool {
        self.open.iter().rev().any(|it| !it.flat && matches!(it.role, Role::Cell { .. }))
    }

    /// Ends the paragraph being read.
    fn end_leaf(&mut self) {
        if self.is_in_cell() {
            // Paragraphs of a cell are its lines.
            self.leaf.iter_mut().for_each(LeafBuilder::line_end);
            return;
        }
        let Some(leaf) = self.leaf.take() else { return };
        let shown = self.open.iter().rev().find_map(|it| match it.role {
            Role::Heading(level) => Some(Shown::Heading(level)),
            Role::Preformatted => Some(Shown::Preformatted),
            _ => None,
        });
        if let Some(block) = paragraph::block(leaf, shown.unwrap_or_default()) {
            self.tree.push(block);
        }
    }

    /// Begins an element.
    fn begin(&mut self, element: &mut Open) {
        match element.role {
            Role::Inline(_) | Role::TableHead => return,
            // What is inside is taken by itself, or not at all.
            Role::Unread | Role::Title | Role::Formula => {
                self.unread += 1;
                return;
            }
            _ => self.end_leaf(),
        }
        let number = match element.role {
            Role::Item => self.number(),
            _ => None,
        };
        let place = element.start..element.content;
        if element.flat {
            if let Some(number) = number {
                self.open_leaf().text(&format!("{number} "), place);
            }
            return;
        }
        element.marker = number.and_then(|number| self.marker(&number, place));
        self.begin_frame(&element.role);
    }

    fn begin_frame(&mut self, role: &Role) {
        match role {
            Role::List(start) => {
                self.tree.begin(Frame::List(List { start: *start, items: Vec::new() }));
            }
            Role::Item | Role::Quote | Role::Note => self.tree.begin(Frame::Blocks(Vec::new())),
            Role::Table => self.tree.begin(Frame::Table(Table::default())),
            Role::Row => self.tree.begin(Frame::Row(Vec::new())),
            Role::Main if self.tree.is_at_root() && self.main.is_none() => {
                self.main = Some(self.tree.root_len()..0);
            }
            _ => {}
        }
    }

    /// The number of the item that begins, as it is shown.
    fn number(&mut self) -> Option<String> {
        let list = self.open.iter_mut().rev().find(|it| matches!(it.role, Role::List(_)))?;
        let number = list.next?;
        list.next = number.checked_add(1);
        Some(format!("{number}."))
    }

    /// A number, standing for the start tag of its item.
    fn marker(&self, number: &str, tag: Range<usize>) -> Option<Leaf> {
        let mut builder = SpokenMapBuilder::new(self.source.get(tag.clone())?);
        builder.replace(tag.len(), number);
        Some(Leaf::new(tag.start, builder, Vec::new()))
    }

    /// Ends the elements from number `from` on, the innermost first; `tag` is the end tag of the
    /// outermost of them, or an empty place.
    fn close_from(&mut self, from: usize, tag: &Range<usize>) {
        while self.open.len() > from {
            let own = self.open.len() == from + 1;
            self.close_innermost(if own { tag.clone() } else { tag.start..tag.start });
        }
    }

    fn close_innermost(&mut self, tag: Range<usize>) {
        let Some(last) = self.open.last_mut() else { return };
        let (role, flat, marker) = (last.role.clone(), last.flat, last.marker.take());
        let header = last.header;
        match role {
            Role::Unread => self.unread = self.unread.saturating_sub(1),
            Role::Title => self.take_title(tag.start),
            Role::Formula => self.take_formula(tag.end),
            Role::Cell { .. } if !flat => self.end_cell(),
            Role::Inline(_) | Role::TableHead => {}
            _ => self.end_leaf(),
        }
        match role {
            _ if flat => {}
            Role::List(_) => self.tree.end(End::List),
            Role::Item => self.tree.end(End::Item(marker)),
            Role::Quote => self.tree.end(End::Quote),
            Role::Note => self.tree.end(End::Note),
            Role::Table => self.tree.end(End::Table),
            Role::Row => {
                let in_head = self.open.iter().any(|it| it.role == Role::TableHead);
                self.tree.end(End::Row { header: header || in_head });
            }
            Role::Main => self.end_main(),
            _ => {}
        }
        let Some(closed) = self.open.pop() else { return };
        if let Some(leaf) = &mut self.leaf {
            closed.spans().for_each(|_| leaf.close_innermost());
        }
    }

    fn end_main(&mut self) {
        let len = self.tree.root_len();
        if let Some(main) = self.main.as_mut().filter(|main| main.end == 0) {
            main.end = len;
        }
    }

    fn end_cell(&mut self) {
        let mut cell = self.leaf.take().unwrap_or_else(|| LeafBuilder::new(self.source));
        cell.trim_end();
        self.tree.push_cell(cell.finish_or_empty());
    }

    /// The title of the page, from the start of the innermost element to `end`.
    fn take_title(&mut self, end: usize) {
        self.unread = self.unread.saturating_sub(1);
        let Some(content) = self.open.last().map(|title| title.content) else { return };
        let mut leaf = LeafBuilder::new(self.source);
        leaf.markup_text(content..end.max(content), false);
        leaf.trim_end();
        if let Some(leaf) = leaf.finish().filter(|_| self.page.title.is_none()) {
            self.page.title = Some(leaf.text().to_owned());
        }
    }

    /// The formula that is the innermost element, up to `end`.
    fn take_formula(&mut self, end: usize) {
        self.unread = self.unread.saturating_sub(1);
        let Some(start) = self.open.last().map(|formula| formula.start) else { return };
        let markup = without_prefix(self.source.get(start..end).unwrap_or_default());
        self.open_leaf().formula(&markup, start..end);
    }

    fn picture(&mut self, tag: &Tag<'_>) {
        let Some(text) = tag.value("alt") else {
            self.page.untold_pictures += 1;
            return;
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty()
            && let Some(place) = tag.place("alt")
        {
            self.open_leaf().image(&text, place);
        }
    }

    /// An element that has no content.
    fn void(&mut self, tag: &Tag<'_>, name: &str) {
        if self.unread > 0 {
            return;
        }
        match name {
            "br" => self.open_leaf().line_break(tag.range.clone()),
            "img" => self.picture(tag),
            "hr" => {
                self.end_leaf();
                self.tree.push(Block::ThematicBreak);
            }
            _ => {}
        }
    }

    /// A role, or that of a plain block where what it belongs to is not there: a cell without a row.
    fn in_its_place(&self, role: Role) -> Role {
        let has = |wanted: fn(&Role) -> bool| self.open.iter().any(|open| wanted(&open.role));
        let fits = match role {
            Role::Row => has(|open| *open == Role::Table),
            Role::Cell { .. } => has(|open| *open == Role::Row),
            _ => true,
        };
        if fits { role } else { Role::Block }
    }

    /// Ends the elements whose end tags were left out before an element of this role.
    fn imply_ends(&mut self, role: &Role, at: usize) {
        let mut found = None;
        for (index, open) in self.open.iter().enumerate().rev() {
            if element::ends(role, &open.role, &open.name) {
                found = Some(index);
            } else if element::bounds(role, &open.role) {
                break;
            }
        }
        if let Some(index) = found {
            self.close_from(index, &(at..at));
        }
    }
}

impl Open {
    /// What the text inside is, outermost first.
    fn spans(&self) -> impl Iterator<Item = SpanKind> + use<> {
        let kind = match &self.role {
            Role::Inline(kind) => kind.clone(),
            _ => None,
        };
        // The language of the whole page is the document's.
        let whole = matches!(self.name.as_str(), "html" | "body");
        self.language.clone().filter(|_| !whole).map(SpanKind::Language).into_iter().chain(kind)
    }
}

/// A formula without the prefix of its namespace.
fn without_prefix(markup: &str) -> Cow<'_, str> {
    match markup.get(1..).and_then(|rest| rest.split_once(':')) {
        Some((prefix, rest)) if rest.starts_with("math") && prefix.len() < 16 => {
            let open = markup.replace(&format!("<{prefix}:"), "<");
            Cow::Owned(open.replace(&format!("</{prefix}:"), "</"))
        }
        _ => Cow::Borrowed(markup),
    }
}

impl<'t> Visit<'t> for Reader<'t> {
    fn open(&mut self, tag: Tag<'t>) {
        let name = tag.local().to_ascii_lowercase();
        if markup::is_void(&name) {
            return self.void(&tag, &name);
        }
        let role = if self.unread > 0 { Role::Unread } else { element::role(&tag, &name) };
        let role = self.in_its_place(role);
        if self.unread == 0 {
            self.imply_ends(&role, tag.range.start);
        }
        if self.open.len() >= OPEN_MAX {
            return;
        }
        let language = tag.value("lang").or_else(|| tag.value("xml:lang"));
        let language = language.and_then(|language| language::tag(&language));
        if matches!(name.as_str(), "html" | "body") && self.page.language.is_none() {
            self.page.language.clone_from(&language);
        }
        if role == (Role::Cell { header: false }) {
            let row = self.open.iter_mut().rev().find(|it| it.role == Role::Row);
            row.into_iter().for_each(|row| row.header = false);
        }
        let mut element = Open {
            name,
            next: if let Role::List(start) = &role { *start } else { None },
            header: role == Role::Row,
            flat: self.is_in_cell(),
            marker: None,
            start: tag.range.start,
            content: tag.range.end,
            language,
            role,
        };
        self.begin(&mut element);
        if let Some(leaf) = &mut self.leaf {
            element.spans().for_each(|kind| leaf.open_span(kind));
        }
        self.open.push(element);
        if tag.empty && self.xml {
            let end = tag.range.end;
            self.close_from(self.open.len() - 1, &(end..end));
        }
    }

    fn close(&mut self, name: &str, range: Range<usize>) {
        let local = markup::local(name);
        let found = self.open.iter().rposition(|open| open.name.eq_ignore_ascii_case(local));
        if let Some(index) = found {
            self.close_from(index, &range);
        }
    }

    fn text(&mut self, range: Range<usize>, raw: bool) {
        if self.unread > 0 {
            return;
        }
        let written = self.source.get(range.clone()).unwrap_or_default();
        if self.leaf.is_none() && written.trim().is_empty() {
            return;
        }
        let preformatted = self.open.iter().any(|it| it.role == Role::Preformatted);
        let first = self.open.last().is_some_and(|it| {
            it.role == Role::Preformatted && it.content == range.start && written.starts_with('\n')
        });
        // The line end after `<pre>` is none of its text.
        let range = range.start + usize::from(first)..range.end;
        if raw {
            let written = self.source.get(range.clone()).unwrap_or_default();
            self.open_leaf().text(written, range);
        } else {
            self.open_leaf().markup_text(range, preformatted);
        }
    }
}
