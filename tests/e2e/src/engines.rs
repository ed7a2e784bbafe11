//! Every engine of Clairvoix, ready to speak where it is there.

use clairvoix_backends::engine::{EspeakEngine, PicoEngine, PiperEngine, WorkerOptions};
use clairvoix_piper::testing::write_voice;
use clairvoix_speech::{
    Engine, Stretched, VoiceId,
    testing::{FakeEngine, SomeVoices},
};

/// An engine, by the name that tables give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EngineKind {
    /// The voice of tones.
    Fake,
    /// The same at one rate, stretched to every other.
    Stretched,
    /// The embedded voices.
    Pico,
    /// espeak-ng's, where it is installed: four of its hundred.
    Espeak,
    /// The tiny neural voice that the tests make, with two speakers.
    Piper,
}

impl EngineKind {
    /// All, in the order of the tables.
    pub const ALL: [Self; 5] = [Self::Fake, Self::Stretched, Self::Pico, Self::Espeak, Self::Piper];

    /// As in the tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Fake => "fake",
            Self::Stretched => "fake, stretched",
            Self::Pico => "pico",
            Self::Espeak => "espeak-ng",
            Self::Piper => "piper",
        }
    }

    /// Its French voice.
    ///
    /// # Errors
    /// None: the names are valid.
    pub fn french(self) -> Result<VoiceId, String> {
        let name = match self {
            Self::Fake | Self::Stretched => return Ok(FakeEngine::voice_id()),
            Self::Pico => "pico-fr-FR",
            Self::Espeak => "espeak-fr-fr",
            Self::Piper => "piper-fr_FR-tiny-low.jessica",
        };
        VoiceId::try_new(name).map_err(|error| error.to_string())
    }

    /// The engine, with voices to speak.
    ///
    /// # Errors
    /// Why it is not there.
    pub fn open(self) -> Result<OpenEngine, String> {
        let mut folder = None;
        let engine: Box<dyn Engine> = match self {
            Self::Fake => Box::new(FakeEngine::default()),
            Self::Stretched => Box::new(Stretched::new(FakeEngine::default(), 0.9..=1.1)),
            Self::Pico => Box::new(made(PicoEngine::new(WorkerOptions::default()))?),
            Self::Espeak => {
                let engine = made(EspeakEngine::new(WorkerOptions::default()))?;
                let some = ["espeak-fr-fr", "espeak-en-gb", "espeak-de", "espeak-ar"];
                Box::new(SomeVoices::new(engine, &some))
            }
            Self::Piper => {
                let voices = tempfile::tempdir().map_err(|error| error.to_string())?;
                write_voice(voices.path(), "fr_FR-tiny-low", "fr_FR", 2)
                    .map_err(|error| error.to_string())?;
                let voice_folders = Some(vec![voices.path().to_owned()]);
                folder = Some(voices);
                let options = WorkerOptions { voice_folders, ..WorkerOptions::default() };
                Box::new(made(PiperEngine::new(options))?)
            }
        };
        let mut open = OpenEngine { engine, _voices: folder };
        open.engine.voices().map_err(|error| error.to_string())?;
        Ok(open)
    }
}

fn made<E>(engine: Result<E, clairvoix_speech::Error>) -> Result<E, String> {
    engine.map_err(|error| error.to_string())
}

/// An engine, and the folder of the voice made for it.
pub struct OpenEngine {
    /// The engine.
    pub engine: Box<dyn Engine>,
    _voices: Option<tempfile::TempDir>,
}
