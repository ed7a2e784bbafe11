//! Items put into lists and lists under items.

use super::{marker::Marker, piece::Piece, rejoin};
use crate::model::{Block, List, ListItem};

/// Lists nested deeper than this are read as if they were not nested.
const DEPTH_MAX: usize = 8;

/// The lists that a run of items makes, in order.
pub(super) fn lists(source: &str, run: &[Piece<'_, '_>]) -> Vec<Block> {
    let mut builder = Builder { open: Vec::new(), done: Vec::new() };
    for piece in run {
        if let Some(marker) = piece.marker {
            builder.item(source, piece, marker);
        }
    }
    builder.finish()
}

struct Builder {
    /// The lists being read, outermost first.
    open: Vec<Open>,
    done: Vec<Block>,
}

struct Open {
    marker: Marker,
    indent: usize,
    list: List,
}

impl Builder {
    fn item(&mut self, source: &str, piece: &Piece<'_, '_>, marker: Marker) {
        let Some(leaf) = rejoin::leaf(source, piece.lines, piece.skip()) else {
            return;
        };
        let number = marker.number().and_then(|_| {
            let line = piece.first()?;
            rejoin::prefix(source, line, marker.len)
        });
        let indent = piece.indent();
        let level = self.level(&marker, indent);
        self.close_to(level + 1);
        // A list at the same place whose items are of another kind ends here.
        if self.open.get(level).is_some_and(|open| !open.marker.is_like(&marker)) {
            self.close_to(level);
        }
        if self.open.len() == level {
            let list = List { start: marker.number(), items: Vec::new() };
            self.open.push(Open { marker, indent, list });
        }
        if let Some(open) = self.open.last_mut() {
            open.list.items.push(ListItem { marker: number, blocks: vec![Block::Paragraph(leaf)] });
        }
    }

    /// How many lists are around the one that the item belongs to.
    fn level(&self, marker: &Marker, indent: usize) -> usize {
        let like = |open: &Open| open.marker.is_like(marker) && indent.abs_diff(open.indent) < 2;
        if let Some(level) = self.open.iter().rposition(like) {
            return level;
        }
        // The same sign, put more to the right.
        if let Some(level) = self.open.iter().rposition(|open| open.indent + 2 <= indent) {
            return (level + 1).min(DEPTH_MAX - 1);
        }
        if let Some(level) = self.open.iter().rposition(|open| open.marker.is_like(marker)) {
            return level;
        }
        // Another sign at the same place: a list under the last item.
        let under = self.open.last().is_some_and(|open| indent >= open.indent);
        if under { self.open.len().min(DEPTH_MAX - 1) } else { 0 }
    }

    /// Ends all lists but the `keep` outermost.
    fn close_to(&mut self, keep: usize) {
        while self.open.len() > keep {
            self.close();
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.close_to(0);
        self.done
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        let block = Block::List(open.list);
        match self.open.last_mut().and_then(|outer| outer.list.items.last_mut()) {
            Some(item) => item.blocks.push(block),
            None => self.done.push(block),
        }
    }
}
