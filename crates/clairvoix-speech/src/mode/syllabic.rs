//! A text read word by word, each in its syllables, then whole.

use std::sync::Arc;

use clairvoix_text::Utf8Range;

use crate::{Error, MarkKind, PlanOptions, PlanUnit, Planner, Request, RequestId};

/// How a text is read in syllables.
#[derive(Clone, Debug, PartialEq)]
pub struct SyllabicOptions {
    /// How it is said. The unit is the syllable; [`PlanOptions::syllables`] says how words are cut,
    /// [`Pauses::syllable_ms`](crate::Pauses::syllable_ms) the silence between two syllables.
    pub speech: PlanOptions,
    /// The silence after a word, in ms, where a text is said in one go.
    pub word_ms: u32,
}

impl SyllabicOptions {
    /// 300 ms between syllables, 700 ms between words.
    #[must_use]
    pub fn new(speech: PlanOptions) -> Self {
        Self { speech, word_ms: 700 }
    }
}

/// Reads a text syllable by syllable: « é-lè-ve ». The next word comes when the pupil asks for it; it
/// is said in syllables, each with its mark, or whole.
///
/// ```
/// use clairvoix_speech::{PlanOptions, RequestId, SyllabicOptions, SyllabicReading, VoiceId};
/// let speech = PlanOptions::new("fr", VoiceId::try_new("pico-fr-FR")?);
/// let text = "L'élève lit.";
/// let mut reading = SyllabicReading::try_new(text, SyllabicOptions::new(speech))?;
/// let word = reading.next_word().unwrap();
/// assert_eq!(word.slice(text), "L'élève");
/// let request = reading.request(RequestId(1), word); // in syllables: give it to the Speaker
/// assert_eq!((request.from, request.to), (0, 9));
/// let blended = reading.blended(RequestId(2), word); // then whole
/// assert_eq!(reading.next_word().map(|w| w.slice(text)), Some("lit"));
/// assert_eq!(reading.next_word(), None);
/// # Ok::<(), clairvoix_speech::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct SyllabicReading {
    text: Arc<str>,
    planner: Planner,
    speech: PlanOptions,
    present: Option<Utf8Range>,
}

impl SyllabicReading {
    /// A reading at the start of its text.
    ///
    /// # Errors
    /// As [`Planner::try_new`].
    pub fn try_new(text: impl Into<Arc<str>>, options: SyllabicOptions) -> Result<Self, Error> {
        let mut words = options.speech;
        words.unit = PlanUnit::Word;
        words.pauses.word_ms = options.word_ms;
        let mut speech = words.clone();
        speech.unit = PlanUnit::Syllable;
        let planner = Planner::try_new(words)?;
        Ok(Self { text: text.into(), planner, speech, present: None })
    }

    /// The next word, in the text, with what is elided before it; none after the last one.
    pub fn next_word(&mut self) -> Option<Utf8Range> {
        let word = self.planner.next_utterance(&self.text).map(|u| u.range);
        self.present = word.or(self.present);
        word
    }

    /// The word that was given last: to say it again.
    #[must_use]
    pub fn present(&self) -> Option<Utf8Range> {
        self.present
    }

    /// What says a word syllable by syllable, with marks of its syllables.
    #[must_use]
    pub fn request(&self, id: RequestId, word: Utf8Range) -> Request {
        Self::part(self.whole(id), word)
    }

    /// What says the same word in one go, its syllables marked all the same.
    #[must_use]
    pub fn blended(&self, id: RequestId, word: Utf8Range) -> Request {
        let mut request = self.whole(id);
        request.options.unit = PlanUnit::Word;
        Self::part(request, word)
    }

    /// What reads the whole text in syllables.
    #[must_use]
    pub fn whole(&self, id: RequestId) -> Request {
        let request = Request::new(id, Arc::clone(&self.text), self.speech.clone());
        Request { finest: MarkKind::Syllable, ..request }
    }

    fn part(request: Request, word: Utf8Range) -> Request {
        Request { from: word.start(), to: word.end(), ..request }
    }
}
