//! What a written authorisation allows during an examination: an allow-list. What it does not name is off.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use crate::{Feature, Language, Profile};

/// The most bytes of such a document.
pub const EXAM_BYTES_MAX: usize = 64 << 10;
/// The version of the format that is written.
const VERSION: i64 = 1;
/// The most characters of a title and of a reference.
const TEXT_CHARS_MAX: usize = 120;

/// The rules of an examination.
///
/// ```
/// use clairvoix_profile::{Feature, read_exam};
/// let rules = read_exam(b"exam_version = 1\ntitle = \"DNB, dict\xc3\xa9e\"\nallow = [\"speech\"]\n")?;
/// assert!(rules.allows(Feature::Speech) && !rules.allows(Feature::Syllables));
/// assert_eq!(rules.layer().settings().aids.syllables.as_str(), "off");
/// let wrong = read_exam(b"exam_version = 1\nallow = [\"speach\"]\n").unwrap_err();
/// assert_eq!((wrong.line, wrong.nearest.as_deref()), (2, Some("speech")));
/// # Ok::<(), clairvoix_profile::ExamProblem>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExamRules {
    /// What is examined: "DNB, français".
    pub title: String,
    /// Which decision allows it, by date or number, never by the pupil's name.
    pub authorisation: String,
    /// What is allowed, in the order of [`Feature::ALL`].
    pub allowed: Vec<Feature>,
}

impl ExamRules {
    /// Whether something is allowed.
    #[must_use]
    pub fn allows(&self, feature: Feature) -> bool {
        self.allowed.contains(&feature)
    }

    /// What is not allowed, in the order of [`Feature::ALL`].
    #[must_use]
    pub fn withheld(&self) -> Vec<Feature> {
        Feature::ALL.iter().copied().filter(|feature| !self.allows(*feature)).collect()
    }

    /// The settings of the examination's layer: those of what is not allowed are off.
    #[must_use]
    pub fn layer(&self) -> Profile {
        let mut layer = Profile::default();
        for feature in self.withheld() {
            feature.withhold(&mut layer);
        }
        layer
    }
}

/// Why a document cannot be the rules of an examination. Nothing of it holds: an examination with half its
/// rules is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExamProblem {
    /// What is wrong.
    pub kind: ExamProblemKind,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What was found, or the reader's own words.
    pub found: String,
    /// The valid name that looks most like an unknown one.
    pub nearest: Option<String>,
}

/// The kinds of [`ExamProblem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExamProblemKind {
    /// It is no TOML, has an unknown name, or a value of the wrong type.
    Syntax,
    /// Nothing that Clairvoix does has this name.
    UnknownFeature,
    /// A text is longer than 120 characters, or the document than 64 KiB.
    TooLong,
    /// It is of a later version.
    NewerFormat,
}

