//! Paragraphs that are items, one after the other, made into nested lists.

use crate::{
    build::tree::{End, Frame, Tree},
    leaf::Leaf,
    model::List,
};

/// The lists that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<Opened>,
}

#[derive(Debug)]
struct Opened {
    list: usize,
    depth: usize,
    marker: Option<Leaf>,
}

impl Lists {
    /// Begins an item of this list at this depth; `number` is the first one of a list that begins.
    pub(super) fn begin_item(
        &mut self,
        tree: &mut Tree,
        (list, depth): (usize, usize),
        number: Option<u64>,
        marker: Option<Leaf>,
    ) {
        while self.open.last().is_some_and(|last| last.depth > depth) {
            self.end_list(tree);
        }
        match self.open.last_mut().filter(|last| last.depth == depth) {
            Some(last) if last.list == list => {
                tree.end(End::Item(last.marker.take()));
                tree.begin(Frame::Blocks(Vec::new()));
                last.marker = marker;
                return;
            }
            Some(_) => self.end_list(tree),
            None => {}
        }
        tree.begin(Frame::List(List { start: number, items: Vec::new() }));
        tree.begin(Frame::Blocks(Vec::new()));
        self.open.push(Opened { list, depth, marker });
    }

    fn end_list(&mut self, tree: &mut Tree) {
        if let Some(last) = self.open.pop() {
            tree.end(End::Item(last.marker));
            tree.end(End::List);
        }
    }

    /// Ends all lists.
    pub(super) fn end(&mut self, tree: &mut Tree) {
        while !self.open.is_empty() {
            self.end_list(tree);
        }
    }
}
