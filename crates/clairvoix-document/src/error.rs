//! Why bytes could not be taken as a document.

use std::fmt;

/// What kind of failure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The bytes are no document that can be read: a picture, a program. Give another format.
    Binary,
    /// The document is damaged or not complete. Open it in the program that made it, and save it anew.
    Damaged,
    /// The document is larger than what is read, or made to be; the message names the limit. Cut it.
    Limit,
    /// The document is locked by a password or by its shop. Give a copy without.
    Locked,
}

/// Bytes that cannot be read as a document: what they are, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    /// A part of a document that is not as it should be.
    pub(crate) fn damaged(part: &str, why: impl fmt::Display) -> Self {
        let message = format!(
            "{part} is damaged ({why}): open the document in the program that made it and save it anew"
        );
        Self::new(ErrorKind::Damaged, message)
    }

    /// A document that is locked.
    pub(crate) fn locked() -> Self {
        let message = "this document is locked by a password or by the shop that sold it: give a \
                       copy without";
        Self::new(ErrorKind::Locked, message)
    }

    /// What kind of failure it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
