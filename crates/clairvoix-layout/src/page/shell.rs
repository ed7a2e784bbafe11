//! The page around the text: head, voice, bar, panel, help.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use clairvoix_document::Document;
use clairvoix_profile::{Kind, Language, Profile, Settings, setting};

use super::{
    AudioSource, PageOptions, data::data, html::body, html::escape, policy::policy, word::word,
};
use crate::{css_values, style_sheet};

const SHELL: &str = include_str!("../../assets/page/shell.html");
const STYLE: &str = include_str!("../../assets/page/page.css");

/// The script, one idea a file; they share one scope, in this order.
const SCRIPT: &str = concat!(
    "\"use strict\";\n(() => {\n",
    include_str!("../../assets/page/data.js"),
    include_str!("../../assets/page/text.js"),
    include_str!("../../assets/page/paint.js"),
    include_str!("../../assets/page/aids.js"),
    include_str!("../../assets/page/player.js"),
    include_str!("../../assets/page/follow.js"),
    include_str!("../../assets/page/bar.js"),
    include_str!("../../assets/page/look.js"),
    include_str!("../../assets/page/keys.js"),
    include_str!("../../assets/page/frame.js"),
    include_str!("../../assets/page/start.js"),
    "})();\n"
);

/// The switches of the panel: the setting, and its value when on.
const SWITCHES: &[(&str, &str)] = &[
    ("aids.syllables", "written"),
    ("aids.silent_letters", "true"),
    ("aids.ruler", "true"),
    ("aids.line_numbers", "true"),
];

/// Makes the page of `document`: one HTML file in UTF-8. With [`AudioSource::Embedded`] it needs
/// nothing beside it.
///
/// ```
/// use clairvoix_document::{Format, read};
/// use clairvoix_layout::page::{AudioSource, PageOptions, render_page};
/// use clairvoix_profile::Profile;
/// let options = PageOptions {
///     audio: AudioSource::File { name: "audio.wav".into(), mime: "audio/wav".into() },
///     ..PageOptions::default()
/// };
/// let document = read("Il dort.", Format::Plain);
/// let html = render_page(&document, &Profile::default(), &options);
/// assert!(html.contains("src=\"audio.wav\""));
/// ```
#[must_use]
pub fn render_page(document: &Document, profile: &Profile, options: &PageOptions) -> String {
    let settings = profile.settings();
    let style = format!("{}\n{STYLE}", style_sheet(&settings));
    let has_audio = options.audio != AudioSource::None;
    let text = body(document);
    let has_sentences = document.leaves().any(|leaf| !leaf.text().trim().is_empty());
    let hidden = |shown: bool| (if shown { "" } else { " hidden" }).to_owned();
    fill(|name| match name {
        "lang" => escape(&options.text_language),
        "ui" => ui(options.language).to_owned(),
        "class" => {
            let voice = if has_audio { "has-audio" } else { "no-audio" };
            format!("{voice}{}", if options.framed.is_some() { " framed" } else { "" })
        }
        "name" => {
            let named = options.framed.as_ref();
            named.map(|name| format!(" aria-label=\"{}\"", escape(name))).unwrap_or_default()
        }
        "attributes" => attributes(&settings),
        "policy" => policy(&style, SCRIPT),
        "title" => escape(&title(document, options)),
        "style" => style.clone(),
        "heading" => heading(document, options, &text),
        "text" => text.clone(),
        "audio" => audio(&options.audio),
        "bar_hidden" => hidden(has_audio || has_sentences),
        "audio_hidden" => hidden(has_audio),
        "sentences_hidden" => hidden(has_sentences),
        "themes" => themes(options.language),
        "aids" => aids(options),
        "data" => data(document, profile, options),
        "script" => SCRIPT.to_owned(),
        name => {
            let key = name.strip_prefix("w.").unwrap_or_default();
            escape(word(options.language, key))
        }
    })
}

/// The shell with each `{{name}}` replaced once: what is put in is never looked at again.
fn fill(part: impl Fn(&str) -> String) -> String {
    let mut page = String::new();
    let mut rest = SHELL;
    while let Some((before, after)) = rest.split_once("{{") {
        page.push_str(before);
        let Some((name, after)) = after.split_once("}}") else { break };
        page.push_str(&part(name));
        rest = after;
    }
    page.push_str(rest);
    page
}

fn ui(language: Language) -> &'static str {
    match language {
        Language::French => "fr",
        Language::English => "en",
    }
}

fn title(document: &Document, options: &PageOptions) -> String {
    let first =
        || document.leaves().map(clairvoix_document::Leaf::text).find(|t| !t.trim().is_empty());
    let title = options.title.as_deref().or(document.title.as_deref()).or_else(first);
    let title: String = title.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return word(options.language, "untitled").to_owned();
    }
    title.chars().take(80).collect()
}

/// A text without a title of its own has one for those who go from title to title.
fn heading(document: &Document, options: &PageOptions, text: &str) -> String {
    if text.contains("<h1 ") {
        return String::new();
    }
    format!("<header><h1 class=\"sr\">{}</h1></header>\n", escape(&title(document, options)))
}

/// Choices and flags as attributes, which the style sheet reads.
fn attributes(settings: &Settings) -> String {
    let shown = |key: &str| {
        key.starts_with("aids.") || key.starts_with("highlight.") || key == "colours.theme"
    };
    let one = |(key, value): &(&str, crate::CssValue)| {
        format!(" data-{}=\"{}\"", key.replace('.', "-"), escape(&value.to_string()))
    };
    css_values(settings).iter().filter(|(key, _)| shown(key)).map(one).collect()
}

fn audio(source: &AudioSource) -> String {
    let (address, preload) = match source {
        AudioSource::None => return String::new(),
        AudioSource::File { name, .. } => (file_address(name), "metadata"),
        AudioSource::Embedded { bytes, mime } => {
            let mime: String = mime.chars().filter(|c| !matches!(c, ',' | ';')).collect();
            (format!("data:{mime};base64,{}", STANDARD.encode(bytes)), "none")
        }
    };
    let address = escape(&address);
    format!("<audio id=\"audio\" controls preload=\"{preload}\" src=\"{address}\"></audio>\n")
}

/// A file's name as an address: what has a meaning there is written as bytes.
fn file_address(name: &str) -> String {
    let mut address = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

fn themes(language: Language) -> String {
    let Some(Kind::Choice(options)) = setting("colours.theme").map(|setting| &setting.kind) else {
        return String::new();
    };
    let one = |option: &clairvoix_profile::ChoiceOption| {
        let label = escape(option.label.get(language));
        format!("<option value=\"{}\">{label}</option>", escape(&option.value))
    };
    options.iter().map(one).collect()
}

fn aids(options: &PageOptions) -> String {
    let one = |(key, on): &(&str, &str)| {
        let label = setting(key).map(|s| s.label.get(options.language)).unwrap_or_default();
        let label = escape(label);
        format!(
            "<label class=\"check\"><input type=\"checkbox\" data-key=\"{key}\" data-on=\"{on}\">\
             {label}</label>\n"
        )
    };
    SWITCHES.iter().filter(|(key, _)| options.offers(key)).map(one).collect()
}
