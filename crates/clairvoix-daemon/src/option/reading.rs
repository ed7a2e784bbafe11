//! The options of an analysis and of a spoken form.

use clairvoix::{
    UnitName,
    text::{
        analysis::AnalyzeOptions,
        confusable::FamilySet,
        language::Language,
        spoken::{Mode, SpokenOptions, Variant},
        syllable::{GlideStyle, OralOptions, SchwaStyle, WrittenOptions},
    },
};

use super::{Options, speech::READINGS};
use crate::error::Error;

const SCHWAS: [(&str, SchwaStyle); 3] =
    [("kept", SchwaStyle::Kept), ("dropped", SchwaStyle::Dropped), ("verse", SchwaStyle::Verse)];
const GLIDES: [(&str, GlideStyle); 3] = [
    ("synaeresis", GlideStyle::Synaeresis),
    ("diaeresis", GlideStyle::Diaeresis),
    ("verse", GlideStyle::Verse),
];
const CONVENTIONS: [(&str, WrittenOptions); 2] =
    [("school", WrittenOptions::SCHOOL), ("sound", WrittenOptions::SOUND)];
/// The language that is found out.
const AUTO: &str = "auto";

/// How a text is analysed.
#[derive(Clone, Debug)]
pub struct AnalysisOptions {
    /// What positions count.
    pub unit: UnitName,
    /// Families of letters to mark.
    pub families: FamilySet,
    /// The rest.
    pub analysis: AnalyzeOptions,
}

impl AnalysisOptions {
    /// The options of Analyze.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::InvalidOption`], which names the option.
    pub fn read(mut given: Options) -> Result<Self, Error> {
        let language = given.text("language")?;
        let detect_language = language.as_deref() == Some(AUTO);
        let language = match language.as_deref() {
            None | Some(AUTO) => Language::default(),
            Some(tag) => known(tag)?,
        };
        let families = given.texts("confusables")?.unwrap_or_default().join(",");
        let families = families.parse::<FamilySet>();
        let defaults = AnalyzeOptions::default();
        let oral = OralOptions {
            schwa: given.choice("schwa", &SCHWAS)?.unwrap_or(SchwaStyle::Kept),
            glides: given.choice("glides", &GLIDES)?.unwrap_or(GlideStyle::Synaeresis),
        };
        let options = Self {
            unit: given.unit()?,
            families: families
                .map_err(|_| Error::option("confusables", "there is no such family"))?,
            analysis: AnalyzeOptions {
                language,
                detect_language,
                written: given.choice("written", &CONVENTIONS)?.unwrap_or(WrittenOptions::SCHOOL),
                oral,
                ..defaults
            },
        };
        given.finish()?;
        Ok(options)
    }
}

/// How a text is said.
#[derive(Clone, Debug)]
pub struct SpokenFormOptions {
    /// What positions count.
    pub unit: UnitName,
    /// The rest.
    pub spoken: SpokenOptions,
}

impl SpokenFormOptions {
    /// The options of Spoken.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::InvalidOption`], which names the option.
    pub fn read(mut given: Options) -> Result<Self, Error> {
        let tag = given.text("language")?.unwrap_or_else(|| "fr".to_owned());
        known(&tag)?;
        let mode: Option<Mode> = given.choice("mode", &READINGS)?;
        let options = Self {
            unit: given.unit()?,
            spoken: SpokenOptions {
                variant: Variant::from_tag(&tag),
                mode: mode.unwrap_or_default(),
                ..SpokenOptions::default()
            },
        };
        given.finish()?;
        Ok(options)
    }
}

fn known(tag: &str) -> Result<Language, Error> {
    let tags: Vec<&str> = Language::ALL.iter().map(|language| language.tag()).collect();
    let message = format!("it is one of {}", tags.join(", "));
    Language::from_tag(tag).ok_or_else(|| Error::option("language", &message))
}
