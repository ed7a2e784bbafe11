//! A long text as blocks that can be analysed one by one, so that memory stays bounded.

use super::class::{char_at, char_before, cluster_end, is_newline};
use crate::Utf8Range;

/// The most bytes in a block, save where one grapheme cluster alone is longer.
pub const BLOCK_LEN_MAX: usize = 64 * 1024;

/// Cuts a text into blocks of at most [`BLOCK_LEN_MAX`] bytes that follow each other without gap.
///
/// A block ends, in order of preference, at the last paragraph break, line end after the end of a
/// sentence, end of a sentence, or space that fits; so analysing the blocks one by one gives what
/// analysing the whole text gives, unless a paragraph is longer than a block.
///
/// ```
/// use clairvoix_text::segment::blocks;
/// let text = "Un paragraphe.\n\n".repeat(9000);
/// let blocks: Vec<_> = blocks(&text).collect();
/// assert_eq!(blocks.len(), 3);
/// assert!(blocks.iter().all(|block| block.slice(&text).ends_with(".\n\n")));
/// ```
pub fn blocks(text: &str) -> impl Iterator<Item = Utf8Range> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let end = block_end(text, start);
        let block = Utf8Range::new(start, end);
        start = end;
        Some(block)
    })
}

fn block_end(text: &str, start: usize) -> usize {
    if text.len() - start <= BLOCK_LEN_MAX {
        return text.len();
    }
    let mut limit = start + BLOCK_LEN_MAX;
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let window = text.get(start..limit).unwrap_or_default();
    let cut = last_paragraph(window)
        .or_else(|| last_sentence(window, is_newline))
        .or_else(|| last_sentence(window, char::is_whitespace))
        .or_else(|| window.rfind(char::is_whitespace).filter(|&at| at > 0))
        .map(|at| start + at)
        .filter(|&at| is_cluster_boundary(text, at));
    cut.unwrap_or_else(|| cluster_floor(text, start, limit))
}

/// After the blank line, so that the next block begins with its paragraph.
fn last_paragraph(window: &str) -> Option<usize> {
    let mut end = window.len();
    loop {
        let newline = window.get(..end)?.rfind('\n')?;
        let before = window.get(..newline)?.trim_end_matches([' ', '\t', '\r', '\u{a0}']);
        if before.ends_with('\n') {
            return (newline > 0).then_some(newline + 1);
        }
        end = newline;
    }
}

/// Before a space that stands after a full stop and before a capital.
fn last_sentence(window: &str, space: impl Fn(char) -> bool) -> Option<usize> {
    let mut end = window.len();
    loop {
        let at = window.get(..end)?.rfind(&space)?;
        let stop =
            char_before(window, at).is_some_and(|c| matches!(c, '.' | '!' | '?' | '…' | '»'));
        let opens = |rest: &str| rest.trim_start().starts_with(char::is_uppercase);
        if stop && at > 0 && window.get(at..).is_some_and(opens) {
            return Some(at);
        }
        end = at;
    }
}

/// Between two characters of which the second is no mark and the first joins nothing.
fn is_cluster_boundary(text: &str, at: usize) -> bool {
    char_before(text, at).is_some_and(|c| {
        cluster_end(text, at - c.len_utf8()) == at
            && char_at(text, at).is_none_or(|next| next != '\n' || c != '\r')
    })
}

/// The last cluster boundary up to `limit`, or the first after when one cluster fills the block.
fn cluster_floor(text: &str, start: usize, limit: usize) -> usize {
    let mut at = start;
    loop {
        let next = cluster_end(text, at);
        if next > limit && at > start {
            return at;
        }
        if next >= limit {
            return next;
        }
        at = next;
    }
}
