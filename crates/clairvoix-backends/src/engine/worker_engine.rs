//! An engine in a worker process, whichever it is.

use std::{marker::PhantomData, ops::RangeInclusive, path::PathBuf};

use clairvoix_speech::{Engine, EngineEvent, Error, Stretched, Utterance, Voice};

use super::client::Client;
use super::locate::find_worker;
use super::voice_folder::voice_folders;
use super::worker::{Worker, WorkerStatus};

/// Which program a [`WorkerEngine`] drives.
pub trait WorkerProgram {
    /// The program's name, without suffix.
    const NAME: &'static str;
    /// The rates it speaks well at; beyond them its sound is stretched ([`Stretched`]).
    const RATES: RangeInclusive<f32> = 0.2..=5.0;
}

/// Pico, the embedded voice: French, English, German, Spanish, Italian, with nothing to install.
pub enum Pico {}

impl WorkerProgram for Pico {
    const NAME: &'static str = "clairvoix-pico";
}

/// espeak-ng where it is installed: a hundred languages, speech up to four times as fast.
pub enum Espeak {}

impl WorkerProgram for Espeak {
    const NAME: &'static str = "clairvoix-espeak";
    /// 80 to 700 words a minute, its own being 175.
    const RATES: RangeInclusive<f32> = 80.0 / 175.0..=4.0;
}

/// Neural voices in Piper's file format, where a person added some ([`super::voice_folders`]).
pub enum Piper {}

impl WorkerProgram for Piper {
    const NAME: &'static str = "clairvoix-piper";
}

/// The embedded voice.
pub type PicoEngine = WorkerEngine<Pico>;
/// How a [`PicoEngine`] works.
pub type PicoOptions = WorkerOptions;
/// The voices of espeak-ng.
pub type EspeakEngine = WorkerEngine<Espeak>;
/// Neural voices.
pub type PiperEngine = WorkerEngine<Piper>;

/// How a [`WorkerEngine`] works.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkerOptions {
    /// The worker program; none: found by [`super::find_worker`].
    pub program: Option<PathBuf>,
    /// Keeps a second worker started, which takes over at once when the first one is lost. Costs
    /// the memory of one (about 2 MB with Pico) and no time.
    pub keeps_spare: bool,
    /// Where added voices are; none: [`super::voice_folders`].
    pub voice_folders: Option<Vec<PathBuf>>,
}

/// A voice in a worker process. The process is started by the first call that needs it, and restarted
/// when it crashes or says nothing for two seconds while it owes an answer: the utterance then goes
/// on at the word that was being said ([`EngineEvent::Interrupted`]). A text that loses three workers
/// in a row is left out from there ([`EngineEvent::Skipped`]). A rate that the program does not do is made
/// of its nearest one.
///
/// ```no_run
/// use clairvoix_backends::engine::{PicoEngine, PicoOptions};
/// use clairvoix_speech::Engine;
/// let mut engine = PicoEngine::new(PicoOptions::default())?;
/// assert!(engine.voices()?.iter().any(|voice| voice.id.as_str() == "pico-fr-FR"));
/// # Ok::<(), clairvoix_speech::Error>(())
/// ```
pub struct WorkerEngine<P> {
    engine: Stretched<Client>,
    program: PhantomData<fn() -> P>,
}

impl<P: WorkerProgram> WorkerEngine<P> {
    /// Finds the worker program; starts nothing yet.
    ///
    /// # Errors
    /// [`clairvoix_speech::ErrorKind::Unavailable`] when it is not there.
    pub fn new(options: WorkerOptions) -> Result<Self, Error> {
        let program = options.program.map_or_else(|| find_worker(P::NAME), Ok)?;
        let client = Client::new(Worker::new(
            program,
            options.keeps_spare,
            options.voice_folders.unwrap_or_else(voice_folders),
        ));
        Ok(Self { engine: Stretched::new(client, P::RATES), program: PhantomData })
    }

    /// How the worker is.
    pub fn status(&mut self) -> WorkerStatus {
        self.engine.engine_mut().worker.status()
    }
}

impl<P> Engine for WorkerEngine<P> {
    fn prepare(&mut self) {
        self.engine.prepare();
    }

    fn voices(&mut self) -> Result<Vec<Voice>, Error> {
        self.engine.voices()
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
