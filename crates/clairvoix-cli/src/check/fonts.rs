//! The fonts of the presets.

use std::process::{Command, Stdio};

use clairvoix::profile::presets;

use super::{Check, State};
use crate::ui::Ui;

const NAME: &str = "fonts";

/// The fonts that the presets name; a page replaces one that is not there.
pub(super) fn check(ui: &Ui) -> Check {
    let mut wanted: Vec<String> = Vec::new();
    for preset in presets() {
        let font = preset.profile.settings().text.font;
        if !wanted.contains(&font) {
            wanted.push(font);
        }
    }
    let found: Option<Vec<(String, bool)>> =
        wanted.iter().map(|font| Some((font.clone(), is_there(font)?))).collect();
    let Some(found) = found else {
        return Check::good(NAME, ui.get("check.fonts_unknown").to_owned());
    };
    let missing: Vec<&str> = found.iter().filter(|f| !f.1).map(|f| f.0.as_str()).collect();
    if missing.is_empty() {
        Check::good(NAME, wanted.join(" ; "))
    } else {
        Check::bad(ui, NAME, State::Lacking, "no_font", &[("names", &missing.join(", "))])
    }
}

/// Whether fontconfig has a font of this name; nothing where there is no fontconfig.
fn is_there(font: &str) -> Option<bool> {
    let mut command = Command::new("fc-list");
    let output = command.arg(font).arg("family").stderr(Stdio::null()).output().ok()?;
    Some(output.status.success() && !output.stdout.is_empty())
}
