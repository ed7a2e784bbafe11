//! Lines put back into one text: words cut at line ends, spaces, signs that PDF files leave behind.

use super::{
    line::Line,
    words::{is_known, is_known_joined},
};
use crate::leaf::Leaf;
use clairvoix_text::spoken::SpokenMapBuilder;
use std::ops::Range;

/// The clean text of some lines, from byte `skip` of the first; none when nothing is left.
pub(super) fn leaf(source: &str, lines: &[Line<'_>], skip: usize) -> Option<Leaf> {
    let start = lines.first()?.start + skip;
    let end = lines.last()?.end();
    let mut builder = SpokenMapBuilder::new(source.get(start..end)?);
    for (index, line) in lines.iter().enumerate() {
        let from = if index == 0 { skip } else { 0 };
        let content = line.text.get(from..)?;
        let offset = line.start + from - start;
        let next = lines.get(index + 1);
        let join = next.map_or(Join::End, |next| join(content, next.text));
        let kept = content.len() - join.dropped();
        clean(&mut builder, content.get(..kept)?, offset);
        if let Some(next) = next {
            let glue = if matches!(join, Join::Space) { " " } else { "" };
            builder.replace_to(next.start - start, glue);
        }
    }
    (!builder.text().trim().is_empty()).then(|| Leaf::new(start, builder, Vec::new()))
}

/// The first `len` bytes of a line as a text of their own: the number of an item.
pub(super) fn prefix(source: &str, line: &Line<'_>, len: usize) -> Option<Leaf> {
    let text = source.get(line.start..line.start + len)?.trim_end();
    let mut builder = SpokenMapBuilder::new(text);
    builder.copy_rest();
    Some(Leaf::new(line.start, builder, Vec::new()))
}

/// How a line goes on in the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    /// With a space.
    Space,
    /// With nothing between: a compound cut after its hyphen, an elision cut from its word.
    Glue,
    /// With nothing, and its last character left out: a hyphen that only marks the cut. Its length.
    Drop(usize),
    /// There is no next line.
    End,
}

impl Join {
    fn dropped(self) -> usize {
        match self {
            Self::Drop(len) => len,
            _ => 0,
        }
    }
}

fn join(line: &str, next: &str) -> Join {
    if line.ends_with('\u{ad}') {
        return Join::Drop('\u{ad}'.len_utf8());
    }
    if line.ends_with(['\'', '’']) && next.starts_with(char::is_alphabetic) {
        return Join::Glue;
    }
    let Some(before) = line.strip_suffix(['-', '\u{2010}', '\u{2011}']) else {
        return Join::Space;
    };
    if !before.ends_with(char::is_alphanumeric) || !next.starts_with(char::is_alphanumeric) {
        return Join::Space;
    }
    if keeps_hyphen(before, next) { Join::Glue } else { Join::Drop(line.len() - before.len()) }
}

/// Whether the hyphen at the line end is part of the word: `c'est-à-` + `dire`, `éco-` +
/// `responsabilité`, and not `ter-` + `ritoires`.
fn keeps_hyphen(before: &str, next: &str) -> bool {
    let head = last_part(before, |c| c.is_alphanumeric());
    let compound = last_part(before, |c| c.is_alphanumeric() || is_joiner(c));
    let tail = first_part(next, |c| c.is_alphanumeric());
    let rest = first_part(next, |c| c.is_alphanumeric() || is_joiner(c));
    let cased =
        tail.starts_with(char::is_uppercase) || tail.starts_with(|c: char| c.is_ascii_digit());
    // `Jean-` + `Paul`, `Covid-` + `19`; a title in capitals is cut like any word.
    if cased && !(head.len() > 1 && head.chars().all(char::is_uppercase)) {
        return true;
    }
    if compound.len() > head.len() && compound.contains(is_hyphen) {
        let whole = [compound, "-", rest].concat();
        if is_known(after_elision(&whole)) || is_known(&whole) {
            return true;
        }
    }
    if is_known(&[head, "-", rest].concat()) || is_known(&[head, "-", tail].concat()) {
        return true;
    }
    // A hyphen inside the part before or after may only stand there for its own sake.
    if is_known_joined(head, tail) {
        return false;
    }
    is_known(tail) && tail.chars().nth(1).is_some() && (is_known(head) || is_prefix(head))
}

