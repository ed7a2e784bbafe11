//! The pupil's text as it will be read: the adapted page itself, in a frame, with its voice where asked.

use std::hash::{DefaultHasher, Hash, Hasher};

use clairvoix_document::Document;
use clairvoix_layout::{
    CssValue, css_values,
    page::{AudioSource, PageMark, PageOptions, render_page},
};
use clairvoix_profile::{
    Catalogue, HighlightUnit, Language, Layers, Profile, Settings, read_pronunciations,
};
use clairvoix_text::pronunciation::Pronunciations;
use serde_json::{Map, Value, json};

use crate::Spoken;

/// The letters of a preview that is read and heard.
pub(crate) const PREVIEW_CHARS: usize = 1500;
/// The letters of each side of « A ou B ».
pub(crate) const SIDE_CHARS: usize = 330;

/// A profile with its presets put in: for what takes a profile only.
pub(crate) fn flat(profile: &Profile, catalogue: &Catalogue) -> Profile {
    Layers::new(profile, catalogue).flatten()
}

/// The lists of pronunciations, the pupil's over the class's.
pub(crate) fn lists(class: &str, pupil: &str) -> Pronunciations {
    let read = |name: &str, table: &str| read_pronunciations(name, table).0;
    Pronunciations::new(vec![read("classe", class), read("eleve", pupil)])
}

/// What a voice of a document depends on, as a name.
pub(crate) fn voice_key(document: &Document, settings: &Settings, lists: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for leaf in document.leaves() {
        leaf.text().hash(&mut hasher);
    }
    // The speed is the page's; the rest is in the sound.
    for key in
        Settings::keys().iter().filter(|key| key.starts_with("voice.") && **key != "voice.rate")
    {
        settings.get(key).map(|value| value.to_string()).hash(&mut hasher);
    }
    lists.hash(&mut hasher);
    hasher.finish()
}

/// The page in the frame of a name, in the language of its words; `sound` is the voice and its address.
pub(crate) fn frame(
    document: &Document,
    flat: &Profile,
    lists: Pronunciations,
    names: (Language, &str),
    sound: Option<(&Spoken, String)>,
) -> String {
    let by_syllable = flat.settings().highlight.unit == HighlightUnit::Syllable;
    let shown =
        |mark: &&PageMark| by_syllable || mark.kind != clairvoix_layout::page::MarkKind::Syllable;
    let (audio, marks) = match sound {
        None => (AudioSource::None, Vec::new()),
        Some((spoken, name)) => (
            AudioSource::File { name, mime: spoken.mime.to_owned() },
            spoken.marks.iter().filter(shown).cloned().collect(),
        ),
    };
    let options = PageOptions {
        language: names.0,
        text_language: document.language.clone().unwrap_or_else(|| "fr".to_owned()),
        audio,
        marks,
        pronunciations: lists,
        framed: Some(names.1.to_owned()),
        ..PageOptions::default()
    };
    render_page(document, flat, &options)
}

/// The look that the frame is told when a setting changes, as JSON: every setting it shows, and of the colours
/// those set by hand, since the theme gives the rest.
pub(crate) fn look(flat: &Profile) -> String {
    let is_shown = |key: &str| {
        !key.starts_with("colours.") || key == "colours.theme" || flat.get(key).is_some()
    };
    let plain = |value: &CssValue| match value {
        CssValue::Number(number) => json!(number),
        CssValue::Flag(flag) => json!(flag),
        CssValue::Text(text) => json!(text),
    };
    let values = css_values(&flat.settings());
    let shown = values.iter().filter(|(key, _)| is_shown(key));
    let look: Map<String, Value> =
        shown.map(|(key, value)| ((*key).to_owned(), plain(value))).collect();
    Value::Object(look).to_string()
}
