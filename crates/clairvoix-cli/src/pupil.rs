//! The profile asked for: a preset's name or a TOML file.

use std::{fs::File, io::Read, path::Path};

use clairvoix::profile::{Language, PROFILE_BYTES_MAX, Profile, preset, presets, read_profile};

use crate::{Outcome, failure::Failure, language::UiLanguage, ui::Ui};

/// The profile of a name; the default one without a name. What is wrong in a file is said, and the
/// rest of it holds.
pub(crate) fn load(ui: &Ui, name: Option<&str>) -> Outcome<Profile> {
    let Some(name) = name else {
        return Ok(Profile::default());
    };
    if let Some(preset) = preset(name) {
        return Ok(Profile { preset: Some(preset.id.to_owned()), ..Profile::default() });
    }
    let bytes = read(Path::new(name)).map_err(|error| {
        let reason = Failure::reason(ui, &error, false);
        let names = preset_names().join(", ");
        let places = [("name", name), ("reason", &reason), ("presets", &names)];
        Failure::io(ui, "failure.profile", &places)
    })?;
    let (profile, diagnostics) = read_profile(&bytes);
    for diagnostic in diagnostics {
        let message = diagnostic.message(language(ui));
        let line = diagnostic.line.to_string();
        let places = [("name", name), ("line", &line), ("message", &message)];
        ui.note("note.profile", &places);
    }
    Ok(profile)
}

/// One byte more than a profile may have is enough to see that it is too long.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(PROFILE_BYTES_MAX as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The names of the presets.
pub(crate) fn preset_names() -> Vec<&'static str> {
    presets().iter().map(|preset| preset.id).collect()
}

/// The language of the page's buttons: that of the messages.
pub(crate) fn language(ui: &Ui) -> Language {
    match ui.language {
        UiLanguage::Fr => Language::French,
        UiLanguage::En => Language::English,
    }
}
