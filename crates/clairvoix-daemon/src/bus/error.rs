//! Errors as D-Bus has them.

use zbus::DBusError;

use crate::error::{Error, ErrorKind};

/// One for each [`ErrorKind`].
#[derive(Debug, DBusError)]
#[zbus(prefix = "org.clairvoix.Error")]
#[allow(missing_docs, reason = "as ErrorKind, which documents them")]
pub(crate) enum BusError {
    #[zbus(error)]
    ZBus(zbus::Error),
    InvalidInput(String),
    InvalidOption(String),
    InvalidText(String),
    LimitExceeded(String),
    Unavailable(String),
    EngineFailed(String),
    DeviceLost(String),
    Io(String),
    NotAllowed(String),
    AccessDenied(String),
}

impl From<Error> for BusError {
    fn from(error: Error) -> Self {
        let message = error.message().to_owned();
        match error.kind() {
            ErrorKind::InvalidInput => Self::InvalidInput(message),
            ErrorKind::InvalidOption => Self::InvalidOption(message),
            ErrorKind::InvalidText => Self::InvalidText(message),
            ErrorKind::LimitExceeded => Self::LimitExceeded(message),
            ErrorKind::Unavailable => Self::Unavailable(message),
            ErrorKind::EngineFailed => Self::EngineFailed(message),
            ErrorKind::DeviceLost => Self::DeviceLost(message),
            ErrorKind::Io => Self::Io(message),
            ErrorKind::NotAllowed => Self::NotAllowed(message),
            ErrorKind::AccessDenied => Self::AccessDenied(message),
        }
    }
}

impl From<clairvoix::speech::Error> for BusError {
    fn from(error: clairvoix::speech::Error) -> Self {
        Error::from(error).into()
    }
}
