//! The store: the pupils, the one who is active, and every change.

use std::{
    collections::hash_map::RandomState,
    hash::{BuildHasher, Hasher},
    path::{Path, PathBuf},
};

use clairvoix_profile::{
    Catalogue, Diagnostic, PROFILE_BYTES_MAX, Profile, alias, differences, read_profile_with,
    write_profile,
};

use crate::{
    BUNDLE_LISTS_MAX, Bundle, BundleList, Change, ChangeKind, Error, ErrorKind,
    JOURNAL_ENTRIES_MAX, JournalEntry, Method, Place, Pupil, REVISIONS_MIN, Revision,
    bundle::is_list_name,
    clock,
    disk::{Disk, RealDisk, make_folders},
    document::{self, Document, Found},
    folder::store_folder,
    history::in_force,
    lock::Lock,
    log::Log,
    school,
};

/// The most pupils of a store.
pub const PUPILS_MAX: usize = 200;

const ACTIVE: &str = "active";
const DELETED: &str = ".deleted-";

/// Pupils' profiles in a folder.
pub struct Store {
    pub(crate) folder: PathBuf,
    pub(crate) method: Method,
    pub(crate) disk: Box<dyn Disk>,
    catalogue: Catalogue,
}

/// A profile as it is on the disk.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The profile; the default one where nothing was ever saved.
    pub profile: Profile,
    /// What is wrong in its file.
    pub diagnostics: Vec<Diagnostic>,
    /// The number of its revision; 0 for none.
    pub number: u64,
}

/// What a change did.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The number of the new revision; the old one where nothing changed.
    pub number: u64,
    /// What is different now.
    pub changes: Vec<Change>,
    /// The profile now.
    pub profile: Profile,
}

impl Store {
    /// The store of this person or of this program's folder: see [`store_folder`].
    ///
    /// # Errors
    /// [`ErrorKind::NoFolder`] where the system tells no home.
    pub fn open() -> Result<Self, Error> {
        let (folder, portable) = store_folder()?;
        let method = Method::of_folder(&folder, portable);
        let mut store = Self::with_disk(folder, method, Box::new(RealDisk));
        store.add_presets(&school::school_folders());
        Ok(store)
    }

