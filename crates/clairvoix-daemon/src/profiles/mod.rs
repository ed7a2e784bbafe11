//! The pupil's profiles: the store that the command line and the settings page use, the school's presets
//! and those built in. What was read is kept until something in the store changes.

mod chosen;
mod watch;

use std::{collections::HashMap, path::PathBuf, sync::Arc};

use clairvoix::{
    profile::{Catalogue, Feature, Preset, preset},
    store::{self, Exam, Pupil, Store},
};

pub use chosen::Chosen;
pub use watch::Changes;
use watch::Watch;

use crate::error::{Error, ErrorKind};

/// What names nobody's settings: the defaults.
const NONE: [&str; 2] = ["none", "aucun"];

/// Where profiles are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The store of this person, with the school's presets.
    User,
    /// The store of a folder.
    Folder(PathBuf),
    /// Nowhere: there are the built-in presets.
    BuiltIn,
}

impl Source {
    /// The store as it is now.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] where there is none.
    pub fn open(&self) -> Result<Store, Error> {
        match self {
            Self::User => Ok(Store::open()?),
            Self::Folder(folder) => Ok(Store::at(folder)),
            Self::BuiltIn => Err(Error::new(ErrorKind::Io, "there is no store of profiles")),
        }
    }
}

/// The most profiles that are kept.
const KNOWN_MAX: usize = 64;

/// What a profile is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Built in.
    Preset,
    /// Put on this computer by the school.
    School,
    /// A pupil's.
    Pupil,
}

impl Kind {
    /// Its name on the bus.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Preset => "preset",
            Self::School => "school",
            Self::Pupil => "pupil",
        }
    }
}

/// A profile that can be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name: a pupil's alias, a preset's id.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// What a pupil sees, in French.
    pub label: String,
    /// The same in English.
    pub label_en: String,
}

/// Whose settings are wanted: of the active pupil without a name; for an application of the pupil's.
type Wanted = (Option<String>, Option<String>);

/// See the module.
pub struct Profiles {
    source: Source,
    watch: Option<Watch>,
    /// What was read since something changed last, while changes are noticed.
    known: HashMap<Wanted, Arc<Chosen>>,
    /// Something changed that nobody was told yet.
    news: bool,
}

impl Profiles {
    /// Those of a source.
    #[must_use]
    pub fn new(source: Source) -> Self {
        let watch = if source == Source::BuiltIn { None } else { Watch::new() };
        Self { source, watch, known: HashMap::new(), news: false }
    }

    /// Where they are.
    #[must_use]
    pub const fn source(&self) -> &Source {
        &self.source
    }

    /// Waits for changes; none where they cannot be noticed: then everything is read each time.
    #[must_use]
    pub fn changes(&self) -> Option<Changes> {
        self.watch.as_ref().map(Watch::changes)
    }

    /// The settings of a name, or of the active pupil, with what the pupil needs in an application and
    /// what this computer needs.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] where there is no such profile, [`ErrorKind::Io`] where it cannot be
    /// read.
    pub fn load(
        &mut self,
        name: Option<&str>,
        application: Option<&str>,
    ) -> Result<Arc<Chosen>, Error> {
        if self.watch.as_ref().is_none_or(Watch::changed) {
            self.known.clear();
            self.news = self.watch.is_some();
        }
        let wanted = (name.map(str::to_owned), application.map(str::to_owned));
        if let Some(known) = self.known.get(&wanted) {
            return Ok(Arc::clone(known));
        }
        // Whatever changes from here on is noticed, or nothing is kept.
        let noticed = self.notice();
        let (chosen, folder) = self.read(name, application)?;
        let chosen = Arc::new(chosen);
        let followed = folder.is_none_or(|folder| self.follow(&folder));
        if noticed && followed {
            if self.known.len() >= KNOWN_MAX {
                self.known.clear();
            }
            self.known.insert(wanted, Arc::clone(&chosen));
        }
        Ok(chosen)
    }

    /// Those of the active pupil; the defaults where there is none, or nothing can be read: that is no
    /// reason to be silent.
    pub fn active(&mut self, application: Option<&str>) -> Arc<Chosen> {
        self.load(None, application).unwrap_or_else(|error| match error.kind() {
            ErrorKind::NotAllowed => Arc::new(Chosen::default().without(Feature::ALL.to_vec())),
            _ => Arc::default(),
        })
    }

    /// Whether something in the store changed since this was asked last.
    pub const fn take_news(&mut self) -> bool {
        std::mem::replace(&mut self.news, false)
    }

