//! The other services: reading aids, layouts, profiles, voices, how the service is.

use std::{collections::HashMap, ops::Range};

use clairvoix_speech::{Error, ErrorKind};
use zbus::zvariant::{OwnedValue, Value};

use super::{Client, SPEECH};

const READING: &str = "org.clairvoix.Reading1";
const LAYOUT: &str = "org.clairvoix.Layout1";
const PROFILES: &str = "org.clairvoix.Profiles1";

/// A part of what is said, and what it stands for. Ranges count bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenLink {
    /// In the text given.
    pub source: Range<usize>,
    /// In what is said.
    pub spoken: Range<usize>,
    /// Whether both are the same characters; else the whole stands for the whole.
    pub copied: bool,
}

/// A profile that there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileName {
    /// A pupil's alias, which [`Client::set_active_profile`] takes, or a preset's name.
    pub name: String,
    /// `preset`, `school` (a preset of the school) or `pupil`.
    pub kind: String,
    /// For a person, in French.
    pub label: String,
}

/// A value of [`Client::status`].
#[derive(Clone, Debug, PartialEq)]
pub enum StatusValue {
    /// A name.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// How many.
    Count(u64),
    /// How much.
    Number(f64),
    /// How many of each.
    Counts(Vec<u64>),
    /// Names.
    Texts(Vec<String>),
}

impl Client {
    /// The layers of a text as the JSON document of `clairvoix analyze` (docs/analyze.md). `options` are
    /// those of `Reading1.Analyze`, such as `("unit", "utf16")`.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] for an unknown option, or a text that is too long.
    pub fn analyze(&self, text: &str, options: &[(&str, &str)]) -> Result<String, Error> {
        self.call(READING, "Analyze", &(text, texts(options)))
    }

    /// What is said for a text, and how the two correspond.
    ///
    /// # Errors
    /// As [`Client::analyze`].
    pub fn spoken(
        &self,
        text: &str,
        options: &[(&str, &str)],
    ) -> Result<(String, Vec<SpokenLink>), Error> {
        let mut options = texts(options);
        options.insert("unit", "utf8".into());
        type Links = Vec<(u64, u64, u64, u64, String)>;
        let (spoken, links): (String, Links) = self.call(READING, "Spoken", &(text, options))?;
        let place = |from: u64, to: u64| -> Option<Range<usize>> {
            Some(usize::try_from(from).ok()?..usize::try_from(to).ok()?)
        };
        let link = |(from, to, said_from, said_to, kind): (u64, u64, u64, u64, String)| {
            let (source, spoken) = (place(from, to)?, place(said_from, said_to)?);
            Some(SpokenLink { source, spoken, copied: kind == "copied" })
        };
        let links: Option<Vec<SpokenLink>> = links.into_iter().map(link).collect();
        let garbled = || Error::new(ErrorKind::Io, "the service gave places beyond any text");
        Ok((spoken, links.ok_or_else(garbled)?))
    }

    /// Why a French word is read so: a line for each group of letters.
    ///
    /// # Errors
    /// As [`Client::analyze`].
    pub fn explain(&self, word: &str) -> Result<String, Error> {
        self.call(READING, "Explain", &(word, texts(&[])))
    }

    /// The style sheet of a profile; "" is the one that holds for this client.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] where there is no such profile.
    pub fn style_sheet(&self, profile: &str) -> Result<String, Error> {
        self.call(LAYOUT, "StyleSheet", &(profile_option(profile),))
    }

    /// A text as an adapted page of its own; `profile` as for [`Client::style_sheet`].
    ///
    /// # Errors
    /// As [`Client::style_sheet`], and for a text that is too long.
    pub fn adapt(&self, text: &str, profile: &str) -> Result<String, Error> {
        self.call(LAYOUT, "Adapt", &(text, profile_option(profile)))
    }

    /// The profiles there are.
    ///
    /// # Errors
    /// [`ErrorKind::Unavailable`] when the service is gone.
    pub fn profiles(&self) -> Result<Vec<ProfileName>, Error> {
        let found: Vec<HashMap<String, OwnedValue>> = self.call(PROFILES, "List", &())?;
        let text = |entry: &HashMap<String, OwnedValue>, key: &str| {
            entry.get(key).and_then(|v| v.downcast_ref::<String>().ok()).unwrap_or_default()
        };
        let name = |entry| ProfileName {
            name: text(entry, "name"),
            kind: text(entry, "kind"),
            label: text(entry, "label"),
        };
        Ok(found.iter().map(name).collect())
    }

    /// Says which pupil is in front of the computer, for all programs; "" is nobody.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] where there is none of that name.
    pub fn set_active_profile(&self, name: &str) -> Result<(), Error> {
        self.call(PROFILES, "SetActive", &name)
    }

    /// How the service is, in words and numbers by name (docs/daemon.md): counts and times, never a text.
    ///
    /// # Errors
    /// [`ErrorKind::Unavailable`] when the service is gone.
    pub fn status(&self) -> Result<HashMap<String, StatusValue>, Error> {
        let found: HashMap<String, OwnedValue> = self.call(SPEECH, "Status", &())?;
        let known = |(name, value): (String, OwnedValue)| Some((name, status_value(&value)?));
        Ok(found.into_iter().filter_map(known).collect())
    }
}

fn texts<'a>(options: &[(&'a str, &'a str)]) -> HashMap<&'a str, Value<'a>> {
    options.iter().map(|&(name, value)| (name, value.into())).collect()
}

fn profile_option(profile: &str) -> HashMap<&str, Value<'_>> {
    let named = ("profile", Value::from(profile));
    Some(named).filter(|_| !profile.is_empty()).into_iter().collect()
}

/// What a value is; nothing for a kind that we do not know.
fn status_value(value: &Value<'_>) -> Option<StatusValue> {
    match value {
        Value::Str(text) => Some(StatusValue::Text(text.to_string())),
        Value::Bool(flag) => Some(StatusValue::Flag(*flag)),
        Value::U64(count) => Some(StatusValue::Count(*count)),
        Value::U32(count) => Some(StatusValue::Count((*count).into())),
        Value::F64(number) => Some(StatusValue::Number(*number)),
        Value::Dict(_) => {
            let counts = HashMap::<String, u64>::try_from(value.clone()).ok()?;
            let mut shown: Vec<String> =
                counts.into_iter().map(|(name, count)| format!("{name} {count}")).collect();
            shown.sort();
            Some(StatusValue::Texts(shown))
        }
        Value::Array(_) => {
            let counts = Vec::<u64>::try_from(value.clone()).map(StatusValue::Counts);
            counts.or_else(|_| Vec::<String>::try_from(value.clone()).map(StatusValue::Texts)).ok()
        }
        _ => None,
    }
}
