//! What the page needs of the program that shows it: a voice, a sheet.

use clairvoix_document::Document;
use clairvoix_layout::page::PageMark;
use clairvoix_profile::Profile;
use clairvoix_text::pronunciation::Pronunciations;

use crate::Error;

/// A document said aloud.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spoken {
    /// The sound, at the voice's own speed.
    pub bytes: Vec<u8>,
    /// Its type, `audio/wav`.
    pub mime: &'static str,
    /// When each sentence, word and syllable is said.
    pub marks: Vec<PageMark>,
}

/// What the program beside the page does for it.
pub trait Beside {
    /// Says a document with the voice and the silences of a profile; its speed is left to the page.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Voice`].
    fn speak(
        &mut self,
        document: &Document,
        profile: &Profile,
        lists: &Pronunciations,
    ) -> Result<Spoken, Error>;

    /// The page that a pupil's settings are handed over on, a whole HTML document.
    ///
    /// # Errors
    /// As [`crate::Keep::load`].
    fn sheet(&mut self, id: &str) -> Result<String, Error>;
}