    /// The store of a folder, which is made when something is first saved.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        let method = Method::of_folder(&folder, false);
        Self::with_disk(folder, method, Box::new(RealDisk))
    }

    /// The store of a folder on any disk.
    #[must_use]
    pub fn with_disk(folder: impl Into<PathBuf>, method: Method, disk: Box<dyn Disk>) -> Self {
        let catalogue = Catalogue::built_in().clone();
        Self { folder: folder.into(), method, disk, catalogue }
    }

    /// The folder of the store.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// How files are replaced there.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// The presets built in and the school's.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Adds the presets of folders; gives the files that are not right.
    pub fn add_presets(&mut self, folders: &[PathBuf]) -> Vec<(PathBuf, Vec<Diagnostic>)> {
        let add = |folder: &PathBuf| school::add(&*self.disk, folder, &mut self.catalogue);
        folders.iter().flat_map(add).collect()
    }

    /// All pupils, by alias. One whose profile cannot be used goes by its id.
    ///
    /// # Errors
    /// [`ErrorKind::Read`].
    pub fn pupils(&self) -> Result<Vec<Pupil>, Error> {
        let folder = self.pupils_folder();
        let names = self.disk.list(&folder).map_err(|error| Error::read(&folder, &error))?;
        let mut pupils = Vec::new();
        for id in names.into_iter().filter(|name| !name.starts_with('.')) {
            let folder = folder.join(&id);
            let found = document::read(&*self.disk, &folder, "profile")
                .map_err(|error| Error::read(&folder, &error))?;
            let alias = match found {
                Found::Nothing => continue,
                Found::Cut | Found::Damaged => None,
                Found::Whole(found) => self.parse(&found.body).0.alias,
            };
            pupils.push(Pupil { alias: alias.unwrap_or_else(|| id.clone()), id, folder });
        }
        pupils.sort_by_key(|pupil| pupil.alias.to_lowercase());
        Ok(pupils)
    }

    /// The pupil of an alias, whatever its capitals.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownPupil`], [`ErrorKind::Read`].
    pub fn find(&self, alias: &str) -> Result<Pupil, Error> {
        let wanted = alias.trim().to_lowercase();
        let found = self.pupils()?.into_iter().find(|pupil| pupil.alias.to_lowercase() == wanted);
        found.ok_or_else(|| {
            Error::new(ErrorKind::UnknownPupil, format!("find a pupil called {alias:?}"))
        })
    }

    /// The pupil in front of the computer.
    ///
    /// # Errors
    /// [`ErrorKind::Read`].
    pub fn active(&self) -> Result<Option<Pupil>, Error> {
        let found = document::read(&*self.disk, &self.folder, ACTIVE)
            .map_err(|error| Error::read(&self.folder, &error))?;
        let Found::Whole(found) = found else {
            return Ok(None);
        };
        let id = String::from_utf8_lossy(&found.body);
        let id = id.trim().strip_prefix("pupil = ").unwrap_or_default().trim_matches('"');
        Ok(self.pupils()?.into_iter().find(|pupil| pupil.id == id))
    }

    /// Says who is in front of the computer; nobody with `None`.
    ///
    /// # Errors
    /// [`ErrorKind::Write`], [`ErrorKind::Busy`].
    pub fn set_active(&self, pupil: Option<&Pupil>) -> Result<(), Error> {
        let _lock = self.writable()?;
        self.write_active(pupil)
    }

    /// Makes a pupil.
    ///
    /// # Errors
    /// [`ErrorKind::BadAlias`], [`ErrorKind::AliasTaken`], [`ErrorKind::Full`],
    /// [`ErrorKind::Write`], [`ErrorKind::Busy`].
    pub fn create(&self, name: &str, profile: Profile) -> Result<Pupil, Error> {
        let alias = checked_alias(name)?;
        let _lock = self.writable()?;
        self.check_free(alias, None)?;
        self.make(random_id(), alias, profile)
    }

    /// Makes a pupil whom another computer knows by this id: twelve hexadecimal digits. Where somebody here
    /// is called so already, a number is added to the alias.
    ///
    /// # Errors
    /// As [`Store::create`]; [`ErrorKind::AliasTaken`] where this computer has a pupil of that id.
    pub fn adopt(&self, id: &str, name: &str) -> Result<Pupil, Error> {
        let alias = checked_alias(name)?;
        let _lock = self.writable()?;
        let is_id = id.len() == 12 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_id || self.pupils()?.iter().any(|pupil| pupil.id == id) {
            return Err(Error::new(ErrorKind::AliasTaken, format!("take the pupil {id:?} over")));
        }
        let numbered = (2..=PUPILS_MAX + 1).map(|number| format!("{alias} {number}"));
        let free = std::iter::once(alias.to_owned())
            .chain(numbered)
            .find(|alias| checked_alias(alias).is_ok() && self.check_free(alias, None).is_ok());
        let taken = || Error::new(ErrorKind::AliasTaken, format!("call a pupil {alias:?}"));
        self.make(id.to_owned(), &free.ok_or_else(taken)?, Profile::default())
    }

    fn make(&self, id: String, alias: &str, profile: Profile) -> Result<Pupil, Error> {
        if self.pupils()?.len() >= PUPILS_MAX {
            let message = format!("add a pupil to the {PUPILS_MAX} there are");
            return Err(Error::new(ErrorKind::Full, message));
        }
        let folder = self.pupils_folder().join(&id);
        let written = |error| Error::write(&folder, &error);
        make_folders(&*self.disk, &folder).map_err(written)?;
        let pupil = Pupil { id, alias: alias.to_owned(), folder: folder.clone() };
        let profile = Profile { alias: Some(alias.to_owned()), ..profile };
        self.save(Place::Pupil(&pupil), ChangeKind::Created, |_| profile)?;
        Ok(pupil)
    }

    /// A profile as it is on the disk.
    ///
    /// # Errors
    /// [`ErrorKind::Read`], [`ErrorKind::Damaged`], [`ErrorKind::BadApp`].
    pub fn load(&self, place: Place<'_>) -> Result<Loaded, Error> {
        let found = self.document(place)?;
        let (profile, diagnostics) = self.parse(found.as_ref().map_or(b"", |found| &found.body));
        Ok(Loaded { profile, diagnostics, number: found.map_or(0, |found| found.number) })
    }

    /// Changes a profile: `change` gets it as it is now on the disk, also where another program has
    /// changed it meanwhile. When this has returned, the change is safe.
    ///
    /// # Errors
    /// [`ErrorKind::Write`], [`ErrorKind::Busy`], [`ErrorKind::Read`], [`ErrorKind::Damaged`],
    /// [`ErrorKind::BadAlias`], [`ErrorKind::AliasTaken`], [`ErrorKind::Exam`].
    pub fn change(
        &self,
        place: Place<'_>,
        change: impl FnOnce(&mut Profile),
    ) -> Result<Saved, Error> {
        self.change_as(place, ChangeKind::Changed, change)
    }

    /// As [`Store::change`], for a profile that comes from a file.
    ///
    /// # Errors
    /// As [`Store::change`].
    pub fn import(&self, place: Place<'_>, profile: Profile) -> Result<Saved, Error> {
        self.change_as(place, ChangeKind::Imported, |own| {
            let alias = own.alias.take();
            *own = Profile { alias, ..profile };
        })
    }

    fn change_as(
        &self,
        place: Place<'_>,
        kind: ChangeKind,
        change: impl FnOnce(&mut Profile),
    ) -> Result<Saved, Error> {
        let _lock = self.lock()?;
        if self.exam()?.is_some() {
            return self.change_in_exam(place, change);
        }
        if let Place::Pupil(pupil) = place {
            let mut after = self.load(place)?.profile;
            let before = after.alias.clone();
            change(&mut after);
            if let Some(alias) = after.alias.as_deref().filter(|_| after.alias != before) {
                self.check_free(checked_alias(alias)?, Some(pupil))?;
            }
            return self.save(place, kind, |_| after);
        }
        self.save(place, kind, |mut profile| {
            change(&mut profile);
            profile
        })
    }

    /// Takes the last change back; again, the one before it.
    ///
    /// # Errors
    /// [`ErrorKind::NothingToUndo`], and as [`Store::change`].
    pub fn undo(&self, place: Place<'_>) -> Result<Saved, Error> {
        let _lock = self.writable()?;
        let current = self.current(place)?;
        let nothing = || Error::new(ErrorKind::NothingToUndo, "undo: there is no earlier state");
        let revisions = self.revisions(place)?;
        let find = |number: u64| revisions.iter().find(|revision| revision.number == number);
        let target = find(current.number).and_then(|now| find(now.parent)).ok_or_else(nothing)?;
        self.put(place, &current, ChangeKind::Undone, target.parent, &target.profile)
    }

    /// Brings the state of a revision back.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownRevision`], and as [`Store::change`].
    pub fn restore(&self, place: Place<'_>, number: u64) -> Result<Saved, Error> {
        let _lock = self.writable()?;
        let current = self.current(place)?;
        let revisions = self.revisions(place)?;
        let target = revisions.iter().find(|revision| revision.number == number);
        let target = target.ok_or_else(|| {
            Error::new(ErrorKind::UnknownRevision, format!("find revision {number}"))
        })?;
        self.put(place, &current, ChangeKind::Restored, current.number, &target.profile)
    }

    /// The changes, the oldest first.
    ///
    /// # Errors
    /// [`ErrorKind::Read`].
    pub fn history(&self, place: Place<'_>) -> Result<Vec<Revision>, Error> {
        let current = self.document(place)?.map_or(0, |found| found.number);
        Ok(in_force(self.revisions(place)?, current))
    }

    /// Deletes a pupil with profile, history, journal and lists. What a disk keeps of deleted files
    /// is beyond a program's reach: docs/privacy.md.
    ///
    /// # Errors
    /// [`ErrorKind::Write`], [`ErrorKind::Busy`].
    pub fn delete(&self, pupil: &Pupil) -> Result<(), Error> {
        let _lock = self.writable()?;
        if self.active()?.is_some_and(|active| active.id == pupil.id) {
            self.write_active(None)?;
        }
        let folder = self.pupils_folder();
        let gone = folder.join(format!("{DELETED}{}", pupil.id));
        let written = |error| Error::write(&pupil.folder, &error);
        self.disk.rename(&pupil.folder, &gone).map_err(written)?;
        self.disk.sync_folder(&folder).map_err(written)?;
        self.remove(&gone).map_err(written)?;
        self.disk.sync_folder(&folder).map_err(written)
    }

    /// Adds an entry to a pupil's journal, of today where it has no date.
    ///
    /// # Errors
    /// [`ErrorKind::Write`], [`ErrorKind::Busy`], [`ErrorKind::Full`].
    pub fn note(&self, pupil: &Pupil, entry: JournalEntry) -> Result<JournalEntry, Error> {
        let _lock = self.writable()?;
        let log = self.journal_of(pupil);
        let written = |error| Error::write(&pupil.folder, &error);
        if log.read::<JournalEntry>().map_err(written)?.len() >= JOURNAL_ENTRIES_MAX {
            let message = format!("add to the {JOURNAL_ENTRIES_MAX} entries of the journal");
            return Err(Error::new(ErrorKind::Full, message));
        }
        let date = if entry.date.is_empty() { clock::today() } else { entry.date };
        let entry = JournalEntry { date, ..entry };
        log.append(&entry).map_err(written)?;
        Ok(entry)
    }

    /// A pupil's journal, the oldest entry first.
    ///
    /// # Errors
    /// [`ErrorKind::Read`].
    pub fn journal(&self, pupil: &Pupil) -> Result<Vec<JournalEntry>, Error> {
        self.journal_of(pupil).read().map_err(|error| Error::read(&pupil.folder, &error))
    }

    /// A pupil as one file: profile, journal, and the lists of pronunciations that the profile names.
    ///
    /// # Errors
    /// [`ErrorKind::Read`], [`ErrorKind::Damaged`].
    pub fn export(&self, pupil: &Pupil) -> Result<Bundle, Error> {
        let loaded = self.load(Place::Pupil(pupil))?;
        let named = loaded.profile.settings().voice.pronunciations;
        let names = named.split(';').map(str::trim).filter(|name| is_list_name(name));
        let mut lists = Vec::new();
        for name in names.take(BUNDLE_LISTS_MAX) {
            let path = pupil.folder.join(name);
            // A list that is not there is not there on the other computer either.
            let Ok(bytes) = self.disk.read(&path, PROFILE_BYTES_MAX as u64) else {
                continue;
            };
            let table = String::from_utf8_lossy(&bytes).into_owned();
            lists.push(BundleList { name: name.to_owned(), table });
        }
        let profile = write_profile(&loaded.profile);
        Ok(Bundle { alias: pupil.alias.clone(), profile, journal: self.journal(pupil)?, lists })
    }

    /// Puts a bundle's profile, journal and lists into a pupil's place. The profile can be undone.
    ///
    /// # Errors
    /// As [`Store::change`] and [`Store::note`].
    pub fn take(&self, pupil: &Pupil, bundle: &Bundle) -> Result<Saved, Error> {
        let (profile, _) = self.parse(bundle.profile.as_bytes());
        let saved = self.import(Place::Pupil(pupil), profile)?;
        let known = self.journal(pupil)?;
        for entry in bundle.journal.iter().filter(|entry| !known.contains(entry)) {
            self.note(pupil, entry.clone())?;
        }
        let _lock = self.writable()?;
        for list in bundle.lists.iter().filter(|list| is_list_name(&list.name)) {
            let path = pupil.folder.join(&list.name);
            document::write_plain(&*self.disk, &pupil.folder, &list.name, list.table.as_bytes())
                .map_err(|error| Error::write(&path, &error))?;
        }
        Ok(saved)
    }

    fn journal_of<'s>(&'s self, pupil: &'s Pupil) -> Log<'s> {
        Log {
            disk: &*self.disk,
            folder: &pupil.folder,
            name: "journal".to_owned(),
            records_a_part: JOURNAL_ENTRIES_MAX,
        }
    }

    /// As [`Store::lock`], for what an examination forbids.
    pub(crate) fn writable(&self) -> Result<Lock, Error> {
        let lock = self.lock()?;
        match self.exam()? {
            None => Ok(lock),
            Some(_) => Err(Error::new(ErrorKind::Exam, "change: an examination is going on")),
        }
    }

    /// Waits for other writers, and clears away what a crash has left half deleted.
    pub(crate) fn lock(&self) -> Result<Lock, Error> {
        let folder = self.pupils_folder();
        make_folders(&*self.disk, &folder).map_err(|error| Error::write(&folder, &error))?;
        let lock = Lock::take(&self.folder)?;
        for name in self.disk.list(&folder).unwrap_or_default() {
            if name.starts_with(DELETED) {
                // Tried again next time.
                let _ = self.remove(&folder.join(name));
            }
        }
        Ok(lock)
    }

    /// Saves what `change` makes of the profile, with its revision first.
    fn save(
        &self,
        place: Place<'_>,
        kind: ChangeKind,
        change: impl FnOnce(Profile) -> Profile,
    ) -> Result<Saved, Error> {
        let current = self.current(place)?;
        let before = self.parse(&current.body).0;
        let text = write_profile(&change(before));
        if text.as_bytes() == current.body && current.number > 0 {
            let profile = self.parse(&current.body).0;
            return Ok(Saved { number: current.number, changes: Vec::new(), profile });
        }
        self.put(place, &current, kind, current.number, &text)
    }

    /// The document to be changed; one that somebody else has changed becomes a revision first.
    fn current(&self, place: Place<'_>) -> Result<Document, Error> {
        let nothing = Document { body: Vec::new(), number: 0, as_saved: true };
        let current = self.document(place)?.unwrap_or(nothing);
        if current.as_saved {
            return Ok(current);
        }
        let text = String::from_utf8_lossy(&current.body).into_owned();
        // A file without our first line comes after all that was saved.
        let last = self.revisions(place)?.last().map_or(0, |revision| revision.number);
        let number = if current.number == 0 { last } else { current.number };
        let current = Document { number, ..current };
        let saved = self.put(place, &current, ChangeKind::Edited, current.number, &text)?;
        Ok(Document { body: text.into_bytes(), number: saved.number, as_saved: true })
    }

    /// The revision into the history, then the profile into its place.
    fn put(
        &self,
        place: Place<'_>,
        current: &Document,
        kind: ChangeKind,
        parent: u64,
        text: &str,
    ) -> Result<Saved, Error> {
        let (folder, name) = place.document(&self.folder)?;
        let written = |error| Error::write(&folder, &error);
        let revisions = self.revisions(place)?;
        let before = match kind {
            ChangeKind::Edited => {
                let known = revisions.iter().find(|known| known.number == current.number);
                self.parse(known.map_or(b"", |known| known.profile.as_bytes())).0
            }
            _ => self.parse(&current.body).0,
        };
        let profile = self.parse(text.as_bytes()).0;
        let last = revisions.last().map_or(0, |revision| revision.number);
        let changes: Vec<Change> =
            differences(&before, &profile).into_iter().map(Change::from).collect();
        let revision = Revision {
            number: last.max(current.number) + 1,
            at: clock::now(),
            kind,
            changes: changes.clone(),
            previous: current.number,
            parent,
            profile: text.to_owned(),
        };
        self.history_of(&folder, &name).append(&revision).map_err(written)?;
        let number = revision.number;
        document::write(&*self.disk, &folder, &name, self.method, number, text).map_err(written)?;
        Ok(Saved { number, changes, profile })
    }

    fn revisions(&self, place: Place<'_>) -> Result<Vec<Revision>, Error> {
        let (folder, name) = place.document(&self.folder)?;
        let read = self.history_of(&folder, &name).read();
        read.map_err(|error| Error::read(&folder, &error))
    }

    fn history_of<'s>(&'s self, folder: &'s Path, name: &str) -> Log<'s> {
        let name = format!("{name}-history");
        Log { disk: &*self.disk, folder, name, records_a_part: REVISIONS_MIN }
    }

    /// The number and the checksum of a profile.
    pub(crate) fn mark(&self, place: Place<'_>) -> Result<(u64, String), Error> {
        let found = self.document(place)?;
        let mark = |found: Document| (found.number, document::checksum(&found.body));
        Ok(found.map_or((0, String::new()), mark))
    }

    fn document(&self, place: Place<'_>) -> Result<Option<Document>, Error> {
        let (folder, name) = place.document(&self.folder)?;
        let found = document::read(&*self.disk, &folder, &name);
        match found.map_err(|error| Error::read(&folder, &error))? {
            Found::Nothing => Ok(None),
            Found::Whole(document) => Ok(Some(document)),
            Found::Cut | Found::Damaged => self.last_revision(&folder, &name).map(Some),
        }
    }

    /// Where neither copy of a profile is whole, its last revision is as good.
    fn last_revision(&self, folder: &Path, name: &str) -> Result<Document, Error> {
        let revisions: Vec<Revision> = self.history_of(folder, name).read().unwrap_or_default();
        let last = revisions.into_iter().next_back().ok_or_else(|| {
            let message = format!("read {}: no copy of the profile is whole", folder.display());
            Error::new(ErrorKind::Damaged, message)
        })?;
        Ok(Document { body: last.profile.into_bytes(), number: last.number, as_saved: true })
    }

    fn write_active(&self, pupil: Option<&Pupil>) -> Result<(), Error> {
        let written = |error| Error::write(&self.folder, &error);
        let found = document::read(&*self.disk, &self.folder, ACTIVE).map_err(written)?;
        let number = if let Found::Whole(found) = found { found.number } else { 0 };
        let body = pupil.map_or(String::new(), |pupil| format!("pupil = \"{}\"\n", pupil.id));
        document::write(&*self.disk, &self.folder, ACTIVE, self.method, number + 1, &body)
            .map_err(written)
    }

    fn check_free(&self, alias: &str, own: Option<&Pupil>) -> Result<(), Error> {
        match self.find(alias) {
            Ok(other) if own.is_none_or(|own| own.id != other.id) => {
                let message = format!("call a pupil {alias:?}: another one is called so");
                Err(Error::new(ErrorKind::AliasTaken, message))
            }
            Ok(_) => Ok(()),
            Err(error) if error.kind == ErrorKind::UnknownPupil => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Removes a folder with all that is in it.
    fn remove(&self, folder: &Path) -> std::io::Result<()> {
        for name in self.disk.list(folder)? {
            let path = folder.join(name);
            if self.disk.remove_file(&path).is_err() {
                self.remove(&path)?;
            }
        }
        self.disk.remove_folder(folder)
    }

    fn pupils_folder(&self) -> PathBuf {
        self.folder.join("pupils")
    }

    fn parse(&self, bytes: &[u8]) -> (Profile, Vec<Diagnostic>) {
        read_profile_with(bytes, &self.catalogue)
    }
}

fn checked_alias(name: &str) -> Result<&str, Error> {
    alias(name).ok_or_else(|| {
        Error::new(ErrorKind::BadAlias, format!("call a pupil {name:?}: 1 to 40 characters"))
    })
}

/// Twelve hexadecimal digits. Two pupils of one store never meet: a folder is made anew.
fn random_id() -> String {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write(clock::now().as_bytes());
    format!("{:012x}", hasher.finish() & 0xffff_ffff_ffff)
}
