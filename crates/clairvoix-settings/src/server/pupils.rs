//! The pupils of this computer's store, for the page.

use clairvoix_profile::{Catalogue, Profile, read_pnp, read_profile_with, write_profile};
use clairvoix_store::{
    Bundle, Change, ErrorKind as StoreErrorKind, Place, Pupil, Store, is_cards, read_bundle,
    read_cards, write_bundle,
};

use super::lists::{self, CLASS_LIST, PUPIL_LIST};
use crate::{Error, ErrorKind, ExamCard, Incoming, Keep, Past, PupilCard};

/// A store as the page's [`Keep`].
pub struct Pupils {
    store: Store,
}

impl Pupils {
    /// The pupils of a store.
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self { store }
    }

    fn find(&self, id: &str) -> Result<Pupil, Error> {
        let known = self.store.pupils().map_err(said)?.into_iter().find(|pupil| pupil.id == id);
        known.ok_or_else(|| Error::new(ErrorKind::UnknownPupil, "find this pupil"))
    }

    fn bundle(&self, bytes: &[u8]) -> Result<Bundle, Error> {
        let text = String::from_utf8_lossy(bytes);
        if is_cards(&text) {
            let profile = read_cards(&text).map_err(said)?;
            let alias = read_profile_with(profile.as_bytes(), self.store.catalogue()).0.alias;
            return Ok(Bundle { alias: alias.unwrap_or_default(), profile, ..Bundle::default() });
        }
        if text.contains("access-for-all-pnp") && text.trim_start().starts_with('<') {
            let (profile, _) = read_pnp(&text);
            return Ok(Bundle { profile: write_profile(&profile), ..Bundle::default() });
        }
        read_bundle(bytes).map_err(said)
    }

    /// The list of the class in a pupil's folder, and its name in the profile.
    fn give_class(&self, pupil: &Pupil, table: &str) -> Result<(), Error> {
        lists::write(&pupil.folder, CLASS_LIST, table)?;
        self.name_lists(pupil)
    }

    /// Makes a profile name the lists that are there.
    fn name_lists(&self, pupil: &Pupil) -> Result<(), Error> {
        let place = Place::Pupil(pupil);
        let now = self.store.load(place).map_err(said)?.profile;
        let named = lists::named(now.voice.pronunciations.as_deref().unwrap_or_default(), |name| {
            lists::read(&pupil.folder, name).is_ok_and(|table| !table.is_empty())
        });
        if now.voice.pronunciations.as_deref().unwrap_or_default() == named {
            return Ok(());
        }
        let put = |profile: &mut Profile| {
            profile.voice.pronunciations = (!named.is_empty()).then(|| named.clone());
        };
        self.store.change(place, put).map(drop).map_err(said)
    }
}

impl Keep for Pupils {
    fn catalogue(&self) -> &Catalogue {
        self.store.catalogue()
    }

    fn exam(&self) -> Result<Option<ExamCard>, Error> {
        let Some(exam) = self.store.exam().map_err(said)? else { return Ok(None) };
        let pupil = PupilCard { id: exam.pupil.clone(), alias: exam.alias.clone() };
        let known = self.find(&exam.pupil)?;
        let stack = self.store.stack(Some(&known), None).map_err(said)?;
        let size_pt = stack.layers(self.store.catalogue()).settings().text.size_pt;
        Ok(Some(ExamCard { pupil, title: exam.rules.title, size_pt }))
    }

    fn pupils(&self) -> Result<Vec<PupilCard>, Error> {
        Ok(self.store.pupils().map_err(said)?.into_iter().map(card).collect())
    }

    fn active(&self) -> Result<Option<PupilCard>, Error> {
        Ok(self.store.active().map_err(said)?.map(card))
    }

    fn activate(&mut self, id: &str) -> Result<(), Error> {
        let pupil = self.find(id)?;
        self.store.set_active(Some(&pupil)).map_err(said)
    }

    fn create(&mut self, alias: &str, profile: Profile) -> Result<String, Error> {
        let pupil = self.store.create(alias, profile).map_err(said)?;
        let class = lists::read(self.store.folder(), CLASS_LIST)?;
        if !class.is_empty() {
            self.give_class(&pupil, &class)?;
        }
        Ok(pupil.id)
    }