/// Parts that are joined with a hyphen to words of their own.
fn is_prefix(head: &str) -> bool {
    let prefixes = [
        "éco", "auto", "co", "pré", "post", "anti", "non", "multi", "inter", "socio", "micro",
        "macro", "mini", "ex", "semi", "néo", "pro", "extra", "ultra", "infra", "méta", "quasi",
        "vice", "sous", "demi", "mi",
    ];
    prefixes.iter().any(|prefix| head.eq_ignore_ascii_case(prefix))
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_joiner(c: char) -> bool {
    is_hyphen(c) || matches!(c, '\'' | '’')
}

fn after_elision(word: &str) -> &str {
    word.split_once(['\'', '’']).map_or(word, |(_, rest)| rest)
}

fn last_part(text: &str, inside: impl Fn(char) -> bool) -> &str {
    let start = text.rfind(|c| !inside(c)).map_or(0, |at| {
        at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
    });
    text.get(start..).unwrap_or_default()
}

fn first_part(text: &str, inside: impl Fn(char) -> bool) -> &str {
    let end = text.find(|c| !inside(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// Copies one line, from byte `offset` of the builder's source, less what does not belong there.
fn clean(builder: &mut SpokenMapBuilder<'_>, line: &str, offset: usize) {
    let mut edits = Vec::new();
    collect_signs(line, &mut edits);
    collect_cut_words(line, &mut edits);
    edits.sort_by_key(|(range, _)| range.start);
    for (range, text) in edits {
        builder.copy_to(offset + range.start);
        builder.replace_to(offset + range.end, text);
    }
    builder.copy_to(offset + line.len());
}

type Edit = (Range<usize>, &'static str);

/// Doubled spaces, ligatures, soft hyphens, a quotation mark in place of an apostrophe.
fn collect_signs(line: &str, edits: &mut Vec<Edit>) {
    let mut space = None;
    let mut before = '\0';
    for (at, c) in line.char_indices() {
        let end = at + c.len_utf8();
        if matches!(c, ' ' | '\t') {
            match space {
                None if c == '\t' => edits.push((at..end, " ")),
                None => {}
                Some(_) => edits.push((at..end, "")),
            }
            space = Some(at);
        } else {
            space = None;
        }
        let text = match c {
            ..'\u{ad}' => None,
            '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' => Some(""),
            'ﬀ' => Some("ff"),
            'ﬁ' => Some("fi"),
            'ﬂ' => Some("fl"),
            'ﬃ' => Some("ffi"),
            'ﬄ' => Some("ffl"),
            'ﬅ' | 'ﬆ' => Some("st"),
            '‘' if before.is_alphabetic()
                && line.get(end..).is_some_and(|rest| rest.starts_with(char::is_alphabetic)) =>
            {
                Some("’")
            }
            _ => None,
        };
        if let Some(text) = text {
            edits.push((at..end, text));
        }
        before = c;
    }
}

/// `orien tations`: two parts that are no words, and one word together. `d’ outils`: an elision
/// parted from its word.
fn collect_cut_words(line: &str, edits: &mut Vec<Edit>) {
    let mut from = 0;
    while let Some(space) = line.get(from..).and_then(|rest| rest.find(' ')).map(|at| from + at) {
        from = space + 1;
        let (Some(before), Some(after)) = (line.get(..space), line.get(from..)) else {
            return;
        };
        let head = last_part(before, char::is_alphabetic);
        let tail = first_part(after, char::is_alphabetic);
        if is_cut(head, tail) || is_parted_elision(before, tail) {
            edits.push((space..from, ""));
        }
    }
}

fn is_cut(head: &str, tail: &str) -> bool {
    let long = |part: &str| part.len() >= 2 && part.chars().nth(1).is_some();
    let small = |part: &str| part.chars().all(char::is_lowercase);
    long(head)
        && long(tail)
        && small(head)
        && small(tail)
        && !is_known(head)
        && !is_known(tail)
        && is_known_joined(head, tail)
}

fn is_parted_elision(before: &str, tail: &str) -> bool {
    let Some(elided) = before.strip_suffix(['\'', '’']) else {
        return false;
    };
    let head = last_part(elided, char::is_alphabetic);
    let elision = ["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu"];
    let vowel = tail.starts_with(|c: char| "aeiouyhâàéèêëîïôœùûAEIOUYHÂÀÉÈÊÎÔŒ".contains(c));
    vowel && elision.iter().any(|form| head.eq_ignore_ascii_case(form))
}
