//! The list of settings, read once from `data/settings.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Colour, Error, Label, Language, Value};

/// One setting: its name, bounds, default and words.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The dotted name with its unit, `text.size_pt`.
    pub key: String,
    /// The type, with its bounds.
    pub kind: Kind,
    /// The value when neither the profile nor its preset says one. A colour has none: its theme
    /// gives it.
    pub default: Option<Value>,
    /// What the pupil sees.
    pub label: Label,
    /// One sentence about the effect.
    pub help: Label,
    /// Where the default or the bounds come from.
    pub source: String,
    /// What holds where two presets disagree.
    pub combine: Combine,
}

/// Which value holds where two presets give a setting different ones; the order of the presets
/// makes no difference, but for texts and colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Combine {
    /// The greater number, "yes", the later choice of the list; of texts and colours the first one.
    #[default]
    More,
    /// The smaller number, "no", the earlier choice; of texts and colours the first one.
    Less,
}

/// The type of a setting, with its bounds.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A number.
    Number {
        /// The least value.
        min: f64,
        /// The greatest value.
        max: f64,
        /// A step that makes a visible difference.
        step: f64,
        /// `pt`, `em`, `ms`, or empty.
        unit: String,
    },
    /// Yes or no.
    Flag,
    /// One of a closed set.
    Choice(Vec<ChoiceOption>),
    /// Free text of limited length, on one line.
    Text {
        /// The most characters kept.
        max_chars: usize,
    },
    /// A colour.
    Colour,
}

/// One of the values of a [`Kind::Choice`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// As written in a file.
    pub value: String,
    /// As shown.
    pub label: Label,
}

impl Setting {
    /// Checks `value` against the type and the bounds.
    ///
    /// # Errors
    /// [`crate::ErrorKind::BadValue`], with the bounds or the choices in the message.
    pub fn check(&self, value: &Value) -> Result<(), Error> {
        let good = match (&self.kind, value) {
            (Kind::Number { min, max, .. }, Value::Number(n)) => n >= min && n <= max,
            (Kind::Choice(options), Value::Word(word)) => options.iter().any(|o| o.value == *word),
            (Kind::Text { max_chars }, Value::Word(word)) => is_line(word, *max_chars),
            (Kind::Flag, Value::Flag(_)) | (Kind::Colour, Value::Colour(_)) => true,
            _ => false,
        };
        if good {
            return Ok(());
        }
        let expected = self.expected();
        Err(Error::bad_value(format!("{}: \"{value}\" is not {expected}", self.key)))
    }

    /// The nearest value that [`Setting::check`] accepts: a number is brought inside its bounds,
    /// the rest has none.
    #[must_use]
    pub fn clamp(&self, value: &Value) -> Option<Value> {
        match (&self.kind, value) {
            (Kind::Number { min, max, .. }, Value::Number(n)) if !n.is_nan() => {
                Some(Value::Number(n.clamp(*min, *max)))
            }
            _ => None,
        }
    }

    /// Reads a value written by hand, as on a command line: `16`, `0,12`, `true`, `espace`.
    ///
    /// # Errors
    /// [`crate::ErrorKind::BadValue`], with the bounds or the choices in the message.
    pub fn parse(&self, text: &str) -> Result<Value, Error> {
        let text = text.trim();
        let value = match &self.kind {
            Kind::Number { .. } => text.replace(',', ".").parse().ok().map(Value::Number),
            Kind::Flag => match text {
                "true" | "oui" | "yes" | "on" => Some(Value::Flag(true)),
                "false" | "non" | "no" | "off" => Some(Value::Flag(false)),
                _ => None,
            },
            Kind::Colour => text.parse().ok().map(Value::Colour),
            Kind::Choice(_) | Kind::Text { .. } => Some(Value::Word(text.to_owned())),
        }
        .unwrap_or_else(|| Value::Word(text.to_owned()));
        self.check(&value).map(|()| value)
    }

    /// What the setting takes, in English: "a number from 8 to 72 (pt)".
    #[must_use]
    pub fn expected(&self) -> String {
        self.takes(Language::English)
    }

    /// What the setting takes: "un nombre de 8 à 72 (pt)".
    #[must_use]
    pub fn takes(&self, language: Language) -> String {
        self.expected_in(crate::diagnostic::words(language))
    }

    /// The one of two values of presets that holds.
    pub(crate) fn combined(&self, first: Value, second: Value) -> Value {
        let rank = |value: &Value| match (value, &self.kind) {
            (Value::Number(number), _) => Some(*number),
            (Value::Flag(flag), _) => Some(f64::from(u8::from(*flag))),
            (Value::Word(word), Kind::Choice(options)) =>
            {
                #[allow(clippy::cast_precision_loss, reason = "a handful of choices")]
                options.iter().position(|option| option.value == *word).map(|at| at as f64)
            }
            _ => None,
        };
        let second_holds = match self.combine {
            Combine::More => rank(&second) > rank(&first),
            Combine::Less => rank(&second) < rank(&first),
        };
        if second_holds { second } else { first }
    }

