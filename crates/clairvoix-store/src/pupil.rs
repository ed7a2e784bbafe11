//! A pupil of the store.

use std::path::PathBuf;

/// A pupil: known by a pseudonym, kept under a random name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pupil {
    /// The name of the folder: random, so that a path says nothing.
    pub id: String,
    /// The pseudonym.
    pub alias: String,
    /// The folder: the profile, its history, the journal, the lists of pronunciations it names.
    pub folder: PathBuf,
}
