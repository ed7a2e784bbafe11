//! What a page is made with, beside its document and its profile.

use clairvoix_profile::{Feature, Language};
use clairvoix_text::pronunciation::Pronunciations;

use super::PageMark;

/// How a page is made.
#[derive(Clone, Debug)]
pub struct PageOptions {
    /// The language of the buttons.
    pub language: Language,
    /// The language of the text, as a BCP 47 tag.
    pub text_language: String,
    /// The title shown by the browser; else the document's, else its first words.
    pub title: Option<String>,
    /// The voice.
    pub audio: AudioSource,
    /// The rate at which the voice was recorded: 1 for the normal speed. The page starts at the
    /// profile's rate whatever this is.
    pub audio_rate: f64,
    /// Words said otherwise than they are read, for syllables and silent letters: a class's lists, then
    /// the pupil's.
    pub pronunciations: Pronunciations,
    /// When each sentence and word is said, and each syllable if the pupil wants them lit. Without
    /// any, sentences are still shown one by one.
    pub marks: Vec<PageMark>,
    /// What an examination does not allow: the page neither shows it nor offers to switch it on.
    pub withheld: Vec<Feature>,
    /// The page is shown in a frame of this name in another page, which drives it: without bar, panel and
    /// keys of its own, and it remembers nothing. See docs/page.md.
    pub framed: Option<String>,
}

impl PageOptions {
    /// Whether a setting can be changed in the page.
    pub(crate) fn offers(&self, key: &str) -> bool {
        !self.withheld.iter().flat_map(|feature| feature.settings()).any(|own| own == key)
    }
}

impl Default for PageOptions {
    fn default() -> Self {
        Self {
            language: Language::default(),
            text_language: "fr".to_owned(),
            title: None,
            audio: AudioSource::None,
            audio_rate: 1.0,
            pronunciations: Pronunciations::default(),
            marks: Vec::new(),
            withheld: Vec::new(),
            framed: None,
        }
    }
}

/// Where the page's voice is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AudioSource {
    /// There is none: the page is read with the eyes.
    #[default]
    None,
    /// A file beside the page.
    File {
        /// Its name, relative to the page.
        name: String,
        /// Its type, `audio/wav`.
        mime: String,
    },
    /// Inside the page.
    Embedded {
        /// The bytes of the file.
        bytes: Vec<u8>,
        /// Its type, `audio/flac`.
        mime: String,
    },
}