    fn expected_in(&self, words: &crate::diagnostic::Words) -> String {
        match &self.kind {
            Kind::Number { min, max, unit, .. } => {
                let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
                format!("{} {min} {} {max}{unit}", words.number_from, words.to)
            }
            Kind::Flag => words.flag.to_owned(),
            Kind::Colour => words.colour.to_owned(),
            Kind::Text { max_chars } => format!("{} {max_chars} {}", words.text, words.characters),
            Kind::Choice(options) => {
                let values: Vec<_> = options.iter().map(|o| format!("\"{}\"", o.value)).collect();
                format!("{} {}", words.one_of, values.join(", "))
            }
        }
    }
}

fn is_line(word: &str, max_chars: usize) -> bool {
    word.chars().count() <= max_chars && !word.chars().any(char::is_control)
}

/// All settings, in the order of a settings page.
#[must_use]
pub fn settings() -> &'static [Setting] {
    static SETTINGS: LazyLock<Vec<Setting>> = LazyLock::new(|| {
        let file: File = toml::from_str(include_str!("../data/settings.toml")).unwrap_or_default();
        file.setting.into_iter().filter_map(Record::into_setting).collect()
    });
    &SETTINGS
}

/// The setting of this dotted name.
#[must_use]
pub fn setting(key: &str) -> Option<&'static Setting> {
    settings().iter().find(|setting| setting.key == key)
}

/// The valid dotted name that looks most like `key`, if one does.
///
/// ```
/// use clairvoix_profile::nearest_key;
/// assert_eq!(nearest_key("text.size"), Some("text.size_pt"));
/// assert_eq!(nearest_key("letter_em"), Some("spacing.letter_em"));
/// assert_eq!(nearest_key("zzz"), None);
/// ```
#[must_use]
pub fn nearest_key(key: &str) -> Option<&'static str> {
    let top = ["schema_version", "alias", "presets"];
    nearest(key, settings().iter().map(|setting| setting.key.as_str()).chain(top))
}

/// The candidate that looks most like `name`, if one does.
pub(crate) fn nearest<'c>(
    name: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    const ALIKE: f64 = 0.6;
    candidates
        .map(|candidate| (likeness(name, candidate), candidate))
        .filter(|(alike, _)| *alike >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// 1 for equal names; the section may be missing or another one.
fn likeness(key: &str, candidate: &str) -> f64 {
    let key: String = key.chars().take(64).collect();
    let last = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
    let whole = strsim::normalized_damerau_levenshtein(&key, candidate);
    let field = strsim::normalized_damerau_levenshtein(&last(&key), &last(candidate));
    whole.max(field * 0.95)
}

#[derive(Default, Deserialize)]
struct File {
    setting: Vec<Record>,
}

/// A setting as the file writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    key: String,
    kind: String,
    unit: Option<String>,
    min: Option<f64>,
    max: Option<f64>,
    step: Option<f64>,
    max_chars: Option<usize>,
    #[serde(default)]
    options: Vec<ChoiceOption>,
    default: Option<toml::Value>,
    label: Label,
    help: Label,
    source: String,
    #[serde(default)]
    combine: Combine,
}

impl Record {
    fn into_setting(self) -> Option<Setting> {
        let kind = match self.kind.as_str() {
            "number" => {
                Kind::Number { min: self.min?, max: self.max?, step: self.step?, unit: self.unit? }
            }
            "flag" => Kind::Flag,
            "choice" => Kind::Choice(self.options),
            "text" => Kind::Text { max_chars: self.max_chars? },
            "colour" => Kind::Colour,
            _ => return None,
        };
        Some(Setting {
            key: self.key,
            kind,
            default: self.default.as_ref().and_then(plain_value),
            label: self.label,
            help: self.help,
            source: self.source,
            combine: self.combine,
        })
    }
}

/// The value of a TOML scalar; colours come out as words.
pub(crate) fn plain_value(value: &toml::Value) -> Option<Value> {
    match value {
        toml::Value::Boolean(flag) => Some(Value::Flag(*flag)),
        toml::Value::String(word) => Some(Value::Word(word.clone())),
        toml::Value::Float(number) => Some(Value::Number(*number)),
        #[allow(clippy::cast_precision_loss, reason = "bounds are far below 2^53; more is clamped")]
        toml::Value::Integer(number) => Some(Value::Number(*number as f64)),
        _ => None,
    }
}

/// The value of a TOML scalar for `setting`: a colour's word becomes a colour.
pub(crate) fn typed_value(setting: &Setting, value: &toml::Value) -> Option<Value> {
    match (&setting.kind, plain_value(value)?) {
        (Kind::Colour, Value::Word(word)) => word.parse::<Colour>().ok().map(Value::Colour),
        (_, value) => Some(value),
    }
}
