//! The sound.

use super::{Check, State};
use crate::{loudspeaker, ui::Ui};

const NAME: &str = "sound";

/// The place where sound goes can be opened.
pub(super) fn check(ui: &Ui) -> Check {
    if loudspeaker::opens() {
        let count = loudspeaker::devices(ui).map_or(0, |devices| devices.len()).to_string();
        Check::good(NAME, ui.fill("check.sound_opens", &[("count", &count)]))
    } else {
        Check::bad(ui, NAME, State::Missing, "no_sound", &[])
    }
}