impl ExamProblem {
    /// One plain sentence with the way out, without the place.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let found = &self.found;
        let all = || Feature::ALL.iter().map(|f| f.as_str()).collect::<Vec<_>>().join(", ");
        match (language, self.kind) {
            (Language::French, ExamProblemKind::Syntax) => {
                format!("ce n'est pas lisible : {found}")
            }
            (Language::English, ExamProblemKind::Syntax) => format!("it cannot be read: {found}"),
            (Language::French, ExamProblemKind::UnknownFeature) => match &self.nearest {
                Some(near) => format!("rien ne s'appelle « {found} » ; peut-être : {near}"),
                None => format!("rien ne s'appelle « {found} » ; il y a : {}", all()),
            },
            (Language::English, ExamProblemKind::UnknownFeature) => match &self.nearest {
                Some(near) => format!("nothing is called \"{found}\"; perhaps: {near}"),
                None => format!("nothing is called \"{found}\"; there are: {}", all()),
            },
            (Language::French, ExamProblemKind::TooLong) => {
                "c'est trop long : 120 caractères au plus pour un texte, 64 Kio en tout".to_owned()
            }
            (Language::English, ExamProblemKind::TooLong) => {
                "it is too long: 120 characters at most for a text, 64 KiB in all".to_owned()
            }
            (Language::French, ExamProblemKind::NewerFormat) => {
                format!("ce format ({found}) est d'un Clairvoix plus récent : mettez-le à jour")
            }
            (Language::English, ExamProblemKind::NewerFormat) => {
                format!("this format ({found}) is of a later Clairvoix: bring it up to date")
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    exam_version: Spanned<i64>,
    #[serde(default = "nothing")]
    title: Spanned<String>,
    #[serde(default = "nothing")]
    authorisation: Spanned<String>,
    allow: Vec<Spanned<String>>,
}

fn nothing() -> Spanned<String> {
    Spanned::new(0..0, String::new())
}

/// Reads the rules of an examination.
///
/// # Errors
/// The first thing that is wrong: nothing is guessed.
pub fn read_exam(bytes: &[u8]) -> Result<ExamRules, ExamProblem> {
    let text = String::from_utf8_lossy(bytes);
    let problem = |kind, span: Range<usize>, found: &str, nearest: Option<&str>| {
        let before = text.get(..span.start).unwrap_or_default();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let line = before.matches('\n').count() + 1;
        let (found, nearest) = (found.to_owned(), nearest.map(str::to_owned));
        ExamProblem { kind, line, column, found, nearest }
    };
    if bytes.len() > EXAM_BYTES_MAX {
        return Err(problem(ExamProblemKind::TooLong, 0..0, "", None));
    }
    let file: File = toml::from_str(&text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        problem(ExamProblemKind::Syntax, span, error.message(), None)
    })?;
    if *file.exam_version.get_ref() > VERSION {
        let found = file.exam_version.get_ref().to_string();
        return Err(problem(ExamProblemKind::NewerFormat, file.exam_version.span(), &found, None));
    }
    for words in [&file.title, &file.authorisation] {
        if words.get_ref().chars().count() > TEXT_CHARS_MAX {
            return Err(problem(ExamProblemKind::TooLong, words.span(), "", None));
        }
    }
    let mut allowed = Vec::new();
    for name in &file.allow {
        let found = name.get_ref();
        let unknown = ExamProblemKind::UnknownFeature;
        let feature = Feature::find(found)
            .ok_or_else(|| problem(unknown, name.span(), found, Feature::nearest(found)))?;
        allowed.push(feature);
    }
    allowed.sort_unstable();
    allowed.dedup();
    let (title, authorisation) = (file.title.into_inner(), file.authorisation.into_inner());
    Ok(ExamRules { title, authorisation, allowed })
}

/// The document of rules, with every feature that may be named as a comment in the language of who reads it.
///
/// ```
/// use clairvoix_profile::{ExamRules, Feature, Language, read_exam, write_exam};
/// let rules = ExamRules { title: "DNB".into(), allowed: vec![Feature::Speech], ..ExamRules::default() };
/// assert_eq!(read_exam(write_exam(&rules, Language::French).as_bytes()), Ok(rules));
/// ```
#[must_use]
pub fn write_exam(rules: &ExamRules, language: Language) -> String {
    let (first, never) = match language {
        Language::French => (
            "# Ce que l'autorisation écrite permet. Ce qui n'est pas nommé dans « allow » est coupé.\n\
             # Pas de nom d'élève ici.\n",
            "# Toujours permis, sans le nommer : arrêter la voix, agrandir, espacer, changer les couleurs.\n",
        ),
        Language::English => (
            "# What the written authorisation allows. What \"allow\" does not name is off.\n\
             # No pupil's name here.\n",
            "# Always allowed, without naming it: stopping the voice, enlarging, spacing, colours.\n",
        ),
    };
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut text = format!(
        "{first}exam_version = {VERSION}\ntitle = {}\nauthorisation = {}\n{never}allow = [\n",
        quoted(&rules.title),
        quoted(&rules.authorisation)
    );
    for feature in Feature::ALL {
        let mark = if rules.allows(*feature) { "" } else { "# " };
        let label = feature.label().map_or("", |label| label.get(language));
        text.push_str(&format!("    {mark}\"{}\", # {label}\n", feature.as_str()));
    }
    text.push_str("]\n");
    text
}
