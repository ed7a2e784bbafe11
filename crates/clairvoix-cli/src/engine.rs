//! The engine of this machine.

use clairvoix::{
    backends::engine::{PicoEngine, PicoOptions},
    speech::{Engine, Error},
};

use crate::{Outcome, ui::Ui, voice};

/// The embedded voice, in its worker process. The process starts when it is first needed.
pub(crate) fn open(ui: &Ui) -> Outcome<Box<dyn Engine>> {
    let engine = pico().map_err(|e| voice::engine_failure(ui, &e))?;
    Ok(Box::new(engine))
}

/// The same, with what only Pico has.
pub(crate) fn pico() -> Result<PicoEngine, Error> {
    PicoEngine::new(PicoOptions::default())
}
