//! Blocks being nested: what is begun and not ended.

use crate::{
    leaf::Leaf,
    model::{Block, List, ListItem, Table},
};

/// Quotations, lists and tables nested deeper than this are read as if they were not nested.
pub(crate) const DEPTH_MAX: usize = 24;

/// A container being filled.
#[derive(Debug)]
pub(crate) enum Frame {
    /// A quotation, an item, a note: what it is, is said at its end.
    Blocks(Vec<Block>),
    List(List),
    Table(Table),
    Row(Vec<Leaf>),
}

/// What a container that ends is.
#[derive(Debug)]
pub(crate) enum End {
    Quote,
    Note,
    /// An item, with its number as written.
    Item(Option<Leaf>),
    List,
    Table,
    /// A row of a table, or its header.
    Row {
        header: bool,
    },
}

/// The blocks of a document, while it is read.
#[derive(Debug)]
pub(crate) struct Tree {
    frames: Vec<Frame>,
    /// For each container begun: whether it was too deep to be kept.
    flattened: Vec<bool>,
}

impl Default for Tree {
    fn default() -> Self {
        Self { frames: vec![Frame::Blocks(Vec::new())], flattened: Vec::new() }
    }
}

impl Tree {
    /// Whether the container begun last was too deep to be kept.
    pub(crate) fn is_flat(&self) -> bool {
        self.flattened.last() == Some(&true)
    }

    /// Whether nothing is begun.
    pub(crate) fn is_at_root(&self) -> bool {
        self.flattened.is_empty()
    }

    /// The number of blocks that stand in no container.
    pub(crate) fn root_len(&self) -> usize {
        match self.frames.first() {
            Some(Frame::Blocks(blocks)) => blocks.len(),
            _ => 0,
        }
    }

    pub(crate) fn begin(&mut self, frame: Frame) {
        let deep =
            self.frames.len() >= DEPTH_MAX && !matches!(frame, Frame::Row(_) | Frame::Table(_));
        self.flattened.push(deep);
        if !deep {
            self.frames.push(frame);
        }
    }

    /// Ends the container begun last.
    pub(crate) fn end(&mut self, end: End) {
        if self.flattened.pop().unwrap_or(true) {
            return;
        }
        match (self.frames.pop(), end) {
            (Some(Frame::Blocks(blocks)), End::Item(marker)) => {
                self.push_item(ListItem { marker, blocks });
            }
            // Word has notes that only hold the line above the others.
            (Some(Frame::Blocks(blocks)), End::Note) if blocks.is_empty() => {}
            (Some(Frame::Blocks(blocks)), End::Note) => self.push(Block::Note(blocks)),
            (Some(Frame::Blocks(blocks)), _) => self.push(Block::Quote(blocks)),
            (Some(Frame::List(list)), _) => self.push(Block::List(list)),
            (Some(Frame::Table(table)), _) => self.push(Block::Table(table)),
            (Some(Frame::Row(cells)), end) => self.push_row(cells, end),
            (None, _) => {}
        }
    }

    fn push_row(&mut self, cells: Vec<Leaf>, end: End) {
        let Some(Frame::Table(table)) = self.frames.last_mut() else { return };
        match end {
            End::Row { header: true } if table.header.is_empty() && table.rows.is_empty() => {
                table.header = cells;
            }
            _ => table.rows.push(cells),
        }
    }

    fn push_item(&mut self, item: ListItem) {
        match self.frames.last_mut() {
            Some(Frame::List(list)) => list.items.push(item),
            Some(Frame::Blocks(blocks)) => blocks.extend(item.blocks),
            _ => item.blocks.into_iter().for_each(|block| self.push(block)),
        }
    }

    /// Adds a block to the container begun last; one between the cells of a table stands before it.
    pub(crate) fn push(&mut self, block: Block) {
        for frame in self.frames.iter_mut().rev() {
            match frame {
                Frame::Blocks(blocks) => return blocks.push(block),
                // Only what was too deep to be kept comes here without an item around it.
                Frame::List(list) => match list.items.last_mut() {
                    Some(item) => return item.blocks.push(block),
                    None => {
                        return list.items.push(ListItem { marker: None, blocks: vec![block] });
                    }
                },
                Frame::Table(_) | Frame::Row(_) => {}
            }
        }
    }

    /// Adds a cell to the row begun last.
    pub(crate) fn push_cell(&mut self, cell: Leaf) {
        if let Some(Frame::Row(cells)) = self.frames.last_mut() {
            cells.push(cell);
        }
    }

    /// The blocks; containers that are not ended are what they would be at their end.
    pub(crate) fn finish(mut self) -> Vec<Block> {
        while self.frames.len() > 1 {
            self.flattened.clear();
            self.flattened.push(false);
            self.end(End::Quote);
        }
        match self.frames.pop() {
            Some(Frame::Blocks(blocks)) => blocks,
            _ => Vec::new(),
        }
    }
}
