//! The options of a page.

use clairvoix::{document::Format, layout::page::PageOptions, profile::Language};

use super::Options;
use crate::error::Error;

const FORMATS: [(&str, Format); 3] =
    [("auto", Format::Plain), ("plain", Format::Plain), ("markdown", Format::Markdown)];
const LANGUAGES: [(&str, Language); 2] = [("fr", Language::French), ("en", Language::English)];

/// How a text becomes a page.
#[derive(Clone, Debug, Default)]
pub struct LayoutOptions {
    /// A profile's name.
    pub profile: Option<String>,
    /// What the text is.
    pub format: Format,
    /// The page's title.
    pub title: Option<String>,
    /// The language of its buttons.
    pub language: Language,
}

impl LayoutOptions {
    /// The options of Adapt.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::InvalidOption`], which names the option.
    pub fn read(mut given: Options) -> Result<Self, Error> {
        let options = Self {
            profile: given.text("profile")?,
            format: given.choice("format", &FORMATS)?.unwrap_or_default(),
            title: given.text("title")?,
            language: given.choice("language", &LANGUAGES)?.unwrap_or_default(),
        };
        given.finish()?;
        Ok(options)
    }

    /// The options of StyleSheet: a profile's name.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::InvalidOption`], which names the option.
    pub fn read_for_style(mut given: Options) -> Result<Option<String>, Error> {
        let profile = given.text("profile")?;
        given.finish()?;
        Ok(profile)
    }

    /// What the page is made with.
    #[must_use]
    pub fn page(&self) -> PageOptions {
        PageOptions { language: self.language, title: self.title.clone(), ..PageOptions::default() }
    }
}
