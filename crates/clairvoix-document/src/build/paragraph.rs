//! What a piece of text is among the blocks of a document.

use super::leaf::{LeafBuilder, is_image};
use crate::model::Block;

/// How the source shows a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Shown {
    #[default]
    Text,
    /// A title of this level.
    Heading(u8),
    Preformatted,
}

/// The block that a paragraph makes; none where it is blank.
pub(crate) fn block(mut leaf: LeafBuilder<'_>, shown: Shown) -> Option<Block> {
    if leaf.is_blank() {
        return None;
    }
    leaf.trim_end();
    if shown == Shown::Text && leaf.is_verse() {
        return Some(Block::Verse(leaf.finish_lines()));
    }
    let text = leaf.finish()?;
    Some(match shown {
        Shown::Heading(level) => Block::Heading { level: level.clamp(1, 6), text },
        Shown::Preformatted => Block::Code(text),
        Shown::Text if is_image(&text) => Block::Image(text),
        Shown::Text => Block::Paragraph(text),
    })
}
