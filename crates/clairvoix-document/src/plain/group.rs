//! Groups of lines that stand together, put back together where a page cut them.

use super::line::{Line, lines};
use std::{collections::VecDeque, iter::Peekable};

/// Lines without a blank line between them.
pub(super) type Group<'t> = Vec<Line<'t>>;

/// A text without any blank line is read in groups of so many lines, so that memory stays bounded.
const LINES_MAX: usize = 4096;

/// The groups of a text, in order; page numbers between two halves of a paragraph are left out.
pub(super) fn groups(text: &str) -> impl Iterator<Item = Group<'_>> {
    Groups { lines: lines(text).peekable(), ahead: VecDeque::with_capacity(2) }
}

struct Groups<'t, I: Iterator<Item = Line<'t>>> {
    lines: Peekable<I>,
    /// The next groups, two at most.
    ahead: VecDeque<Group<'t>>,
}

impl<'t, I: Iterator<Item = Line<'t>>> Groups<'t, I> {
    /// The next lines without a blank line between them.
    fn read(&mut self) -> Option<Group<'t>> {
        while self.lines.next_if(Line::is_blank).is_some() {}
        let mut group = Vec::new();
        while let Some(line) = self.lines.next_if(|line| !line.is_blank()) {
            let full = group.len() >= LINES_MAX;
            group.push(line);
            if full {
                break;
            }
        }
        (!group.is_empty()).then_some(group)
    }

    fn look_ahead(&mut self) {
        while self.ahead.len() < 2 {
            match self.read() {
                Some(group) => self.ahead.push_back(group),
                None => break,
            }
        }
    }
}

impl<'t, I: Iterator<Item = Line<'t>>> Iterator for Groups<'t, I> {
    type Item = Group<'t>;

    fn next(&mut self) -> Option<Group<'t>> {
        self.look_ahead();
        let mut group = self.ahead.pop_front()?;
        while group.len() < LINES_MAX {
            self.look_ahead();
            let furniture = match (self.ahead.front(), self.ahead.get(1)) {
                (Some(next), Some(after)) => is_page_number(next) && goes_on(&group, after),
                _ => false,
            };
            if furniture {
                self.ahead.pop_front();
            }
            match self.ahead.pop_front() {
                Some(next) if goes_on(&group, &next) => group.extend(next),
                Some(next) => {
                    self.ahead.push_front(next);
                    break;
                }
                None => break,
            }
        }
        Some(group)
    }
}

/// Whether `next` is the rest of the paragraph that `group` begins: it starts with a small letter,
/// and what comes before it does not end a sentence.
fn goes_on(group: &Group<'_>, next: &Group<'_>) -> bool {
    match (group.last(), next.first()) {
        (Some(last), Some(first)) => {
            first.starts_low()
                && !last.is_closed()
                && super::marker::marker(first.text).is_none()
                // Titles and lines of verse are short: the end of a page cuts a full line.
                && (first.page || is_full(last, group))
        }
        _ => false,
    }
}

/// Lines before a line that tell the width of its column.
const NEARBY: usize = 12;

/// Whether a line fills its column: it is not much shorter than the longest before it.
fn is_full(line: &Line<'_>, group: &Group<'_>) -> bool {
    let nearby = group.iter().rev().take(NEARBY);
    let widest = nearby.map(|line| line.width).max().unwrap_or(0);
    line.width * 10 >= widest * 7 && widest >= 24
}

/// `12`, `- 12 -`, `Page 3`, `3/10`.
fn is_page_number(group: &Group<'_>) -> bool {
    let [line] = group.as_slice() else {
        return false;
    };
    let text = line.text.trim_start_matches("Page ").trim_start_matches("page ");
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let others = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '—' | '/' | '|');
    (1..=8).contains(&digits) && line.width <= 16 && text.chars().all(others)
}
