//! The engine of this machine.

use clairvoix::{
    backends::engine::{PicoEngine, PicoOptions},
    speech::Error,
};

use crate::{Outcome, ui::Ui, voice};

/// The embedded voice, in its worker process. The process starts when it is first needed.
pub(crate) fn open(ui: &Ui) -> Outcome<PicoEngine> {
    pico().map_err(|e| voice::engine_failure(ui, &e))
}

/// The same, for those who say the failure in their own way.
pub(crate) fn pico() -> Result<PicoEngine, Error> {
    PicoEngine::new(PicoOptions::default())
}
