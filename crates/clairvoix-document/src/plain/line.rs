//! The lines of a text, measured.

/// One line: its content without the spaces around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    /// The content, without spaces at either end.
    pub(super) text: &'t str,
    /// The byte of the source at which the content starts.
    pub(super) start: usize,
    /// Columns before the content; a tab counts for four.
    pub(super) indent: usize,
    /// Characters of the content.
    pub(super) width: usize,
    /// Whether a page ends before this line.
    pub(super) page: bool,
}

impl Line<'_> {
    /// The byte of the source after the content.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether its last sign ends a sentence or a part of one.
    pub(super) fn is_closed(&self) -> bool {
        let text = self.text.trim_end_matches(['»', '”', '"', ')', ']', ' ', '\u{a0}', '\u{202f}']);
        text.ends_with(['.', '!', '?', '…', ':', ';'])
    }

    /// Whether its last sign ends a sentence.
    pub(super) fn ends_sentence(&self) -> bool {
        self.is_closed() && !self.text.ends_with([':', ';'])
    }

    /// Whether its first letter is a capital, or a digit stands there.
    pub(super) fn starts_high(&self) -> bool {
        let first = self.text.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(|c| !c.is_lowercase())
    }

    /// Whether it goes on with the line before: a small letter, with no sign before it.
    pub(super) fn starts_low(&self) -> bool {
        self.text.starts_with(char::is_lowercase)
    }
}

/// All lines of `text`, blank ones included. A line ends at `\n`, `\r\n`, `\r`, or a page end.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    let mut page = false;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let len = rest.find(is_line_end).unwrap_or(rest.len());
        let (raw, tail) = rest.split_at_checked(len)?;
        let line = measure(raw, at, page);
        let end = tail.chars().next();
        page = end == Some('\u{c}');
        let end_len = if tail.starts_with("\r\n") { 2 } else { end.map_or(0, char::len_utf8) };
        at += len + end_len;
        Some(line)
    })
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

fn measure(raw: &str, start: usize, page: bool) -> Line<'_> {
    let content = raw.trim_start_matches(is_space);
    let lead = raw.len() - content.len();
    let indent = raw.get(..lead).unwrap_or_default();
    let text = content.trim_end_matches(is_space);
    Line {
        text,
        start: start + lead,
        indent: indent.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum(),
        width: text.chars().count(),
        page,
    }
}
