//! The engines of this machine, and the voice that says a message.

use clairvoix_backends::engine::{
    EspeakEngine, PicoEngine, PicoOptions, PiperEngine, WorkerOptions,
};
use clairvoix_speech::{
    Engine, Engines as Several, Error, PlanOptions, Voice, choose_voice, voices_beside,
};
use clairvoix_text::language::Language;

use crate::Settings;

/// The embedded voice, and the others where they are: those are started when they are needed.
pub struct Engines {
    pico: Result<PicoEngine, Error>,
    others: Several,
}

/// Who says a message.
pub struct Choice<'e> {
    /// The engine.
    pub engine: &'e mut dyn Engine,
    /// Those of its voices that make as many samples a second as the first one chosen: the server plays
    /// a message at one rate.
    pub voices: Vec<Voice>,
    /// The language, and the voice for each language.
    pub options: PlanOptions,
}

impl Default for Engines {
    fn default() -> Self {
        let mut others = Several::default();
        others.add("piper", PiperEngine::new(WorkerOptions::default()));
        others.add("espeak-ng", EspeakEngine::new(WorkerOptions::default()));
        Self { pico: PicoEngine::new(PicoOptions::default()), others }
    }
}

impl Engines {
    /// Starts the embedded voice, without waiting for it.
    pub fn prepare(&mut self) {
        if let Ok(pico) = &mut self.pico {
            pico.prepare();
        }
    }

    /// All voices.
    pub fn voices(&mut self) -> Vec<Voice> {
        self.prepare();
        let others = self.others.voices().unwrap_or_default();
        let mut voices =
            self.pico().map(|pico| pico.voices()).and_then(Result::ok).unwrap_or_default();
        voices.extend(others);
        voices
    }

    fn pico(&mut self) -> Option<&mut PicoEngine> {
        self.pico.as_mut().ok()
    }

    /// The voice that was asked for, else the best one for the language, else the embedded one.
    ///
    /// # Errors
    /// When there is no voice at all.
    pub fn choose(&mut self, settings: &Settings) -> Result<Choice<'_>, Error> {
        let language = settings.language.as_deref().unwrap_or("fr");
        let wanted = settings.voice.as_deref();
        let own = match &mut self.pico {
            Ok(pico) => pico.voices(),
            Err(error) => Err(error.clone()),
        };
        let suits = |voices: &[Voice]| match wanted {
            Some(name) => voices.iter().any(|voice| voice.id.as_str() == name),
            None => {
                choose_voice(voices, None, language).is_ok_and(|choice| choice.fallback.is_none())
            }
        };
        if !own.as_ref().is_ok_and(|voices| suits(voices)) {
            let others = self.others.voices();
            let better = others.as_ref().is_ok_and(|voices| suits(voices));
            match (others, &own) {
                (Ok(voices), _) if better || own.is_err() => {
                    return choice(&mut self.others, &voices, wanted, language);
                }
                _ => {}
            }
        }
        let voices = own?;
        match &mut self.pico {
            Ok(pico) => choice(pico, &voices, wanted, language),
            Err(error) => Err(error.clone()),
        }
    }
}

fn choice<'e>(
    engine: &'e mut dyn Engine,
    voices: &[Voice],
    wanted: Option<&str>,
    language: &str,
) -> Result<Choice<'e>, Error> {
    let voice = choose_voice(voices, wanted, language)?.voice;
    let alike = voices.iter().filter(|other| other.sample_rate_hz == voice.sample_rate_hz);
    let voices: Vec<Voice> = alike.cloned().collect();
    // A text may be of a region that the voice is not of: its numbers are said as there.
    let same = Language::from_tag(language) == Language::from_tag(&voice.language);
    let tag =
        if same && Language::from_tag(language).is_some() { language } else { &voice.language };
    let mut options = PlanOptions::new(tag, voice.id.clone());
    options.voices.extend(voices_beside(&voices, &voice));
    Ok(Choice { engine, voices, options })
}
