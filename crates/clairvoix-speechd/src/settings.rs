//! What the server sets for the messages to come.

use crate::protocol::Pair;

/// Which punctuation is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Punctuation {
    /// None: it is heard in the melody.
    #[default]
    None,
    /// Some of it: none here.
    Some,
    /// Most of it: all here.
    Most,
    /// All.
    All,
}

/// How a capital letter is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Capitals {
    /// Not at all.
    #[default]
    None,
    /// By its name.
    Spell,
    /// By a sound: by its name here.
    Icon,
}

/// The server's settings, in its own units.
///
/// ```
/// use clairvoix_speechd::Settings;
/// let mut settings = Settings::default();
/// assert!(settings.set("rate", "100"));
/// assert!(!settings.set("rate", "fast"));
/// assert_eq!(settings.rate_factor(), 3.0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// From -100 to 100.
    pub rate: i32,
    /// From -100 to 100.
    pub pitch: i32,
    /// From -100 to 100.
    pub volume: i32,
    /// Which punctuation is named.
    pub punctuation: Punctuation,
    /// Letter by letter.
    pub spelling: bool,
    /// How a capital letter is told.
    pub capitals: Capitals,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// The name of a voice.
    pub voice: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            rate: 0,
            pitch: 0,
            volume: 100,
            punctuation: Punctuation::default(),
            spelling: false,
            capitals: Capitals::default(),
            language: None,
            voice: None,
        }
    }
}

impl Settings {
    /// Takes the settings of a block; false when one has a value that cannot be. Those after it hold.
    pub fn set_all(&mut self, pairs: &[Pair]) -> bool {
        pairs.iter().fold(true, |valid, (name, value)| self.set(name, value) && valid)
    }

    /// Takes one; false when its value cannot be. A name that is not known changes nothing.
    pub fn set(&mut self, name: &str, value: &str) -> bool {
        match name {
            "rate" => number(value, &mut self.rate),
            "pitch" => number(value, &mut self.pitch),
            "volume" => number(value, &mut self.volume),
            "punctuation_mode" => one_of(PUNCTUATIONS, value, &mut self.punctuation),
            "spelling_mode" => one_of(SWITCHES, value, &mut self.spelling),
            "cap_let_recogn" => one_of(CAPITALS, value, &mut self.capitals),
            "language" => text(value, &mut self.language),
            "synthesis_voice" => text(value, &mut self.voice),
            // A kind of voice (`male1`), a range of pitch: our voices have one.
            _ => true,
        }
    }

    /// Speed as a factor: 0.4 to 3.
    #[must_use]
    pub fn rate_factor(&self) -> f32 {
        let base = if self.rate < 0 { 2.5 } else { 3.0 };
        exponential(base, self.rate)
    }

    /// Pitch as a factor: 0.7 to 1.4.
    #[must_use]
    pub fn pitch_factor(&self) -> f32 {
        exponential(std::f32::consts::SQRT_2, self.pitch)
    }

    /// Volume as a factor: 0 to 1.
    #[must_use]
    pub fn volume_factor(&self) -> f32 {
        #[allow(clippy::cast_precision_loss, reason = "at most 200")]
        let steps = (self.volume + 100) as f32;
        steps / 200.0
    }
}

#[allow(clippy::cast_precision_loss, reason = "at most 100")]
fn exponential(base: f32, value: i32) -> f32 {
    base.powf(value as f32 / 100.0)
}

fn number(value: &str, to: &mut i32) -> bool {
    match value.parse::<i32>() {
        Ok(number) => *to = number.clamp(-100, 100),
        Err(_) => return false,
    }
    true
}

const PUNCTUATIONS: &[(&str, Punctuation)] = &[
    ("none", Punctuation::None),
    ("some", Punctuation::Some),
    ("most", Punctuation::Most),
    ("all", Punctuation::All),
];
const SWITCHES: &[(&str, bool)] = &[("on", true), ("off", false)];
const CAPITALS: &[(&str, Capitals)] =
    &[("none", Capitals::None), ("spell", Capitals::Spell), ("icon", Capitals::Icon)];

fn one_of<T: Copy + Default>(all: &[(&str, T)], value: &str, to: &mut T) -> bool {
    if value == "NULL" {
        *to = T::default();
        return true;
    }
    let found = all.iter().find(|(name, _)| *name == value);
    if let Some((_, found)) = found {
        *to = *found;
    }
    found.is_some()
}

fn text(value: &str, to: &mut Option<String>) -> bool {
    *to = Some(value).filter(|value| !matches!(*value, "NULL" | "")).map(str::to_owned);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_cannot_be_change_nothing() {
        let mut settings = Settings::default();
        let pairs = [("punctuation_mode", "all"), ("rate", "1e3"), ("language", "fr-FR")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert!(!settings.set_all(&pairs));
        assert_eq!((settings.rate, settings.punctuation), (0, Punctuation::All));
        assert_eq!(settings.language.as_deref(), Some("fr-FR"));
        assert!(settings.set("language", "NULL") && settings.language.is_none());
        assert!(settings.set("pitch", "9999") && settings.pitch == 100);
        assert!(settings.set("colour", "red"));
    }

    #[test]
    fn the_middle_is_the_voices_own() {
        let settings = Settings::default();
        let factors = [settings.rate_factor(), settings.pitch_factor(), settings.volume_factor()];
        assert_eq!(factors, [1.0, 1.0, 1.0]);
    }
}
