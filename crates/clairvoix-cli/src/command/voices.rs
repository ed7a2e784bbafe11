//! `clairvoix voices`: a line for each voice present.

use clairvoix::speech::Timing;

use crate::{Outcome, engine, output::Stdout, ui::Ui, voice};

pub(super) fn run(ui: &Ui) -> Outcome {
    let mut engine = engine::all();
    let voices = voice::list(ui, &mut engine)?;
    let mut out = Stdout::new();
    out.put(ui, format!("{}\n", ui.get("voices.header")).as_bytes())?;
    for voice in voices {
        let timing = match voice.timing {
            Timing::Exact => "voices.exact",
            Timing::Estimated => "voices.estimated",
            Timing::None => "voices.none",
        };
        let line = format!(
            "{}\t{}\t{}\t{}\t{}\n",
            voice.id.as_str(),
            voice.language,
            voice.sample_rate_hz,
            ui.get(timing),
            voice.label
        );
        out.put(ui, line.as_bytes())?;
    }
    out.finish(ui)
}
