//! A text analysed again after an edit is as one analysed afresh, and its paragraphs as the whole.

use clairvoix_text::{
    Upos, Utf8Range,
    analysis::{Analysis, AnalyzeOptions, EditedText, analyze},
    liaison::Link,
};

/// What an analysis says, with ranges moved by where it begins in the whole text.
#[derive(Debug, Default, PartialEq)]
struct Said {
    sentences: Vec<Utf8Range>,
    words: Vec<(Utf8Range, Upos, Link, String)>,
}

impl Said {
    fn add(&mut self, analysis: &Analysis<'_>, start: usize) {
        self.sentences.extend(analysis.sentences().map(|it| it.range().shift(start)));
        self.words.extend(
            analysis
                .words()
                .map(|it| (it.range().shift(start), it.pos(), it.link_after(), it.ipa())),
        );
    }

    fn of(text: &EditedText) -> Self {
        let mut said = Self::default();
        text.paragraphs().iter().for_each(|it| said.add(it.analysis(), it.start()));
        said
    }

    fn of_whole(text: &str) -> Self {
        let mut said = Self::default();
        said.add(&analyze(text, &AnalyzeOptions::default()), 0);
        said
    }
}

/// The first two bytes choose what is replaced, in parts of 255; a unit separator parts the text from
/// what comes instead.
pub fn check_bytes(bytes: &[u8]) {
    if let [from, to, rest @ ..] = bytes {
        let rest = crate::text(rest);
        let (text, with) = rest.split_once('\u{1f}').unwrap_or((&rest, ""));
        let at = |part: &u8| text.len() * usize::from(*part) / 255;
        let (from, to) = (at(from).min(at(to)), at(from).max(at(to)));
        check(text, Utf8Range::new(from, to), with);
    }
}

/// Checks one edit of a text.
pub fn check(text: &str, range: Utf8Range, with: &str) {
    let mut edited = EditedText::new(text, AnalyzeOptions::default());
    assert_eq!(Said::of(&edited), Said::of_whole(text), "by paragraphs");
    let kept = edited.paragraphs().len();
    let new = edited.edit(range, with);
    let now = edited.text();
    let fresh = EditedText::new(&now, AnalyzeOptions::default());
    assert_eq!(starts(&edited), starts(&fresh), "paragraphs");
    assert_eq!(Said::of(&edited), Said::of(&fresh), "after the edit");
    assert!(new.end <= edited.paragraphs().len());
    assert!(new.len() <= 2 + paragraphs_of(with), "{new:?} of {kept} are new");
}

fn starts(text: &EditedText) -> Vec<usize> {
    text.paragraphs().iter().map(clairvoix_text::analysis::Paragraph::start).collect()
}

/// How many paragraphs a text may make where it is put.
fn paragraphs_of(text: &str) -> usize {
    text.lines().count() + 1
}
