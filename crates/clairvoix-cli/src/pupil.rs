//! The profile asked for: a preset's name or a TOML file.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use clairvoix::profile::{Language, PROFILE_BYTES_MAX, Profile, preset, presets, read_profile};

use crate::{Outcome, failure::Failure, language::UiLanguage, ui::Ui};

/// The profile of a name; the default one without a name. What is wrong in a file is said, and the
/// rest of it holds.
pub(crate) fn load(ui: &Ui, name: Option<&str>) -> Outcome<Profile> {
    let Some(name) = name else {
        return Ok(Profile::default());
    };
    if let Some(preset) = preset(name) {
        return Ok(Profile { presets: vec![preset.id.clone()], ..Profile::default() });
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

/// The lists of pronunciations that a profile of that name has, the strongest last: files of the
/// folder it lies in, and no others.
pub(crate) fn pronunciations(ui: &Ui, name: Option<&str>, profile: &Profile) -> Vec<PathBuf> {
    let named = profile.settings().voice.pronunciations;
    let file = name.filter(|name| preset(name).is_none()).map(Path::new);
    let folder = file.and_then(Path::parent).unwrap_or(Path::new(""));
    let mut paths = Vec::new();
    for list in named.split(';').map(str::trim).filter(|list| !list.is_empty()) {
        if Path::new(list).file_name() == Some(list.as_ref()) {
            paths.push(folder.join(list));
        } else {
            ui.note("note.pronunciations_place", &[("name", list)]);
        }
    }
    paths
}

/// One byte more than a profile may have is enough to see that it is too long.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(PROFILE_BYTES_MAX as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The names of the presets.
pub(crate) fn preset_names() -> Vec<&'static str> {
    presets().iter().map(|preset| preset.id.as_str()).collect()
}

/// The language of the page's buttons: that of the messages.
pub(crate) fn language(ui: &Ui) -> Language {
    match ui.language {
        UiLanguage::Fr => Language::French,
        UiLanguage::En => Language::English,
    }
}
