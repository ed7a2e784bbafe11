//! The voice asked for, among those of the engine.

use clairvoix::speech::{Engine, Error, PlanOptions, Voice};

use crate::{Outcome, failure::Failure, ui::Ui};

/// How a text is to be said.
pub(crate) struct Choice<'a> {
    /// A voice's name; none or `auto` takes the first French one.
    pub(crate) voice: Option<&'a str>,
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
    let found = match wanted {
        Some(name) => voices.iter().find(|voice| voice.id.as_str() == name),
        None => voices.iter().find(|voice| voice.language.starts_with("fr")).or(voices.first()),
    };
    let Some(voice) = found else {
        let names: Vec<&str> = voices.iter().map(|voice| voice.id.as_str()).collect();
        let places = [("name", wanted.unwrap_or("fr")), ("voices", &names.join(", "))];
        return Err(Failure::Usage(ui.fill("failure.voice", &places)));
    };
    let mut options = PlanOptions::new(&voice.language, voice.id.clone());
    options.rate = choice.rate;
    Ok((options, voice.clone()))
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
