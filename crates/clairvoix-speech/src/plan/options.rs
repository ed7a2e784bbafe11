//! What a plan is made with: voices, speed, pauses, the size of what an engine gets at once.

use std::sync::Arc;

use clairvoix_text::{
    Utf8Range,
    language::Language,
    pronunciation::Pronunciations,
    spoken::{Formula, Mode, Variant},
    syllable::WrittenOptions,
};

use crate::VoiceId;

/// The longest pause a plan makes, in ms; longer ones are shortened to it.
pub const PAUSE_MS_MAX: u32 = 60_000;
/// The most spoken words one utterance may hold, whatever [`PlanOptions::words_max`] says.
pub const UTTERANCE_WORDS_MAX: usize = 60;

/// How a text is to be said.
///
/// ```
/// use clairvoix_speech::{PlanOptions, VoiceId};
/// let options = PlanOptions::new("fr", VoiceId::try_new("pico-fr-FR")?);
/// assert_eq!(options.rate, 1.0);
/// # Ok::<(), clairvoix_speech::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct PlanOptions {
    /// BCP 47 tag of the text's language, such as `fr` or `fr-FR`.
    pub language: String,
    /// Which voice says which language, best first. See [`PlanOptions::voice`]. A passage in another
    /// language ([`clairvoix_text::language::spans`]) is said by its voice where there is one, else
    /// as the rest of the text.
    pub voices: Vec<LanguageVoice>,
    /// Speed, 1.0 being the voice's own. Engines clamp to what they do well.
    pub rate: f32,
    /// Pitch, 1.0 being the voice's own.
    pub pitch: f32,
    /// The silences between utterances, made by us and not stretched by `rate`.
    pub pauses: Pauses,
    /// How much is said in one go.
    pub unit: PlanUnit,
    /// How the text is read: aloud, dictated with its punctuation named, spelled, in verse.
    pub mode: Mode,
    /// What is known of stretches of the text: their languages, their formulae.
    pub passages: Vec<Passage>,
    /// Words said otherwise than they are read: a class's lists, then the pupil's.
    pub pronunciations: Pronunciations,
    /// The most spoken words in one utterance, from 1 to [`UTTERANCE_WORDS_MAX`]. A longer sentence
    /// is cut at the best place before it.
    pub words_max: usize,
    /// How words are cut into the syllables that [`MarkKind::Syllable`](crate::MarkKind) marks.
    pub syllables: WrittenOptions,
}

/// One entry of [`PlanOptions::voices`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageVoice {
    /// BCP 47 tag the voice is for.
    pub language: String,
    /// The voice.
    pub voice: VoiceId,
}

/// What is known of a stretch of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Bytes of the text.
    pub range: Utf8Range,
    /// What it is.
    pub kind: PassageKind,
}

/// What a [`Passage`] is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PassageKind {
    /// It is in this language (a BCP 47 tag): said by its voice where there is one. What is told is not
    /// guessed.
    Language(String),
    /// The characters of a formula, which is said in French. It stands in one sentence.
    Formula(Arc<Formula>),
}

/// Silences between what is said, in ms, each at most [`PAUSE_MS_MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pauses {
    /// After each syllable that does not end its word, with [`PlanUnit::Syllable`].
    pub syllable_ms: u32,
    /// After each word. More than 0 says every word by itself ([`PlanUnit::Word`]).
    pub word_ms: u32,
    /// After each breath group that does not end its sentence.
    pub group_ms: u32,
    /// After each sentence.
    pub sentence_ms: u32,
    /// After a sentence that ends a paragraph (an empty line follows, or the text ends).
    pub paragraph_ms: u32,
}

impl Default for Pauses {
    fn default() -> Self {
        Self { syllable_ms: 300, word_ms: 0, group_ms: 200, sentence_ms: 450, paragraph_ms: 700 }
    }
}

