//! The settings that hold, with all that is needed to follow them.

use std::{
    fmt,
    fs::File,
    io::{self, Read},
    path::Path,
};

use clairvoix::{
    profile::{
        Catalogue, Feature, Layers, PROFILE_BYTES_MAX, Profile, Settings, preset,
        read_pronunciations,
    },
    text::pronunciation::{PronunciationList, Pronunciations},
};

use crate::error::{Error, ErrorKind};

/// A profile with its layers joined and its lists of pronunciations read.
#[derive(Clone)]
pub struct Chosen {
    name: String,
    profile: Profile,
    settings: Settings,
    pronunciations: Pronunciations,
    withheld: Vec<Feature>,
}

impl fmt::Debug for Chosen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What a pupil needs is not for logs.
        f.debug_struct("Chosen").finish_non_exhaustive()
    }
}

impl Default for Chosen {
    fn default() -> Self {
        Self::plain(String::new(), Profile::default())
    }
}

impl Chosen {
    /// A pupil's, whose lists lie in `folder`.
    pub(super) fn new(name: String, profile: Profile, folder: &Path) -> Self {
        let settings = profile.settings();
        let pronunciations = lists(folder, &settings.voice.pronunciations);
        Self { name, profile, settings, pronunciations, withheld: Vec::new() }
    }

    /// A preset's.
    pub(super) fn of_preset(name: &str, catalogue: &Catalogue) -> Self {
        let named = Profile { presets: vec![name.to_owned()], ..Profile::default() };
        let built_in = preset(name).is_some();
        let profile = if built_in { named } else { Layers::new(&named, catalogue).flatten() };
        Self::plain(name.to_owned(), profile)
    }

    fn plain(name: String, profile: Profile) -> Self {
        let settings = profile.settings();
        let pronunciations = Pronunciations::default();
        Self { name, profile, settings, pronunciations, withheld: Vec::new() }
    }

    /// The same, in an examination that does not allow these.
    pub(super) fn without(self, withheld: Vec<Feature>) -> Self {
        Self { withheld, ..self }
    }

    /// What the examination that is going on does not allow; nothing where there is none.
    #[must_use]
    pub fn withheld(&self) -> &[Feature] {
        &self.withheld
    }

    /// Whether something may be done now.
    ///
    /// # Errors
    /// [`ErrorKind::NotAllowed`], which names it.
    pub fn require(&self, feature: Feature) -> Result<(), Error> {
        if !self.withheld.contains(&feature) {
            return Ok(());
        }
        let message =
            format!("an examination is going on, and does not allow: {}", feature.as_str());
        Err(Error::new(ErrorKind::NotAllowed, message))
    }

    /// A pupil's alias, a preset's id; empty where nobody is active.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The profile.
    #[must_use]
    pub const fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The value of every setting.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What the pupil's lists say of words.
    #[must_use]
    pub const fn pronunciations(&self) -> &Pronunciations {
        &self.pronunciations
    }

    /// The device that sound goes to; none is the system's choice.
    #[must_use]
    pub fn device(&self) -> Option<&str> {
        Some(self.settings.voice.device.as_str()).filter(|name| *name != "auto")
    }
}

/// The lists named, the strongest last: files of the folder and no others. What cannot be read is left out,
/// and so is what is wrong in a list; `clairvoix pronunciations` tells it.
fn lists(folder: &Path, named: &str) -> Pronunciations {
    let names = named.split(';').map(str::trim).filter(|name| !name.is_empty());
    let lists = names.filter_map(|name| {
        let is_plain = Path::new(name).file_name() == Some(name.as_ref());
        let read = || {
            list(folder, name).inspect_err(|error| {
                tracing::warn!("a list of pronunciations: {}", error.kind());
            })
        };
        is_plain.then(read)?.ok()
    });
    Pronunciations::new(lists)
}

/// One byte more than a list may have is enough to see that it is too long.
fn list(folder: &Path, name: &str) -> io::Result<PronunciationList> {
    let mut bytes = Vec::new();
    File::open(folder.join(name))?.take(LIST_BYTES_MAX + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIST_BYTES_MAX {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(read_pronunciations(name, &String::from_utf8_lossy(&bytes)).0)
}

/// The longest list: as long as a profile may be, as when it travels with the pupil.
const LIST_BYTES_MAX: u64 = PROFILE_BYTES_MAX as u64;
