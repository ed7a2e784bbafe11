//! What the page keeps: pupils, their profiles and their lists of pronunciations.

use clairvoix_profile::{Catalogue, Difference, Profile};

use crate::Error;

/// A pupil, as the page shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PupilCard {
    /// The name in addresses: letters and digits.
    pub id: String,
    /// The pseudonym.
    pub alias: String,
}

/// A change of the past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// Its number.
    pub number: u64,
    /// When, in UTC: `2026-11-27T20:15:00Z`.
    pub at: String,
    /// `created`, `changed`, `undone`, `restored`, `edited` or `imported`.
    pub kind: String,
    /// What was different after it.
    pub changes: Vec<Difference>,
}

/// A pupil in a file, not yet kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Incoming {
    /// The pseudonym in the file, which may be empty.
    pub alias: String,
    /// The profile.
    pub profile: Profile,
    /// How many entries of a journal come with it.
    pub journal: usize,
    /// The names of the lists of pronunciations that come with it.
    pub lists: Vec<String>,
}

/// An examination that is going on.
#[derive(Clone, Debug, PartialEq)]
pub struct ExamCard {
    /// The pupil it is for.
    pub pupil: PupilCard,
    /// Its title.
    pub title: String,
    /// The size of their letters now, in points.
    pub size_pt: f64,
}

/// Where pupils are kept. A change that was answered with `Ok` is safe.
pub trait Keep {
    /// The presets there are, a school's too.
    fn catalogue(&self) -> &Catalogue;

    /// The examination that is going on: while there is one, the page shows nothing else, and changes nothing
    /// but the size of letters.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Disk`]: nobody knows then what is allowed.
    fn exam(&self) -> Result<Option<ExamCard>, Error>;

    /// All pupils, by alias.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Disk`]; so for all that follow.
    fn pupils(&self) -> Result<Vec<PupilCard>, Error>;

    /// The pupil in front of the computer.
    ///
    /// # Errors
    /// As [`Keep::pupils`].
    fn active(&self) -> Result<Option<PupilCard>, Error>;

    /// Says who is in front of the computer.
    ///
    /// # Errors
    /// [`crate::ErrorKind::UnknownPupil`].
    fn activate(&mut self, id: &str) -> Result<(), Error>;

    /// Makes a pupil; gives the id.
    ///
    /// # Errors
    /// [`crate::ErrorKind::BadAlias`], [`crate::ErrorKind::AliasTaken`], [`crate::ErrorKind::Full`].
    fn create(&mut self, alias: &str, profile: Profile) -> Result<String, Error>;

    /// A pupil's profile.
    ///
    /// # Errors
    /// [`crate::ErrorKind::UnknownPupil`].
    fn load(&self, id: &str) -> Result<Profile, Error>;

    /// Puts a profile in the place of a pupil's.
    ///
    /// # Errors
    /// As [`Keep::create`], [`Keep::load`], [`crate::ErrorKind::Busy`].
    fn save(&mut self, id: &str, profile: Profile) -> Result<(), Error>;

    /// Takes the last change back.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NothingToUndo`], and as [`Keep::save`].
    fn undo(&mut self, id: &str) -> Result<(), Error>;

    /// Brings the state of a number back.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NothingToUndo`], and as [`Keep::save`].
    fn restore(&mut self, id: &str, number: u64) -> Result<(), Error>;

    /// The changes, the oldest first.
    ///
    /// # Errors
    /// As [`Keep::load`].
    fn history(&self, id: &str) -> Result<Vec<Past>, Error>;

    /// Deletes a pupil with all that is kept of them.
    ///
    /// # Errors
    /// As [`Keep::save`].
    fn delete(&mut self, id: &str) -> Result<(), Error>;

    /// A pupil's own list of pronunciations, or the class's with `None`: a table, empty where there is none.
    ///
    /// # Errors
    /// As [`Keep::load`].
    fn list(&self, pupil: Option<&str>) -> Result<String, Error>;

    /// Writes such a list. The class's holds for every pupil here, and for those made later.
    ///
    /// # Errors
    /// As [`Keep::save`].
    fn put_list(&mut self, pupil: Option<&str>, table: &str) -> Result<(), Error>;

    /// A pupil as one file.
    ///
    /// # Errors
    /// As [`Keep::load`].
    fn export(&self, id: &str) -> Result<Vec<u8>, Error>;

    /// What is in such a file; nothing is kept yet.
    ///
    /// # Errors
    /// [`crate::ErrorKind::BadFile`].
    fn read_file(&self, bytes: &[u8]) -> Result<Incoming, Error>;

    /// Puts what is in such a file in the place of a pupil's profile; their alias stays.
    ///
    /// # Errors
    /// As [`Keep::read_file`] and [`Keep::save`].
    fn take_file(&mut self, id: &str, bytes: &[u8]) -> Result<(), Error>;
}