    fn load(&self, id: &str) -> Result<Profile, Error> {
        let pupil = self.find(id)?;
        Ok(self.store.load(Place::Pupil(&pupil)).map_err(said)?.profile)
    }

    fn save(&mut self, id: &str, profile: Profile) -> Result<(), Error> {
        let pupil = self.find(id)?;
        let saved = self.store.change(Place::Pupil(&pupil), |own| *own = profile);
        saved.map(drop).map_err(said)
    }

    fn undo(&mut self, id: &str) -> Result<(), Error> {
        let pupil = self.find(id)?;
        self.store.undo(Place::Pupil(&pupil)).map(drop).map_err(said)
    }

    fn restore(&mut self, id: &str, number: u64) -> Result<(), Error> {
        let pupil = self.find(id)?;
        self.store.restore(Place::Pupil(&pupil), number).map(drop).map_err(said)
    }

    fn history(&self, id: &str) -> Result<Vec<Past>, Error> {
        let pupil = self.find(id)?;
        let revisions = self.store.history(Place::Pupil(&pupil)).map_err(said)?;
        let past = revisions.into_iter().map(|revision| Past {
            number: revision.number,
            at: revision.at,
            kind: revision.kind.as_str().to_owned(),
            changes: revision.changes.into_iter().map(difference).collect(),
        });
        Ok(past.collect())
    }

    fn delete(&mut self, id: &str) -> Result<(), Error> {
        let pupil = self.find(id)?;
        self.store.delete(&pupil).map_err(said)
    }

    fn list(&self, pupil: Option<&str>) -> Result<String, Error> {
        match pupil {
            None => lists::read(self.store.folder(), CLASS_LIST),
            Some(id) => lists::read(&self.find(id)?.folder, PUPIL_LIST),
        }
    }

    fn put_list(&mut self, pupil: Option<&str>, table: &str) -> Result<(), Error> {
        if let Some(id) = pupil {
            let pupil = self.find(id)?;
            lists::write(&pupil.folder, PUPIL_LIST, table)?;
            return self.name_lists(&pupil);
        }
        lists::write(self.store.folder(), CLASS_LIST, table)?;
        for pupil in self.store.pupils().map_err(said)? {
            self.give_class(&pupil, table)?;
        }
        Ok(())
    }

    fn export(&self, id: &str) -> Result<Vec<u8>, Error> {
        let bundle = self.store.export(&self.find(id)?).map_err(said)?;
        Ok(write_bundle(&bundle).into_bytes())
    }

    fn read_file(&self, bytes: &[u8]) -> Result<Incoming, Error> {
        let bundle = self.bundle(bytes)?;
        let (profile, _) = read_profile_with(bundle.profile.as_bytes(), self.store.catalogue());
        Ok(Incoming {
            alias: bundle.alias,
            profile,
            journal: bundle.journal.len(),
            lists: bundle.lists.into_iter().map(|list| list.name).collect(),
        })
    }

    fn take_file(&mut self, id: &str, bytes: &[u8]) -> Result<(), Error> {
        let (pupil, bundle) = (self.find(id)?, self.bundle(bytes)?);
        self.store.take(&pupil, &bundle).map(drop).map_err(said)
    }
}

fn card(pupil: Pupil) -> PupilCard {
    PupilCard { id: pupil.id, alias: pupil.alias }
}

fn difference(change: Change) -> clairvoix_profile::Difference {
    clairvoix_profile::Difference { key: change.key, before: change.before, after: change.after }
}

/// An error of the store as one of ours.
fn said(error: clairvoix_store::Error) -> Error {
    let kind = match error.kind {
        StoreErrorKind::UnknownPupil => ErrorKind::UnknownPupil,
        StoreErrorKind::AliasTaken => ErrorKind::AliasTaken,
        StoreErrorKind::BadAlias => ErrorKind::BadAlias,
        StoreErrorKind::NothingToUndo | StoreErrorKind::UnknownRevision => ErrorKind::NothingToUndo,
        StoreErrorKind::Exam => ErrorKind::Exam,
        StoreErrorKind::Busy => ErrorKind::Busy,
        StoreErrorKind::Full => ErrorKind::Full,
        StoreErrorKind::BadBundle => ErrorKind::BadFile,
        _ => ErrorKind::Disk,
    };
    Error::new(kind, error.message)
}
