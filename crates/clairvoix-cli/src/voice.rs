//! The voice asked for, among those of the engine.

use clairvoix::speech::{Engine, Error, PlanOptions, Voice, choose_voice, voices_beside};

use crate::{Outcome, failure::Failure, ui::Ui};

/// So many names of voices are told in a message.
const NAMES_MAX: usize = 12;

/// How a text is to be said.
pub(crate) struct Choice<'a> {
    /// A voice's name; none or `auto` takes the first French one.
    pub(crate) voice: Option<&'a str>,
    /// It was named on the command line: another one will not do.
    pub(crate) by_hand: bool,
    pub(crate) rate: f32,
}

/// The voices of an engine.
pub(crate) fn list(ui: &Ui, engine: &mut dyn Engine) -> Outcome<Vec<Voice>> {
    engine.voices().map_err(|e| engine_failure(ui, &e))
}

/// The plan's options and the voice, for what was asked.
pub(crate) fn choose(
    ui: &Ui,
    engine: &mut dyn Engine,
    choice: &Choice,
) -> Outcome<(PlanOptions, Voice)> {
    let voices = list(ui, engine)?;
    let wanted = choice.voice.filter(|name| *name != "auto");
    let found = choose_voice(&voices, wanted, "fr").map_err(|e| engine_failure(ui, &e))?;
    let voice = found.voice;
    if let (Some(name), Some(_)) = (wanted, found.fallback) {
        if choice.by_hand {
            let places = [("name", name), ("voices", &present(&voices))];
            return Err(Failure::Usage(ui.fill("failure.voice", &places)));
        }
        ui.note("note.voice_fallback", &[("name", name), ("voice", voice.id.as_str())]);
    }
    let mut options = PlanOptions::new(&voice.language, voice.id.clone());
    options.rate = choice.rate;
    options.voices.extend(voices_beside(&voices, &voice));
    Ok((options, voice))
}

/// The first names of many.
fn present(voices: &[Voice]) -> String {
    let mut names: Vec<&str> = voices.iter().map(|voice| voice.id.as_str()).collect();
    if names.len() > NAMES_MAX {
        names.truncate(NAMES_MAX);
        names.push("…");
    }
    names.join(", ")
}

/// The engine could not start.
pub(crate) fn engine_failure(ui: &Ui, error: &Error) -> Failure {
    Failure::io(ui, "failure.engine", &[("reason", error.message())])
}

/// The engine stopped for good while it said `name`.
pub(crate) fn speech_failure(ui: &Ui, name: &str, error: &Error) -> Failure {
    let places = [("name", name), ("reason", error.message())];
    Failure::io(ui, "failure.speech", &places)
}
