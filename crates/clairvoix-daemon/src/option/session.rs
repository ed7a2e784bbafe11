//! The options of a session of its own.

use super::{Options, SpeakOptions, speech::OF_ONE_TEXT};
use crate::error::Error;

/// How a session speaks where its texts do not say.
#[derive(Clone, Debug, Default)]
pub struct SessionOptions {
    /// The application's name in the store of profiles.
    pub application: Option<String>,
    /// Options of Speak.
    pub defaults: Options,
}

impl SessionOptions {
    /// The options of OpenSession.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::InvalidOption`], which names the option.
    pub fn read(mut given: Options) -> Result<Self, Error> {
        let application = given.text("application")?;
        Ok(Self { application, defaults: Self::read_defaults(given)? })
    }

    /// The options of SetDefaults.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::InvalidOption`], which names the option.
    pub fn read_defaults(given: Options) -> Result<Options, Error> {
        if let Some(name) = OF_ONE_TEXT.into_iter().find(|name| given.0.contains_key(*name)) {
            return Err(Error::option(name, "it is of one text, and no default"));
        }
        // Refused now and not with the first text.
        SpeakOptions::read(given.clone())?;
        Ok(given)
    }
}
