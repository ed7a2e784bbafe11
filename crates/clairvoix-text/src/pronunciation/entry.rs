//! One entry of a list, checked.

use super::{
    ipa::{UnknownSign, phonemes},
    pattern::{Pattern, Piece},
};
use crate::{language::Language, phoneme::Phoneme};
use std::fmt;

/// The longest side of an entry, in bytes.
pub(super) const SIDE_BYTES_MAX: usize = 200;
/// The most stars of an entry.
const STARS_MAX: usize = 4;

/// What is said for an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Words that are read in its place; a `*` is what the star of the written side stands for.
    Words(String),
    /// Sounds, word by word.
    Sounds(Vec<Vec<Phoneme>>),
}

impl fmt::Display for Said {
    /// As it is typed in a list.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => f.write_str(words),
            Self::Sounds(words) => {
                f.write_str("/")?;
                for (index, word) in words.iter().enumerate() {
                    f.write_str(if index > 0 { " " } else { "" })?;
                    word.iter().try_for_each(|sound| f.write_str(sound.ipa()))?;
                }
                f.write_str("/")
            }
        }
    }
}

/// What an entry may say beside its two sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PronunciationOptions {
    /// Whether capitals must be those of the written side; none: they must where it has some.
    pub exact_case: Option<bool>,
    /// The language of the passages it is for.
    pub language: Language,
}

/// What is written and what is said for it.
///
/// ```
/// use clairvoix_text::pronunciation::{Pronunciation, PronunciationOptions};
/// let entry = |written, said| {
///     Pronunciation::try_new(written, said, PronunciationOptions::default())
/// };
/// assert!(entry("Maël", "Ma-elle").is_ok());
/// assert!(entry("HTML*", "H T M L *").is_ok());
/// assert!(entry("hot dog", "/ɔt dɔɡ/").is_ok());
/// let error = entry("Thom", "/θɔm/").unwrap_err().to_string();
/// assert_eq!(error, "'θ', sign 1 of the sounds, is no sound of French");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pronunciation {
    written: String,
    said: Said,
    exact_case: bool,
    language: Language,
}

/// Why an entry cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PronunciationError {
    /// Nothing is written that could be looked for.
    NothingWritten,
    /// Nothing is said.
    NothingSaid,
    /// A side is longer than this many bytes.
    TooLong(usize),
    /// It has more stars than this.
    TooManyStars(usize),
    /// More stars are said than written.
    StarsSaid,
    /// Sounds begin with a slash and do not end with one.
    OpenSlash,
    /// A sign of the sounds is none of ours.
    UnknownSign(UnknownSign),
    /// So many parts are written, so many words have sounds.
    Parts {
        /// Parts of the written side.
        written: usize,
        /// Words of sounds.
        said: usize,
    },
    /// Sounds are those of French; the entry is for another language.
    NotFrench,
}

impl fmt::Display for PronunciationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingWritten => f.write_str("nothing is written that could be looked for"),
            Self::NothingSaid => f.write_str("nothing is said"),
            Self::TooLong(max) => write!(f, "a side is longer than {max} bytes"),
            Self::TooManyStars(max) => write!(f, "more than {max} stars"),
            Self::StarsSaid => f.write_str("more stars are said than written"),
            Self::OpenSlash => f.write_str("sounds stand between two slashes; one is missing"),
            Self::UnknownSign(UnknownSign { sign, at }) => {
                write!(f, "'{sign}', sign {} of the sounds, is no sound of French", at + 1)
            }
            Self::Parts { written, said } => {
                write!(f, "{written} words are written, {said} have sounds")
            }
            Self::NotFrench => f.write_str("sounds are for French only"),
        }
    }
}

impl std::error::Error for PronunciationError {}

impl Pronunciation {
    /// An entry; sounds stand between slashes.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn try_new(
        written: &str,
        said: &str,
        options: PronunciationOptions,
    ) -> Result<Self, PronunciationError> {
        let (written, said) = (written.trim(), said.trim());
        if written.len() > SIDE_BYTES_MAX || said.len() > SIDE_BYTES_MAX {
            return Err(PronunciationError::TooLong(SIDE_BYTES_MAX));
        }
        let exact_case =
            options.exact_case.unwrap_or_else(|| written.chars().any(char::is_uppercase));
        let entry = |said| Self {
            written: written.to_owned(),
            said,
            exact_case,
            language: options.language,
        };
        let pattern = entry(Said::Words(String::new())).pattern();
        if !pattern.pieces.iter().any(|piece| matches!(piece, Piece::Char(_))) {
            return Err(PronunciationError::NothingWritten);
        }
        if pattern.stars() > STARS_MAX {
            return Err(PronunciationError::TooManyStars(STARS_MAX));
        }
        let Some(sounds) = said.strip_prefix('/') else {
            if !said.chars().any(|c| c.is_alphanumeric() || c == '*') {
                return Err(PronunciationError::NothingSaid);
            }
            if said.matches('*').count() > pattern.stars() {
                return Err(PronunciationError::StarsSaid);
            }
            return Ok(entry(Said::Words(said.to_owned())));
        };
        let sounds = sounds.strip_suffix('/').ok_or(PronunciationError::OpenSlash)?;
        let words = phonemes(sounds).map_err(PronunciationError::UnknownSign)?;
        if options.language != Language::French {
            return Err(PronunciationError::NotFrench);
        }
        match words.len() {
            0 => Err(PronunciationError::NothingSaid),
            said if said != pattern.parts() => {
                Err(PronunciationError::Parts { written: pattern.parts(), said })
            }
            _ => Ok(entry(Said::Sounds(words))),
        }
    }

    /// What is written.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// What is said.
    #[must_use]
    pub const fn said(&self) -> &Said {
        &self.said
    }

    /// Whether capitals must be those of the written side.
    #[must_use]
    pub const fn exact_case(&self) -> bool {
        self.exact_case
    }

    /// The language of the passages it is for.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether `*` or `?` stands in it.
    #[must_use]
    pub fn is_pattern(&self) -> bool {
        self.pattern().is_wild()
    }

    /// What is looked for, in a text that is cleaned as this is.
    pub(super) fn pattern(&self) -> Pattern {
        let clean = crate::spoken::cleaned(&self.written);
        Pattern::new(&clean, self.exact_case)
    }
}
