//! What is said of what is typed: the letter, the word that ended, the sentence that ended.

use clairvoix_text::spoken::Mode;

/// The longest sentence that is said whole, in bytes; of a longer one its end is.
const SENTENCE_BYTES_MAX: usize = 4096;

/// What a [`TypingEcho`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypingEchoOptions {
    /// Each letter, by its name.
    pub letters: bool,
    /// Each word, when it ends.
    pub words: bool,
    /// Each sentence, when it ends.
    pub sentences: bool,
}

impl Default for TypingEchoOptions {
    fn default() -> Self {
        Self { letters: false, words: true, sentences: false }
    }
}

/// Something to be said of what was typed, with [`crate::SpeakMode::Echo`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// What to say.
    pub text: String,
    /// How: a letter is spelled. Goes to [`crate::PlanOptions::mode`].
    pub mode: Mode,
}

/// Follows what is typed, key by key.
///
/// ```
/// use clairvoix_speech::{TypingEcho, TypingEchoOptions};
/// let options = TypingEchoOptions { letters: true, words: true, sentences: true };
/// let mut echo = TypingEcho::new(options);
/// let mut said = Vec::new();
/// for key in "Il lit. ".chars() {
///     said.extend(echo.typed(key).map(|typed| typed.text));
/// }
/// assert_eq!(said, ["I", "l", "Il", "l", "i", "t", "lit", "Il lit."]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct TypingEcho {
    options: TypingEchoOptions,
    /// What was typed since the last sentence ended.
    sentence: String,
}

impl TypingEcho {
    /// An echo of a text that begins now.
    #[must_use]
    pub fn new(options: TypingEchoOptions) -> Self {
        Self { options, sentence: String::new() }
    }

    /// A character was typed at the end of the text: the most that is to be said of it.
    pub fn typed(&mut self, key: char) -> Option<Typed> {
        let before = last_word(&self.sentence).to_owned();
        let sentence_ends = ends_sentence(&self.sentence) && key.is_whitespace() || key == '\n';
        self.push(key);
        if sentence_ends {
            let sentence = std::mem::take(&mut self.sentence);
            if self.options.sentences && !sentence.trim().is_empty() {
                return Some(Typed { text: sentence.trim().to_owned(), mode: Mode::Normal });
            }
        }
        if is_of_word(key) {
            return self.letter(key);
        }
        if self.options.words && !before.is_empty() {
            return Some(Typed { text: before, mode: Mode::Normal });
        }
        if key.is_whitespace() { None } else { self.letter(key) }
    }

    /// The last character was taken back: its name, where letters are said.
    pub fn erased(&mut self) -> Option<Typed> {
        let key = self.sentence.pop()?;
        if key.is_whitespace() { None } else { self.letter(key) }
    }

    /// The text goes on elsewhere: the next word begins there.
    pub fn moved(&mut self) {
        self.sentence.clear();
    }

    fn letter(&self, key: char) -> Option<Typed> {
        self.options.letters.then(|| Typed { text: key.to_string(), mode: Mode::Spelling })
    }

    fn push(&mut self, key: char) {
        self.sentence.push(key);
        while self.sentence.len() > SENTENCE_BYTES_MAX {
            let end =
                self.sentence.find(char::is_whitespace).map_or(self.sentence.len(), |at| at + 1);
            let end = (end..=self.sentence.len()).find(|&at| self.sentence.is_char_boundary(at));
            self.sentence.drain(..end.unwrap_or(self.sentence.len()));
        }
    }
}

/// Letters, digits and what holds a word together.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')
}

fn last_word(text: &str) -> &str {
    let rest = text.trim_end_matches(is_of_word);
    &text[rest.len()..]
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['»', '”', '"', ')']).ends_with(['.', '!', '?', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(options: TypingEchoOptions, keys: &str) -> Vec<String> {
        let mut echo = TypingEcho::new(options);
        let typed = keys.chars().filter_map(|key| match key {
            '←' => echo.erased(),
            key => echo.typed(key),
        });
        typed.map(|t| t.text).collect()
    }

    #[test]
    fn words_end_where_they_end() {
        let words = TypingEchoOptions::default();
        let cases: &[(&str, &[&str])] = &[
            ("l'élève lit, puis", &["l'élève", "lit"]),
            ("peut-être 12 fois.", &["peut-être", "12", "fois"]),
            ("chap←t ", &["chat"]),
            ("  \n ", &[]),
        ];
        for (keys, expected) in cases {
            assert_eq!(said(words, keys), *expected, "{keys}");
        }
    }

    #[test]
    fn sentences_end_with_the_space_after_their_mark_or_the_line() {
        let options = TypingEchoOptions { letters: false, words: false, sentences: true };
        assert_eq!(
            said(options, "Il dort. Et « toi ? » Rien\n"),
            ["Il dort.", "Et « toi ?", "» Rien"]
        );
    }

    #[test]
    fn what_is_typed_without_end_is_kept_within_bounds() {
        let mut echo = TypingEcho::new(TypingEchoOptions::default());
        for key in "é".repeat(9000).chars() {
            echo.typed(key);
        }
        assert!(echo.sentence.len() <= SENTENCE_BYTES_MAX);
    }
}
