//! A text dictated, group by group.

use std::sync::Arc;

use clairvoix_text::{Utf8Range, spoken::Mode};

use crate::{Error, PlanOptions, PlanUnit, Planner, Request, RequestId};

/// How a text is dictated.
#[derive(Clone, Debug, PartialEq)]
pub struct DictationOptions {
    /// How it is said. Mode, unit and the length of a group are those of a dictation.
    pub speech: PlanOptions,
    /// The most words in a group.
    pub words_max: usize,
    /// How often each group is said; at least once.
    pub times: usize,
}

impl DictationOptions {
    /// Groups of at most six words, each said twice.
    #[must_use]
    pub fn new(speech: PlanOptions) -> Self {
        Self { speech, words_max: 6, times: 2 }
    }
}

/// Dictates a text: punctuation is said, and the next group comes when the pupil asks for it.
///
/// ```
/// use clairvoix_speech::{Dictation, DictationOptions, PlanOptions, RequestId, VoiceId};
/// let speech = PlanOptions::new("fr", VoiceId::try_new("pico-fr-FR")?);
/// let text = "Le chat dort, la souris danse.";
/// let mut dictation = Dictation::try_new(text, DictationOptions::new(speech))?;
/// let group = dictation.next_group().unwrap();
/// assert_eq!(group.slice(text), "Le chat dort");
/// let request = dictation.request(RequestId(1), group); // give it to the Speaker, once or more
/// assert_eq!((request.from, request.to), (0, 12));
/// assert_eq!(dictation.next_group().map(|g| g.slice(text)), Some("la souris danse"));
/// assert_eq!(dictation.next_group(), None);
/// # Ok::<(), clairvoix_speech::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Dictation {
    text: Arc<str>,
    planner: Planner,
    speech: PlanOptions,
    times: usize,
    present: Option<Utf8Range>,
}

impl Dictation {
    /// A dictation at the start of its text.
    ///
    /// # Errors
    /// As [`Planner::try_new`].
    pub fn try_new(text: impl Into<Arc<str>>, options: DictationOptions) -> Result<Self, Error> {
        let mut speech = options.speech;
        speech.mode = Mode::Dictation;
        speech.unit = PlanUnit::Group;
        // The signs that are said count as words.
        speech.words_max = options.words_max.saturating_mul(2);
        let mut groups = speech.clone();
        groups.mode = Mode::Normal;
        groups.words_max = options.words_max;
        Ok(Self {
            text: text.into(),
            planner: Planner::try_new(groups)?,
            speech,
            times: options.times.max(1),
            present: None,
        })
    }

    /// The next group, in the text; none after the last one.
    pub fn next_group(&mut self) -> Option<Utf8Range> {
        let group = self.planner.next_utterance(&self.text).map(|u| u.range);
        self.present = group.or(self.present);
        group
    }

    /// The group that was given last: to say it again.
    #[must_use]
    pub fn present(&self) -> Option<Utf8Range> {
        self.present
    }

    /// How often each group is to be said.
    #[must_use]
    pub fn times(&self) -> usize {
        self.times
    }

    /// What says a group, punctuation included.
    #[must_use]
    pub fn request(&self, id: RequestId, group: Utf8Range) -> Request {
        let mut request = Request::new(id, Arc::clone(&self.text), self.speech.clone());
        (request.from, request.to) = (group.start(), group.end());
        request
    }

    /// What reads the whole text, as before and after a dictation.
    #[must_use]
    pub fn whole(&self, id: RequestId) -> Request {
        let mut speech = self.speech.clone();
        speech.mode = Mode::Normal;
        speech.unit = PlanUnit::Sentence;
        Request::new(id, Arc::clone(&self.text), speech)
    }
}
