//! What this computer remembers of the folder between the computers.

use std::{collections::BTreeMap, fs, io, path::Path};

use serde::{Deserialize, Serialize};

use crate::{Error, ErrorKind, whole};

const FILE: &str = "state.json";

/// By pupil.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct State {
    pub(crate) pupils: BTreeMap<String, Known>,
}

/// What is known of a pupil.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Known {
    /// The version that this computer has, or had before it changed something.
    pub(crate) base: Option<String>,
    /// What is compared with it.
    pub(crate) sum: String,
    /// The versions that were seen, with those that they came after.
    pub(crate) versions: BTreeMap<String, Vec<String>>,
}

impl State {
    pub(crate) fn load(folder: &Path) -> Result<Self, Error> {
        let bytes = match fs::read(folder.join(FILE)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error.into()),
        };
        serde_json::from_slice(&bytes).map_err(|error| {
            Error::new(ErrorKind::Store, format!("read {FILE} of the synchronisation: {error}"))
        })
    }

    pub(crate) fn save(&self, folder: &Path) -> Result<(), Error> {
        let json = serde_json::to_vec(self).map_err(io::Error::from)?;
        Ok(whole::write(folder, FILE, &json)?)
    }
}
