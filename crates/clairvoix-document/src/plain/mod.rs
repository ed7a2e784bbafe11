//! Plain text as a document: titles, paragraphs, lists, verse, dialogue, found by their shape.
//!
//! Text taken out of a PDF is put back together: lines are joined, words cut at line ends made
//! whole, a paragraph cut by a page end continued. Text that needs none of it passes unchanged.

mod group;
mod line;
mod list;
mod lists;
mod marker;
mod piece;
mod rejoin;
mod roman;
mod shape;
mod words;

use crate::model::{Block, Document};
use group::{Group, groups};
use line::Line;
use lists::{Opens, opens};
use marker::MarkerKind;
use piece::{Piece, pieces};
use std::collections::VecDeque;

/// Reads plain text. It never fails: any text is plain text.
#[must_use]
pub fn read(text: &str) -> Document {
    let document = Document { blocks: blocks(text).collect(), ..Document::default() };
    document.with_first_heading_as_title(1)
}

/// The blocks of a plain text one by one: memory stays bounded however long the text is.
///
/// ```
/// use clairvoix_document::{Block, plain};
/// let mut blocks = plain::blocks("Le chat\n\n• dort\n• mange\n");
/// assert!(matches!(blocks.next(), Some(Block::Heading { level: 1, .. })));
/// assert!(matches!(blocks.next(), Some(Block::List(list)) if list.items.len() == 2));
/// ```
pub fn blocks(text: &str) -> impl Iterator<Item = Block> + '_ {
    let mut groups = groups(text);
    let next = groups.next();
    Reader { source: text, groups, next, ready: VecDeque::new(), first: true, after_verse: false }
}

struct Reader<'t, I: Iterator<Item = Group<'t>>> {
    source: &'t str,
    groups: I,
    next: Option<Group<'t>>,
    /// Blocks read; the last may still grow, when it is a list.
    ready: VecDeque<Block>,
    first: bool,
    after_verse: bool,
}

impl<'t, I: Iterator<Item = Group<'t>>> Iterator for Reader<'t, I> {
    type Item = Block;

    fn next(&mut self) -> Option<Block> {
        while self.ready.len() < 2 {
            let Some(group) = self.next.take() else {
                break;
            };
            self.next = self.groups.next();
            self.read_group(&group);
        }
        self.ready.pop_front()
    }
}

impl<'t, I: Iterator<Item = Group<'t>>> Reader<'t, I> {
    fn read_group(&mut self, group: &[Line<'t>]) {
        if self.first && self.next.is_some() && shape::title_page_len(group) > 0 {
            self.push_title_page(group);
            return;
        }
        self.after_verse = shape::is_verse(group, self.after_verse);
        if self.after_verse {
            let lines = group.iter();
            let lines = lines.filter_map(|line| rejoin::leaf(self.source, &[*line], 0)).collect();
            self.push(Block::Verse(lines));
            return;
        }
        let pieces = pieces(group);
        let mut rest = pieces.as_slice();
        while let [piece, after @ ..] = rest {
            let read = if self.is_item(piece, after, pieces.len()) {
                let run =
                    rest.iter().take_while(|piece| self.is_item(piece, &[], 2)).count().max(1);
                self.push_items(rest.get(..run).unwrap_or_default());
                run
            } else {
                self.push_piece(piece, after, pieces.len());
                1
            };
            rest = rest.get(read..).unwrap_or_default();
        }
    }

    fn push_title_page(&mut self, group: &[Line<'t>]) {
        for line in group {
            if let Some(text) = rejoin::leaf(self.source, &[*line], 0) {
                let block = match self.first {
                    true => Block::Heading { level: 1, text },
                    false => Block::Paragraph(text),
                };
                self.push(block);
            }
        }
    }

    /// Whether a piece is an item of a list or a turn of a dialogue, and no title.
    fn is_item(&self, piece: &Piece<'_, '_>, after: &[Piece<'_, '_>], count: usize) -> bool {
        piece.marker.is_some() && !self.is_title(piece, after, count)
    }

    fn is_title(&self, piece: &Piece<'_, '_>, after: &[Piece<'_, '_>], count: usize) -> bool {
        if piece.title {
            return true;
        }
        if count > 1 {
            return shape::is_inner_title(piece, after.first());
        }
        let goes_on = self.next.as_deref().unwrap_or_default();
        shape::is_title(piece, self.first, goes_on) && !self.continues_list(piece)
    }

    /// Whether a numbered piece is the next item of the list just read.
    fn continues_list(&self, piece: &Piece<'_, '_>) -> bool {
        let number = piece.marker.and_then(|marker| marker.number());
        match (number, self.ready.back()) {
            (Some(number), Some(Block::List(list))) => {
                list.start.is_some_and(|start| start + list.items.len() as u64 == number)
            }
            _ => false,
        }
    }

    fn push_items(&mut self, run: &[Piece<'_, '_>]) {
        let dash = |piece: &Piece<'_, '_>| {
            piece.marker.is_some_and(|marker| matches!(marker.kind, MarkerKind::Dash(_)))
        };
        if run.iter().all(dash) && shape::is_dialogue(run) {
            for piece in run {
                if let Some(leaf) = rejoin::leaf(self.source, piece.lines, 0) {
                    self.push(Block::Paragraph(leaf));
                }
            }
            return;
        }
        for list in list::lists(self.source, run) {
            self.push_list(list);
        }
    }

    /// A list goes on after a blank line.
    fn push_list(&mut self, block: Block) {
        if let (Some(Block::List(before)), Block::List(list)) = (self.ready.back_mut(), &block) {
            let next = before.start.map(|start| start + before.items.len() as u64);
            if next == list.start {
                before.items.extend(list.items.iter().cloned());
                return;
            }
        }
        self.push(block);
    }

    fn push_piece(&mut self, piece: &Piece<'_, '_>, after: &[Piece<'_, '_>], count: usize) {
        if piece.lines.iter().all(|line| piece::is_rule(line.text)) {
            self.push(Block::ThematicBreak);
            return;
        }
        let title = self.is_title(piece, after, count);
        let Some(text) = rejoin::leaf(self.source, piece.lines, 0) else {
            return;
        };
        let block = if title {
            let level = shape::title_level(piece.marker.as_ref(), self.first);
            Block::Heading { level, text }
        } else if is_instruction(text.text()) {
            Block::Instruction(text)
        } else {
            Block::Paragraph(text)
        };
        self.push(block);
    }

    fn push(&mut self, block: Block) {
        self.first = false;
        self.ready.push_back(block);
    }
}

/// Whether a paragraph says what to do: a label, or a verb that asks for it.
fn is_instruction(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    piece::label_len(text).is_some()
        || word.starts_with(char::is_uppercase) && opens(Opens::Instruction, word)
}
