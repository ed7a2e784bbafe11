//! A state of a pupil that a computer has sent: written once, with the states that it came after, so that two
//! computers that changed the same state are seen to have done so.

use clairvoix_profile::{Catalogue, read_profile_with, write_profile};
use clairvoix_store::{Bundle, Work, open_sealed, seal};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Error;

const ID_CHARS: usize = 16;
pub(crate) const PUPIL_CHARS: usize = 12;

/// A state of a pupil, and where it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The id of the pupil.
    pub pupil: String,
    /// The versions that it came after; two or more where somebody chose between them.
    pub parents: Vec<String>,
    /// The random name of the computer that sent it.
    pub device: String,
    /// When it was changed last there, in UTC.
    pub at: String,
    /// The state.
    pub bundle: Bundle,
}

impl Version {
    /// Its id: of all that it says, so that sending it twice changes nothing.
    #[must_use]
    pub fn id(&self) -> String {
        // Texts and lists of texts only: nothing that JSON has no form for.
        let json = serde_json::to_string(self).unwrap_or_default();
        sha256(&json).chars().take(ID_CHARS).collect()
    }

    /// The name of its file.
    #[must_use]
    pub fn name(&self) -> String {
        file_name(&self.pupil, &self.id())
    }

    /// Its file.
    pub(crate) fn seal(&self, key: &str) -> Result<Vec<u8>, Error> {
        let json = serde_json::to_string(self).unwrap_or_default();
        Ok(seal(json.as_bytes(), key, Work::RandomKey)?)
    }

    /// The version of a file; none where it was cut on the way, or is not what its name says.
    pub(crate) fn open(bytes: &[u8], key: &str, pupil: &str, id: &str) -> Option<Self> {
        let json = open_sealed(bytes, key).ok()?;
        let version: Self = serde_json::from_slice(&json).ok()?;
        (version.pupil == pupil && version.id() == id).then_some(version)
    }
}

/// The name of a version's file.
pub(crate) fn file_name(pupil: &str, id: &str) -> String {
    format!("{pupil}-{id}.age")
}

/// The pupil and the version of a file's name.
pub(crate) fn parse_name(name: &str) -> Option<(&str, &str)> {
    let (pupil, id) = name.strip_suffix(".age")?.split_once('-')?;
    (is_hexadecimal(pupil, PUPIL_CHARS) && is_hexadecimal(id, ID_CHARS)).then_some((pupil, id))
}

/// The name of the file that says that a pupil was deleted.
pub(crate) fn gone_name(pupil: &str) -> String {
    format!("{pupil}.gone")
}

pub(crate) fn is_hexadecimal(text: &str, chars: usize) -> bool {
    text.len() == chars && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// What two computers compare: the settings, the journal and the lists, in whatever order they are kept, and not
/// the alias, which can be taken on one of them.
pub(crate) fn sum(bundle: &Bundle, catalogue: &Catalogue) -> String {
    let mut profile = read_profile_with(bundle.profile.as_bytes(), catalogue).0;
    profile.alias = None;
    let json = |value: serde_json::Result<String>| value.unwrap_or_default();
    let mut journal: Vec<String> =
        bundle.journal.iter().map(|entry| json(serde_json::to_string(entry))).collect();
    journal.sort();
    journal.dedup();
    let mut lists: Vec<String> =
        bundle.lists.iter().map(|list| json(serde_json::to_string(list))).collect();
    lists.sort();
    sha256(&[write_profile(&profile), journal.join("\n"), lists.join("\n")].join("\n\n"))
}

fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
