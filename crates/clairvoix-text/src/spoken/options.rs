//! What can be chosen about the spoken form.

use crate::{language::Language, pronunciation::Pronunciations};

/// The language of a text, and the region whose numbers and dates are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Variant {
    /// France: soixante-dix, quatre-vingts, quatre-vingt-dix.
    #[default]
    France,
    /// Belgium (and Congo, Rwanda, Burundi): septante, quatre-vingts, nonante.
    Belgium,
    /// Switzerland, cantons of Vaud, Valais and Fribourg: septante, huitante, nonante.
    Switzerland,
    /// Switzerland, the other cantons: septante, quatre-vingts, nonante.
    SwitzerlandEighty,
    /// English of Britain: one hundred and five; 5/12 is a day in December.
    Britain,
    /// English of the United States: one hundred five; 5/12 is a day in May.
    America,
    /// Spanish: 1.000,5; veintiún, veintiuna by what is counted.
    Spanish,
    /// German: 1.000,5; years by hundreds, ordinals with the ending of their case.
    German,
    /// Italian: 1.000,5; un, uno, una, un' by what is counted.
    Italian,
}

impl Variant {
    /// The nearest known variant of a language tag: `fr`, `fr-FR`, `fr-BE`, `fr-CH`, and Swiss
    /// cantons as in `fr-CH-GE`; `en`, `en-GB`, `en-US`; `es`, `de`, `it`. Any other tag gives France.
    ///
    /// ```
    /// use clairvoix_text::spoken::Variant;
    /// assert_eq!(Variant::from_tag("fr-CH-VD"), Variant::Switzerland);
    /// assert_eq!(Variant::from_tag("fr_ch_ge"), Variant::SwitzerlandEighty);
    /// assert_eq!(Variant::from_tag("fr-CA"), Variant::France);
    /// assert_eq!(Variant::from_tag("en-AU"), Variant::Britain);
    /// ```
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase().replace('_', "-");
        let mut parts = tag.split('-');
        match parts.next() {
            Some("en") => match parts.next() {
                Some("us" | "ph" | "pr") => Self::America,
                _ => Self::Britain,
            },
            Some("es") => Self::Spanish,
            Some("de") => Self::German,
            Some("it") => Self::Italian,
            _ => Self::french(parts.next(), parts.next()),
        }
    }

    fn french(region: Option<&str>, canton: Option<&str>) -> Self {
        match (region, canton) {
            (Some("be" | "cd" | "rw" | "bi"), _) => Self::Belgium,
            (Some("ch"), Some("ge" | "ne" | "ju" | "be")) => Self::SwitzerlandEighty,
            (Some("ch"), _) => Self::Switzerland,
            _ => Self::France,
        }
    }

    /// Its language.
    ///
    /// ```
    /// use clairvoix_text::{language::Language, spoken::Variant};
    /// assert_eq!(Variant::Britain.language(), Language::English);
    /// ```
    #[must_use]
    pub const fn language(self) -> Language {
        match self {
            Self::France | Self::Belgium | Self::Switzerland | Self::SwitzerlandEighty => {
                Language::French
            }
            Self::Britain | Self::America => Language::English,
            Self::Spanish => Language::Spanish,
            Self::German => Language::German,
            Self::Italian => Language::Italian,
        }
    }
}

/// How the text is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// As one reads aloud: punctuation makes pauses and is not named.
    #[default]
    Normal,
    /// For a dictation: punctuation is named, « point », « ouvrez les guillemets ».
    Dictation,
    /// Letter by letter, with accents and capitals named.
    Spelling,
    /// Verse: syllables joined by hyphens, a mute e kept or elided as the metre asks.
    Verse,
}

/// How inclusive writing (`étudiant·e·s`) is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Inclusive {
    /// Both forms: « étudiants et étudiantes ». Said once where they sound alike: « amis ».
    #[default]
    Doublet,
    /// The first form alone: « étudiants ».
    Short,
}

/// What a text is about, where that decides a reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Nothing in particular.
    #[default]
    General,
    /// Results of matches: `3-1` is « trois à un ».
    Score,
}

/// Whether emoji are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Emoji {
    /// By their French name: 👍 is « pouce vers le haut ».
    #[default]
    Named,
    /// Left out.
    Silent,
}

/// How passages in another language than that of [`SpokenOptions::variant`] are said: those that
/// [`language::spans`](crate::language::spans) tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Passages {
    /// As the rest of the text, for a voice that reads all of it.
    #[default]
    AsTheRest,
    /// In the words of their own language, for a voice of it; in verse, as the rest.
    InTheirOwn,
}

/// How formulae are said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MathsStyle {
    /// As few words as leave no doubt: « x égale fraction a plus b sur deux ».
    #[default]
    Brief,
    /// Every part named: « x est égal à, fraction numérateur a plus b, dénominateur deux, fin de
    /// fraction ».
    Full,
}

/// The most words of a chunk of a formula, unless chosen otherwise: what most people can hold in mind
/// and repeat.
pub const MATHS_CHUNK_WORDS: u16 = 9;

/// Options of [`spoken_form`](super::spoken_form).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenOptions {
    /// The region whose numbers are used.
    pub variant: Variant,
    /// How the text is to be read.
    pub mode: Mode,
    /// How inclusive writing is said.
    pub inclusive: Inclusive,
    /// What the text is about.
    pub topic: Topic,
    /// Whether emoji are named.
    pub emoji: Emoji,
    /// How formulae in MathML are said.
    pub maths: MathsStyle,
    /// The most words of a formula said without a pause; a single sign may need more.
    pub maths_chunk_words: u16,
    /// How passages in another language are said.
    pub passages: Passages,
    /// Words and phrases said otherwise than they are written.
    pub pronunciations: Pronunciations,
}

impl Default for SpokenOptions {
    fn default() -> Self {
        Self {
            variant: Variant::default(),
            mode: Mode::default(),
            inclusive: Inclusive::default(),
            topic: Topic::default(),
            emoji: Emoji::default(),
            maths: MathsStyle::default(),
            maths_chunk_words: MATHS_CHUNK_WORDS,
            passages: Passages::default(),
            pronunciations: Pronunciations::default(),
        }
    }
}
