//! Brings the pupils of this computer and those of the folder together. Versions are only ever added, so that an
//! interruption at any step leaves what was there; the next run goes on.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use clairvoix_profile::{Profile, read_profile_with, write_profile};
use clairvoix_store::{Bundle, Place, Pupil, Store};

use crate::{
    Error, ErrorKind, Remote, Version,
    state::{Known, State},
    version::{PUPIL_CHARS, file_name, gone_name, is_hexadecimal, parse_name, sum},
};

/// A computer and the folder between the computers.
pub struct Sync<'a> {
    /// The pupils of this computer.
    pub store: &'a Store,
    /// The folder.
    pub remote: &'a dyn Remote,
    /// The key of its files.
    pub key: &'a str,
    /// The random name of this computer.
    pub device: &'a str,
    /// Where this computer keeps what it remembers of it.
    pub folder: &'a Path,
}

/// What a run did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Pupil by pupil.
    pub pupils: Vec<PupilReport>,
    /// Files of the folder that cannot be read yet: on their way, or cut on it.
    pub unreadable: usize,
}

/// What a run did for a pupil.
#[derive(Clone, Debug)]
pub struct PupilReport {
    /// The id.
    pub id: String,
    /// The pseudonym, as far as it is known.
    pub alias: String,
    /// What was done.
    pub what: What,
}

/// What was done for a pupil.
#[derive(Clone, Debug)]
pub enum What {
    /// Nothing: they are the same.
    Same,
    /// What was changed here was sent.
    Sent,
    /// What was changed elsewhere is here now; undo takes it back.
    Received,
    /// A pupil of another computer is here now.
    Made,
    /// Both were changed: both versions are kept until somebody chooses.
    Conflict(Vec<Side>),
    /// Deleted here: the files in the folder are deleted, and others are told.
    Removed,
    /// Deleted on another computer, and still here until somebody deletes it.
    GoneElsewhere,
}

/// One of several versions.
#[derive(Clone, Debug)]
pub struct Side {
    /// Its id.
    pub id: String,
    /// Whether it is what this computer has.
    pub own: bool,
    /// The version.
    pub version: Version,
}

