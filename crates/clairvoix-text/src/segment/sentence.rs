//! Sentences: what stands between two words says whether one ends there.

use super::{
    SentenceSpan, WordKind, WordSpan,
    class::{bounded_run_end, char_at, cluster_end, is_letter, is_newline, run_end, sign_end},
    lists::{List, is_in},
};
use crate::Utf8Range;

/// The sentences of the text, whose words are `words`.
pub(super) fn sentences(text: &str, words: &[WordSpan]) -> Vec<SentenceSpan> {
    let mut cutter = Cutter {
        text,
        words,
        sentences: Vec::with_capacity(text.len() / 64 + 1),
        open: run_end(text, 0, char::is_whitespace),
        content_end: 0,
        first_word: 0,
        next_word: 0,
    };
    let mut from = 0;
    for (index, word) in words.iter().enumerate() {
        cutter.next_word = index;
        cutter.gap(from, word.range.start());
        cutter.content_end = word.range.end();
        from = word.range.end();
    }
    cutter.next_word = words.len();
    cutter.gap(from, text.len());
    cutter.close(text.len());
    cutter.sentences
}

struct Cutter<'t> {
    text: &'t str,
    words: &'t [WordSpan],
    sentences: Vec<SentenceSpan>,
    /// Where the sentence being read begins, spaces before it left out.
    open: usize,
    /// The end of the last sign or word read.
    content_end: usize,
    first_word: usize,
    /// The index of the word after the gap being read.
    next_word: usize,
}

