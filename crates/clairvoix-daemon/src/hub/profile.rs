//! Profiles: which one holds for whom.

use clairvoix::profile::{Profile, Settings};

use super::{Hub, State, gone};
use crate::{error::Error, floor::SessionId, profiles::Listed};

impl Hub {
    /// The profiles there are.
    #[must_use]
    pub fn profiles(&self) -> Vec<Listed> {
        // The folder is read without the lock.
        let profiles = self.state().profiles.clone();
        profiles.list()
    }

    /// The name of the active profile.
    #[must_use]
    pub fn active_profile(&self) -> String {
        self.state().profiles.active().to_owned()
    }

    /// Makes a profile the active one. True where that changes something.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::InvalidInput`] where there is no such profile,
    /// [`crate::error::ErrorKind::Io`] where it cannot be kept.
    pub fn set_active_profile(&self, name: &str) -> Result<bool, Error> {
        let mut state = self.state();
        state.activity += 1;
        state.profiles.set_active(name)
    }

    /// The settings of a profile, or of the one that holds for a session.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::InvalidInput`] where there is no such profile.
    pub fn settings(&self, session: SessionId, name: Option<&str>) -> Result<Settings, Error> {
        self.profile(session, name).map(|profile| profile.settings())
    }

    /// The same as a profile.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::InvalidInput`] where there is no such profile.
    pub fn profile(&self, session: SessionId, name: Option<&str>) -> Result<Profile, Error> {
        self.state().profile(session, name)
    }

    /// Another profile for a session; none goes back to the active one.
    ///
    /// # Errors
    /// [`crate::error::ErrorKind::InvalidInput`] where there is no such profile.
    pub fn set_override(&self, session: SessionId, name: Option<&str>) -> Result<(), Error> {
        let mut state = self.state();
        state.activity += 1;
        if let Some(name) = name {
            state.profiles.load(name)?;
        }
        let client = state.clients.get_mut(&session).ok_or_else(gone)?;
        client.profile = name.map(str::to_owned);
        Ok(())
    }
}

impl State {
    /// The profile that holds for a session.
    pub(super) fn profile(
        &self,
        session: SessionId,
        asked: Option<&str>,
    ) -> Result<Profile, Error> {
        if let Some(name) = asked {
            return self.profiles.load(name);
        }
        let own = self.clients.get(&session).and_then(|client| client.profile.as_deref());
        // A file that went away is no reason to be silent.
        let holding = own.unwrap_or_else(|| self.profiles.active());
        Ok(self.profiles.load(holding).unwrap_or_default())
    }

    pub(super) fn settings(
        &self,
        session: SessionId,
        asked: Option<&str>,
    ) -> Result<Settings, Error> {
        self.profile(session, asked).map(|profile| profile.settings())
    }
}
