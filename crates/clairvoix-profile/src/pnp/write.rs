//! From a profile to AfA PNP.

use super::{NAMESPACE, TEXT_AFTER_FONT, TEXT_BEFORE_FONT, WORDS_A_MINUTE};
use crate::{Profile, Settings, Theme, settings::KEYS};

/// The document, and the dotted names of what the profile or its presets set and AfA PNP has no word for.
///
/// ```
/// use clairvoix_profile::{read_pnp, read_profile, write_pnp};
/// let (profile, _) = read_profile(b"[text]\nsize_pt = 16\n[aids]\nruler = true\nsyllables = \"oral\"\n");
/// let (xml, left_out) = write_pnp(&profile);
/// assert!(xml.contains("<font-size>16</font-size>") && xml.contains("<line-reader"));
/// assert_eq!(left_out, ["aids.syllables"]);
/// let (again, not_taken) = read_pnp(&xml);
/// assert_eq!((again.text.size_pt, again.aids.ruler, not_taken.len()), (Some(16.0), Some(true), 0));
/// ```
#[must_use]
pub fn write_pnp(profile: &Profile) -> (String, Vec<String>) {
    let catalogue = crate::Catalogue::built_in();
    let flat = crate::Layers::new(profile, catalogue).flatten();
    let settings = flat.settings();
    let mut document = Document { said: Vec::new(), body: String::new(), flat: &flat };
    document.line_reader(&settings);
    document.spoken();
    document.contrast();
    document.text();
    let left_out = KEYS
        .iter()
        .filter(|key| flat.get(key).is_some() && !document.said.contains(key))
        .map(|key| (*key).to_owned())
        .collect();
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<access-for-all-pnp xmlns=\"{NAMESPACE}\">\n{}\
         </access-for-all-pnp>\n",
        document.body
    );
    (xml, left_out)
}

struct Document<'p> {
    flat: &'p Profile,
    /// Our names that have been written.
    said: Vec<&'static str>,
    body: String,
}

impl Document<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        self.body.push_str(&"  ".repeat(depth));
        self.body.push_str(text);
        self.body.push('\n');
    }

    fn element(&mut self, depth: usize, name: &str, text: &str) {
        self.line(depth, &format!("<{name}>{}</{name}>", escape(text)));
    }

    fn line_reader(&mut self, settings: &Settings) {
        match self.flat.aids.ruler {
            Some(true) => {
                let colour = settings.colours.ruler;
                self.line(1, &format!("<line-reader highlight-color=\"{colour}\"/>"));
                self.said.extend(["aids.ruler", "colours.ruler"]);
            }
            // Absence says no.
            Some(false) => self.said.push("aids.ruler"),
            None => {}
        }
    }

    fn spoken(&mut self) {
        let (rate, pitch) = (self.flat.voice.rate, self.flat.voice.pitch);
        if rate.is_none() && pitch.is_none() {
            return;
        }
        self.line(1, "<spoken>");
        self.element(2, "reading-type", "computer-read-aloud");
        if let Some(rate) = rate {
            self.element(2, "speech-rate", &(rate * WORDS_A_MINUTE).round().to_string());
            self.said.push("voice.rate");
        }
        if let Some(pitch) = pitch {
            // From 0.5 to 2 times, in octaves, to from 0 to 1: the voice's own pitch is 0.5.
            self.element(2, "pitch", &short(pitch.log2() / 2.0 + 0.5));
            self.said.push("voice.pitch");
        }
        self.line(1, "</spoken>");
    }

    /// The theme with strong contrast has a word of its own; the others are colours.
    fn contrast(&mut self) {
        if self.flat.colours.theme == Some(Theme::HighContrast) {
            self.line(1, "<high-contrast/>");
            self.said.push("colours.theme");
        }
    }

    fn text(&mut self) {
        let before = TEXT_BEFORE_FONT.iter().chain(TEXT_AFTER_FONT);
        let theme = self.flat.colours.theme;
        let as_colours = matches!(theme, Some(Theme::Cream | Theme::Dark | Theme::Light));
        let any = before.clone().any(|(_, key)| self.flat.get(key).is_some());
        if !any && !as_colours && self.flat.text.font.is_none() {
            return;
        }
        self.line(1, "<text-appearance>");
        self.values(TEXT_BEFORE_FONT, as_colours);
        if let Some(font) = self.flat.text.font.clone() {
            self.line(2, "<font-face>");
            self.element(3, "font-name", &font);
            self.line(2, "</font-face>");
            self.said.push("text.font");
        }
        self.values(TEXT_AFTER_FONT, false);
        self.line(1, "</text-appearance>");
    }

    fn values(&mut self, names: &'static [(&'static str, &'static str)], with_theme: bool) {
        let settings = self.flat.settings();
        for (name, key) in names {
            let from_theme = with_theme && key.starts_with("colours.");
            let value = match self.flat.get(key) {
                None if from_theme => settings.get(key),
                own => own,
            };
            if let Some(value) = value {
                self.element(2, name, &value.to_string());
                self.said.push(key);
            }
        }
    }
}

/// A number with three decimals at most.
fn short(number: f64) -> String {
    ((number * 1000.0).round() / 1000.0).to_string()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
