//! The presets, each a file in `presets/`: a profile and the words that present it.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Diagnostic, Label, Profile, read::read_profile_with, schema::nearest};

/// A profile to start from, named by what it looks like or by what is observed, never by a difficulty.
#[derive(Clone, Debug)]
pub struct Preset {
    /// The name used in files and on the command line: the file's, without `.toml`.
    pub id: String,
    /// What it starts from.
    pub kind: PresetKind,
    /// What the pupil sees.
    pub label: Label,
    /// One sentence about it.
    pub help: Label,
    /// The evidence, or where the choice comes from.
    pub source: String,
    /// Its settings.
    pub profile: Profile,
}

/// What a preset starts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PresetKind {
    /// A look of the page: one is chosen.
    #[default]
    Look,
    /// What is observed when the pupil reads: as many as are seen, combined. It sets only what
    /// answers it.
    Need,
}

/// Presets to choose from: those built in, and a school's.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    presets: Vec<Preset>,
}

const FILES: &[(&str, &str)] = &[
    ("aere", include_str!("../presets/aere.toml")),
    ("espace", include_str!("../presets/espace.toml")),
    ("tres-espace", include_str!("../presets/tres-espace.toml")),
    ("gros-contraste", include_str!("../presets/gros-contraste.toml")),
    ("reperage-lignes", include_str!("../presets/reperage-lignes.toml")),
    ("concentration", include_str!("../presets/concentration.toml")),
    ("perd-la-ligne", include_str!("../presets/needs/perd-la-ligne.toml")),
    ("syllabe-par-syllabe", include_str!("../presets/needs/syllabe-par-syllabe.toml")),
    ("confond-des-lettres", include_str!("../presets/needs/confond-des-lettres.toml")),
    ("se-fatigue", include_str!("../presets/needs/se-fatigue.toml")),
    ("ne-voit-pas-assez", include_str!("../presets/needs/ne-voit-pas-assez.toml")),
    ("trop-d-informations", include_str!("../presets/needs/trop-d-informations.toml")),
];

impl Catalogue {
    /// The presets that come with Clairvoix, in the order in which they are offered.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Catalogue> = LazyLock::new(|| {
            let mut read: Vec<_> =
                FILES.iter().filter_map(|(id, text)| card(id, text.as_bytes())).collect();
            read.sort_by_key(|(order, ..)| *order);
            Catalogue { presets: read.into_iter().map(|(_, preset, _)| preset).collect() }
        });
        &BUILT_IN
    }

    /// All presets.
    #[must_use]
    pub fn presets(&self) -> &[Preset] {
        &self.presets
    }

    /// The preset of this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Preset> {
        self.presets.iter().find(|preset| preset.id == id)
    }

    /// The id that looks most like `id`, if one does.
    #[must_use]
    pub fn nearest(&self, id: &str) -> Option<&str> {
        nearest(id, self.presets.iter().map(|preset| preset.id.as_str()))
    }

    /// Adds a preset; one of the same id is replaced.
    pub fn add(&mut self, preset: Preset) {
        match self.presets.iter_mut().find(|known| known.id == preset.id) {
            Some(known) => *known = preset,
            None => self.presets.push(preset),
        }
    }
}

/// The looks, in the order in which they are offered; the first one is the default.
#[must_use]
pub fn presets() -> &'static [Preset] {
    let all = Catalogue::built_in().presets();
    let looks = all.iter().take_while(|preset| preset.kind == PresetKind::Look).count();
    all.get(..looks).unwrap_or_default()
}

/// The presets by what is observed, in the order in which they are offered.
///
/// ```
/// use clairvoix_profile::{Profile, needs};
/// assert_eq!(needs()[0].label.fr, "Perd la ligne");
/// let presets = ["perd-la-ligne", "se-fatigue"].map(str::to_owned).to_vec();
/// let settings = Profile { presets, ..Profile::default() }.settings();
/// assert_eq!((settings.spacing.line, settings.spacing.letter_em, settings.aids.ruler), (2.0, 0.12, true));
/// ```
#[must_use]
pub fn needs() -> &'static [Preset] {
    Catalogue::built_in().presets().get(presets().len()..).unwrap_or_default()
}

/// The built-in preset of this id.
///
/// ```
/// use clairvoix_profile::preset;
/// assert_eq!(preset("espace").unwrap().label.fr, "Espacé");
/// ```
#[must_use]
pub fn preset(id: &str) -> Option<&'static Preset> {
    Catalogue::built_in().find(id)
}

/// Reads the file of a preset, a school's for instance, and says what is wrong in it. None where the
/// table `[preset]` with its words is missing or wrong.
///
/// ```
/// use clairvoix_profile::read_preset;
/// let file = "[preset]\nlabel = { fr = \"Classe de 6e B\", en = \"Class 6B\" }\n[text]\nsize_pt = 16\n";
/// let (preset, diagnostics) = read_preset("sixieme-b", file.as_bytes()).unwrap();
/// assert_eq!((preset.profile.text.size_pt, diagnostics.len()), (Some(16.0), 0));
/// ```
#[must_use]
pub fn read_preset(id: &str, bytes: &[u8]) -> Option<(Preset, Vec<Diagnostic>)> {
    card(id, bytes).map(|(_, preset, diagnostics)| (preset, diagnostics))
}

fn card(id: &str, bytes: &[u8]) -> Option<(u32, Preset, Vec<Diagnostic>)> {
    let card = toml::from_str::<File>(std::str::from_utf8(bytes).ok()?).ok()?.preset;
    // Its own presets would have to be looked for in a catalogue that is being made.
    let (mut profile, diagnostics) = read_profile_with(bytes, &Catalogue::default());
    profile.unknown.remove("preset");
    profile.presets.clear();
    let preset = Preset {
        id: id.to_owned(),
        kind: card.kind,
        help: card.help.unwrap_or_else(|| card.label.clone()),
        label: card.label,
        source: card.source,
        profile,
    };
    Some((card.order, preset, diagnostics))
}

#[derive(Deserialize)]
struct File {
    preset: Card,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Card {
    #[serde(default)]
    order: u32,
    #[serde(default)]
    kind: PresetKind,
    label: Label,
    help: Option<Label>,
    #[serde(default)]
    source: String,
}
