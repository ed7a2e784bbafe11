//! The engine of this machine, and speaking through its loudspeaker.

use clairvoix::{
    backends::engine::{PicoEngine, PicoOptions},
    speech::{Engine, PlanOptions},
};

use crate::{Outcome, failure::Failure, ui::Ui, voice};

/// The embedded voice, in its worker process. The process starts when it is first needed.
pub(crate) fn open(ui: &Ui) -> Outcome<Box<dyn Engine>> {
    let engine =
        PicoEngine::new(PicoOptions::default()).map_err(|e| voice::engine_failure(ui, &e))?;
    Ok(Box::new(engine))
}

pub(crate) fn speak(
    ui: &Ui,
    _engine: Box<dyn Engine>,
    _name: &str,
    _text: &str,
    _options: PlanOptions,
) -> Outcome {
    Err(Failure::io(ui, "failure.no_sound_build", &[]))
}
