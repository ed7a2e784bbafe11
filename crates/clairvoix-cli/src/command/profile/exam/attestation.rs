//! The page that says, in plain words, what was active during an examination and when. It has no text that
//! was read or written, and no value of the pupil's settings but those that changed.

use clairvoix::{
    profile::{Feature, Language, setting},
    store::{Error, Exam, Store},
};

use super::super::sheet::{escape, plain, table};
use super::seal::{Sealed, seal};
use crate::{pupil, ui::Ui};

const STYLE: &str = include_str!("attestation.css");

/// What the page says.
pub(super) struct Attestation<'a> {
    pub(super) ui: &'a Ui,
    pub(super) store: &'a Store,
    pub(super) exam: &'a Exam,
    /// When it ended, in UTC.
    pub(super) ended: &'a str,
}

impl Attestation<'_> {
    /// The page with its hash.
    pub(super) fn html(&self) -> Result<Sealed, Error> {
        let ui = self.ui;
        let language = match pupil::language(ui) {
            Language::French => "fr",
            Language::English => "en",
        };
        let title = escape(&ui.fill("attestation.title", &[("title", &self.exam.rules.title)]));
        let rehearsal = match self.exam.rehearsal {
            true => format!("<p class=\"rehearsal\">{}</p>\n", self.words("rehearsal")),
            false => String::new(),
        };
        let body = [rehearsal, self.facts()?, self.features(true), self.features(false)].concat();
        let page = format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}\
             <footer>\n<h2>{}</h2>\n<p>{}</p>\n",
            self.words("seal"),
            self.words("seal_how"),
        );
        Ok(seal(&page))
    }

    fn words(&self, key: &str) -> String {
        escape(self.ui.get(&format!("attestation.{key}")))
    }

    fn facts(&self) -> Result<String, Error> {
        let exam = self.exam;
        let nothing = self.ui.get("attestation.not_said");
        let or_nothing =
            |text: &str| if text.is_empty() { nothing.to_owned() } else { text.to_owned() };
        let size = match exam.size_pt {
            Some(size) => self.ui.fill("attestation.size_pt", &[("size", &size.to_string())]),
            None => self.ui.get("attestation.size_same").to_owned(),
        };
        let program = env!("CARGO_PKG_VERSION");
        let rows = [
            ("alias", exam.alias.clone()),
            ("authorisation", or_nothing(&exam.rules.authorisation)),
            ("started", moment(&exam.started)),
            ("ended", moment(self.ended)),
            ("size", size),
            ("wrong_pins", exam.wrong_pins.to_string()),
            ("settings_off", or_nothing(&self.settings_off()?.join(" ; "))),
            ("rules", exam.rules_sha256.clone()),
            ("program", program.to_owned()),
        ];
        let row = |(key, value): &(&str, String)| {
            let label = self.words(key);
            format!("<tr><th scope=\"row\">{label}</th><td>{}</td></tr>\n", escape(value))
        };
        Ok(section(&self.words("facts"), &table(&rows.iter().map(row).collect::<Vec<_>>())))
    }

    /// The settings that were held off, as they were in force.
    fn settings_off(&self) -> Result<Vec<String>, Error> {
        let stack = self.store.stack(None, None)?;
        let layers = stack.layers(self.store.catalogue());
        let keys = self.exam.rules.withheld().into_iter().flat_map(Feature::settings);
        let language = pupil::language(self.ui);
        let said = |key: &str| {
            let (setting, value) = (setting(key)?, layers.chosen(key)?);
            let value = plain(self.ui, setting, &value);
            let value = if value.is_empty() { self.ui.get("profile.nothing") } else { &value };
            Some(format!("{} : {value}", setting.label.get(language)))
        };
        Ok(keys.filter_map(said).collect())
    }

    fn features(&self, allowed: bool) -> String {
        let language = pupil::language(self.ui);
        let of = |feature: &&Feature| self.exam.rules.allows(**feature) == allowed;
        let mut items: Vec<String> = Feature::ALL
            .iter()
            .filter(of)
            .filter_map(|feature| feature.label())
            .map(|label| escape(label.get(language)))
            .collect();
        if allowed {
            items.push(escape(self.ui.get("exam.always")));
        }
        let list: String = items.iter().map(|item| format!("<li>{item}</li>\n")).collect();
        let heading = self.words(if allowed { "allowed" } else { "withheld" });
        section(&heading, &format!("<ul>\n{list}</ul>\n"))
    }
}

fn section(heading: &str, body: &str) -> String {
    format!("<section>\n<h2>{heading}</h2>\n{body}</section>\n")
}

/// A moment as it is read: `2027-06-28 07:00:00 UTC`.
fn moment(at: &str) -> String {
    at.replace('T', " ").replace('Z', " UTC")
}
