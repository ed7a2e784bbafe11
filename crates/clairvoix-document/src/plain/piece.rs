//! A group of lines cut into pieces: items, titles, paragraphs.

use super::{
    line::Line,
    lists::{Opens, opens},
    marker::{Marker, MarkerKind, marker},
};

/// Lines that belong together, and what opens them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'g, 't> {
    pub(super) lines: &'g [Line<'t>],
    pub(super) marker: Option<Marker>,
    /// Whether it is a line that a title's first word opens: `Exercice 3`.
    pub(super) title: bool,
}

impl<'t> Piece<'_, 't> {
    pub(super) fn first(&self) -> Option<&Line<'t>> {
        self.lines.first()
    }

    pub(super) fn last(&self) -> Option<&Line<'t>> {
        self.lines.last()
    }

    pub(super) fn indent(&self) -> usize {
        self.first().map_or(0, |line| line.indent)
    }

    pub(super) fn width(&self) -> usize {
        self.lines.iter().map(|line| line.width).sum()
    }

    /// The bytes of the first line before its text.
    pub(super) fn skip(&self) -> usize {
        self.marker.map_or(0, |marker| marker.len)
    }

    /// The text of the first line after its marker.
    pub(super) fn opening(&self) -> &'t str {
        let text = self.first().map_or("", |line| line.text);
        text.get(self.skip()..).unwrap_or_default()
    }
}

/// Lines before a line that tell the width of its column.
const NEARBY: usize = 5;

/// Items before a line among which one of the same kind is looked for.
const RECENT: usize = 8;

/// Cuts a group into pieces, in order; together they hold all its lines.
pub(super) fn pieces<'g, 't>(group: &'g [Line<'t>]) -> Vec<Piece<'g, 't>> {
    let mut pieces: Vec<Piece<'g, 't>> = Vec::new();
    let mut start = 0;
    for (index, line) in group.iter().enumerate() {
        let (before, recent) = (pieces.last().copied(), pieces.as_slice());
        // The column may change its width where a page was cut: only lines nearby count.
        let nearby = group.get(index.saturating_sub(NEARBY)..=(index + 1).min(group.len() - 1));
        let widest = nearby.unwrap_or_default().iter().map(|line| line.width).max().unwrap_or(0);
        let opening = Opening {
            line,
            recent,
            previous: index.checked_sub(1).and_then(|at| group.get(at)),
            before,
            widest,
        };
        if let Some((marker, title)) = opening.read() {
            pieces.push(Piece { lines: &[], marker, title });
            start = index;
        }
        if let Some(piece) = pieces.last_mut() {
            piece.lines = group.get(start..=index).unwrap_or_default();
        }
    }
    pieces
}

/// A line, and what is needed to know whether it opens a piece.
struct Opening<'a, 't> {
    line: &'a Line<'t>,
    previous: Option<&'a Line<'t>>,
    before: Option<Piece<'a, 't>>,
    recent: &'a [Piece<'a, 't>],
    widest: usize,
}

impl Opening<'_, '_> {
    /// The marker of the new piece, and whether it is a title's line; none when the line goes on.
    fn read(&self) -> Option<(Option<Marker>, bool)> {
        let marker = marker(self.line.text).filter(|_| !is_rule(self.line.text));
        let title = is_title_line(self.line);
        let Some(previous) = self.previous else {
            return Some((marker, title));
        };
        if let Some(marker) = marker.filter(|marker| self.marker_opens(marker, previous)) {
            return Some((Some(marker), title));
        }
        let free = previous.is_closed() || previous.width * 10 < self.widest * 6;
        let opens = title && free
            || self.before.is_some_and(|piece| piece.title)
            || is_rule(self.line.text)
            || is_rule(previous.text)
            || free && is_label_line(self.line)
            || self.after_numbered_title(previous)
            || self.new_paragraph(previous);
        opens.then_some((None, title))
    }

