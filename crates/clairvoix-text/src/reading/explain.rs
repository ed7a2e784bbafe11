//! Which rule or exception gave each grapheme its sounds.

use super::{
    Source,
    read::{EXCEPTION_FILE, Lines, RULE_FILE, lines},
    read_word,
};
use crate::{phoneme::Phonemes, range::Utf8Range};

/// One grapheme of a word with the reason for its sounds.
#[derive(Clone, Debug, PartialEq)]
pub struct GraphemeExplanation {
    /// Its letters, in bytes of the word.
    pub range: Utf8Range,
    /// Its sounds; empty when silent.
    pub phonemes: Phonemes,
    /// The file and line, or the table, that decided, as a contributor finds it.
    pub reason: String,
}

/// Says for each grapheme of `word` what decided its sounds.
///
/// ```
/// let why = clairvoix_text::reading::explain("chat");
/// assert!(why[0].reason.starts_with("exceptions.txt:"));
/// ```
#[must_use]
pub fn explain(word: &str) -> Vec<GraphemeExplanation> {
    let reading = read_word(word);
    let mut lines = lines(&reading).into_iter();
    reading
        .graphemes()
        .map(|grapheme| GraphemeExplanation {
            range: grapheme.range,
            phonemes: grapheme.phonemes,
            reason: reason(grapheme.source, &lines.next().unwrap_or_default()),
        })
        .collect()
}

fn reason(source: Source, lines: &Lines) -> String {
    match source {
        Source::Sentence => "the use of the word in its sentence".to_owned(),
        Source::Rule(line) => line_of("rules.txt", RULE_FILE, line),
        Source::Exception(line) => line_of("exceptions.txt", EXCEPTION_FILE, line),
        Source::Known => known(lines),
        Source::Listed => "a list of pronunciations".to_owned(),
        Source::Learned => {
            format!("reading.bin: learned from the letters around{}", against(lines))
        }
        Source::Name => "said by its name".to_owned(),
        Source::Mark => "not a letter of French".to_owned(),
    }
}

/// A known word is stored as it is read; the line that says the same is the one to correct.
fn known(lines: &Lines) -> String {
    match (lines.exception, lines.rule) {
        (Some(line), _) => line_of("exceptions.txt", EXCEPTION_FILE, line),
        (None, Some(line)) => line_of("rules.txt", RULE_FILE, line),
        (None, None) => format!("reading.bin: known word{}", against(lines)),
    }
}

fn against(lines: &Lines) -> String {
    let line = lines.against.map(|line| line_of("rules.txt", RULE_FILE, line));
    line.map(|line| format!(", against {line}")).unwrap_or_default()
}

fn line_of(name: &str, file: &str, line: u16) -> String {
    let text = file.lines().nth(usize::from(line).saturating_sub(1)).unwrap_or_default();
    format!("{name}:{line}: {}", text.trim())
}
