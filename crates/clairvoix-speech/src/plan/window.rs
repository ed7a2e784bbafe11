//! Sentences of a text of any size, a window at a time.

use std::collections::VecDeque;

use clairvoix_text::{Utf8Range, segment::segment};

/// How much text is cut into sentences at once; a sentence longer than this is cut at a space.
const WINDOW_BYTES: usize = 16 * 1024;

/// A sentence and its words, in the source text.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) range: Utf8Range,
    pub(super) words: Vec<Utf8Range>,
}

pub(super) struct Window {
    pub(super) sentences: VecDeque<Sentence>,
    /// Where the next window starts, always after where this one did.
    pub(super) end: usize,
}

/// The whole sentences from byte `start` on, as many as fit a window.
pub(super) fn sentences(text: &str, start: usize) -> Window {
    let rest = text.get(start..).unwrap_or_default();
    let limit = floor_boundary(rest, WINDOW_BYTES);
    let (window, whole) = if limit == rest.len() {
        (rest, true)
    } else {
        match last_paragraph_end(&rest[..limit]) {
            Some(end) => (&rest[..end], true),
            None => (&rest[..limit], false),
        }
    };
    let mut found = cut(window, start);
    let end = if whole {
        window.len()
    } else if found.len() > 1 {
        // The last one may go on after the window.
        found.pop_back().map_or(window.len(), |s| s.range.start() - start)
    } else {
        let end = last_space_end(window).unwrap_or(window.len());
        found = cut(&window[..end], start);
        end
    };
    Window { sentences: found, end: start + end }
}

fn cut(window: &str, start: usize) -> VecDeque<Sentence> {
    let segments = segment(window);
    let words = |range: std::ops::Range<usize>| segments.words.get(range).unwrap_or_default();
    segments
        .sentences
        .iter()
        .map(|sentence| Sentence {
            range: sentence.range.shift(start),
            words: words(sentence.words.clone()).iter().map(|w| w.range.shift(start)).collect(),
        })
        .collect()
}

/// A place at or before `offset` from which sentences come out as they do from the start: after an
/// empty line, else a window before it.
pub(super) fn safe_start(text: &str, offset: usize) -> usize {
    let offset = floor_boundary(text, offset);
    let from = floor_boundary(text, offset.saturating_sub(WINDOW_BYTES));
    let before = &text[from..offset];
    last_paragraph_end(before).map_or(from, |end| from + end)
}

/// Whether an empty line, or the end of the text, follows byte `end`.
pub(super) fn ends_paragraph(text: &str, end: usize) -> bool {
    let mut lines = 0;
    for c in text.get(end..).unwrap_or_default().chars() {
        match c {
            '\u{2029}' => return true,
            '\n' => lines += 1,
            c if c.is_whitespace() => {}
            _ => return lines > 1,
        }
        if lines > 1 {
            return true;
        }
    }
    true
}

fn last_paragraph_end(text: &str) -> Option<usize> {
    let at = text.rfind("\n\n").map(|at| at + 2);
    let windows = text.rfind("\n\r\n").map(|at| at + 3);
    at.max(windows).filter(|&end| !text[..end].trim().is_empty())
}

fn last_space_end(text: &str) -> Option<usize> {
    let (at, c) = text.char_indices().rev().find(|(_, c)| c.is_whitespace())?;
    (at > 0).then_some(at + c.len_utf8())
}

pub(super) fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}
