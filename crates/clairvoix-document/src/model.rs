//! The tree of a document.

use crate::leaf::Leaf;

/// A document: its blocks, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The title: the one that the document declares, else its first heading where it opens the
    /// document.
    pub title: Option<String>,
    /// The language that the document declares (BCP 47).
    pub language: Option<String>,
    /// The blocks, in reading order.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A title, from level 1 (the document's) to 6.
    Heading {
        /// From 1 to 6.
        level: u8,
        /// The title.
        text: Leaf,
    },
    /// A paragraph, or one turn of a dialogue.
    Paragraph(Leaf),
    /// What a pupil is asked to do: the instruction of an exercise, a question.
    Instruction(Leaf),
    /// A list.
    List(List),
    /// Lines of verse, kept as lines. A stanza is one block.
    Verse(Vec<Leaf>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A note at the foot or the end of a document.
    Note(Vec<Block>),
    /// Lines to be taken as they are: a program, a drawing made of characters.
    Code(Leaf),
    /// A table.
    Table(Table),
    /// A picture on its own: the text that stands for it.
    Image(Leaf),
    /// A change of subject, shown as a line or stars.
    ThematicBreak,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The number of the first item; none where the items are not numbered.
    pub start: Option<u64>,
    /// The items.
    pub items: Vec<ListItem>,
}

/// An item of a list: usually one paragraph, and the lists under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListItem {
    /// The number as written, with its sign (`1.`, `b)`); none for a bullet.
    pub marker: Option<Leaf>,
    /// What the item holds.
    pub blocks: Vec<Block>,
}

/// A table, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The cells of the header; empty where there is none.
    pub header: Vec<Leaf>,
    /// The cells of the other rows.
    pub rows: Vec<Vec<Leaf>>,
}

impl Document {
    /// All pieces of text, in reading order.
    ///
    /// ```
    /// use clairvoix_document::{Format, read};
    /// let document = read("# Le chat\n\nIl *dort*.\n", Format::Markdown);
    /// let texts: Vec<_> = document.leaves().map(|leaf| leaf.text()).collect();
    /// assert_eq!(texts, ["Le chat", "Il dort."]);
    /// ```
    pub fn leaves(&self) -> impl Iterator<Item = &Leaf> {
        let mut leaves = Vec::new();
        collect(&self.blocks, &mut leaves);
        leaves.into_iter()
    }

    /// Takes the first heading as title, where the document opens with it and its level is at most
    /// `level_max`.
    pub(crate) fn with_first_heading_as_title(mut self, level_max: u8) -> Self {
        let first = self.blocks.first();
        if let (None, Some(Block::Heading { text, level })) = (&self.title, first)
            && *level <= level_max
        {
            self.title = Some(text.text().to_owned());
        }
        self
    }
}

impl Block {
    /// All pieces of text of the block, in reading order.
    pub fn leaves(&self) -> impl Iterator<Item = &Leaf> {
        let mut leaves = Vec::new();
        collect(std::slice::from_ref(self), &mut leaves);
        leaves.into_iter()
    }
}

/// Readers nest blocks no deeper than `DEPTH_MAX` of the tree they build, so this recursion is bounded.
fn collect<'d>(blocks: &'d [Block], leaves: &mut Vec<&'d Leaf>) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } => leaves.push(text),
            Block::Paragraph(leaf)
            | Block::Instruction(leaf)
            | Block::Code(leaf)
            | Block::Image(leaf) => leaves.push(leaf),
            Block::Verse(lines) => leaves.extend(lines),
            Block::Quote(blocks) | Block::Note(blocks) => collect(blocks, leaves),
            Block::List(list) => {
                for item in &list.items {
                    leaves.extend(&item.marker);
                    collect(&item.blocks, leaves);
                }
            }
            Block::Table(table) => {
                leaves.extend(&table.header);
                leaves.extend(table.rows.iter().flatten());
            }
            Block::ThematicBreak => {}
        }
    }
}
