//! From AfA PNP to a profile.

use quick_xml::{Reader, events::Event};

use super::{TEXT_AFTER_FONT, TEXT_BEFORE_FONT, WORDS_A_MINUTE};
use crate::{Profile, Value, setting};

/// The most bytes that are read of a document.
const BYTES_MAX: usize = 1 << 20;
/// The most names told of what was not taken.
const NAMES_MAX: usize = 100;

/// The profile of a document, and the elements that have no setting here, each once. Any text gives a
/// profile: what is no XML from some place on is not taken. Numbers outside our bounds are brought to them.
#[must_use]
pub fn read_pnp(xml: &str) -> (Profile, Vec<String>) {
    let mut taking = Taking { profile: Profile::default(), left: Vec::new(), path: Vec::new() };
    if xml.len() > BYTES_MAX {
        return (taking.profile, vec!["access-for-all-pnp".to_owned()]);
    }
    let mut reader = Reader::from_str(xml);
    let mut text = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                let name = tag.local_name().as_ref().to_owned();
                let colour = attribute(&tag, "highlight-color");
                taking.path.push(name);
                taking.open(colour.as_deref());
                text.clear();
            }
            Ok(Event::Empty(tag)) => {
                let name = tag.local_name().as_ref().to_owned();
                let colour = attribute(&tag, "highlight-color");
                taking.path.push(name);
                taking.open(colour.as_deref());
                taking.path.pop();
            }
            Ok(Event::Text(piece)) => text.push_str(&piece),
            Ok(Event::GeneralRef(reference)) => text.push_str(character(&reference)),
            Ok(Event::End(_)) => {
                taking.text(text.trim());
                text.clear();
                taking.path.pop();
            }
            Ok(Event::Eof) | Err(_) => return (taking.profile, taking.left),
            Ok(_) => {}
        }
        // Deeper than any document of the kind: not one of them.
        if taking.path.len() > 32 {
            return (taking.profile, taking.left);
        }
    }
}

struct Taking {
    profile: Profile,
    left: Vec<String>,
    path: Vec<String>,
}

/// Elements that only hold others, or say what we do anyway.
const HOLDERS: &[&str] = &[
    "access-for-all-pnp",
    "text-appearance",
    "font-face",
    "spoken",
    "reading-type",
    "layout-single-column",
];

impl Taking {
    /// An element without a text of its own.
    fn open(&mut self, colour: Option<&str>) {
        let Some(name) = self.path.last().cloned() else {
            return;
        };
        match name.as_str() {
            "line-reader" => {
                self.put("aids.ruler", Value::Flag(true));
                if let Some(colour) = colour.and_then(|colour| colour.parse().ok()) {
                    self.put("colours.ruler", Value::Colour(colour));
                }
            }
            "high-contrast" => self.put("colours.theme", Value::Word("high_contrast".to_owned())),
            name if HOLDERS.contains(&name) || has_text(name) => {}
            _ => self.leave(name),
        }
    }

    /// The text of an element.
    fn text(&mut self, text: &str) {
        let (Some(name), false) = (self.path.last().cloned(), text.is_empty()) else {
            return;
        };
        let number = || text.replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite());
        match name.as_str() {
            "font-name" if self.profile.text.font.is_none() => {
                self.put("text.font", Value::Word(text.to_owned()));
            }
            "speech-rate" => {
                if let Some(words) = number() {
                    self.put("voice.rate", Value::Number(round(words / WORDS_A_MINUTE)));
                }
            }
            "pitch" => {
                if let Some(pitch) = number() {
                    self.put("voice.pitch", Value::Number(round(((pitch - 0.5) * 2.0).exp2())));
                }
            }
            name => {
                let mut all = TEXT_BEFORE_FONT.iter().chain(TEXT_AFTER_FONT);
                let Some((_, key)) = all.find(|(element, _)| *element == name) else {
                    return;
                };
                let colour = text.parse().ok().map(Value::Colour);
                if let Some(value) = colour.or_else(|| number().map(Value::Number)) {
                    self.put(key, value);
                }
            }
        }
    }

    /// Puts a value in, brought within its bounds.
    fn put(&mut self, key: &str, value: Value) {
        let Some(setting) = setting(key) else {
            return;
        };
        let fitting = match setting.check(&value) {
            Ok(()) => Some(value),
            Err(_) => setting.clamp(&value),
        };
        if let Some(value) = fitting {
            // It has been checked.
            let _ = self.profile.set(key, &value);
        }
    }

    fn leave(&mut self, name: String) {
        if self.left.len() < NAMES_MAX && !self.left.contains(&name) {
            self.left.push(name);
        }
    }
}

/// Elements whose text is a setting.
fn has_text(name: &str) -> bool {
    let mut values = TEXT_BEFORE_FONT.iter().chain(TEXT_AFTER_FONT);
    matches!(name, "font-name" | "speech-rate" | "pitch")
        || values.any(|(element, _)| *element == name)
}

/// To the hundredth: what was rounded on the way out comes back as it was.
fn round(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// The character of a reference of XML's own; nothing for others.
fn character(reference: &str) -> &'static str {
    match reference {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

fn attribute(tag: &quick_xml::events::BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    Some(found.value.into_owned())
}
