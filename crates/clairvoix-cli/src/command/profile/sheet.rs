//! `clairvoix profile sheet`: one printable page to hand over: what is set in plain words, the keys, what
//! was tried, and codes that bring the settings to another computer.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use clairvoix::{
    profile::{Kind, Language, Layers, Profile, Setting, Settings, Value, setting},
    store::{JournalEntry, Place, Pupil, Stack, Store, cards},
};
use qrcode::{EcLevel, QrCode, render::svg};
use sha2::{Digest as _, Sha256};

use super::{journal, show, target, transfer};
use crate::{Outcome, args::SheetArgs, failure::Failure, pupil, ui::Ui};
use target::Target;

const STYLE: &str = include_str!("sheet.css");

/// The keys of the page, in the order of use.
const KEYS: &[&str] = &["space", "arrows", "rate", "word", "escape", "help"];

/// The most lines of what was tried: the sheet is one page.
const TRIED_MAX: usize = 8;

/// So many lines of settings stand beside the keys; more take the whole width.
const ROWS_BESIDE_MAX: usize = 18;

/// Writes the sheet of a pupil.
pub(super) fn run(ui: &Ui, args: &SheetArgs) -> Outcome {
    let store = target::store(ui)?;
    let pupil = target::pupil(ui, &store, args.alias.as_deref())?;
    transfer::write(ui, args.out.as_deref(), &html(ui, &store, &pupil)?, args.json)
}

/// The sheet of a pupil, a whole page.
pub(super) fn html(ui: &Ui, store: &Store, pupil: &Pupil) -> Outcome<String> {
    Sheet::load(ui, store, pupil)?.html()
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
        let stack = show::stack(ui, store, &Target::named(ui, store, Some(&pupil.alias), None)?)?;
        let journal = store.journal(pupil).map_err(failed)?;
        Ok(Self { ui, store, pupil, profile, stack, journal })
    }

    fn html(&self) -> Outcome<String> {
        let ui = self.ui;
        let title = ui.fill("sheet.title", &[("name", &self.pupil.alias)]);
        let rows = self.rows();
        let is_full = rows.len() > ROWS_BESIDE_MAX;
        let side = format!(
            "<div>\n{}{}</div>\n",
            self.keys(),
            self.tried(if is_full { TRIED_MAX / 2 } else { TRIED_MAX })
        );
        // What is set stands beside the rest, or above it where there is much.
        let sections = [self.needs(!is_full), self.settings(&rows), side, self.codes()?];
        let language = match pupil::language(ui) {
            Language::French => "fr",
            Language::English => "en",
        };
        Ok(format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src \
             'sha256-{hash}'\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
             <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{}</main>\n\
             </body>\n</html>\n",
            sections.concat(),
            title = escape(&title),
            hash = STANDARD.encode(Sha256::digest(STYLE)),
        ))
    }

    /// The presets, by their words; where there is room, with what they do.
    fn needs(&self, with_help: bool) -> String {
        let language = pupil::language(self.ui);
        let presets = self.profile.presets.iter().filter_map(|id| self.store.catalogue().find(id));
        let items: Vec<String> = presets
            .map(|preset| {
                let (label, help) = (preset.label.get(language), preset.help.get(language));
                match with_help {
                    true => {
                        format!("<li><strong>{}.</strong> {}</li>\n", escape(label), escape(help))
                    }
                    false => escape(label),
                }
            })
            .collect();
        if !with_help && !items.is_empty() {
            return self.section("needs", &format!("<p>{}</p>\n", items.join(", ")));
        }
        self.section("needs", &list(&items))
    }

    /// A row for each thing that somebody chose, in the order of a settings page.
    fn rows(&self) -> Vec<String> {
        let layers = self.stack.layers(self.store.catalogue());
        Settings::keys().iter().filter_map(|key| self.row(&layers, key)).collect()
    }

    fn settings(&self, rows: &[String]) -> String {
        if rows.len() > ROWS_BESIDE_MAX {
            let (left, right) = rows.split_at(rows.len().div_ceil(2));
            let both = format!("<div>\n{}{}</div>\n", table(left), table(right));
            return self.section("settings many", &both);
        }
        let rows = if rows.is_empty() { String::new() } else { table(rows) };
        self.section("settings", &rows)
    }

    fn row(&self, layers: &Layers<'_>, key: &str) -> Option<String> {
        let setting = setting(key)?;
        let value = layers.chosen(key)?;
        let language = pupil::language(self.ui);
        let (label, said) = (setting.label.get(language), plain(self.ui, setting, &value));
        let swatch = match &value {
            Value::Colour(colour) => {
                format!(
                    "<svg class=\"swatch\" aria-hidden=\"true\"><rect width=\"100%\" height=\"100%\" \
                     fill=\"{colour}\"/></svg> "
                )
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
    fn tried(&self, rows_max: usize) -> String {
        let language = pupil::language(self.ui);
        let mut seen: Vec<(&str, Option<&str>)> = Vec::new();
        let mut rows = Vec::new();
        for entry in self.journal.iter().rev() {
            let what = (entry.adaptation.as_str(), entry.value.as_deref());
            if seen.contains(&what) || rows.len() >= rows_max {
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
                "<tr><th scope=\"row\">{} {}</th><td>{}</td><td>{}, {}</td></tr>\n",
                escape(label),
                escape(&value),
                self.ui.get(journal::helped_key(entry.helped)),
                self.ui.get(journal::role_key(entry.role)),
                escape(&date(language, &entry.date))
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
        let Some(cards) = cards(&self.profile) else {
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
        let word = name.split(' ').next().unwrap_or(name);
        let heading = escape(self.ui.get(&format!("sheet.{word}")));
        let empty = format!("sheet.{word}_empty");
        let body = match body {
            "" => paragraph(self.ui.get(&empty)),
            body => body.to_owned(),
        };
        format!("<section class=\"{name}\">\n<h2>{heading}</h2>\n{body}</section>\n")
    }
}

/// A value in plain words, with its unit.
pub(super) fn plain(ui: &Ui, setting: &Setting, value: &Value) -> String {
    let language = pupil::language(ui);
    match (&setting.kind, value) {
        (Kind::Number { unit, .. }, Value::Number(number)) => {
            // Silences are counted in seconds by people.
            let number = if unit == "ms" { number / 1000.0 } else { *number };
            let number = ui.decimal(number, 2);
            let number = number.trim_end_matches('0').trim_end_matches([',', '.']);
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

/// A day as it is written in the language.
fn date(language: Language, iso: &str) -> String {
    match (language, iso.split('-').collect::<Vec<_>>().as_slice()) {
        (Language::French, [year, month, day]) => format!("{day}/{month}/{year}"),
        _ => iso.to_owned(),
    }
}

pub(super) fn table(rows: &[String]) -> String {
    format!("<table>\n{}</table>\n", rows.concat())
}

fn list(items: &[String]) -> String {
    if items.is_empty() { String::new() } else { format!("<ul>\n{}</ul>\n", items.concat()) }
}

fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", escape(text))
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
