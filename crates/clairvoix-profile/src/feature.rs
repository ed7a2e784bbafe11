//! What Clairvoix does for a pupil and an examination may allow or not, read once from
//! `data/features.toml`.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use crate::{Label, Profile, schema::nearest, setting};

macro_rules! features {
    ($($(#[$doc:meta])* $variant:ident = $word:literal),* $(,)?) => {
        /// Something that an examination may allow or not. Stopping the voice and enlarging are none:
        /// they are never taken away.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Feature { $($(#[$doc])* $variant),* }
        impl Feature {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The name in documents, JSON and on the command line.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }
    };
}

features! {
    /// The voice reads a document or a text.
    Speech = "speech",
    /// What is selected in another application is taken.
    Selection = "selection",
    /// The voice is written into a file.
    SoundFiles = "sound_files",
    /// Syllables are shown or heard one by one.
    Syllables = "syllables",
    /// Letters that are not pronounced, and liaisons, are shown.
    SilentLetters = "silent_letters",
    /// Ruler, visible lines, numbers of lines.
    LineAids = "line_aids",
    /// Pronunciation, syllables and spoken form of a word are told.
    Words = "words",
    /// Lists of pronunciations hold.
    Pronunciations = "pronunciations",
}

#[derive(Deserialize)]
struct File {
    feature: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    label: Label,
    help: Label,
    #[serde(default)]
    withheld: BTreeMap<String, toml::Value>,
}

fn entry(feature: Feature) -> Option<&'static Entry> {
    static FILE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
        let file = toml::from_str::<File>(include_str!("../data/features.toml"));
        file.map(|file| file.feature).unwrap_or_default()
    });
    FILE.iter().find(|entry| entry.id == feature.as_str())
}

impl Feature {
    /// The feature of this name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|feature| feature.as_str() == name)
    }

    /// The name that looks most like `name`, if one does.
    #[must_use]
    pub fn nearest(name: &str) -> Option<&'static str> {
        nearest(name, Self::ALL.iter().map(|feature| feature.as_str()))
    }

    /// What a supervisor reads.
    ///
    /// ```
    /// use clairvoix_profile::Feature;
    /// assert_eq!(Feature::Speech.label().unwrap().fr, "La voix lit les textes");
    /// ```
    #[must_use]
    pub fn label(self) -> Option<&'static Label> {
        entry(self).map(|entry| &entry.label)
    }

    /// One sentence about it.
    #[must_use]
    pub fn help(self) -> Option<&'static Label> {
        entry(self).map(|entry| &entry.help)
    }

    /// The dotted names of the settings that it governs.
    pub fn settings(self) -> impl Iterator<Item = &'static str> {
        entry(self).into_iter().flat_map(|entry| entry.withheld.keys().map(String::as_str))
    }

    /// Puts the values in that its settings have while it is not allowed.
    pub(crate) fn withhold(self, profile: &mut Profile) {
        for (key, value) in entry(self).into_iter().flat_map(|entry| &entry.withheld) {
            let text = match value {
                toml::Value::String(word) => word.clone(),
                other => other.to_string(),
            };
            if let Some(value) = setting(key).and_then(|setting| setting.parse(&text).ok()) {
                // It was read by the setting: it fits.
                let _ = profile.set(key, &value);
            }
        }
    }
}
