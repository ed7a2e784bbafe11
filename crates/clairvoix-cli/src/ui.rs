//! What a command says to the person: notes and errors on standard error, in their language.

use std::io::{self, IsTerminal, Write};

use crate::{language::UiLanguage, messages::Messages};

/// The person's language and its messages.
pub(crate) struct Ui {
    pub(crate) language: UiLanguage,
    pub(crate) messages: Messages,
}

impl Ui {
    pub(crate) fn from_environment() -> Self {
        let language = UiLanguage::from_environment();
        Self { language, messages: Messages::load(language) }
    }

    /// The message of a key.
    pub(crate) fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.messages.get(key)
    }

    /// The message of a key with each `{place}` filled.
    pub(crate) fn fill(&self, key: &str, places: &[(&str, &str)]) -> String {
        self.messages.fill(key, places)
    }

    /// Says why the command failed.
    pub(crate) fn error(&self, message: &str) {
        to_stderr(message);
    }

    /// Says something worth knowing although the work goes on.
    pub(crate) fn note(&self, key: &str, places: &[(&str, &str)]) {
        to_stderr(&self.fill(key, places));
    }

    /// Says what was written; only to a person, never into a pipe or a log.
    pub(crate) fn done(&self, key: &str, places: &[(&str, &str)]) {
        if io::stderr().is_terminal() {
            to_stderr(&self.fill(key, places));
        }
    }

    /// A decimal number as the language writes it.
    pub(crate) fn decimal(&self, value: f64, digits: usize) -> String {
        let plain = format!("{value:.digits$}");
        match self.language {
            UiLanguage::Fr => plain.replace('.', ","),
            UiLanguage::En => plain,
        }
    }

    /// A number of bytes, rounded for a person.
    pub(crate) fn size(&self, bytes: u64) -> String {
        let (unit, divisor) = match (self.language, bytes) {
            (UiLanguage::Fr, 1_000_000_000..) => ("Go", 1e9),
            (UiLanguage::Fr, _) => ("Mo", 1e6),
            (UiLanguage::En, 1_000_000_000..) => ("GB", 1e9),
            (UiLanguage::En, _) => ("MB", 1e6),
        };
        #[allow(clippy::cast_precision_loss, reason = "shown with one decimal")]
        let value = bytes as f64 / divisor;
        format!("{} {unit}", self.decimal(value, 1))
    }

    /// A duration, rounded for a person: `1 h 02 min`, `3 min 20 s`.
    pub(crate) fn duration(&self, seconds: u64) -> String {
        match seconds {
            3600.. => format!("{} h {:02} min", seconds / 3600, seconds % 3600 / 60),
            60.. => format!("{} min {:02} s", seconds / 60, seconds % 60),
            _ => format!("{seconds} s"),
        }
    }
}

/// One line on standard error. A closed or full standard error is nothing we could report.
pub(crate) fn to_stderr(message: &str) {
    let _ = writeln!(io::stderr().lock(), "clairvoix: {message}");
}
