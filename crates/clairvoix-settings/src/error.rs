//! What can fail, and what the person can do about it.

use std::fmt;

/// Something that was not done. What was there before still is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What can be done about it.
    pub kind: ErrorKind,
    /// A fragment that fits "failed to …".
    pub message: String,
}

/// The kinds of [`Error`]; each has its sentence in `data/words.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// Another pupil has this alias: choose another one.
    AliasTaken,
    /// The alias is empty or too long.
    BadAlias,
    /// There is no such pupil any more.
    UnknownPupil,
    /// There is nothing to undo.
    NothingToUndo,
    /// The disk or folder does not take it: make room, or choose another folder.
    Disk,
    /// Another program is writing: try again.
    Busy,
    /// As many as there may be.
    Full,
    /// The file is not one of ours, or was changed on the way.
    BadFile,
    /// An examination is going on: nothing changes but the size of letters.
    Exam,
    /// The voice could not start.
    Voice,
    /// The address or the port could not be had.
    Address,
}

impl Error {
    /// An error of a kind, with its fragment.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }
}

impl ErrorKind {
    /// The key of its sentence.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::AliasTaken => "error.alias_taken",
            Self::BadAlias => "error.bad_alias",
            Self::UnknownPupil => "error.unknown_pupil",
            Self::NothingToUndo => "error.nothing_to_undo",
            Self::Disk => "error.disk",
            Self::Busy => "error.busy",
            Self::Full => "error.full",
            Self::BadFile => "error.bad_file",
            Self::Exam => "error.exam",
            Self::Voice => "error.voice",
            Self::Address => "error.address",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
