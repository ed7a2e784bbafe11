//! Options: named values of known types. One that is not known is refused by name.

mod layout;
mod reading;
mod session;
mod speech;

use std::collections::BTreeMap;

use clairvoix::UnitName;

pub use layout::LayoutOptions;
pub use reading::{AnalysisOptions, SpokenFormOptions};
pub use session::SessionOptions;
pub use speech::SpeakOptions;
pub(crate) use speech::{PITCHES, RATES, VOLUMES, repeat_mode};

use crate::error::Error;

/// The value of an option, as a client gave it.
#[derive(Clone, Debug, PartialEq)]
pub enum OptionValue {
    /// A string.
    Text(String),
    /// Strings.
    Texts(Vec<String>),
    /// Yes or no.
    Flag(bool),
    /// A number with a fraction.
    Number(f64),
    /// A whole number.
    Whole(i128),
    /// Something else.
    Other,
}

/// Options on their way to being understood: each is taken once, what is left is not known.
#[derive(Clone, Debug, Default)]
pub struct Options(BTreeMap<String, OptionValue>);

impl Options {
    /// The options of a call.
    #[must_use]
    pub const fn new(given: BTreeMap<String, OptionValue>) -> Self {
        Self(given)
    }

    /// With these where nothing else is given, but for those of the names in `without`.
    #[must_use]
    pub fn over(mut self, defaults: &Self, without: &[&str]) -> Self {
        for (name, value) in &defaults.0 {
            if !without.contains(&name.as_str()) {
                self.0.entry(name.clone()).or_insert_with(|| value.clone());
            }
        }
        self
    }

    fn take<V>(
        &mut self,
        name: &str,
        expected: &str,
        read: impl FnOnce(OptionValue) -> Option<V>,
    ) -> Result<Option<V>, Error> {
        let Some(given) = self.0.remove(name) else { return Ok(None) };
        read(given).map(Some).ok_or_else(|| Error::option(name, &format!("it is {expected}")))
    }

    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, Error> {
        self.take(name, "a string (s)", |value| match value {
            OptionValue::Text(text) => Some(text),
            _ => None,
        })
    }

    pub(crate) fn texts(&mut self, name: &str) -> Result<Option<Vec<String>>, Error> {
        self.take(name, "an array of strings (as)", |value| match value {
            OptionValue::Texts(texts) => Some(texts),
            _ => None,
        })
    }

    pub(crate) fn flag(&mut self, name: &str) -> Result<Option<bool>, Error> {
        self.take(name, "a boolean (b)", |value| match value {
            OptionValue::Flag(flag) => Some(flag),
            _ => None,
        })
    }

    /// A number within bounds; a whole one will do, as scripting languages send it.
    pub(crate) fn number(
        &mut self,
        name: &str,
        (min, max): (f64, f64),
    ) -> Result<Option<f64>, Error> {
        self.take(name, &format!("a number (d) from {min} to {max}"), |value| {
            #[allow(clippy::cast_precision_loss, reason = "what is that large is out of bounds")]
            let number = match value {
                OptionValue::Number(number) => number,
                OptionValue::Whole(number) => number as f64,
                _ => return None,
            };
            (min..=max).contains(&number).then_some(number)
        })
    }

    pub(crate) fn offset(&mut self, name: &str) -> Result<Option<u64>, Error> {
        self.take(name, "a whole number (t)", |value| match value {
            OptionValue::Whole(number) => u64::try_from(number).ok(),
            _ => None,
        })
    }

    /// One of some words.
    pub(crate) fn choice<V: Copy>(
        &mut self,
        name: &str,
        choices: &[(&str, V)],
    ) -> Result<Option<V>, Error> {
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        self.take(name, &format!("one of {}", words.join(", ")), |value| {
            let OptionValue::Text(text) = value else { return None };
            choices.iter().find(|(word, _)| *word == text).map(|(_, value)| *value)
        })
    }

    pub(crate) fn unit(&mut self) -> Result<UnitName, Error> {
        let units = UnitName::ALL.map(|unit| (unit.as_str(), unit));
        Ok(self.choice("unit", &units)?.unwrap_or_default())
    }

    /// Refuses what is left.
    pub(crate) fn finish(self) -> Result<(), Error> {
        match self.0.into_keys().next() {
            None => Ok(()),
            Some(name) => {
                // What a client sends is not repeated at any length.
                let name: String = name.chars().take(40).collect();
                Err(Error::option(&name, "there is no such option here"))
            }
        }
    }
}
