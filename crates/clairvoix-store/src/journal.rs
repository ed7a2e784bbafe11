//! What was tried and whether it helped: by whom in role only, on which day. No free text: there is no
//! place for a name or a diagnosis.

use serde::{Deserialize, Serialize};

/// The most entries of a journal.
pub const JOURNAL_ENTRIES_MAX: usize = 2000;

/// One thing that was tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// The day, in UTC: `2026-11-27`. Filled in where it is empty.
    #[serde(default)]
    pub date: String,
    /// What was tried: the dotted name of a setting, or the id of a preset.
    pub adaptation: String,
    /// The value it had, where it is a setting.
    #[serde(default)]
    pub value: Option<String>,
    /// Whether it helped.
    pub helped: Helped,
    /// Who says so.
    pub role: Role,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),* }
        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The word in files and on the command line.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }
    };
}

words!(
    /// Whether something helped.
    Helped {
        /// It helped.
        Yes = "yes",
        /// It helped a little, or sometimes.
        SoSo = "so-so",
        /// It did not help.
        No = "no",
    }
);
words!(
    /// Who says so, never by name.
    Role {
        /// The pupil.
        Pupil = "pupil",
        /// The AESH.
        Aesh = "aesh",
        /// A teacher.
        Teacher = "teacher",
        /// A parent.
        Parent = "parent",
        /// A therapist: orthophoniste, ergothérapeute, orthoptiste.
        Therapist = "therapist",
        /// Somebody else.
        Other = "other",
    }
);
