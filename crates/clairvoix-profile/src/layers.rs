//! Layers of settings, and why a value holds.

use crate::settings::{KEYS, unchosen};
use crate::{
    Catalogue, Error, Preset, Profile, Setting, Settings, Theme, Value, nearest_key, setting,
};

/// What a layer is, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LayerKind {
    /// What holds where nobody chose.
    Default,
    /// The presets that the pupil starts from.
    Preset,
    /// What the pupil set.
    Pupil,
    /// What this computer needs: its headphones, its screen.
    Device,
    /// What one application asks for.
    App,
    /// What an examination allows.
    Exam,
}

impl LayerKind {
    /// The name in files, JSON and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Preset => "preset",
            Self::Pupil => "pupil",
            Self::Device => "device",
            Self::App => "app",
            Self::Exam => "exam",
        }
    }
}

/// A pupil's profile with what lies under and over it. For each setting the strongest layer that has
/// a value gives it.
///
/// ```
/// use clairvoix_profile::{Catalogue, LayerKind, Layers, read_profile};
/// let (pupil, _) = read_profile(b"presets = [\"espace\"]\n[text]\nsize_pt = 18\n");
/// let (device, _) = read_profile(b"[voice]\ndevice = \"Casque\"\n");
/// let layers = Layers::new(&pupil, Catalogue::built_in()).with(LayerKind::Device, "", &device);
/// assert_eq!(layers.settings().text.size_pt, 18.0);
/// assert_eq!(layers.settings().voice.device, "Casque");
/// let why = layers.why("text.size_pt")?;
/// let steps: Vec<_> = why.steps.iter().map(|s| (s.layer.as_str(), s.value.to_string(), s.wins)).collect();
/// let said: Vec<_> = steps.iter().map(|(layer, value, wins)| (*layer, value.as_str(), *wins)).collect();
/// assert_eq!(said, [("default", "14", false), ("preset", "14", false), ("pupil", "18", true)]);
/// # Ok::<(), clairvoix_profile::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Layers<'p> {
    presets: Vec<&'p Preset>,
    /// The pupil's and those above, the weakest first.
    own: Vec<Layer<'p>>,
}

#[derive(Clone, Debug)]
struct Layer<'p> {
    kind: LayerKind,
    name: &'p str,
    profile: &'p Profile,
}

/// Why a setting has its value.
#[derive(Clone, Debug)]
pub struct Why {
    /// The setting; its `source` is the evidence for its default and bounds.
    pub setting: &'static Setting,
    /// The value that holds.
    pub value: Value,
    /// Every layer that has a value, the weakest first; the default always has one.
    pub steps: Vec<WhyStep>,
}

/// What one layer says of a setting.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyStep {
    /// Which kind of layer.
    pub layer: LayerKind,
    /// The preset's id, the application's name, the theme that gives a colour; else empty.
    pub name: String,
    /// Its value.
    pub value: Value,
    /// Whether its value is the one that holds.
    pub wins: bool,
    /// The evidence: of the setting for its default, of a preset for its values; else empty.
    pub source: String,
}

impl<'p> Layers<'p> {
    /// The pupil's profile over the presets that it names, those of `catalogue`.
    #[must_use]
    pub fn new(pupil: &'p Profile, catalogue: &'p Catalogue) -> Self {
        let presets = pupil.presets.iter().filter_map(|id| catalogue.find(id)).collect();
        Self { presets, own: vec![Layer { kind: LayerKind::Pupil, name: "", profile: pupil }] }
    }

    /// Adds a layer at the place of its kind, above those of the same kind. Presets that its profile
    /// names do not count.
    #[must_use]
    pub fn with(mut self, kind: LayerKind, name: &'p str, profile: &'p Profile) -> Self {
        let at = self.own.partition_point(|layer| layer.kind <= kind);
        self.own.insert(at, Layer { kind, name, profile });
        self
    }

    /// The value that somebody chose for the dotted name `key`.
    #[must_use]
    pub fn chosen(&self, key: &str) -> Option<Value> {
        let own = self.own.iter().rev().find_map(|layer| layer.profile.get(key));
        own.or_else(|| self.of_presets(key))
    }

    /// The value of every setting.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings::resolve(|key| self.chosen(key))
    }

    /// One profile that gives the same settings without any layer: for what takes a profile only.
    #[must_use]
    pub fn flatten(&self) -> Profile {
        let mut flat = Profile::default();
        for key in KEYS {
            if let Some(value) = self.chosen(key) {
                // It comes out of a profile: it fits.
                let _ = flat.set(key, &value);
            }
        }
        flat
    }

    /// Which layers have a value for the dotted name `key`, and which one wins.
    ///
    /// # Errors
    /// [`crate::ErrorKind::UnknownKey`] with the nearest valid name.
    pub fn why(&self, key: &str) -> Result<Why, Error> {
        let Some((setting, fallback)) =
            setting(key).and_then(|setting| Some((setting, self.fallback(setting)?)))
        else {
            let near = nearest_key(key).map_or(String::new(), |n| format!(" (nearest name: {n})"));
            return Err(Error::unknown_key(format!("no setting is called \"{key}\"{near}")));
        };
        let mut steps = vec![fallback];
        for preset in &self.presets {
            if let Some(value) = preset.profile.get(key) {
                let (name, source) = (preset.id.clone(), preset.source.clone());
                let layer = LayerKind::Preset;
                steps.push(WhyStep { layer, name, value, wins: false, source });
            }
        }
        for layer in &self.own {
            if let Some(value) = layer.profile.get(key) {
                let (kind, name) = (layer.kind, layer.name.to_owned());
                let source = String::new();
                steps.push(WhyStep { layer: kind, name, value, wins: false, source });
            }
        }
        let strongest = steps.last().map_or(LayerKind::Default, |step| step.layer);
        let chosen = self.chosen(key);
        // Of presets that combine, the first one whose value was taken; else the strongest layer.
        let holds = |step: &&mut WhyStep| {
            step.layer == strongest && chosen.as_ref().is_none_or(|value| *value == step.value)
        };
        let wins = match strongest {
            LayerKind::Preset => steps.iter_mut().find(holds),
            _ => steps.iter_mut().rev().find(holds),
        };
        if let Some(step) = wins {
            step.wins = true;
        }
        let value = chosen.or_else(|| steps.first().map(|step| step.value.clone()));
        let value = value.unwrap_or(Value::Flag(false));
        Ok(Why { setting, value, steps })
    }

    /// The step of the default: a colour's comes from the theme in force.
    fn fallback(&self, setting: &Setting) -> Option<WhyStep> {
        let theme = self.settings().colours.theme;
        let value = unchosen(theme, &setting.key)?;
        let is_role = setting.default.is_none();
        let name = if is_role { named(theme).to_owned() } else { String::new() };
        let source = setting.source.clone();
        Some(WhyStep { layer: LayerKind::Default, name, value, wins: false, source })
    }

    fn of_presets(&self, key: &str) -> Option<Value> {
        let values = self.presets.iter().filter_map(|preset| preset.profile.get(key));
        let setting = setting(key)?;
        values.reduce(|first, second| setting.combined(first, second))
    }
}

/// The theme whose colours are taken in the light.
fn named(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => Theme::Light.as_str(),
        theme => theme.as_str(),
    }
}
