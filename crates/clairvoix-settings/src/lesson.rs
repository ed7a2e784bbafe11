//! The text on which settings are tried: the pupil's own, or a lesson that comes with the page.

use clairvoix_document::{Document, Format, decode, read};

const SAMPLE: &str = include_str!("../data/sample.md");

/// A text, as it was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lesson {
    source: String,
    format: Format,
    pub(crate) is_sample: bool,
}

impl Lesson {
    /// The lesson that comes with the page.
    pub(crate) fn sample() -> Self {
        Self { source: SAMPLE.to_owned(), format: Format::Markdown, is_sample: true }
    }

    /// A text pasted; none where there is nothing to read in it.
    pub(crate) fn pasted(text: &str) -> Option<Self> {
        let is_empty = text.trim().is_empty();
        (!is_empty).then(|| Self {
            source: text.to_owned(),
            format: Format::Plain,
            is_sample: false,
        })
    }

    /// A file opened; none where its bytes are no text.
    pub(crate) fn opened(name: &str, bytes: &[u8]) -> Option<Self> {
        let text = decode(bytes.to_vec()).ok()?.text;
        let format = Format::from_name(name);
        Self::pasted(&text).map(|lesson| Self { format, ..lesson })
    }

    /// The text as received.
    pub(crate) fn source(&self) -> &str {
        &self.source
    }

    /// Its beginning: whole paragraphs where they fit, else whole sentences, else whole words.
    pub(crate) fn excerpt(&self, chars_max: usize) -> Document {
        read(cut(&self.source, chars_max), self.format)
    }

    /// The sentence in which a word is read, else the word.
    pub(crate) fn around(&self, word: &str) -> Document {
        let document = read(&self.source, self.format);
        let has = |text: &&str| text.split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
        let sentence = document
            .leaves()
            .flat_map(|leaf| leaf.text().split_inclusive(['.', '!', '?', '…', ';', ':']))
            .find(has);
        read(sentence.unwrap_or(word).trim(), Format::Plain)
    }
}

fn cut(text: &str, chars_max: usize) -> &str {
    let Some((end, _)) = text.char_indices().nth(chars_max) else { return text };
    let start = text.get(..end).unwrap_or_default();
    let places = ["\n\n", ". ", "\n", " "];
    // A place that leaves almost nothing is not taken.
    let place = places.iter().find_map(|place| {
        let at = start.trim_end().rfind(place)? + 1;
        (at > end / 3).then_some(at)
    });
    place.and_then(|at| start.get(..at)).unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_where_it_may_be() {
        assert_eq!(cut("Un deux. Trois quatre.", 12), "Un deux.");
        assert_eq!(cut("Un\n\nDeux trois. Quatre cinq", 20), "Un\n\nDeux trois.");
        assert_eq!(cut("éééééééé", 3), "ééé");
        assert_eq!(cut("court", 30), "court");
    }

    #[test]
    fn nothing_to_read_is_no_lesson() {
        assert_eq!(Lesson::pasted(" \n"), None);
        assert!(Lesson::opened("a.txt", b"Caf\xe9").is_some_and(|lesson| lesson.source == "Café"));
    }

    #[test]
    fn a_word_is_shown_in_its_sentence() {
        let lesson = Lesson::pasted("Il pleut. Le chat de Maël dort. Fin.").unwrap();
        let texts = |word| {
            lesson.around(word).leaves().map(|leaf| leaf.text().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(texts("Maël"), ["Le chat de Maël dort."]);
        assert_eq!(texts("Zoé"), ["Zoé"]);
    }
}
