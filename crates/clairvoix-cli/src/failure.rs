//! Why a command failed: the message names the input and the way out, the code says whose fault.

use std::{
    io::{self, ErrorKind},
    process::ExitCode,
};

use clairvoix::store::{Error as StoreError, ErrorKind as StoreErrorKind};

use crate::ui::Ui;

/// Why a command stopped before its end.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Nobody reads our output any more: nothing to say, and not an error of ours.
    ClosedPipe,
    /// An input could not be read or an output written: exit code 1.
    Io(String),
    /// The arguments are wrong together: exit code 2.
    Usage(String),
}

impl Failure {
    /// What to say on standard error.
    pub(crate) fn message(&self) -> Option<&str> {
        match self {
            Self::ClosedPipe => None,
            Self::Io(message) | Self::Usage(message) => Some(message),
        }
    }

    /// The code of the process: see the command's documentation.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::ClosedPipe => ExitCode::SUCCESS,
            Self::Io(_) => ExitCode::from(1),
            Self::Usage(_) => ExitCode::from(2),
        }
    }

    /// A failure of exit code 1 with the message of a key.
    pub(crate) fn io(ui: &Ui, key: &str, places: &[(&str, &str)]) -> Self {
        Self::Io(ui.fill(key, places))
    }

    /// `name` could not be read.
    pub(crate) fn read(ui: &Ui, name: &str, error: &io::Error) -> Self {
        Self::from_error(ui, "failure.read", name, error, false)
    }

    /// `name` could not be written.
    pub(crate) fn write(ui: &Ui, name: &str, error: &io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe {
            return Self::ClosedPipe;
        }
        Self::from_error(ui, "failure.write", name, error, true)
    }

    /// Standard output could not be written.
    pub(crate) fn stdout(ui: &Ui, error: &io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe {
            return Self::ClosedPipe;
        }
        Self::from_error(ui, "failure.stdout_write", "", error, true)
    }

    /// Why an input or output failed, as a fragment.
    pub(crate) fn reason(ui: &Ui, error: &io::Error, writing: bool) -> String {
        let key = format!("reason.{}", kind(error, writing));
        ui.fill(&key, &[("message", &error.to_string())])
    }

    /// The store of profiles could not do what was asked.
    pub(crate) fn store(ui: &Ui, name: &str, error: &StoreError) -> Self {
        let places = [("name", name)];
        let usage = |key: &str| Self::Usage(ui.fill(key, &places));
        match error.kind {
            StoreErrorKind::Read(kind) => Self::read(ui, name, &kind.into()),
            StoreErrorKind::Write(kind) => Self::write(ui, name, &kind.into()),
            StoreErrorKind::NoFolder => Self::io(ui, "failure.store_no_folder", &[]),
            StoreErrorKind::Busy => Self::io(ui, "failure.store_busy", &[]),
            StoreErrorKind::Damaged => Self::io(ui, "failure.store_damaged", &places),
            StoreErrorKind::BadBundle => {
                let places = [("name", name), ("reason", error.message.as_str())];
                Self::io(ui, "failure.import", &places)
            }
            StoreErrorKind::BadPassphrase => Self::io(ui, "failure.import_passphrase", &places),
            StoreErrorKind::Full => Self::io(ui, "failure.store_full", &[]),
            StoreErrorKind::NothingToUndo => Self::io(ui, "failure.store_nothing_to_undo", &[]),
            StoreErrorKind::UnknownPupil => usage("failure.store_unknown_pupil"),
            StoreErrorKind::AliasTaken => usage("failure.store_alias_taken"),
            StoreErrorKind::BadAlias => usage("failure.store_bad_alias"),
            StoreErrorKind::BadApp => usage("failure.store_bad_app"),
            StoreErrorKind::Exam => Self::io(ui, "failure.exam_on", &[]),
            StoreErrorKind::NoExam => Self::io(ui, "failure.exam_off", &[]),
            StoreErrorKind::BadExam => Self::io(ui, "failure.exam_bad", &places),
            StoreErrorKind::BadPin => usage("failure.exam_bad_pin"),
            StoreErrorKind::WrongPin => Self::io(ui, "failure.exam_wrong_pin", &[]),
            StoreErrorKind::Wait(seconds) => {
                Self::io(ui, "failure.exam_wait", &[("seconds", &seconds.to_string())])
            }
            StoreErrorKind::UnknownRevision => usage("failure.store_unknown_revision"),
        }
    }

    fn from_error(ui: &Ui, key: &str, name: &str, error: &io::Error, writing: bool) -> Self {
        let reason = Self::reason(ui, error, writing);
        let way_out = ui.fill(&format!("way_out.{}", kind(error, writing)), &[]);
        let places = [("name", name), ("reason", &reason), ("way_out", &way_out)];
        Self::io(ui, key, &places)
    }
}

/// The name of an error in `[reason]` and `[way_out]`.
fn kind(error: &io::Error, writing: bool) -> &'static str {
    match error.kind() {
        ErrorKind::NotFound if writing => "not_found_write",
        ErrorKind::NotFound => "not_found",
        ErrorKind::PermissionDenied => "permission",
        ErrorKind::IsADirectory => "directory",
        ErrorKind::NotADirectory => "not_a_directory",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "full",
        ErrorKind::ReadOnlyFilesystem => "read_only",
        ErrorKind::InvalidData => "binary",
        _ => "other",
    }
}
