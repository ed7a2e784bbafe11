//! Where a sentence is cut into utterances.

use std::ops::Range;

use clairvoix_text::Utf8Range;

use super::{
    options::{PlanOptions, PlanUnit},
    reading::SentenceReading,
};

/// How good a place is for a silence, best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    /// Inside a written word, or where no space stands (an elision, a hyphen).
    Never,
    /// A plain space.
    Space,
    /// A comma, a bracket, a dash.
    Weak,
    /// A semicolon, a colon, a full stop.
    Strong,
}

/// Groups of spoken words from `first` on, in order, without gaps, each within the limits.
pub(super) fn groups(
    reading: &SentenceReading,
    first: usize,
    options: &PlanOptions,
) -> Vec<Range<usize>> {
    let words_max = options.effective_words_max();
    let least = match options.effective_unit() {
        PlanUnit::Sentence => None,
        PlanUnit::Group => Some(Break::Weak),
        PlanUnit::Word | PlanUnit::Syllable => Some(Break::Space),
    };
    let mut groups = Vec::new();
    let mut start = first;
    for index in first..reading.spoken.len() {
        let cut_here = index > start
            && (least.is_some_and(|b| break_before(reading, index) >= b)
                || reading.changes_language(index));
        if cut_here {
            fit(reading, start..index, words_max, &mut groups);
            start = index;
        }
    }
    if start < reading.spoken.len() {
        fit(reading, start..reading.spoken.len(), words_max, &mut groups);
    }
    groups
}

/// Adds `group` to `out`, cut at its best places until every part fits.
fn fit(
    reading: &SentenceReading,
    mut group: Range<usize>,
    words_max: usize,
    out: &mut Vec<Range<usize>>,
) {
    while group.len() > words_max {
        // Not too near the start, so that no part is a scrap.
        let nearest = group.start + (words_max / 3).max(1);
        let farthest = group.start + words_max;
        let at = (nearest..=farthest)
            .max_by_key(|&index| (break_before(reading, index), index))
            .unwrap_or(farthest);
        out.push(group.start..at);
        group.start = at;
    }
    out.push(group);
}

fn break_before(reading: &SentenceReading, index: usize) -> Break {
    let (Some(left), Some(right)) =
        (index.checked_sub(1).and_then(|i| reading.spoken.get(i)), reading.spoken.get(index))
    else {
        return Break::Never;
    };
    let inside = |w: &super::reading::WrittenWord| w.spoken.start < index && index < w.spoken.end;
    if reading.written.iter().any(inside) {
        return Break::Never;
    }
    let between = Utf8Range::new(left.range.end(), right.range.start()).slice(&reading.text);
    let mut best = if between.contains(char::is_whitespace) { Break::Space } else { Break::Never };
    for c in between.chars() {
        best = best.max(match c {
            '.' | '!' | '?' | '…' | ';' | ':' => Break::Strong,
            ',' | '(' | ')' | '[' | ']' | '«' | '»' | '“' | '”' | '"' | '–' | '—' => {
                Break::Weak
            }
            _ => Break::Never,
        });
    }
    best
}

/// The piece of the spoken text that a group says, its punctuation included.
pub(super) fn text_of(reading: &SentenceReading, group: &Range<usize>) -> Utf8Range {
    let start = reading.spoken.get(group.start).map_or(0, |w| w.range.start());
    let end = reading.spoken.get(group.end).map_or(reading.text.len(), |w| w.range.start());
    let piece = Utf8Range::new(start, end).slice(&reading.text);
    // Opening marks belong to the next group.
    let kept = piece.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '«' | '“' | '(' | '[' | '–' | '—' | '-' | '\'' | '’')
    });
    // An elided form keeps its apostrophe.
    let kept = match piece[kept.len()..].chars().next() {
        Some(c @ ('\'' | '’')) => kept.len() + c.len_utf8(),
        _ => kept.len(),
    };
    Utf8Range::new(start, start + kept)
}
