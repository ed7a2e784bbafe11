//! Blanks to fill in, rows of dots and other runs of one sign.

use crate::spoken::scan::{Scan, Writer};

/// A run of `_` or of four dots and more is a pause; `[...]` and `(...)` too; other runs of signs
/// that only draw (`-----`, `=====`, `*****`) say nothing.
pub(super) fn rule(scan: &Scan<'_>, at: usize, out: &mut Writer<'_>) -> Option<usize> {
    let c = scan.sign(at)?;
    if matches!(c, '[' | '(') {
        return ellipsis(scan, at, c, out);
    }
    if !matches!(c, '_' | '.' | '-' | '=' | '*' | '~' | '#' | '…' | '—' | '–' | '─' | '·' | '+')
    {
        return None;
    }
    let mut next = at + 1;
    while scan.is_sign(next, c) {
        next += 1;
    }
    let run = next - at;
    let end = scan.start(next);
    match c {
        '_' if run > 1 => out.punctuation(end, "…"),
        '.' if run > 3 => out.punctuation(end, "…"),
        '…' if run > 1 => out.punctuation(end, "…"),
        '.' | '_' | '…' => return None,
        '-' if run == 2 => out.pause(end),
        '*' | '~' if run == 2 => out.skip(end),
        '#' if run > 1 => out.skip(end),
        _ if run > 2 => out.pause(end),
        _ => return None,
    }
    Some(next)
}

/// A cut in a quotation.
fn ellipsis(scan: &Scan<'_>, at: usize, open: char, out: &mut Writer<'_>) -> Option<usize> {
    let close = if open == '[' { ']' } else { ')' };
    let mut next = at + 1;
    while matches!(scan.sign(next), Some('.' | '…')) {
        next += 1;
    }
    if next == at + 1 || !scan.is_sign(next, close) {
        return None;
    }
    out.punctuation(scan.start(next + 1), "…");
    Some(next + 1)
}
