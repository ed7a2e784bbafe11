//! What is wrong in a profile file, with its place, in the pupil's language.

use crate::{Language, setting};

/// One thing that is wrong in a profile. The rest of the profile holds all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub kind: DiagnosticKind,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The dotted name concerned, empty when there is none.
    pub key: String,
    /// What was found: the value, or the reader's own words.
    pub found: String,
    /// The valid name that looks most like an unknown one.
    pub nearest: Option<String>,
}

/// The kinds of [`Diagnostic`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiagnosticKind {
    /// Bytes that are not UTF-8: each became U+FFFD.
    NotUtf8,
    /// More bytes than a profile may have: nothing was read.
    TooLong,
    /// Not TOML from here; what could be read was.
    Syntax,
    /// A name that this version does not know: kept, without effect.
    UnknownKey,
    /// A value of the wrong type, or not among the choices: ignored.
    BadValue,
    /// A number outside its bounds: the nearest bound is taken.
    OutOfBounds,
    /// A preset that is not known here: kept, without effect.
    UnknownPreset,
    /// A file of a later format: what is known of it is used.
    NewerFormat,
}

/// The words that say what a setting takes.
pub(crate) struct Words {
    pub(crate) number_from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) flag: &'static str,
    pub(crate) colour: &'static str,
    pub(crate) text: &'static str,
    pub(crate) characters: &'static str,
    pub(crate) one_of: &'static str,
    presets: &'static str,
}

/// The words of a language.
pub(crate) fn words(language: Language) -> &'static Words {
    match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    }
}

static ENGLISH: Words = Words {
    number_from: "a number from",
    to: "to",
    flag: "true or false",
    colour: "a colour such as \"#1B1B1B\"",
    text: "a text on one line of at most",
    characters: "characters",
    one_of: "one of",
    presets: "names of presets",
};

static FRENCH: Words = Words {
    number_from: "un nombre de",
    to: "à",
    flag: "true (oui) ou false (non)",
    colour: "une couleur comme \"#1B1B1B\"",
    text: "un texte sur une ligne d'au plus",
    characters: "caractères",
    one_of: "l'un de",
    presets: "des noms de préréglages",
};

impl Diagnostic {
    /// One plain sentence with the way out, without the place.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::French => self.french(),
            Language::English => self.english(),
        }
    }

    fn french(&self) -> String {
        let (key, found) = (&self.key, &self.found);
        let takes = takes(key, Language::French);
        match self.kind {
            DiagnosticKind::NotUtf8 => {
                "Ce fichier n'est pas en UTF-8 : enregistrez-le en UTF-8.".into()
            }
            DiagnosticKind::TooLong => {
                "Ce fichier est trop long pour un profil : rien n'a été lu.".into()
            }
            DiagnosticKind::Syntax => format!("Cette ligne n'est pas comprise ({found})."),
            DiagnosticKind::UnknownKey => {
                let near = self.nearest.as_ref();
                let near = near.map(|n| format!(" Vouliez-vous « {n} » ?")).unwrap_or_default();
                format!("Aucun réglage ne s'appelle « {key} » : il est gardé sans effet.{near}")
            }
            DiagnosticKind::BadValue => {
                format!("« {key} » attend {takes} ; « {found} » est ignoré.")
            }
            DiagnosticKind::OutOfBounds => {
                format!("« {key} » attend {takes} ; {found} est ramené à la limite.")
            }
            DiagnosticKind::UnknownPreset => {
                let near = self.nearest.as_ref();
                let near = near.map(|n| format!(" Vouliez-vous « {n} » ?")).unwrap_or_default();
                format!(
                    "Aucun préréglage ne s'appelle « {found} » : il est gardé sans effet.{near}"
                )
            }
            DiagnosticKind::NewerFormat => {
                format!(
                    "Ce profil est d'un format plus récent ({found}) : ce qui est connu est appliqué."
                )
            }
        }
    }

    fn english(&self) -> String {
        let (key, found) = (&self.key, &self.found);
        let takes = takes(key, Language::English);
        match self.kind {
            DiagnosticKind::NotUtf8 => "This file is not UTF-8: save it as UTF-8.".into(),
            DiagnosticKind::TooLong => {
                "This file is too long for a profile: nothing was read.".into()
            }
            DiagnosticKind::Syntax => format!("This line is not understood ({found})."),
            DiagnosticKind::UnknownKey => {
                let near = self.nearest.as_ref();
                let near = near.map(|n| format!(" Did you mean \"{n}\"?")).unwrap_or_default();
                format!("No setting is called \"{key}\": it is kept without effect.{near}")
            }
            DiagnosticKind::BadValue => format!("\"{key}\" takes {takes}; \"{found}\" is ignored."),
            DiagnosticKind::OutOfBounds => {
                format!("\"{key}\" takes {takes}; {found} is brought to the bound.")
            }
            DiagnosticKind::UnknownPreset => {
                let near = self.nearest.as_ref();
                let near = near.map(|n| format!(" Did you mean \"{n}\"?")).unwrap_or_default();
                format!("No preset is called \"{found}\": it is kept without effect.{near}")
            }
            DiagnosticKind::NewerFormat => {
                format!("This profile is of a newer format ({found}): what is known is applied.")
            }
        }
    }
}

/// What the dotted name takes.
fn takes(key: &str, language: Language) -> String {
    match setting(key) {
        Some(setting) => setting.takes(language),
        None => words(language).presets.to_owned(),
    }
}
