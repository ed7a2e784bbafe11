//! Web and e-mail addresses: their signs are named.

use super::super::{grammar::Use, reader::Reader};
use crate::spoken::{scan::Writer, token::Kind};

const TOKENS_MAX: usize = 64;

/// An address that starts at `at`.
pub(super) fn rule(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let before = reader.before(at);
    let free = before.is_none_or(|before| !reader.is_alphanumeric(before))
        && before.is_none_or(|before| !matches!(reader.sign(before), Some('.' | '@' | '/')));
    if !free {
        return None;
    }
    // Only the first signs tell, so that running text costs little.
    let word = reader.word(at);
    let web = matches!(word, "www" | "http" | "https") && reader.sign(at + 1).is_some();
    let mail = !web && is_mail(reader, at);
    if !web && !mail {
        return None;
    }
    let mut end = at;
    while end < at + TOKENS_MAX && is_part(reader, end) {
        end += 1;
    }
    // A full stop or a comma at the end is the sentence's.
    while matches!(reader.sign(end.saturating_sub(1)), Some('.' | ',' | ';' | ':' | '!' | '?')) {
        end -= 1;
    }
    for part in at..end {
        say(reader, part, out);
    }
    Some(end.max(at + 1))
}

/// Whether an at sign comes after letters, digits, full stops, hyphens and underscores.
fn is_mail(reader: &Reader<'_>, at: usize) -> bool {
    const TOKENS_BEFORE_AT: usize = 8;
    if reader.kind(at + 1).is_none_or(|kind| !matches!(kind, Kind::Sign(_) | Kind::Digits)) {
        return false;
    }
    for next in at + 1..at + TOKENS_BEFORE_AT {
        match reader.kind(next) {
            Some(Kind::Sign('@')) => {
                return reader.is_alphanumeric(next + 1) && reader.sign(next + 2).is_some();
            }
            Some(Kind::Word | Kind::Digits | Kind::Sign('.' | '-' | '_' | '+')) => {}
            _ => return false,
        }
    }
    false
}

fn is_part(reader: &Reader<'_>, at: usize) -> bool {
    match reader.kind(at) {
        Some(Kind::Word | Kind::Digits) => true,
        Some(Kind::Sign(c)) => c.is_ascii() && !matches!(c, '<' | '>' | '"' | '\'' | '(' | ')'),
        _ => false,
    }
}

fn say(reader: &Reader<'_>, at: usize, out: &mut Writer<'_>) {
    let end = reader.start(at + 1);
    match reader.kind(at) {
        Some(Kind::Word) if matches!(reader.str(at), "www" | "http" | "https") => {
            let letters = reader.str(at).to_uppercase();
            let letters: Vec<String> = letters.chars().map(String::from).collect();
            out.say(end, &letters.join(" "));
        }
        Some(Kind::Word) => out.copy(end, true),
        Some(Kind::Digits) => out.say(end, &reader.count(reader.str(at), Use::Alone)),
        Some(Kind::Sign(c)) => {
            let name = reader.lists.in_address(c);
            if name.is_empty() {
                out.space(end, false);
            } else {
                out.say(end, name);
            }
        }
        _ => out.skip(end),
    }
}
