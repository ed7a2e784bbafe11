//! A pupil as one file, to carry to another computer: profile, journal, lists of pronunciations. Its
//! first line has the SHA-256 of the rest.

use clairvoix_profile::PROFILE_BYTES_MAX;
use serde::{Deserialize, Serialize};

use crate::{Error, ErrorKind, JournalEntry, document::checksum};

/// The most bytes of such a file.
pub const BUNDLE_BYTES_MAX: usize = 8 << 20;
/// The most lists of pronunciations in it.
pub const BUNDLE_LISTS_MAX: usize = 32;

const HEADER: &str = "clairvoix-pupil 1 sha256 ";

/// What such a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    /// The pseudonym.
    pub alias: String,
    /// The profile, as its file has it.
    pub profile: String,
    /// What was tried.
    #[serde(default)]
    pub journal: Vec<JournalEntry>,
    /// The lists of pronunciations that the profile names.
    #[serde(default)]
    pub lists: Vec<BundleList>,
}

/// A list of pronunciations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleList {
    /// Its file's name, without a folder.
    pub name: String,
    /// The table.
    pub table: String,
}

/// The file of a bundle.
///
/// ```
/// use clairvoix_store::{Bundle, read_bundle, write_bundle};
/// let bundle = Bundle { alias: "Renard".into(), profile: "[text]\nsize_pt = 16\n".into(), ..Bundle::default() };
/// let file = write_bundle(&bundle);
/// assert_eq!(read_bundle(file.as_bytes())?, bundle);
/// assert!(read_bundle(file.replace("16", "61").as_bytes()).is_err());
/// # Ok::<(), clairvoix_store::Error>(())
/// ```
#[must_use]
pub fn write_bundle(bundle: &Bundle) -> String {
    // Texts and lists of texts only: nothing that JSON has no form for.
    let body = serde_json::to_string_pretty(bundle).unwrap_or_default();
    format!("{HEADER}{}\n{body}\n", checksum(body.as_bytes()))
}

/// Reads such a file.
///
/// # Errors
/// [`ErrorKind::BadBundle`] where it is none, or has been changed on the way.
pub fn read_bundle(bytes: &[u8]) -> Result<Bundle, Error> {
    let bad = |what: &str| Error::new(ErrorKind::BadBundle, format!("read a pupil's file: {what}"));
    if bytes.len() > BUNDLE_BYTES_MAX {
        return Err(bad("it is too long"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| bad("it is no text"))?;
    let (header, body) = text.split_once('\n').ok_or_else(|| bad("it has one line"))?;
    let sum = header.strip_prefix(HEADER).ok_or_else(|| bad("its first line is another"))?;
    let body = body.strip_suffix('\n').unwrap_or(body);
    if sum.trim_end() != checksum(body.as_bytes()) {
        return Err(bad("it has been changed on the way: the SHA-256 differs"));
    }
    let bundle: Bundle = serde_json::from_str(body).map_err(|error| bad(&error.to_string()))?;
    let is_name = |list: &BundleList| is_list_name(&list.name);
    if bundle.lists.len() > BUNDLE_LISTS_MAX || !bundle.lists.iter().all(is_name) {
        return Err(bad("a list of pronunciations has a name that is no file's"));
    }
    if bundle.profile.len() > PROFILE_BYTES_MAX {
        return Err(bad("the profile is too long"));
    }
    Ok(bundle)
}

/// Whether a name can be a list's: a plain file name, none of the store's own.
pub(crate) fn is_list_name(name: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ' | '\'');
    let ends = [".csv", ".tsv", ".txt"].iter().any(|end| name.ends_with(end));
    ends && !name.starts_with('.') && name.chars().count() <= 100 && name.chars().all(plain)
}
