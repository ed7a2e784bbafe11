//! What an SSML text asks for.

use clairvoix_text::{
    Utf8Range,
    pronunciation::Pronunciations,
    spoken::{Mode, SpokenMap},
};

use super::reader;
use crate::{PAUSE_MS_MAX, PlanOptions, VoiceId, plan::LanguageVoice};

/// An SSML text, read.
///
/// ```
/// use clairvoix_speech::{PlanOptions, Ssml, VoiceId};
/// let ssml = Ssml::read(r#"<speak>Lis : <prosody rate="slow">le chat &amp; moi</prosody>.</speak>"#);
/// assert_eq!(ssml.text, "Lis : le chat & moi.");
/// let options = PlanOptions::new("fr", VoiceId::try_new("pico-fr-FR")?);
/// let requests = ssml.requests(&options);
/// assert_eq!(requests[1].text, "le chat & moi");
/// assert!(requests[1].options.rate < 1.0);
/// # Ok::<(), clairvoix_speech::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Ssml {
    /// What is said, without markup.
    pub text: String,
    /// From the SSML (its source) to [`Ssml::text`] (its spoken side), both ways.
    pub map: SpokenMap,
    /// Stretches of [`Ssml::text`] that are said in one manner, in order; what lies between them is
    /// white space.
    pub passages: Vec<SsmlPassage>,
    /// The marks, in order.
    pub marks: Vec<SsmlMark>,
    /// What was not understood.
    pub problems: Vec<SsmlProblem>,
}

/// How a stretch of the text is said.
#[derive(Clone, Debug, PartialEq)]
pub struct SsmlPassage {
    /// In [`Ssml::text`].
    pub range: Utf8Range,
    /// BCP 47 tag, where it is given.
    pub language: Option<String>,
    /// The voice named, where its name may be one.
    pub voice: Option<VoiceId>,
    /// Times the speed that was chosen.
    pub rate: f32,
    /// Times the pitch that was chosen.
    pub pitch: f32,
    /// Letter by letter (`say-as`).
    pub spelled: bool,
    /// The sounds to say it with, in IPA (`phoneme`).
    pub ipa: Option<String>,
    /// Silence after it, in ms; none where only the manner changes.
    pub pause_after_ms: Option<u32>,
}

/// A place that was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SsmlMark {
    /// Its name.
    pub name: String,
    /// Before which byte of [`Ssml::text`] it stands.
    pub offset: usize,
}

/// Something that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SsmlProblem {
    /// Where in the SSML.
    pub range: Utf8Range,
    /// What, and what was done instead.
    pub message: String,
}

/// A request to speak, made of a passage.
#[derive(Clone, Debug, PartialEq)]
pub struct SsmlRequest {
    /// What is said.
    pub text: String,
    /// How.
    pub options: PlanOptions,
    /// Where `text` begins in [`Ssml::text`]: added to a range of the request's events, it leads by
    /// [`Ssml::map`] to the SSML.
    pub offset: usize,
}

impl Ssml {
    /// Reads any text as SSML. It never fails: see [`Ssml::problems`].
    #[must_use]
    pub fn read(source: &str) -> Self {
        reader::read(source)
    }

    /// The requests that say it, one for each passage, to be said one after the other
    /// ([`SpeakMode::Append`](crate::SpeakMode)). What a passage does not say is as in `options`.
    #[must_use]
    pub fn requests(&self, options: &PlanOptions) -> Vec<SsmlRequest> {
        let request = |passage: &SsmlPassage| SsmlRequest {
            text: passage.range.slice(&self.text).to_owned(),
            options: passage.options(options, passage.range.slice(&self.text)),
            offset: passage.range.start(),
        };
        self.passages.iter().map(request).collect()
    }

    /// A range of [`Ssml::text`] in the SSML.
    #[must_use]
    pub fn to_source(&self, range: Utf8Range) -> Utf8Range {
        self.map.to_source(range)
    }
}

impl SsmlPassage {
    fn options(&self, base: &PlanOptions, text: &str) -> PlanOptions {
        let mut options = base.clone();
        options.rate *= self.rate;
        options.pitch *= self.pitch;
        if let Some(language) = &self.language {
            options.language.clone_from(language);
        }
        if let Some(voice) = &self.voice {
            let language = options.language.clone();
            options.voices.insert(0, LanguageVoice { language, voice: voice.clone() });
        }
        if self.spelled {
            options.mode = Mode::Spelling;
        }
        if let Some(ipa) = &self.ipa {
            options.pronunciations =
                Pronunciations::from_pairs([(text, format!("/{ipa}/").as_str())]);
        }
        // The end of a request is the end of a paragraph.
        options.pauses.paragraph_ms = self.pause_after_ms.unwrap_or(0).min(PAUSE_MS_MAX);
        options.pauses.sentence_ms = match self.pause_after_ms {
            None => 0,
            Some(pause_ms) => options.pauses.sentence_ms.min(pause_ms),
        };
        options
    }
}
