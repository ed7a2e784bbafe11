//! An engine that has some of its voices only.

use crate::{Engine, EngineEvent, Error, Utterance, Voice};

/// An engine of many voices, with a few: a suite is run for some languages, not for a hundred.
///
/// ```
/// use clairvoix_speech::{Engine, testing::{FakeEngine, SomeVoices}};
/// let mut engine = SomeVoices::new(FakeEngine::default(), &["fake-fr", "fake-eo"]);
/// assert_eq!(engine.voices()?.len(), 1);
/// # Ok::<(), clairvoix_speech::Error>(())
/// ```
pub struct SomeVoices<E> {
    engine: E,
    names: Vec<String>,
}

impl<E: Engine> SomeVoices<E> {
    /// `engine` with those of its voices that have one of these names.
    #[must_use]
    pub fn new(engine: E, names: &[&str]) -> Self {
        Self { engine, names: names.iter().map(|&name| name.to_owned()).collect() }
    }
}

impl<E: Engine> Engine for SomeVoices<E> {
    fn prepare(&mut self) {
        self.engine.prepare();
    }

    fn voices(&mut self) -> Result<Vec<Voice>, Error> {
        let mut voices = self.engine.voices()?;
        voices.retain(|voice| self.names.iter().any(|name| name == voice.id.as_str()));
        Ok(voices)
    }

    fn begin(&mut self, utterance: &Utterance) -> Result<(), Error> {
        self.engine.begin(utterance)
    }

    fn next_event(&mut self) -> Result<EngineEvent, Error> {
        self.engine.next_event()
    }

    fn cancel(&mut self) {
        self.engine.cancel();
    }
}
