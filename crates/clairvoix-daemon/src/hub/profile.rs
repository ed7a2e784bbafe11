//! Profiles: which one holds for whom.

use std::sync::{Arc, MutexGuard, PoisonError};

use super::{Hub, Inner, News, gone};
use crate::{
    error::{Error, ErrorKind},
    floor::SessionId,
    profiles::{Chosen, Listed, Profiles},
};

impl Hub {
    /// The profiles there are. Reads the disk.
    #[must_use]
    pub fn profiles(&self) -> Vec<Listed> {
        let source = self.inner.profiles().source().clone();
        Profiles::list_of(&source)
    }

    /// The active profile.
    #[must_use]
    pub fn active_profile(&self) -> Arc<Chosen> {
        self.with_profiles(|profiles| profiles.active(None))
    }

    /// Makes a pupil's profile the active one, for every program; an empty name makes none. Waits for
    /// others who change the store.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] where there is no such pupil, [`ErrorKind::Unavailable`] where others
    /// do not end, [`ErrorKind::Io`] where it cannot be kept.
    pub fn set_active_profile(&self, name: &str) -> Result<(), Error> {
        let source = self.inner.profiles().source().clone();
        let store = source.open()?;
        let pupil = match name {
            "" => None,
            name => Some(store.find(name).map_err(|_| {
                let message =
                    "no pupil is called so; a preset is named in an option, or by SetOverride";
                Error::new(ErrorKind::InvalidInput, message)
            })?),
        };
        store.set_active(pupil.as_ref())?;
        self.state().announce(News::Profile);
        Ok(())
    }

    /// The settings of a name, or those that hold for a session.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] where there is no such profile.
    pub fn chosen(&self, session: SessionId, name: Option<&str>) -> Result<Arc<Chosen>, Error> {
        let (own, application) = {
            let state = self.state();
            let client = state.clients.get(&session).ok_or_else(gone)?;
            (client.profile.clone(), client.application.clone())
        };
        let application = application.as_deref();
        self.with_profiles(|profiles| {
            if let Some(name) = name {
                return profiles.load(Some(name), application);
            }
            // A pupil that was deleted is no reason to be silent.
            let own = own.and_then(|name| profiles.load(Some(&name), application).ok());
            Ok(own.unwrap_or_else(|| profiles.active(application)))
        })
    }

    /// Another profile for a session; none goes back to the active one.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] where there is no such profile.
    pub fn set_override(&self, session: SessionId, name: Option<&str>) -> Result<(), Error> {
        if let Some(name) = name {
            self.with_profiles(|profiles| profiles.load(Some(name), None))?;
        }
        let mut state = self.state();
        state.activity += 1;
        let client = state.clients.get_mut(&session).ok_or_else(gone)?;
        client.profile = name.map(str::to_owned);
        Ok(())
    }

    /// Tells the watchers what other programs change in the store. Ends only where that cannot be
    /// noticed.
    pub async fn follow_profiles(&self) {
        let changes = self.inner.profiles().changes();
        // The first look says which folders are to be watched.
        drop(self.active_profile());
        let Some(changes) = changes else { return };
        let followed = changes.follow(|| drop(self.active_profile()));
        if let Err(error) = followed.await {
            tracing::warn!("changes of profiles are not noticed: {}", error.kind());
        }
    }

    /// Whoever looks at the profiles may find that something changed.
    fn with_profiles<V>(&self, look: impl FnOnce(&mut Profiles) -> V) -> V {
        let mut profiles = self.inner.profiles();
        let seen = look(&mut profiles);
        let news = profiles.take_news();
        drop(profiles);
        if news {
            self.state().announce(News::Profile);
        }
        seen
    }
}

impl Inner {
    pub(super) fn profiles(&self) -> MutexGuard<'_, Profiles> {
        self.profiles.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