    /// All that a source has: those built in, the school's, the pupils'.
    #[must_use]
    pub fn list_of(source: &Source) -> Vec<Listed> {
        let store = source.open().ok();
        let catalogue = store.as_ref().map_or(Catalogue::built_in(), Store::catalogue);
        let of_preset = |it: &Preset| Listed {
            name: it.id.clone(),
            kind: if preset(&it.id).is_some() { Kind::Preset } else { Kind::School },
            label: it.label.fr.clone(),
            label_en: it.label.en.clone(),
        };
        let of_pupil = |it: Pupil| Listed {
            label: it.alias.clone(),
            label_en: it.alias.clone(),
            name: it.alias,
            kind: Kind::Pupil,
        };
        let pupils = store.as_ref().and_then(|store| store.pupils().ok()).unwrap_or_default();
        catalogue.presets().iter().map(of_preset).chain(pupils.into_iter().map(of_pupil)).collect()
    }

    fn notice(&self) -> bool {
        let Some(watch) = &self.watch else { return false };
        let folder = match &self.source {
            Source::User => store::store_folder().ok().map(|(folder, _)| folder),
            Source::Folder(folder) => Some(folder.clone()),
            Source::BuiltIn => None,
        };
        if self.source == Source::User {
            // A school seldom has any: that they come is seen when the next one is asked for.
            for folder in store::school_folders() {
                watch.add(&folder);
            }
        }
        folder.is_some_and(|folder| watch.add(&folder) && watch.add(&folder.join("pupils")))
    }

    fn follow(&self, folder: &std::path::Path) -> bool {
        self.watch.as_ref().is_some_and(|watch| watch.add(folder))
    }

    /// What is on the disk now, and the pupil's folder.
    fn read(
        &self,
        name: Option<&str>,
        application: Option<&str>,
    ) -> Result<(Chosen, Option<PathBuf>), Error> {
        let unknown = || Error::new(ErrorKind::InvalidInput, "there is no profile of that name");
        if let Ok(store) = self.source.open()
            && let Some(exam) = store.exam().map_err(|_| {
                let message = "an examination cannot be read: nothing is allowed";
                Error::new(ErrorKind::NotAllowed, message)
            })?
        {
            return of_exam(&store, &exam, name, application);
        }
        let pupil = match name {
            Some(name) if NONE.contains(&name) => return Ok((Chosen::default(), None)),
            Some(name) if preset(name).is_some() => {
                return Ok((Chosen::of_preset(name, Catalogue::built_in()), None));
            }
            _ if self.source == Source::BuiltIn => None,
            Some(name) => {
                let store = self.source.open()?;
                match store.find(name) {
                    Ok(pupil) => Some((store, pupil)),
                    Err(_) if store.catalogue().find(name).is_some() => {
                        return Ok((Chosen::of_preset(name, store.catalogue()), None));
                    }
                    Err(_) => None,
                }
            }
            None => {
                let store = self.source.open()?;
                store.active()?.map(|pupil| (store, pupil))
            }
        };
        match pupil {
            Some((store, pupil)) => {
                let chosen = of_pupil(&store, &pupil, application)?;
                Ok((chosen, Some(pupil.folder)))
            }
            None if name.is_none() => Ok((Chosen::default(), None)),
            None => Err(unknown()),
        }
    }
}

/// During an examination its pupil's settings hold for everybody, and no others.
fn of_exam(
    store: &Store,
    exam: &Exam,
    name: Option<&str>,
    application: Option<&str>,
) -> Result<(Chosen, Option<PathBuf>), Error> {
    let refused = || {
        let message = "an examination is going on: only its pupil's settings hold";
        Error::new(ErrorKind::NotAllowed, message)
    };
    if name.is_some_and(|name| name.to_lowercase() != exam.alias.to_lowercase()) {
        return Err(refused());
    }
    let pupils = store.pupils()?;
    let pupil = pupils.into_iter().find(|pupil| pupil.id == exam.pupil).ok_or_else(refused)?;
    let chosen = of_pupil(store, &pupil, application)?.without(exam.rules.withheld());
    Ok((chosen, Some(pupil.folder)))
}

/// The layers that hold for a pupil on this computer, in an application.
fn of_pupil(store: &Store, pupil: &Pupil, application: Option<&str>) -> Result<Chosen, Error> {
    let stack = store.stack(Some(pupil), application)?;
    let profile = stack.layers(store.catalogue()).flatten();
    Ok(Chosen::new(pupil.alias.clone(), profile, &pupil.folder))
}
