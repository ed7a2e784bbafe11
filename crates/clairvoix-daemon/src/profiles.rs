//! The pupil's profiles: presets, and files of one folder.

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use clairvoix::profile::{PROFILE_BYTES_MAX, Profile, needs, preset, presets, read_profile};

use crate::error::{Error, ErrorKind};

/// The longest name of a profile, in bytes.
const NAME_BYTES_MAX: usize = 120;
/// The most files that are listed.
const FILES_MAX: usize = 1000;

/// The profiles of a user, and which one is active.
#[derive(Clone, Debug)]
pub struct Profiles {
    /// `clairvoix` in the user's configuration folder; none keeps nothing and has presets only.
    folder: Option<PathBuf>,
    active: String,
}

/// A profile that can be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// It is a preset, not a file.
    pub is_preset: bool,
    /// What a pupil sees, in French.
    pub label: String,
    /// The same in English.
    pub label_en: String,
}

impl Profiles {
    /// Those of a configuration folder, with the one that was active last.
    #[must_use]
    pub fn open(folder: Option<PathBuf>) -> Self {
        let kept = folder.as_deref().and_then(|folder| read_active(folder).ok());
        let mut profiles = Self { folder, active: String::new() };
        profiles.active = kept
            .filter(|name| profiles.load(name).is_ok())
            .or_else(|| presets().first().map(|preset| preset.id.clone()))
            .unwrap_or_default();
        profiles
    }

    /// The name of the active one.
    #[must_use]
    pub fn active(&self) -> &str {
        &self.active
    }

    /// Makes a profile the active one, kept for the next start. True where that changes something.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] where there is no such profile, [`ErrorKind::Io`] where it cannot
    /// be kept.
    pub fn set_active(&mut self, name: &str) -> Result<bool, Error> {
        self.load(name)?;
        if self.active == name {
            return Ok(false);
        }
        if let Some(folder) = &self.folder {
            keep_active(folder, name).map_err(|error| {
                Error::new(ErrorKind::Io, format!("the choice cannot be kept: {}", error.kind()))
            })?;
        }
        name.clone_into(&mut self.active);
        Ok(true)
    }

    /// All of them, presets first.
    #[must_use]
    pub fn list(&self) -> Vec<Listed> {
        let presets = presets().iter().chain(needs()).map(|preset| Listed {
            name: preset.id.clone(),
            is_preset: true,
            label: preset.label.fr.clone(),
            label_en: preset.label.en.clone(),
        });
        let files = self.files().into_iter().map(|name| Listed {
            label: name.clone(),
            label_en: name.clone(),
            name,
            is_preset: false,
        });
        presets.chain(files).collect()
    }

    fn files(&self) -> Vec<String> {
        let folder = self.folder.as_deref().map(|folder| folder.join("profiles"));
        let entries = folder.and_then(|folder| fs::read_dir(folder).ok());
        let mut names: Vec<String> = entries
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| {
                entry.file_name().to_str()?.strip_suffix(".toml").map(str::to_owned)
            })
            .filter(|name| is_name(name) && preset(name).is_none())
            .take(FILES_MAX)
            .collect();
        names.sort();
        names
    }

    /// The profile of a name; what is wrong in a file is left out.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] where there is none.
    pub fn load(&self, name: &str) -> Result<Profile, Error> {
        if let Some(preset) = preset(name) {
            return Ok(Profile { presets: vec![preset.id.clone()], ..Profile::default() });
        }
        let file = self.folder.as_deref().filter(|_| is_name(name));
        let file = file.map(|folder| folder.join("profiles").join(format!("{name}.toml")));
        let bytes = file.and_then(|path| read(&path).ok());
        let unknown = || Error::new(ErrorKind::InvalidInput, "there is no profile of that name");
        bytes.map(|bytes| read_profile(&bytes).0).ok_or_else(unknown)
    }
}

/// Whether this can be the name of a file in the folder, and of nothing elsewhere.
fn is_name(name: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '\'' | '.');
    !name.is_empty()
        && name.len() <= NAME_BYTES_MAX
        && !name.starts_with('.')
        && name.chars().all(is_plain)
}

/// One byte more than a profile may have is enough to see that it is too long.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(PROFILE_BYTES_MAX as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn read_active(folder: &Path) -> io::Result<String> {
    let mut name = String::new();
    let most = NAME_BYTES_MAX as u64 + 1;
    File::open(folder.join("active-profile"))?.take(most).read_to_string(&mut name)?;
    Ok(name.trim_end().to_owned())
}

/// Whole or not at all: a temporary name, then the right one.
fn keep_active(folder: &Path, name: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let temporary = folder.join(".active-profile.new");
    let mut file = File::create(&temporary)?;
    writeln!(file, "{name}")?;
    file.sync_all()?;
    fs::rename(&temporary, folder.join("active-profile"))?;
    File::open(folder)?.sync_all()
}
