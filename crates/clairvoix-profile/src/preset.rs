//! The presets, each a file in `presets/`: a profile and the words that present it.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Label, Profile, read_profile};

/// A profile to start from, named by what it looks like, never by a difficulty.
#[derive(Clone, Debug)]
pub struct Preset {
    /// The name used in files and on the command line: the file's, without `.toml`.
    pub id: &'static str,
    /// What the pupil sees.
    pub label: Label,
    /// One sentence about it.
    pub help: Label,
    /// Its settings.
    pub profile: Profile,
}

const FILES: &[(&str, &str)] = &[
    ("aere", include_str!("../presets/aere.toml")),
    ("espace", include_str!("../presets/espace.toml")),
    ("tres-espace", include_str!("../presets/tres-espace.toml")),
    ("gros-contraste", include_str!("../presets/gros-contraste.toml")),
    ("reperage-lignes", include_str!("../presets/reperage-lignes.toml")),
    ("concentration", include_str!("../presets/concentration.toml")),
];

/// All presets, in the order in which they are offered; the first one is the default.
#[must_use]
pub fn presets() -> &'static [Preset] {
    static PRESETS: LazyLock<Vec<Preset>> = LazyLock::new(|| {
        let read = |(id, text): &(&'static str, &str)| {
            let card = toml::from_str::<File>(text).ok()?.preset;
            let (mut profile, _) = read_profile(text.as_bytes());
            profile.unknown.clear();
            let preset = Preset { id, label: card.label, help: card.help, profile };
            Some((card.order, preset))
        };
        let mut presets: Vec<_> = FILES.iter().filter_map(read).collect();
        presets.sort_by_key(|(order, _)| *order);
        presets.into_iter().map(|(_, preset)| preset).collect()
    });
    &PRESETS
}

/// The preset of this id.
///
/// ```
/// use clairvoix_profile::preset;
/// assert_eq!(preset("espace").unwrap().label.fr, "Espacé");
/// ```
#[must_use]
pub fn preset(id: &str) -> Option<&'static Preset> {
    presets().iter().find(|preset| preset.id == id)
}

#[derive(Deserialize)]
struct File {
    preset: Card,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Card {
    order: u32,
    label: Label,
    help: Label,
}
