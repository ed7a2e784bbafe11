//! Moving in a text by word and sentence, from any place, without holding the text's structure.

use clairvoix_text::Utf8Range;

use super::window::{self, Sentence};

/// A word of a text and its sentence: where a plan can go on from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) sentence: Utf8Range,
    pub(crate) word: Utf8Range,
}

/// The most words or sentences moved by at once.
const STEPS_MAX: u32 = 1000;

/// The start of a sentence `by` sentences after that of `place`: 0 is the same one, -1 the one
/// before. Past the first sentence, the first; none past the last.
pub(crate) fn by_sentence(text: &str, place: Place, by: i32) -> Option<Place> {
    let mut sentence = place.sentence;
    for _ in 0..by.unsigned_abs().min(STEPS_MAX) {
        match if by > 0 { after(text, sentence) } else { before(text, sentence) } {
            Some(found) => sentence = found.range,
            None if by > 0 => return None,
            None => break,
        }
    }
    let words = words_of(text, sentence);
    let word = words.first().copied().unwrap_or(sentence);
    Some(Place { sentence, word })
}

/// The start of a paragraph `by` paragraphs after that of `place`, as [`by_sentence`] counts.
pub(crate) fn by_paragraph(text: &str, place: Place, by: i32) -> Option<Place> {
    let mut here = paragraph_start(text, place.sentence);
    for _ in 0..by.unsigned_abs().min(STEPS_MAX) {
        let found = if by > 0 { paragraph_after(text, here) } else { before(text, here) };
        match found {
            Some(sentence) if by > 0 => here = sentence.range,
            Some(sentence) => here = paragraph_start(text, sentence.range),
            None if by > 0 => return None,
            None => break,
        }
    }
    by_sentence(text, Place { sentence: here, word: here }, 0)
}

/// The first sentence of the paragraph that `sentence` is in.
fn paragraph_start(text: &str, mut sentence: Utf8Range) -> Utf8Range {
    while let Some(earlier) = before(text, sentence) {
        if window::ends_paragraph(text, earlier.range.end()) {
            break;
        }
        sentence = earlier.range;
    }
    sentence
}

fn paragraph_after(text: &str, mut sentence: Utf8Range) -> Option<Sentence> {
    while !window::ends_paragraph(text, sentence.end()) {
        sentence = after(text, sentence)?.range;
    }
    after(text, sentence)
}

/// The word `by` words after that of `place`, across sentences. Past the first word, the first; none
/// past the last.
pub(crate) fn by_word(text: &str, place: Place, by: i32) -> Option<Place> {
    let mut sentence = place.sentence;
    let mut words = words_of(text, sentence);
    let mut index = words.partition_point(|w| w.end() <= place.word.start());
    for _ in 0..by.unsigned_abs().min(STEPS_MAX) {
        if by > 0 {
            index += 1;
            while index >= words.len() {
                let found = after(text, sentence)?;
                (sentence, words, index) = (found.range, found.words, 0);
            }
        } else if index > 0 {
            index -= 1;
        } else {
            let mut earlier = before(text, sentence);
            while earlier.as_ref().is_some_and(|s| s.words.is_empty()) {
                earlier = earlier.and_then(|s| before(text, s.range));
            }
            let Some(found) = earlier else { break };
            index = found.words.len() - 1;
            (sentence, words) = (found.range, found.words);
        }
    }
    let word = words.get(index).copied().unwrap_or(sentence);
    Some(Place { sentence, word })
}

/// The word at byte `offset`, or the first after it.
pub(crate) fn at(text: &str, offset: usize) -> Option<Place> {
    let mut start = window::safe_start(text, offset);
    while start < text.len() {
        let window = window::sentences(text, start);
        let found = window.sentences.iter().find_map(|s| {
            let word = s.words.iter().find(|w| w.end() > offset)?;
            Some(Place { sentence: s.range, word: *word })
        });
        if found.is_some() {
            return found;
        }
        start = window.end;
    }
    None
}

fn words_of(text: &str, sentence: Utf8Range) -> Vec<Utf8Range> {
    let window = window::sentences(text, sentence.start());
    window.sentences.into_iter().next().map(|s| s.words).unwrap_or_default()
}

fn after(text: &str, sentence: Utf8Range) -> Option<Sentence> {
    let mut start = sentence.end();
    while start < text.len() {
        let window = window::sentences(text, start);
        if let Some(found) = window.sentences.into_iter().next() {
            return Some(found);
        }
        start = window.end;
    }
    None
}

fn before(text: &str, sentence: Utf8Range) -> Option<Sentence> {
    let limit = sentence.start();
    let end = text.get(..limit)?.trim_end().len();
    let mut start = window::safe_start(text, end);
    let mut last = None;
    while start < limit {
        let window = window::sentences(text, start);
        last = window.sentences.into_iter().take_while(|s| s.range.start() < limit).last().or(last);
        start = window.end;
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Un deux. Trois quatre cinq.\n\nSix.\n\n\nSept huit !";

    fn word(place: Option<Place>) -> &'static str {
        place.map_or("-", |p| p.word.slice(TEXT))
    }

    #[test]
    fn words_and_sentences_are_walked_both_ways() {
        let place = |w: &str| at(TEXT, TEXT.find(w).unwrap_or(0)).unwrap_or_else(|| panic!("{w}"));
        let by_words = [
            ("Un", 1, "deux"),
            ("Un", 2, "Trois"),
            ("cinq", 1, "Six"),
            ("Six", 1, "Sept"),
            ("huit", 1, "-"),
            ("Sept", -1, "Six"),
            ("Six", -1, "cinq"),
            ("Trois", -1, "deux"),
            ("Un", -5, "Un"),
            ("huit", -7, "Un"),
            ("quatre", 0, "quatre"),
        ];
        for (from, by, expected) in by_words {
            assert_eq!(word(by_word(TEXT, place(from), by)), expected, "{from} by {by} words");
        }
        let by_sentences = [
            ("deux", 0, "Un"),
            ("deux", 1, "Trois"),
            ("deux", 2, "Six"),
            ("Un", 4, "-"),
            ("huit", -1, "Six"),
            ("Six", -1, "Trois"),
            ("Six", -9, "Un"),
        ];
        for (from, by, expected) in by_sentences {
            let found = by_sentence(TEXT, place(from), by);
            assert_eq!(word(found), expected, "{from} by {by} sentences");
        }
        let by_paragraphs = [
            ("quatre", 0, "Un"),
            ("cinq", 1, "Six"),
            ("Un", 2, "Sept"),
            ("Un", 3, "-"),
            ("huit", -1, "Six"),
            ("huit", -2, "Un"),
            ("Six", -9, "Un"),
        ];
        for (from, by, expected) in by_paragraphs {
            let found = by_paragraph(TEXT, place(from), by);
            assert_eq!(word(found), expected, "{from} by {by} paragraphs");
        }
    }
}
