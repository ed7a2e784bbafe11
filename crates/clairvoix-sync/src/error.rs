//! What can go wrong while profiles are brought together.

use std::fmt;

/// A step that was not done. Nothing that was acknowledged is lost by it.
#[derive(Debug)]
pub struct Error {
    /// What the caller can do about it.
    pub kind: ErrorKind,
    /// A fragment that fits "failed to …".
    pub message: String,
}

/// The kinds of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// Nobody has set it up on this computer.
    NotSetUp,
    /// The address is none, or is not encrypted (`https`) and not of this computer.
    BadAddress,
    /// The server does not answer, or not in time: try again later.
    Unreachable,
    /// The server refuses the name or the password.
    Refused,
    /// The server answers something else than WebDAV.
    NotWebDav,
    /// The passphrase is not that of the other computers.
    BadPassphrase,
    /// An examination is going on: no network.
    Exam,
    /// There are no two versions to choose from, or none of this name.
    NoConflict,
    /// The store of this computer: the message says what.
    Store,
}

impl ErrorKind {
    /// Its name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotSetUp => "not_set_up",
            Self::BadAddress => "bad_address",
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
            Self::NotWebDav => "not_webdav",
            Self::BadPassphrase => "bad_passphrase",
            Self::Exam => "exam",
            Self::NoConflict => "no_conflict",
            Self::Store => "store",
        }
    }
}

impl Error {
    /// An error with its kind and message.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl From<clairvoix_store::Error> for Error {
    fn from(error: clairvoix_store::Error) -> Self {
        let kind = match error.kind {
            clairvoix_store::ErrorKind::BadPassphrase => ErrorKind::BadPassphrase,
            clairvoix_store::ErrorKind::Exam => ErrorKind::Exam,
            _ => ErrorKind::Store,
        };
        Self::new(kind, error.message)
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::new(ErrorKind::Store, format!("keep what was brought together: {error}"))
    }
}
