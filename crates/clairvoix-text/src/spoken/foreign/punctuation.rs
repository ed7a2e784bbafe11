//! Punctuation: kept as in French, or named in the words of the language for a dictation.

use super::reader::Reader;
use crate::spoken::{options::Mode, rule::Punctuation, scan::Writer, token::Kind};

fn is_dictation(reader: &Reader<'_>) -> bool {
    reader.options.mode == Mode::Dictation
}

/// A line break.
pub(super) fn line(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) {
    let end = reader.start(at + 1);
    let last = || {
        (at..reader.tokens.len())
            .all(|at| matches!(reader.kind(at), Some(Kind::Line | Kind::Space)))
    };
    if !is_dictation(reader) {
        out.end_line();
        out.line(end);
    } else if reader.starts_line(at) || last() {
        out.line(end);
    } else {
        out.say(end, reader.lists.said("line"));
        out.space(end, false);
    }
}

/// A sign no rule took.
pub(super) fn sign(reader: &Reader<'_>, at: usize, c: char, out: &mut Writer<'_>) -> usize {
    let inside = reader.glued_before(at) && reader.is_alphanumeric(at + 1);
    if is_dictation(reader) && !(inside && matches!(c, '\'' | '-')) {
        let mut next = at + 1;
        while c == '.' && reader.is_sign(next, '.') {
            next += 1;
        }
        let c = match c {
            '.' if next > at + 2 => '…',
            // A straight quote opens before a word.
            '"' if reader.is_alphanumeric(at + 1) && !reader.glued_before(at) => '“',
            '"' => '”',
            c => c,
        };
        if let Some(name) = reader.lists.dictated(c) {
            out.say(reader.start(next), name);
            return next;
        }
    }
    if c == '/' {
        // « and/or »; a number beside it has its own rules.
        let end = reader.start(at + 1);
        if inside {
            out.space(end, false)
        } else {
            out.pause(end)
        }
        return at + 1;
    }
    // « five-year-old »
    let numbered = reader.before(at).is_some_and(|before| !reader.digits(before).is_empty());
    if c == '-' && numbered && reader.word(at + 1).starts_with(char::is_lowercase) {
        out.copy(reader.start(at + 1), false);
        return at + 1;
    }
    Punctuation::Kept.sign(reader, at, c, out)
}
