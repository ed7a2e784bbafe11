//! Cuts a sentence into cues of two short lines.

use clairvoix_text::Utf8Range;

use crate::SourceMark;

/// The most characters of a line: the usual measure of subtitles in French.
const LINE_MAX: usize = 37;
/// Lines of a cue.
const LINES: usize = 2;

/// A few words shown together.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cue<'w> {
    /// Each line, each word with its mark and the text from it to the next, white space made one
    /// space.
    pub(super) lines: Vec<Vec<(&'w SourceMark, String)>>,
}

impl Cue<'_> {
    fn words(&self) -> impl Iterator<Item = &SourceMark> {
        self.lines.iter().flatten().map(|(mark, _)| *mark)
    }

    /// The first frame of the first word and the end of the last.
    pub(super) fn frames(&self) -> (u64, u64) {
        let start = self.words().next().map_or(0, |word| word.start_frame);
        let end = self.words().map(|word| word.end_frame).max().unwrap_or(start);
        (start, end)
    }
}

/// The cues of a sentence. Lines are cut at white space only: « l'eau » stays whole, and what is longer
/// than a line has one of its own.
pub(super) fn cues<'w>(text: &str, sentence: Utf8Range, words: &'w [SourceMark]) -> Vec<Cue<'w>> {
    let shown = shown_words(text, sentence, words);
    let mut cues: Vec<Cue<'w>> = Vec::new();
    let mut length = 0;
    for group in shown.split_inclusive(|(_, text)| text.ends_with(' ')) {
        let count: usize = group.iter().map(|(_, text)| text.chars().count()).sum();
        let ends_in_space = group.last().is_some_and(|(_, text)| text.ends_with(' '));
        let fits = length + count <= LINE_MAX + usize::from(ends_in_space);
        match cues.last_mut() {
            Some(cue) if fits => {
                length += count;
                cue.lines.last_mut().into_iter().for_each(|line| line.extend_from_slice(group));
            }
            Some(cue) if cue.lines.len() < LINES => {
                length = count;
                cue.lines.push(group.to_vec());
            }
            _ => {
                length = count;
                cues.push(Cue { lines: vec![group.to_vec()] });
            }
        }
    }
    cues
}

/// Each word with the text from it to the next. Signs before the first word belong to it, others to
/// the word before them.
fn shown_words<'w>(
    text: &str,
    sentence: Utf8Range,
    words: &'w [SourceMark],
) -> Vec<(&'w SourceMark, String)> {
    let word = |(index, word): (usize, &'w SourceMark)| {
        let start = if index == 0 { sentence.start() } else { word.range.start() };
        let end = words.get(index + 1).map_or(sentence.end(), |next| next.range.start());
        (word, shown(Utf8Range::new(start, end).slice(text)))
    };
    words.iter().enumerate().map(word).collect()
}

/// The text on one line, a space at its end where white space follows.
fn shown(text: &str) -> String {
    let mut shown = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.ends_with(char::is_whitespace) && !shown.is_empty() {
        shown.push(' ');
    }
    shown
}