impl Sync<'_> {
    /// Brings all pupils together.
    ///
    /// # Errors
    /// Those of the server and of the store; [`ErrorKind::Exam`] during an examination.
    pub fn run(&self) -> Result<Report, Error> {
        self.check_exam()?;
        let mut state = State::load(self.folder)?;
        let names = self.remote.list()?;
        let mut report = Report::default();
        for id in self.pupils(&state, &names)? {
            let (what, unreadable) = self.pupil(&mut state, &id, &names)?;
            state.save(self.folder)?;
            report.unreadable += unreadable;
            if let Some(what) = what {
                let alias = self.local(&id)?.map_or_else(|| id.clone(), |pupil| pupil.alias);
                report.pupils.push(PupilReport { id, alias, what });
            }
        }
        Ok(report)
    }

    /// Chooses one of several versions of a pupil; the others stay in the folder, and what this computer had in
    /// its history.
    ///
    /// # Errors
    /// [`ErrorKind::NoConflict`], and as [`Sync::run`].
    pub fn keep(&self, pupil: &Pupil, version: &str) -> Result<(), Error> {
        self.check_exam()?;
        let none =
            || Error::new(ErrorKind::NoConflict, "choose a version: there is none of this name");
        let mut state = State::load(self.folder)?;
        let names = self.remote.list()?;
        let (what, _) = self.pupil(&mut state, &pupil.id, &names)?;
        state.save(self.folder)?;
        let Some(What::Conflict(sides)) = what else {
            return Err(none());
        };
        let chosen = sides.iter().find(|side| side.id == version).ok_or_else(none)?;
        let mut bundle = chosen.version.bundle.clone();
        // What was tried is true whoever noted it.
        for entry in sides.iter().flat_map(|side| &side.version.bundle.journal) {
            if !bundle.journal.contains(entry) {
                bundle.journal.push(entry.clone());
            }
        }
        let merged = Version {
            pupil: pupil.id.clone(),
            parents: sides.iter().map(|side| side.id.clone()).collect(),
            device: self.device.to_owned(),
            at: chosen.version.at.clone(),
            bundle,
        };
        self.send(&mut state, &merged)?;
        let before = self.store.export(pupil)?;
        self.take(&mut state, pupil, &before, &merged)?;
        state.save(self.folder)
    }

    fn check_exam(&self) -> Result<(), Error> {
        match self.store.exam()? {
            None => Ok(()),
            Some(_) => Err(Error::new(ErrorKind::Exam, "synchronise: an examination is going on")),
        }
    }

    fn pupils(&self, state: &State, names: &[String]) -> Result<BTreeSet<String>, Error> {
        let mut ids: BTreeSet<String> = state.pupils.keys().cloned().collect();
        ids.extend(names.iter().filter_map(|name| Some(parse_name(name)?.0.to_owned())));
        let local = self.store.pupils()?.into_iter().map(|pupil| pupil.id);
        ids.extend(local.filter(|id| is_hexadecimal(id, PUPIL_CHARS)));
        Ok(ids)
    }

    fn local(&self, id: &str) -> Result<Option<Pupil>, Error> {
        Ok(self.store.pupils()?.into_iter().find(|pupil| pupil.id == id))
    }

    fn sum(&self, bundle: &Bundle) -> String {
        sum(bundle, self.store.catalogue())
    }

    /// One pupil; also how many files of the pupil cannot be read.
    fn pupil(
        &self,
        state: &mut State,
        id: &str,
        names: &[String],
    ) -> Result<(Option<What>, usize), Error> {
        let local = self.local(id)?;
        if names.contains(&gone_name(id)) {
            self.delete_versions(id, names)?;
            state.pupils.remove(id);
            return Ok((local.map(|_| What::GoneElsewhere), 0));
        }
        let was_here = state.pupils.get(id).is_some_and(|known| known.base.is_some());
        if local.is_none() && was_here {
            self.remote.put(&gone_name(id), b"deleted\n")?;
            self.delete_versions(id, names)?;
            state.pupils.remove(id);
            return Ok((Some(What::Removed), 0));
        }
        let mut opened = BTreeMap::new();
        let unreadable = self.look(state, id, names, &mut opened)?;
        let own = local.as_ref().map(|pupil| self.store.export(pupil)).transpose()?;
        let mut sent = false;
        if let (Some(pupil), Some(own)) = (&local, &own) {
            sent = self.give(state, pupil, own, &mut opened)?;
        }
        let known = state.pupils.entry(id.to_owned()).or_default();
        let heads = heads(known);
        let what = match heads.as_slice() {
            [] => return Ok((None, unreadable)),
            [head] if known.base.as_ref() == Some(head) => {
                if sent {
                    What::Sent
                } else {
                    What::Same
                }
            }
            [head] => {
                let Some(version) = self.open(id, head, &mut opened)? else {
                    return Ok((None, unreadable + 1));
                };
                match (local, own) {
                    (Some(pupil), Some(own)) => {
                        // Changed meanwhile: the next run sees two versions.
                        let taken = self.take(state, &pupil, &own, &version)?;
                        if taken { What::Received } else { What::Same }
                    }
                    _ => {
                        self.make(state, id, &version)?;
                        What::Made
                    }
                }
            }
            several => {
                let base = known.base.clone();
                let mut sides = Vec::new();
                for head in several {
                    if let Some(version) = self.open(id, head, &mut opened)? {
                        let own = base.as_ref() == Some(head);
                        sides.push(Side { id: head.clone(), own, version });
                    }
                }
                What::Conflict(sides)
            }
        };
        Ok((Some(what), unreadable))
    }

    /// Opens the versions that were not seen before.
    fn look(
        &self,
        state: &mut State,
        id: &str,
        names: &[String],
        opened: &mut BTreeMap<String, Version>,
    ) -> Result<usize, Error> {
        let mut unreadable = 0;
        let there = names.iter().filter_map(|name| parse_name(name)).filter(|(own, _)| *own == id);
        for (_, version) in there {
            let known = state.pupils.entry(id.to_owned()).or_default();
            if known.versions.contains_key(version) {
                continue;
            }
            match self.open(id, version, opened)? {
                Some(found) => {
                    known.versions.insert(version.to_owned(), found.parents);
                }
                None => unreadable += 1,
            }
        }
        Ok(unreadable)
    }

    fn open(
        &self,
        pupil: &str,
        id: &str,
        opened: &mut BTreeMap<String, Version>,
    ) -> Result<Option<Version>, Error> {
        if let Some(version) = opened.get(id) {
            return Ok(Some(version.clone()));
        }
        let bytes = self.remote.get(&file_name(pupil, id))?;
        let version = bytes.and_then(|bytes| Version::open(&bytes, self.key, pupil, id));
        if let Some(version) = &version {
            opened.insert(id.to_owned(), version.clone());
        }
        Ok(version)
    }

    /// Sends what was changed here since.
    fn give(
        &self,
        state: &mut State,
        pupil: &Pupil,
        own: &Bundle,
        opened: &mut BTreeMap<String, Version>,
    ) -> Result<bool, Error> {
        let sum = self.sum(own);
        let known = state.pupils.entry(pupil.id.clone()).or_default();
        if known.base.is_some() && known.sum == sum {
            return Ok(false);
        }
        // An interrupted run may have brought here, or sent, what is here: it is no change.
        for head in heads(known) {
            let version = self.open(&pupil.id, &head, opened)?;
            if version.is_some_and(|version| self.sum(&version.bundle) == sum) {
                let known = state.pupils.entry(pupil.id.clone()).or_default();
                (known.base, known.sum) = (Some(head), sum);
                return Ok(false);
            }
        }
        let history = self.store.history(Place::Pupil(pupil))?;
        let version = Version {
            pupil: pupil.id.clone(),
            parents: known.base.clone().into_iter().collect(),
            device: self.device.to_owned(),
            at: history.last().map_or(String::new(), |revision| revision.at.clone()),
            bundle: own.clone(),
        };
        self.send(state, &version)?;
        opened.insert(version.id(), version.clone());
        let known = state.pupils.entry(pupil.id.clone()).or_default();
        (known.base, known.sum) = (Some(version.id()), sum);
        Ok(true)
    }

    fn send(&self, state: &mut State, version: &Version) -> Result<(), Error> {
        self.remote.put(&version.name(), &version.seal(self.key)?)?;
        let known = state.pupils.entry(version.pupil.clone()).or_default();
        known.versions.insert(version.id(), version.parents.clone());
        Ok(())
    }

    /// Puts a version into the pupil's place, unless somebody has changed it since `before` was read.
    fn take(
        &self,
        state: &mut State,
        pupil: &Pupil,
        before: &Bundle,
        version: &Version,
    ) -> Result<bool, Error> {
        let catalogue = self.store.catalogue();
        let read = |text: &str| read_profile_with(text.as_bytes(), catalogue).0;
        let expected = write_profile(&read(&before.profile));
        let new = read(&version.bundle.profile);
        let mut changed_meanwhile = false;
        self.store.change(Place::Pupil(pupil), |own| {
            changed_meanwhile = write_profile(own) != expected;
            if !changed_meanwhile {
                let alias = own.alias.take();
                *own = Profile { alias, ..new };
            }
        })?;
        if changed_meanwhile {
            return Ok(false);
        }
        self.store.take(pupil, &version.bundle)?;
        self.rename(pupil, &version.bundle.alias)?;
        self.remember(state, version);
        Ok(true)
    }

    /// A pupil that another computer has made.
    fn make(&self, state: &mut State, id: &str, version: &Version) -> Result<(), Error> {
        let pupil = self.store.adopt(id, &version.bundle.alias)?;
        self.store.take(&pupil, &version.bundle)?;
        self.remember(state, version);
        Ok(())
    }

    fn remember(&self, state: &mut State, version: &Version) {
        let sum = self.sum(&version.bundle);
        let known = state.pupils.entry(version.pupil.clone()).or_default();
        (known.base, known.sum) = (Some(version.id()), sum);
    }

    /// The alias of another computer, where nobody here is called so.
    fn rename(&self, pupil: &Pupil, alias: &str) -> Result<(), Error> {
        if pupil.alias == alias || alias.is_empty() || self.store.find(alias).is_ok() {
            return Ok(());
        }
        self.store.change(Place::Pupil(pupil), |own| own.alias = Some(alias.to_owned()))?;
        Ok(())
    }

    fn delete_versions(&self, id: &str, names: &[String]) -> Result<(), Error> {
        for name in names {
            if parse_name(name).is_some_and(|(pupil, _)| pupil == id) {
                self.remote.delete(name)?;
            }
        }
        Ok(())
    }
}

/// The versions that no other came after.
fn heads(known: &Known) -> Vec<String> {
    let before: BTreeSet<&String> = known.versions.values().flatten().collect();
    known.versions.keys().filter(|id| !before.contains(id)).cloned().collect()
}
