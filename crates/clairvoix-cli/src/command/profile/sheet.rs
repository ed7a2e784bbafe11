//! `clairvoix profile sheet`: one printable page to hand over: what is set in plain words, the keys, what
//! was tried, and codes that bring the settings to another computer.

use clairvoix::{
    profile::{Kind, Language, Layers, Profile, Setting, Settings, Value, setting, write_profile},
    store::{JournalEntry, Place, Pupil, Store, cards},
};
use qrcode::{EcLevel, QrCode, render::svg};

use super::{journal, show::Stack, target, transfer};
use crate::{Outcome, args::SheetArgs, failure::Failure, pupil, ui::Ui};
use target::Target;

const STYLE: &str = include_str!("sheet.css");

/// The keys of the page, in the order of use.
const KEYS: &[&str] = &["space", "arrows", "rate", "word", "escape", "help"];

/// The most lines of what was tried: the sheet is one page.
const TRIED_MAX: usize = 8;

/// Writes the sheet of a pupil.
pub(super) fn run(ui: &Ui, args: &SheetArgs) -> Outcome {
    let store = target::store(ui)?;
    let pupil = target::pupil(ui, &store, args.alias.as_deref())?;
    let html = Sheet::load(ui, &store, &pupil)?.html()?;
    transfer::write(ui, args.out.as_deref(), &html, args.json)
}

struct Sheet<'s> {
    ui: &'s Ui,
    store: &'s Store,
    pupil: &'s Pupil,
    profile: Profile,
    stack: Stack,
    journal: Vec<JournalEntry>,
}

impl<'s> Sheet<'s> {
    fn load(ui: &'s Ui, store: &'s Store, pupil: &'s Pupil) -> Outcome<Self> {
        let failed = |error| target::failed(ui, store, &error);
        let profile = store.load(Place::Pupil(pupil)).map_err(failed)?.profile;
        let stack = Stack::load(ui, store, &Target::named(ui, store, Some(&pupil.alias), None)?)?;
        let journal = store.journal(pupil).map_err(failed)?;
        Ok(Self { ui, store, pupil, profile, stack, journal })
    }

