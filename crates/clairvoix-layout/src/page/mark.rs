//! When the text is said, and how the page writes it down.

use clairvoix_text::{OffsetMap, Utf8Range, Utf16};

/// What a [`PageMark`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A sentence.
    Sentence,
    /// A word.
    Word,
    /// A syllable of a word; where there are any, the light goes from one to the next.
    Syllable,
}

/// When a stretch of text is said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageMark {
    /// A sentence, a word or a syllable.
    pub kind: MarkKind,
    /// The leaf of the document, counted from 0 in the order of
    /// [`Document::leaves`](clairvoix_document::Document::leaves).
    pub block: usize,
    /// Bytes of that leaf's text.
    pub range: Utf8Range,
    /// Milliseconds from the start of the audio.
    pub start_ms: f64,
    /// Milliseconds from the start of the audio.
    pub end_ms: f64,
}

/// The marks of one kind as five whole numbers each, in the order of time: blocks further than the
/// mark before; UTF-16 units from its end (from the start of a new block); length; milliseconds from
/// its start; duration. Differences are small, so that the page stays small; each is between rounded
/// absolute values, so that errors do not add up. A mark whose block does not exist is left out.
pub(crate) fn encode(marks: &[PageMark], kind: MarkKind, texts: &[&str]) -> Vec<i64> {
    let mut marks: Vec<_> = marks.iter().filter(|mark| mark.kind == kind).collect();
    marks.sort_by(|a, b| a.start_ms.total_cmp(&b.start_ms));
    let mut maps: Vec<Option<OffsetMap<'_, Utf16>>> = vec![None; texts.len()];
    let mut flat = Vec::with_capacity(marks.len() * 5);
    let (mut block, mut place, mut time) = (0, 0, 0);
    for mark in marks {
        let (Some(text), Some(map)) = (texts.get(mark.block), maps.get_mut(mark.block)) else {
            continue;
        };
        let range = map.get_or_insert_with(|| OffsetMap::new(text)).from_utf8(mark.range);
        let (start, end) = (whole(range.start()), whole(range.end()));
        let (from, to) = (millis(mark.start_ms), millis(mark.end_ms));
        let blocks = whole(mark.block) - block;
        if blocks != 0 {
            place = 0;
        }
        flat.extend([blocks, start - place, end - start, from - time, (to - from).max(0)]);
        (block, place, time) = (whole(mark.block), end, from);
    }
    flat
}

pub(crate) fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[allow(clippy::cast_possible_truncation, reason = "a float cast saturates; NaN becomes 0")]
fn millis(ms: f64) -> i64 {
    // A day of speech is 86 400 000 ms: bounds keep differences far from overflow.
    ms.round().clamp(0.0, 1e12) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(block: usize, range: (usize, usize), from: f64, to: f64) -> PageMark {
        PageMark {
            kind: MarkKind::Word,
            block,
            range: Utf8Range::new(range.0, range.1),
            start_ms: from,
            end_ms: to,
        }
    }

    #[test]
    fn marks_are_differences_in_the_order_of_time() {
        let texts = ["é le", "🦉 ul"];
        let marks = [
            mark(1, (5, 7), 900.4, 1200.0),
            mark(0, (0, 2), 0.0, 100.4),
            mark(0, (3, 5), 100.6, 300.0),
            mark(9, (0, 1), 50.0, 60.0),
        ];
        let flat = encode(&marks, MarkKind::Word, &texts);
        let expected = [[0, 0, 1, 0, 100], [0, 1, 2, 101, 199], [1, 3, 2, 799, 300]];
        assert_eq!(flat, expected.concat());
    }

    #[test]
    fn impossible_times_stay_in_bounds() {
        let marks = [mark(0, (0, 9), f64::NAN, -5.0), mark(0, (0, 9), f64::INFINITY, 1.0)];
        let flat = encode(&marks, MarkKind::Word, &["ab"]);
        assert!(flat.iter().all(|n| n.abs() <= 1_000_000_000_000), "{flat:?}");
    }
}
