//! Marked-up text cut into stretches that stay, white space, and references (`&eacute;`, `&#233;`).

use quick_xml::escape::resolve_html5_entity;
use std::ops::Range;

/// What a stretch of marked-up text becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Put<'t> {
    /// Itself.
    Same,
    /// The character that a number names.
    Char(char),
    /// The characters that a name stands for.
    Chars(&'t str),
    /// One space.
    Space,
    /// Nothing: it is not shown.
    Nothing,
}

/// The longest name of a reference in HTML, with its signs.
const REFERENCE_LEN_MAX: usize = 34;

/// The stretches of `raw`, in bytes of it, in order, and what each becomes. `keeps_space` leaves white
/// space as it is.
pub(super) fn pieces(raw: &str, keeps_space: bool) -> Vec<(Range<usize>, Put<'_>)> {
    let mut pieces = Vec::new();
    let (mut at, mut same_from) = (0, 0);
    while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
        let (len, put) = piece(rest, keeps_space);
        // A single space between two words stays: it may only have to go at the start.
        let stays = put == Put::Space && at > 0 && len == 1 && rest.starts_with(' ');
        if put != Put::Same && !stays {
            if same_from < at {
                pieces.push((same_from..at, Put::Same));
            }
            pieces.push((at..at + len, put));
            same_from = at + len;
        }
        at += len;
    }
    if same_from < at {
        pieces.push((same_from..at, Put::Same));
    }
    pieces
}

/// The length in bytes of what `rest` begins with, and what it becomes.
fn piece(rest: &str, keeps_space: bool) -> (usize, Put<'_>) {
    let Some(first) = rest.chars().next() else { return (0, Put::Same) };
    match first {
        '&' => reference(rest).unwrap_or((1, Put::Same)),
        '\u{AD}' => (first.len_utf8(), Put::Nothing),
        c if c.is_ascii_whitespace() && !keeps_space => {
            let len = rest.find(|c: char| !c.is_ascii_whitespace()).unwrap_or(rest.len());
            (len, Put::Space)
        }
        c => (c.len_utf8(), Put::Same),
    }
}

/// The reference that `rest` begins with.
fn reference(rest: &str) -> Option<(usize, Put<'static>)> {
    let end = end(rest)?;
    let name = rest.get(1..end)?;
    let put = match name.strip_prefix('#') {
        Some(number) => number_of(number)?,
        None => Put::Chars(resolve_html5_entity(name)?),
    };
    Some((end + 1, if put == Put::Chars("\u{AD}") { Put::Nothing } else { put }))
}

/// Where the reference that `rest` may begin with ends: its `;`. No further is looked than a name can be long.
pub(crate) fn end(rest: &str) -> Option<usize> {
    rest.bytes().take(REFERENCE_LEN_MAX).position(|byte| byte == b';')
}

fn number_of(number: &str) -> Option<Put<'static>> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    match char::from_u32(code)? {
        '\0' => Some(Put::Char(char::REPLACEMENT_CHARACTER)),
        '\u{AD}' => Some(Put::Nothing),
        c => Some(Put::Char(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_spaces_become_what_they_stand_for() {
        let raw = "l&#8217;&eacute;l\u{AD}ève \n&amp; &no;";
        let shown: Vec<_> = pieces(raw, false)
            .into_iter()
            .map(|(range, put)| match put {
                Put::Same => raw[range].to_owned(),
                Put::Char(c) => format!("[{c}]"),
                Put::Chars(text) => format!("[{text}]"),
                Put::Space => "_".to_owned(),
                Put::Nothing => "-".to_owned(),
            })
            .collect();
        assert_eq!(shown, ["l", "[’]", "[é]", "l", "-", "ève", "_", "[&]", " &no;"]);
    }

    #[test]
    fn signs_without_end_are_read_in_linear_time() {
        let raw = "&".repeat(200_000) + &"&#x".repeat(50_000);
        assert_eq!(pieces(&raw, true), [(0..raw.len(), Put::Same)]);
    }
}
