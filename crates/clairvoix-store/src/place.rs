//! Which profile of the store is meant.

use std::path::{Path, PathBuf};

use crate::{Error, ErrorKind, Pupil};

/// The most characters of an application's name.
pub const APP_NAME_CHARS_MAX: usize = 40;

/// A profile of the store: each has its own history.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// What a pupil set.
    Pupil(&'a Pupil),
    /// What this computer needs, for all its pupils.
    Device,
    /// What one application needs, for this pupil: `a` to `z`, digits and `-`.
    App(&'a Pupil, &'a str),
}

impl Place<'_> {
    /// The folder and the name of its document.
    pub(crate) fn document(&self, root: &Path) -> Result<(PathBuf, String), Error> {
        match self {
            Self::Pupil(pupil) => Ok((pupil.folder.clone(), "profile".to_owned())),
            Self::Device => Ok((root.to_owned(), "device".to_owned())),
            Self::App(pupil, app) => {
                let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
                let fits = (1..=APP_NAME_CHARS_MAX).contains(&app.len());
                if !fits || !app.chars().all(is_name) {
                    let message = format!("name an application {app:?}: a to z, digits, -");
                    return Err(Error::new(ErrorKind::BadApp, message));
                }
                Ok((pupil.folder.clone(), format!("app-{app}")))
            }
        }
    }
}
