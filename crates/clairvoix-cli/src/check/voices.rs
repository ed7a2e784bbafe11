//! The voices.

use clairvoix::speech::{Engine, Timing};

use super::{Check, State};
use crate::{engine, ui::Ui};

const NAME: &str = "voices";

/// A French voice with exact times is needed; the others are counted.
pub(super) fn check(ui: &Ui) -> Check {
    let mut engines = engine::all();
    let voices = engines.voices().unwrap_or_default();
    let french = |v: &&clairvoix::speech::Voice| v.language.starts_with("fr");
    if !voices.iter().filter(french).any(|v| v.timing == Timing::Exact) {
        let causes: Vec<&str> = engines.missing().iter().map(|(_, e)| e.message()).collect();
        let causes = causes.join(" ; ");
        return Check::bad(ui, NAME, State::Missing, "no_voice", &[("message", &causes)]);
    }
    let count = voices.len().to_string();
    let french = voices.iter().filter(french).count().to_string();
    Check::good(NAME, ui.fill("check.some_voices", &[("count", &count), ("french", &french)]))
}
