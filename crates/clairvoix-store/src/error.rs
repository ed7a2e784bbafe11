//! What can go wrong with the store.

use std::{fmt, io, path::Path};

/// A change or a reading that was not done. What was there before still is.
#[derive(Debug)]
pub struct Error {
    /// What the caller can do about it.
    pub kind: ErrorKind,
    /// A fragment that fits "failed to …", with the place concerned.
    pub message: String,
}

/// The kinds of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The system tells no folder for a person's data: name one with `CLAIRVOIX_HOME`.
    NoFolder,
    /// A file or folder could not be read: the cause is the system's.
    Read(io::ErrorKind),
    /// A file or folder could not be written: the disk is full, or the folder cannot be written.
    Write(io::ErrorKind),
    /// Another program is changing the profiles: try again.
    Busy,
    /// No pupil has this alias.
    UnknownPupil,
    /// Another pupil has this alias.
    AliasTaken,
    /// An alias is empty, too long, or means something else.
    BadAlias,
    /// The name of an application has letters that a file's name may not have.
    BadApp,
    /// There is no earlier state to go back to.
    NothingToUndo,
    /// The history has no revision of this number.
    UnknownRevision,
    /// As many pupils, or entries, as a store may have.
    Full,
    /// A file or codes to import are not what was exported.
    BadBundle,
    /// An examination is going on: nothing can be changed but the size of letters.
    Exam,
    /// No examination is going on.
    NoExam,
    /// The document is no examination's: [`clairvoix_profile::read_exam`] says why.
    BadExam,
    /// A PIN is 4 to 12 digits.
    BadPin,
    /// The PIN is another one.
    WrongPin,
    /// After wrong PINs: so many seconds to wait.
    Wait(u64),
    /// The passphrase is another one.
    BadPassphrase,
    /// The profile's file is there and cannot be used: neither copy is whole.
    Damaged,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    pub(crate) fn read(path: &Path, error: &io::Error) -> Self {
        let message = format!("read {}: {error}", path.display());
        Self { kind: ErrorKind::Read(error.kind()), message }
    }

    pub(crate) fn write(path: &Path, error: &io::Error) -> Self {
        let message = format!("write {}: {error}", path.display());
        Self { kind: ErrorKind::Write(error.kind()), message }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