/// How much an engine gets at once, hence where [`Pauses`] fall.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PlanUnit {
    /// A whole sentence with the engine's own melody, cut only when it is longer than
    /// [`PlanOptions::words_max`].
    #[default]
    Sentence,
    /// A breath group: for those who need time between the parts of a sentence.
    Group,
    /// One word (an elided form stays with the word after it): for those who follow with a finger.
    Word,
    /// One syllable ([`PlanOptions::syllables`]): « é-lè-ve ». An elision goes with the syllable after
    /// it, and a syllable whose e is mute is said with it. Numbers, and words of other languages, stay
    /// whole. See [`SyllabicReading`](crate::SyllabicReading).
    Syllable,
}

impl PlanOptions {
    /// Options for one language said by one voice, all else as in a quiet reading.
    #[must_use]
    pub fn new(language: &str, voice: VoiceId) -> Self {
        Self {
            language: language.to_owned(),
            voices: vec![LanguageVoice { language: language.to_owned(), voice }],
            rate: 1.0,
            pitch: 1.0,
            pauses: Pauses::default(),
            unit: PlanUnit::default(),
            mode: Mode::default(),
            passages: Vec::new(),
            pronunciations: Pronunciations::default(),
            words_max: 30,
            syllables: WrittenOptions::default(),
        }
    }

    /// The voice for a language: the first with the same tag, else the first with the same primary
    /// language, else the first of all; none when there are no voices.
    #[must_use]
    pub fn voice(&self, language: &str) -> Option<&VoiceId> {
        let same = |v: &&LanguageVoice| v.language.eq_ignore_ascii_case(language);
        let primary = |v: &&LanguageVoice| {
            primary_subtag(&v.language).eq_ignore_ascii_case(primary_subtag(language))
        };
        let all = || self.voices.iter();
        all()
            .find(same)
            .or_else(|| all().find(primary))
            .or_else(|| self.voices.first())
            .map(|v| &v.voice)
    }

    /// Whether a voice is for this language, whatever the region.
    pub(crate) fn speaks(&self, language: &str) -> bool {
        let primary = primary_subtag(language);
        self.voices.iter().any(|v| primary_subtag(&v.language).eq_ignore_ascii_case(primary))
    }

    /// How the numbers and abbreviations of a passage are said: by the tag of its voice, for the text's
    /// own (none) by the tag of the text. None in a language whose rules are not known here.
    pub(crate) fn variant(&self, passage: Option<Language>) -> Option<Variant> {
        let tag = match passage {
            None => self.language.as_str(),
            Some(language) => {
                let all = self.voices.iter().map(|voice| voice.language.as_str());
                let same = |tag: &&str| Language::from_tag(tag) == Some(language);
                all.into_iter().find(same).unwrap_or(language.tag())
            }
        };
        let language = Language::from_tag(tag)?;
        Some(Variant::from_tag(tag)).filter(|variant| variant.language() == language)
    }

    pub(crate) fn effective_unit(&self) -> PlanUnit {
        if self.pauses.word_ms > 0 && self.unit != PlanUnit::Syllable {
            PlanUnit::Word
        } else {
            self.unit
        }
    }

    pub(crate) fn effective_words_max(&self) -> usize {
        self.words_max.clamp(1, UTTERANCE_WORDS_MAX)
    }
}

fn primary_subtag(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_voice_is_chosen() {
        let voice = |name: &str| VoiceId::try_new(name).unwrap_or_else(|e| panic!("{e}"));
        let mut options = PlanOptions::new("fr-FR", voice("fr"));
        options.voices.push(LanguageVoice { language: "en-GB".into(), voice: voice("en") });
        for (language, expected) in [("fr-FR", "fr"), ("fr-CA", "fr"), ("EN", "en"), ("de", "fr")] {
            let found = options.voice(language).map(VoiceId::as_str);
            assert_eq!(found, Some(expected), "{language}");
        }
        options.voices.clear();
        assert_eq!(options.voice("fr"), None);
    }
}
