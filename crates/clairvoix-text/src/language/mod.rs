//! The languages of a class, and which one a passage is in.

#[cfg(feature = "detection")]
mod guess;

/// No guess is made without the feature `detection`.
#[cfg(not(feature = "detection"))]
mod guess {
    pub(super) const fn guess(_text: &str) -> Option<(super::Language, f64)> {
        None
    }
}

mod spans;

pub use spans::{LanguageSpan, spans};

/// A language met in class. French is analysed in full; the others have words, sentences and
/// syllables from patterns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Language {
    /// French.
    #[default]
    French,
    /// English.
    English,
    /// Spanish.
    Spanish,
    /// German.
    German,
    /// Italian.
    Italian,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::French, Self::English, Self::Spanish, Self::German, Self::Italian];

    /// Its tag (BCP 47): `fr`, `en`, `es`, `de`, `it`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
            Self::Spanish => "es",
            Self::German => "de",
            Self::Italian => "it",
        }
    }

    /// The language of a tag, whatever the region: `en-GB` is English; none for another language.
    ///
    /// ```
    /// use clairvoix_text::language::Language;
    /// assert_eq!(Language::from_tag("es_MX"), Some(Language::Spanish));
    /// assert_eq!(Language::from_tag("pt"), None);
    /// ```
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }
}

/// The least confidence that is believed, from 0 to 1: below it, a passage stays in the language
/// of the text around it. At this one, 5 of 4 517 French sentences of the UD treebanks are taken for
/// another language, foreign titles aside.
pub const CONFIDENCE_MIN: f64 = 0.5;

/// The language of a passage, where its letters tell it with a confidence of `confidence_min` at
/// least. What the document says about a passage counts before this guess. Without the feature
/// `detection`, none is told.
///
/// ```
/// use clairvoix_text::language::{CONFIDENCE_MIN, Language, detect};
/// let text = "The quick brown fox jumps over the lazy dog, and the dog does not mind.";
/// assert_eq!(detect(text, CONFIDENCE_MIN), Some(Language::English));
/// assert_eq!(detect("Hello!", CONFIDENCE_MIN), None);
/// ```
#[must_use]
pub fn detect(text: &str, confidence_min: f64) -> Option<Language> {
    let (language, confidence) = guess::guess(text)?;
    (confidence >= confidence_min).then_some(language)
}
