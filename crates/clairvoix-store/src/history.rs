//! Every change of a profile, with the whole profile after it, so that any state comes back.

use clairvoix_profile::Difference;
use serde::{Deserialize, Serialize};

/// At least so many revisions are kept, at most twice as many.
pub const REVISIONS_MIN: usize = 100;

/// A state of a profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Its number, rising.
    pub number: u64,
    /// When, in UTC: `2026-11-27T18:00:00Z`.
    pub at: String,
    /// What kind of change made it.
    pub kind: ChangeKind,
    /// What differs from the state before.
    pub changes: Vec<Change>,
    /// The revision that held before; 0 for none.
    pub(crate) previous: u64,
    /// The revision to which undoing leads; 0 for none.
    pub(crate) parent: u64,
    /// The file after the change.
    pub(crate) profile: String,
}

/// What made a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// The profile was made.
    Created,
    /// Settings were changed.
    Changed,
    /// A change was undone.
    Undone,
    /// An earlier revision was taken back.
    Restored,
    /// A file was imported.
    Imported,
    /// Somebody changed the file itself.
    Edited,
}

impl ChangeKind {
    /// The word for it in files and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Changed => "changed",
            Self::Undone => "undone",
            Self::Restored => "restored",
            Self::Imported => "imported",
            Self::Edited => "edited",
        }
    }
}

/// One name and its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The dotted name, or `alias` or `presets`.
    pub key: String,
    /// The value before.
    pub before: Option<String>,
    /// The value after.
    pub after: Option<String>,
}

impl From<Difference> for Change {
    fn from(difference: Difference) -> Self {
        let Difference { key, before, after } = difference;
        Self { key, before, after }
    }
}

/// The revisions that have been in force: one whose saving a crash has cut never was.
pub(crate) fn in_force(revisions: Vec<Revision>, current: u64) -> Vec<Revision> {
    let were: Vec<u64> = revisions.iter().map(|revision| revision.previous).collect();
    revisions
        .into_iter()
        .filter(|revision| revision.number == current || were.contains(&revision.number))
        .collect()
}
