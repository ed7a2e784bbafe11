//! `clairvoix devices`: a line for each place that sound can go to.

use crate::{Outcome, loudspeaker, output::Stdout, ui::Ui};

pub(super) fn run(ui: &Ui) -> Outcome {
    let mut out = Stdout::new();
    for name in loudspeaker::devices(ui)? {
        out.put(ui, format!("{name}\n").as_bytes())?;
    }
    out.finish(ui)
}
