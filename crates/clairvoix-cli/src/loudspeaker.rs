//! Speaking through the loudspeaker.

use clairvoix::speech::{Engine, PlanOptions};

use crate::{Outcome, failure::Failure, ui::Ui};

pub(crate) fn speak(
    ui: &Ui,
    _engine: Box<dyn Engine>,
    _name: &str,
    _text: &str,
    _options: PlanOptions,
) -> Outcome {
    Err(Failure::io(ui, "failure.no_sound_build", &[]))
}
