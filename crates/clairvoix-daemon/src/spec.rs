//! What is to be said, and how, once everybody who has a say in it was asked.

use std::sync::Arc;

use clairvoix::{
    UnitName, follow_voice,
    speech::{
        Error, MarkKind, PlanOptions, PlanUnit, Request, RequestId, Voice, choose_voice,
        voices_beside,
    },
};

use crate::{floor::Ticket, hold::Held, option::SpeakOptions, profiles::Chosen, unit::Cursor};

/// A text with all that is needed to say it.
#[derive(Debug)]
pub struct Spec {
    text: Arc<str>,
    options: SpeakOptions,
    chosen: Arc<Chosen>,
    tempo: Tempo,
    /// Gives back its share of the memory when it is dropped.
    _held: Held,
}

/// What a session set for its speech.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tempo {
    /// Speed.
    pub rate: Option<f64>,
    /// Pitch.
    pub pitch: Option<f64>,
    /// Loudness.
    pub volume: Option<f64>,
}

impl Spec {
    pub(crate) const fn new(
        text: Arc<str>,
        options: SpeakOptions,
        chosen: Arc<Chosen>,
        tempo: Tempo,
        held: Held,
    ) -> Self {
        Self { text, options, chosen, tempo, _held: held }
    }

    /// A cursor over its text.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        Cursor::new(Arc::clone(&self.text), self.unit())
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What its positions count.
    #[must_use]
    pub const fn unit(&self) -> UnitName {
        self.options.unit
    }

    /// The finest marks that its session wants.
    #[must_use]
    pub const fn finest(&self) -> MarkKind {
        self.options.finest
    }

    /// The voice asked for by name, by the caller or the profile.
    #[must_use]
    pub fn voice(&self) -> Option<&str> {
        let own = Some(self.chosen.settings().voice.id.as_str()).filter(|name| *name != "auto");
        self.options.voice.as_deref().or(own)
    }

    /// Whether the caller named a voice, so that another one will not do.
    #[must_use]
    pub const fn insists_on_voice(&self) -> bool {
        self.options.voice.is_some()
    }

    /// The device that the profile sends sound to; none is the system's choice.
    #[must_use]
    pub fn device(&self) -> Option<&str> {
        self.chosen.device()
    }

    /// How loud it is.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, reason = "from 0 to 2")]
    pub fn volume(&self) -> f32 {
        self.options.volume.or(self.tempo.volume).unwrap_or(1.0) as f32
    }

    /// The request for the player, from the word at byte `from` where it goes on.
    ///
    /// # Errors
    /// [`clairvoix::speech::ErrorKind::Unavailable`] when the voice that was asked for is not there.
    pub fn request(
        &self,
        ticket: Ticket,
        from: Option<usize>,
        voices: &[Voice],
    ) -> Result<Request, Error> {
        let cursor = self.cursor();
        let mut request =
            Request::new(RequestId(ticket.0), Arc::clone(&self.text), self.plan(voices)?);
        request.from = from.unwrap_or_else(|| cursor.byte(self.options.from));
        request.to = self.options.to.map_or(usize::MAX, |to| cursor.byte(to));
        // Words are followed in any case, to know where to go on.
        request.finest = self.finest().max(MarkKind::Word);
        Ok(request)
    }

    /// How the text is cut into utterances.
    ///
    /// # Errors
    /// [`clairvoix::speech::ErrorKind::Unavailable`] when the voice that was asked for is not there.
    #[allow(clippy::cast_possible_truncation, reason = "from 0.2 to 5")]
    pub fn plan(&self, voices: &[Voice]) -> Result<PlanOptions, Error> {
        let language = self.options.language.as_deref().unwrap_or("fr");
        let choice = choose_voice(voices, self.voice(), language)?;
        if self.insists_on_voice() && choice.fallback.is_some() {
            let message = "there is no voice of that name; Voices tells those there are";
            return Err(Error::new(clairvoix::speech::ErrorKind::Unavailable, message));
        }
        let voice = choice.voice;
        let tag = self.options.language.as_deref().unwrap_or(&voice.language);
        let mut plan = PlanOptions::new(tag, voice.id.clone());
        plan.voices.extend(voices_beside(voices, &voice));
        follow_voice(&mut plan, &self.chosen.settings().voice);
        plan.pronunciations = self.chosen.pronunciations().clone();
        if let Some(rate) = self.options.rate.or(self.tempo.rate) {
            plan.rate = rate as f32;
        }
        if let Some(pitch) = self.options.pitch.or(self.tempo.pitch) {
            plan.pitch = pitch as f32;
        }
        plan.mode = self.options.reading;
        if self.options.syllables {
            plan.unit = PlanUnit::Syllable;
        }
        Ok(plan)
    }
}
