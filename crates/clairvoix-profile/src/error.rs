//! What can go wrong when one setting is changed. Reading a whole profile never fails.

use std::fmt;

/// A setting that could not be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What kind of thing went wrong.
    pub kind: ErrorKind,
    /// One plain sentence that names the setting and the way out.
    pub message: String,
}

/// The kinds of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// There is no setting of this name; the message gives the nearest one.
    UnknownKey,
    /// The value is of the wrong type, outside the bounds or not among the choices.
    BadValue,
}

impl Error {
    pub(crate) fn bad_value(message: String) -> Self {
        Self { kind: ErrorKind::BadValue, message }
    }

    pub(crate) fn unknown_key(message: String) -> Self {
        Self { kind: ErrorKind::UnknownKey, message }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
