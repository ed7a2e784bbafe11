//! The settings to read with: those of a preset, a file, a pupil of this computer, or the active one.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use clairvoix::{
    profile::{
        Diagnostic, Feature, Language, Layers, PROFILE_BYTES_MAX, Profile, needs, preset, presets,
        read_profile,
    },
    store::{Exam, Pupil, Store},
};

use crate::{Outcome, failure::Failure, language::UiLanguage, permit, ui::Ui};

/// Settings and where their lists of pronunciations lie.
pub(crate) struct Chosen {
    pub(crate) profile: Profile,
    /// What the examination that is going on does not allow.
    pub(crate) withheld: Vec<Feature>,
    folder: PathBuf,
}

impl Chosen {
    /// The lists of pronunciations, the strongest last: files of the folder the profile lies in, and
    /// no others.
    pub(crate) fn pronunciations(&self, ui: &Ui) -> Vec<PathBuf> {
        let named = self.profile.settings().voice.pronunciations;
        let mut paths = Vec::new();
        for list in named.split(';').map(str::trim).filter(|list| !list.is_empty()) {
            if Path::new(list).file_name() == Some(list.as_ref()) {
                paths.push(self.folder.join(list));
            } else {
                ui.note("note.pronunciations_place", &[("name", list)]);
            }
        }
        paths
    }
}

/// The profile of a name: `none`, a preset's, a file's, a pupil's. Without a name, that of the active
/// pupil, where there is one. What is wrong in it is said, and the rest of it holds.
pub(crate) fn load(ui: &Ui, name: Option<&str>) -> Outcome<Chosen> {
    if let Some(exam) = permit::exam(ui)? {
        return in_exam(ui, name, &exam);
    }
    let plain = |profile| Chosen { profile, withheld: Vec::new(), folder: PathBuf::new() };
    match name {
        None => Ok(active(ui).unwrap_or_else(|| plain(Profile::default()))),
        Some("none" | "aucun") => Ok(plain(Profile::default())),
        Some(name) => {
            if let Some(preset) = preset(name) {
                let presets = vec![preset.id.clone()];
                return Ok(plain(Profile { presets, ..Profile::default() }));
            }
            if !Path::new(name).exists()
                && let Some(chosen) = by_name(ui, name)
            {
                return Ok(chosen);
            }
            file(ui, name)
        }
    }
}

/// During an examination its pupil's settings hold, and no others.
fn in_exam(ui: &Ui, name: Option<&str>, exam: &Exam) -> Outcome<Chosen> {
    let own = |name: &str| name.to_lowercase() == exam.alias.to_lowercase();
    let refused = || Failure::io(ui, "failure.exam_profile", &[("name", &exam.alias)]);
    if name.is_some_and(|name| !own(name)) {
        return Err(refused());
    }
    let store = Store::open().map_err(|error| Failure::store(ui, &exam.alias, &error))?;
    let pupils = store.pupils().map_err(|error| Failure::store(ui, &exam.alias, &error))?;
    let pupil = pupils.iter().find(|pupil| pupil.id == exam.pupil).ok_or_else(refused)?;
    let chosen = of_pupil(ui, &store, pupil).ok_or_else(refused)?;
    ui.done("note.exam", &[("name", &exam.alias)]);
    Ok(Chosen { withheld: exam.rules.withheld(), ..chosen })
}

/// The profile of the active pupil with this computer's layer. Where the store cannot be read, the
/// lesson is read all the same.
fn active(ui: &Ui) -> Option<Chosen> {
    let store = Store::open().ok()?;
    let pupil = store.active().ok()??;
    let chosen = of_pupil(ui, &store, &pupil)?;
    ui.done("note.profile_active", &[("name", &pupil.alias)]);
    Some(chosen)
}

/// A pupil's profile, or a preset of the school.
fn by_name(ui: &Ui, name: &str) -> Option<Chosen> {
    let store = Store::open().ok()?;
    if let Ok(pupil) = store.find(name) {
        return of_pupil(ui, &store, &pupil);
    }
    store.catalogue().find(name)?;
    let profile = Profile { presets: vec![name.to_owned()], ..Profile::default() };
    let profile = Layers::new(&profile, store.catalogue()).flatten();
    Some(Chosen { profile, withheld: Vec::new(), folder: PathBuf::new() })
}

fn of_pupil(ui: &Ui, store: &Store, pupil: &Pupil) -> Option<Chosen> {
    let stack = match store.stack(Some(pupil), None) {
        Ok(stack) => stack,
        Err(error) => {
            if let Some(message) = Failure::store(ui, &pupil.alias, &error).message() {
                ui.error(message);
            }
            return None;
        }
    };
    tell(ui, &pupil.alias, &stack.diagnostics);
    let profile = stack.layers(store.catalogue()).flatten();
    Some(Chosen { profile, withheld: Vec::new(), folder: pupil.folder.clone() })
}

fn file(ui: &Ui, name: &str) -> Outcome<Chosen> {
    let bytes = read(Path::new(name)).map_err(|error| {
        let reason = Failure::reason(ui, &error, false);
        let names = preset_names().join(", ");
        let places = [("name", name), ("reason", &reason), ("presets", &names)];
        Failure::io(ui, "failure.profile", &places)
    })?;
    let (profile, diagnostics) = read_profile(&bytes);
    tell(ui, name, &diagnostics);
    let folder = Path::new(name).parent().unwrap_or(Path::new("")).to_owned();
    Ok(Chosen { profile, withheld: Vec::new(), folder })
}

fn tell(ui: &Ui, name: &str, diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        let message = diagnostic.message(language(ui));
        let line = diagnostic.line.to_string();
        let places = [("name", name), ("line", &line), ("message", &message)];
        ui.note("note.profile", &places);
    }
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

/// The names of the presets by what is observed.
pub(crate) fn need_names() -> Vec<&'static str> {
    needs().iter().map(|need| need.id.as_str()).collect()
}

/// The language of the page's buttons: that of the messages.
pub(crate) fn language(ui: &Ui) -> Language {
    match ui.language {
        UiLanguage::Fr => Language::French,
        UiLanguage::En => Language::English,
    }
}