    fn marker_opens(&self, marker: &Marker, previous: &Line<'_>) -> bool {
        let like = self.recent.iter().rev().take(RECENT).any(|piece| {
            piece.marker.is_some_and(|m| m.is_like(marker))
                && piece.indent().abs_diff(self.line.indent) < 2
        });
        let under = self.line.indent > previous.indent
            && self.before.is_some_and(|piece| piece.marker.is_some());
        let short = previous.width * 10 < self.widest * 7;
        let content = self.line.text.get(marker.len..).unwrap_or_default();
        let high = !content.starts_with(char::is_lowercase);
        match marker.kind {
            MarkerKind::Bullet('*' | '+') => like || under || previous.is_closed() || short,
            MarkerKind::Bullet(_) => true,
            // A dash may also stand between two parts of a sentence.
            MarkerKind::Dash(_) => like || under || previous.is_closed() || high && short,
            MarkerKind::Number { .. } | MarkerKind::Section(_) => {
                like || previous.is_closed() || short
            }
        }
    }

    /// `1.1 La crise` and then the text: a short line, open, and a longer one with a capital.
    fn after_numbered_title(&self, previous: &Line<'_>) -> bool {
        let numbered = self.before.is_some_and(|piece| {
            piece.lines.len() == 1 && piece.marker.is_some_and(|marker| marker.is_number())
        });
        numbered
            && !previous.is_closed()
            && previous.width * 10 < self.widest * 7
            && self.line.starts_high()
    }

    /// Without a blank line, a paragraph ends with a sentence on a line that it does not fill, or
    /// with any sentence where lines are not cut at a width.
    fn new_paragraph(&self, previous: &Line<'_>) -> bool {
        const UNCUT_WIDTH_MIN: usize = 120;
        const COLUMN_WIDTH_MIN: usize = 38;
        let uncut = self.widest > UNCUT_WIDTH_MIN || self.widest < COLUMN_WIDTH_MIN;
        let opens = self.line.starts_high() || self.line.text.starts_with(['«', '“', '"']);
        previous.ends_sentence() && opens && (uncut || previous.width * 10 < self.widest * 8)
    }
}

/// A line of signs: `***`, `-----`.
pub(super) fn is_rule(text: &str) -> bool {
    let signs = text.chars().filter(|c| !c.is_whitespace());
    let same =
        signs.clone().all(|c| matches!(c, '*' | '-' | '–' | '—' | '_' | '=' | '~' | '#' | '⁂'));
    same && (signs.count() >= 3 || text == "⁂")
}

/// `Exercice 3`, `Chapitre II : ...`, `Conclusion`.
fn is_title_line(line: &Line<'_>) -> bool {
    const TITLE_WIDTH_MAX: usize = 70;
    if line.width > TITLE_WIDTH_MAX || line.text.ends_with(['.', ',', ';']) {
        return false;
    }
    let mut words = line.text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let word = first.trim_end_matches(':');
    if !first.starts_with(char::is_uppercase) || !opens(Opens::Title, word) {
        return false;
    }
    match words.next() {
        None => true,
        Some(second) => {
            let number = second.trim_end_matches([':', '.', ')', ',', '-']);
            second.starts_with([':', '–', '—', '-', 'n'])
                && (second.len() <= 3 || second.starts_with("n°"))
                || first.ends_with(':')
                || number.parse::<u32>().is_ok()
                || super::roman::value(number).is_some()
                || number.len() == 1 && number.starts_with(|c: char| c.is_ascii_uppercase())
        }
    }
}

/// `Consigne : ...`, `Question 2`, `Q1.`, `À toi : ...`.
pub(super) fn is_label_line(line: &Line<'_>) -> bool {
    label_len(line.text).is_some()
}

/// The length of the label that opens an instruction.
pub(super) fn label_len(text: &str) -> Option<usize> {
    let len = text.find([':', '.', ')']).filter(|&len| (1..=24).contains(&len))?;
    let label = text.get(..len)?.trim_end();
    let word =
        label.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '°' | '\u{a0}'));
    let word = word.strip_suffix(" n").unwrap_or(word);
    let colon = text.get(len..)?.starts_with(':');
    let numbered = word.len() < label.len();
    (text.starts_with(char::is_uppercase) && (colon || numbered) && opens(Opens::Label, word))
        .then_some(len)
}