    fn html(&self) -> Outcome<String> {
        let ui = self.ui;
        let title = ui.fill("sheet.title", &[("name", &self.pupil.alias)]);
        let sections = [self.needs(), self.settings(), self.tried(), self.keys(), self.codes()?];
        let language = match pupil::language(ui) {
            Language::French => "fr",
            Language::English => "en",
        };
        Ok(format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{}</main>\n\
             </body>\n</html>\n",
            sections.concat(),
            title = escape(&title),
        ))
    }

    /// The presets, by their words.
    fn needs(&self) -> String {
        let language = pupil::language(self.ui);
        let presets = self.profile.presets.iter().filter_map(|id| self.store.catalogue().find(id));
        let items: Vec<String> = presets
            .map(|preset| {
                let (label, help) = (preset.label.get(language), preset.help.get(language));
                format!("<li><strong>{}</strong> : {}</li>\n", escape(label), escape(help))
            })
            .collect();
        self.section("needs", &list(&items))
    }

    /// What somebody chose, in the order of a settings page.
    fn settings(&self) -> String {
        let layers = self.stack.layers(self.store);
        let rows: Vec<String> =
            Settings::keys().iter().filter_map(|key| self.row(&layers, key)).collect();
        let rows = if rows.is_empty() { String::new() } else { table(&rows) };
        self.section("settings", &rows)
    }

    fn row(&self, layers: &Layers<'_>, key: &str) -> Option<String> {
        let setting = setting(key)?;
        let value = layers.chosen(key)?;
        let language = pupil::language(self.ui);
        let (label, said) = (setting.label.get(language), plain(self.ui, setting, &value));
        let swatch = match &value {
            Value::Colour(colour) => {
                format!("<span class=\"swatch\" style=\"background:{colour}\"></span> ")
            }
            _ => String::new(),
        };
        Some(format!(
            "<tr><th scope=\"row\">{}</th><td>{swatch}{}</td></tr>\n",
            escape(label),
            escape(&said)
        ))
    }

    /// The last word on each thing that was tried.
    fn tried(&self) -> String {
        let language = pupil::language(self.ui);
        let mut seen: Vec<(&str, Option<&str>)> = Vec::new();
        let mut rows = Vec::new();
        for entry in self.journal.iter().rev() {
            let what = (entry.adaptation.as_str(), entry.value.as_deref());
            if seen.contains(&what) || rows.len() >= TRIED_MAX {
                continue;
            }
            seen.push(what);
            let label = match (setting(what.0), self.store.catalogue().find(what.0)) {
                (Some(setting), _) => setting.label.get(language),
                (_, Some(preset)) => preset.label.get(language),
                _ => what.0,
            };
            let value = setting(what.0)
                .and_then(|setting| Some((setting, setting.parse(what.1?).ok()?)))
                .map(|(setting, value)| plain(self.ui, setting, &value))
                .unwrap_or_default();
            rows.push(format!(
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}, {}</td></tr>\n",
                escape(label),
                escape(&value),
                self.ui.get(journal::helped_key(entry.helped)),
                self.ui.get(journal::role_key(entry.role)),
                escape(&entry.date)
            ));
        }
        let rows = if rows.is_empty() { String::new() } else { table(&rows) };
        self.section("tried", &rows)
    }

    fn keys(&self) -> String {
        let rows: Vec<String> = KEYS
            .iter()
            .map(|key| {
                let (name, does) = (format!("sheet.key_{key}"), format!("sheet.key_{key}_does"));
                let (name, does) = (escape(self.ui.get(&name)), escape(self.ui.get(&does)));
                format!("<tr><th scope=\"row\"><kbd>{name}</kbd></th><td>{does}</td></tr>\n")
            })
            .collect();
        self.section("keys", &table(&rows))
    }

    /// The profile as codes; where it is too long for them, the way without.
    fn codes(&self) -> Outcome<String> {
        let file = write_profile(&self.profile);
        let Some(cards) = cards(&file) else {
            return Ok(self.section("codes", &paragraph(self.ui.get("sheet.codes_too_long"))));
        };
        let count = cards.len();
        let mut body = paragraph(self.ui.get("sheet.codes_how"));
        body.push_str("<div class=\"codes\">\n");
        for (card, at) in cards.iter().zip(1..) {
            let code = QrCode::with_error_correction_level(card, EcLevel::M).map_err(|_| {
                Failure::io(self.ui, "failure.code", &[("name", &self.pupil.alias)])
            })?;
            let drawn = code.render::<svg::Color<'_>>().min_dimensions(160, 160).build();
            // Its declaration of XML has no place in a page.
            let drawn = drawn.split_once("?>").map_or(drawn.as_str(), |(_, svg)| svg);
            let label = format!("{at}/{count}");
            let named = drawn.replacen("<svg ", "<svg role=\"img\" aria-label=\"QR\" ", 1);
            body.push_str(&format!("<figure>{named}<figcaption>{label}</figcaption></figure>\n"));
        }
        body.push_str("</div>\n");
        Ok(self.section("codes", &body))
    }

    /// A section with its heading; where there is nothing to say, the words for that.
    fn section(&self, name: &str, body: &str) -> String {
        let heading = escape(self.ui.get(&format!("sheet.{name}")));
        let empty = format!("sheet.{name}_empty");
        let body = match body {
            "" => paragraph(self.ui.get(&empty)),
            body => body.to_owned(),
        };
        format!("<section class=\"{name}\">\n<h2>{heading}</h2>\n{body}</section>\n")
    }
}

/// A value in plain words, with its unit.
fn plain(ui: &Ui, setting: &Setting, value: &Value) -> String {
    let language = pupil::language(ui);
    match (&setting.kind, value) {
        (Kind::Number { unit, .. }, Value::Number(number)) => {
            let digits = usize::from(number.fract() != 0.0) * 2;
            let number = ui.decimal(*number, digits);
            let key = format!("unit.{unit}");
            let unit = if unit.is_empty() { "" } else { ui.get(&key) };
            format!("{number} {unit}").trim_end().to_owned()
        }
        (Kind::Choice(options), Value::Word(word)) => options
            .iter()
            .find(|option| option.value == *word)
            .map_or(word.as_str(), |option| option.label.get(language))
            .to_owned(),
        (_, Value::Flag(true)) => ui.get("profile.yes").to_owned(),
        (_, Value::Flag(false)) => ui.get("profile.no").to_owned(),
        (_, value) => value.to_string(),
    }
}

fn table(rows: &[String]) -> String {
    format!("<table>\n{}</table>\n", rows.concat())
}

fn list(items: &[String]) -> String {
    if items.is_empty() { String::new() } else { format!("<ul>\n{}</ul>\n", items.concat()) }
}

fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", escape(text))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
