//! The crate's one error, and its names on the bus.

use std::fmt;

/// What went wrong, by what the caller can do about it. The name on the bus is
/// `org.clairvoix.Error.` with the variant's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request is wrong: change it.
    InvalidInput,
    /// An option is not known, or has the wrong type or value; the message names it.
    InvalidOption,
    /// What a descriptor gave is no UTF-8 text.
    InvalidText,
    /// There is too much of something; the message begins with the limit's name.
    LimitExceeded,
    /// A needed program, voice or device is not there.
    Unavailable,
    /// The engine crashed or hung and was given up.
    EngineFailed,
    /// The sound device went away.
    DeviceLost,
    /// Reading or writing failed.
    Io,
    /// An examination is going on, and does not allow it; the message names the feature.
    NotAllowed,
    /// It is another client's.
    AccessDenied,
}

impl ErrorKind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::InvalidInput,
        Self::InvalidOption,
        Self::InvalidText,
        Self::LimitExceeded,
        Self::Unavailable,
        Self::EngineFailed,
        Self::DeviceLost,
        Self::Io,
        Self::NotAllowed,
        Self::AccessDenied,
    ];

    /// The last part of its name on the bus.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InvalidInput => "InvalidInput",
            Self::InvalidOption => "InvalidOption",
            Self::InvalidText => "InvalidText",
            Self::LimitExceeded => "LimitExceeded",
            Self::Unavailable => "Unavailable",
            Self::EngineFailed => "EngineFailed",
            Self::DeviceLost => "DeviceLost",
            Self::Io => "Io",
            Self::NotAllowed => "NotAllowed",
            Self::AccessDenied => "AccessDenied",
        }
    }
}

/// An error of the service. Its message never holds a part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

impl Error {
    /// An error with its kind and a message for a person who helps.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    /// An [`ErrorKind::InvalidOption`].
    #[must_use]
    pub fn option(name: &str, message: &str) -> Self {
        Self::new(ErrorKind::InvalidOption, format!("{name}: {message}"))
    }

    /// What the caller can do.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What happened.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl From<clairvoix::store::Error> for Error {
    fn from(error: clairvoix::store::Error) -> Self {
        use clairvoix::store::ErrorKind as Store;
        let kind = match error.kind {
            Store::UnknownPupil | Store::BadAlias | Store::BadApp => ErrorKind::InvalidInput,
            Store::Busy => ErrorKind::Unavailable,
            Store::Exam => ErrorKind::NotAllowed,
            _ => ErrorKind::Io,
        };
        Self::new(kind, format!("failed to {}", error.message))
    }
}

impl From<clairvoix::speech::Error> for Error {
    fn from(error: clairvoix::speech::Error) -> Self {
        use clairvoix::speech::ErrorKind as Speech;
        let kind = match error.kind() {
            Speech::InvalidInput => ErrorKind::InvalidInput,
            Speech::EngineFailed => ErrorKind::EngineFailed,
            Speech::DeviceLost => ErrorKind::DeviceLost,
            Speech::Io => ErrorKind::Io,
            _ => ErrorKind::Unavailable,
        };
        Self::new(kind, error.message())
    }
}
