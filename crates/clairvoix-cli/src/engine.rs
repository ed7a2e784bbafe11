//! The engine of this machine, and speaking through its loudspeaker.

use clairvoix::speech::{Engine, PlanOptions, testing::FakeEngine};

use crate::{Outcome, failure::Failure, ui::Ui};

/// The embedded voice.
pub(crate) fn open(_ui: &Ui) -> Outcome<Box<dyn Engine>> {
    Ok(Box::new(FakeEngine::default()))
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