impl Cutter<'_> {
    /// Reads the signs between two words.
    fn gap(&mut self, from: usize, to: usize) {
        if self.text.as_bytes().get(from..to) == Some(b" ") && !self.after_dotted_word(from) {
            return;
        }
        let mut at = from;
        if self.after_dotted_word(from) {
            let end = self.closers_end(from);
            self.content_end = self.content_end.max(end.min(to));
            if self.ends_after_abbreviation(end) {
                self.close(end);
            }
            at = end;
        }
        let mut newline = false;
        while let Some(c) = char_at(self.text, at).filter(|_| at < to) {
            let next = cluster_end(self.text, at);
            // A CR before LF is one cluster with it.
            if is_newline(c) || self.text.get(at..next) == Some("\r\n") {
                if newline || c == '\u{2029}' || self.item_follows(next) {
                    self.close(next);
                }
                newline = true;
            } else if is_terminator(c) {
                let end = self.closers_end(at).max(next);
                let ends = self.ends(at, end);
                self.content_end = end;
                if ends {
                    self.close(end);
                }
                (at, newline) = (end, false);
                continue;
            } else if !c.is_whitespace() {
                self.content_end = next;
                newline = false;
            }
            at = next;
        }
    }

    /// Ends the sentence being read; the next begins at `at` or after.
    fn close(&mut self, at: usize) {
        if self.open < self.content_end {
            self.sentences.push(SentenceSpan {
                range: Utf8Range::new(self.open, self.content_end),
                words: self.first_word..self.next_word,
            });
        }
        // Many line ends in a row are skipped once.
        if at > self.open {
            self.open = run_end(self.text, at, char::is_whitespace);
        }
        self.first_word = self.next_word;
    }

    fn last_word(&self) -> Option<&WordSpan> {
        self.next_word.checked_sub(1).and_then(|index| self.words.get(index))
    }

    /// Whether the word that ends at `at` holds its own dot: an abbreviation, an initial.
    fn after_dotted_word(&self, at: usize) -> bool {
        at > 0
            && self.text.as_bytes().get(at - 1) == Some(&b'.')
            && self.last_word().is_some_and(|word| word.range.end() == at)
    }

    /// The end of the terminators at `at` and of the signs that close with them.
    fn closers_end(&self, at: usize) -> usize {
        let mut end = at;
        while let Some(c) = char_at(self.text, end) {
            let next = cluster_end(self.text, end);
            if is_terminator(c) || is_closer(c) {
                end = next;
                continue;
            }
            // French puts a space before the closing guillemet.
            let space = matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
            match sign_end(self.text, next, '»').filter(|_| space) {
                Some(after) => end = after,
                None => break,
            }
        }
        end
    }

    /// Whether the terminator at `at`, closed at `end`, ends the sentence.
    fn ends(&self, at: usize, end: usize) -> bool {
        let strong = char_at(self.text, at).is_some_and(is_strong);
        if strong {
            return true;
        }
        if self.first_word == self.next_word || self.is_item_number(at) {
            return false;
        }
        let run = self.text.get(at..end).unwrap_or_default();
        let omission = (run.starts_with('…') || run.starts_with(".."))
            && self.text.get(..at).is_some_and(|before| before.ends_with(['(', '[']));
        if omission {
            return false;
        }
        if run == "." && self.goes_on_after_dot(end) {
            return false;
        }
        let spaced = char_at(self.text, end).is_none_or(char::is_whitespace);
        match self.first_after(end) {
            None => true,
            Some(c) if c.is_lowercase() => false,
            Some(',' | ';' | ':' | ')' | ']' | '!' | '?' | '…' | '.') => false,
            Some(c) if c.is_numeric() => spaced || !run.ends_with('.'),
            Some(_) => true,
        }
    }

    /// Whether the dot that ends at `end` is that of a day (3. Oktober) or of the first of two letters
    /// (z. B., d. h.).
    fn goes_on_after_dot(&self, end: usize) -> bool {
        let Some(word) = self.last_word() else {
            return false;
        };
        let next = bounded_run_end(self.text, end, |c| c == ' ' || c == '\u{a0}');
        let after = run_end(self.text, next, is_letter);
        let form = self.text.get(next..after).unwrap_or_default();
        let one_letter = |form: &str| form.chars().nth(1).is_none() && form.chars().all(is_letter);
        let small = |form: &str| form.chars().all(char::is_lowercase);
        let written = word.range.slice(self.text);
        let pair = next > end && one_letter(written) && small(written) && one_letter(form);
        pair && char_at(self.text, after) == Some('.')
            || word.kind == WordKind::Number && is_in(List::Month, form)
    }

    /// The first character after spaces, opening signs and dashes, in the same paragraph.
    fn first_after(&self, at: usize) -> Option<char> {
        let next = bounded_run_end(self.text, at, |c| {
            c.is_whitespace()
                || matches!(c, '«' | '“' | '"' | '(' | '[' | '‘' | '–' | '—' | '-' | '*' | '_')
        });
        let gap = self.text.get(at..next).unwrap_or_default();
        // Between the rest of this line and the beginning of that one.
        let lines = gap.split_once('\n').and_then(|(_, gap)| gap.rsplit_once('\n'));
        if lines.is_some_and(|(lines, _)| lines.split('\n').any(|line| line.trim().is_empty())) {
            return None;
        }
        char_at(self.text, next)
    }

    /// `1. Le chat`: the number of an item, or its letter, at the start of a sentence.
    fn is_item_number(&self, at: usize) -> bool {
        let Some(word) = self.last_word() else {
            return false;
        };
        let start = self.open;
        let form = word.range.slice(self.text);
        let short = form.len() <= 3 && (word.kind == WordKind::Number || form.len() == 1)
            || form.len() <= 8 && form.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let one_dot = !self
            .text
            .get(at..)
            .is_some_and(|rest| rest.starts_with("..") || rest.starts_with(['!', '?', '…']));
        let spaced = char_at(self.text, at + 1).is_some_and(char::is_whitespace);
        short
            && one_dot
            && spaced
            && word.range.start() == start
            && word.range.end() == at
            && self.at_line_start(start)
    }

    fn at_line_start(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        before.trim_end_matches([' ', '\t', '\u{a0}']).chars().next_back().is_none_or(is_newline)
    }

    /// After `etc.` or an initial: a capital begins a sentence, for initials only one that is known
    /// to (`av. J.-C. Les Romains`, but `J.-J. Rousseau`).
    fn ends_after_abbreviation(&self, end: usize) -> bool {
        let Some(word) = self.last_word() else {
            return false;
        };
        let form = word.range.slice(self.text);
        let next = bounded_run_end(self.text, end, |c| {
            c.is_whitespace() || matches!(c, '«' | '“' | '"' | '(' | '–' | '—')
        });
        if !char_at(self.text, next).is_some_and(char::is_uppercase) {
            return false;
        }
        if is_in(List::End, form) {
            return true;
        }
        let after = run_end(self.text, next, is_letter);
        let starter = self.text.get(next..after).is_some_and(|word| is_in(List::Starter, word));
        !is_in(List::Title, form) && !is_in(List::Number, form) && starter
    }

    /// Whether the line that begins at `at` is an item of a list or a turn of a dialogue.
    fn item_follows(&self, at: usize) -> bool {
        let start = run_end(self.text, at, |c| matches!(c, ' ' | '\t' | '\u{a0}'));
        let Some(marker) = char_at(self.text, start) else {
            return false;
        };
        let after = cluster_end(self.text, start);
        let spaced = char_at(self.text, after).is_some_and(char::is_whitespace);
        let closed = self
            .text
            .get(..self.content_end)
            .is_some_and(|before| before.ends_with(['.', '!', '?', '…', ':', ';', '»', '”', '"']));
        match marker {
            '•' | '◦' | '▪' | '‣' | '●' | '○' | '■' | '\u{f0b7}' => true,
            '*' | '+' => spaced,
            '-' | '–' | '—' | '―' => {
                let capital = self.first_after(after).is_some_and(char::is_uppercase);
                (spaced || marker != '-') && (closed || capital)
            }
            c if closed && c.is_alphanumeric() => {
                let end = run_end(self.text, start, |d| d.is_ascii_digit() && c.is_ascii_digit());
                let end = if end == start { after } else { end };
                let close = sign_end(self.text, end, '.').or(sign_end(self.text, end, ')'));
                end - start <= 3
                    && close.is_some_and(|close| {
                        char_at(self.text, close).is_some_and(char::is_whitespace)
                    })
            }
            _ => false,
        }
    }
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '؟') || is_strong(c)
}

/// Terminators of scripts without capitals: they always end the sentence.
fn is_strong(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '۔' | '।' | '॥' | '።' | '།')
}

fn is_closer(c: char) -> bool {
    // The German quotation ends with “, which opens others: there, a space stands before it.
    matches!(c, '»' | '›' | '”' | '“' | '’' | '"' | '\'' | ')' | ']' | '}' | '*' | '_')
}
