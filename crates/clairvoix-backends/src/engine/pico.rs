//! Pico, the embedded voice: French, English, German, Spanish, Italian, with nothing to install.

use std::path::PathBuf;

use clairvoix_speech::{Engine, EngineEvent, Error, Utterance, Voice};

use super::client::Client;
use super::locate::find_worker;
use super::worker::{Worker, WorkerStatus};

/// The worker program's name.
const PROGRAM: &str = "clairvoix-pico";

/// How [`PicoEngine`] works.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PicoOptions {
    /// The worker program; none: found by [`super::find_worker`].
    pub program: Option<PathBuf>,
    /// Keeps a second worker started, which takes over at once when the first one is lost. Costs
    /// about 2 MB of memory and no time.
    pub keeps_spare: bool,
}

/// Pico in a worker process. The process is started by the first call that needs it, and restarted
/// when it crashes or says nothing for two seconds while it owes an answer: the utterance then goes
/// on at the word that was being said ([`EngineEvent::Interrupted`]). A text that loses three workers
/// in a row is left out from there ([`EngineEvent::Skipped`]).
///
/// ```no_run
/// use clairvoix_backends::engine::{PicoEngine, PicoOptions};
/// use clairvoix_speech::Engine;
/// let mut engine = PicoEngine::new(PicoOptions::default())?;
/// assert!(engine.voices()?.iter().any(|voice| voice.id.as_str() == "pico-fr-FR"));
/// # Ok::<(), clairvoix_speech::Error>(())
/// ```
pub struct PicoEngine {
    client: Client,
}

impl PicoEngine {
    /// Finds the worker program; starts nothing yet.
    ///
    /// # Errors
    /// [`clairvoix_speech::ErrorKind::Unavailable`] when it is not there.
    pub fn new(options: PicoOptions) -> Result<Self, Error> {
        let program = options.program.map_or_else(|| find_worker(PROGRAM), Ok)?;
        Ok(Self { client: Client::new(Worker::new(program, options.keeps_spare)) })
    }

    /// How the worker is.
    pub fn status(&mut self) -> WorkerStatus {
        self.client.worker.status()
    }
}

impl Engine for PicoEngine {
    fn voices(&mut self) -> Result<Vec<Voice>, Error> {
        self.client.voices()
    }

    fn begin(&mut self, utterance: &Utterance) -> Result<(), Error> {
        self.client.begin(utterance)
    }

    fn next_event(&mut self) -> Result<EngineEvent, Error> {
        self.client.next_event()
    }

    fn cancel(&mut self) {
        self.client.cancel();
    }
}
