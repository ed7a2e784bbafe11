//! `org.clairvoix.Session1`, of the objects that clients ask for: docs/dbus/org.clairvoix.Session1.xml is its
//! contract.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use zbus::{
    Connection, interface,
    message::Header,
    object_server::ObjectServer,
    zvariant::{OwnedObjectPath, Value},
};

use super::{Link, error::BusError, speech::Speech, value::options};
use crate::{
    error::{Error, ErrorKind},
    floor::SessionId,
    option::{Options, SessionOptions},
};

/// A session that has an object.
pub(super) struct Own {
    pub(super) session: SessionId,
    /// Its client's name; none for a peer.
    owner: Option<String>,
    defaults: Mutex<Options>,
}

impl Own {
    /// The session, for the client that it belongs to.
    ///
    /// # Errors
    /// [`ErrorKind::AccessDenied`] for another one.
    pub(super) fn session(&self, header: &Header<'_>) -> Result<SessionId, Error> {
        if header.sender().map(|sender| sender.as_str()) == self.owner.as_deref() {
            return Ok(self.session);
        }
        Err(Error::new(ErrorKind::AccessDenied, "the session of another application"))
    }

    /// The options of a text, with those of the session where the text gives none.
    pub(super) fn complete(&self, given: Options, without: &[&str]) -> Options {
        given.over(&self.defaults.lock().unwrap_or_else(PoisonError::into_inner), without)
    }
}

/// See the module.
pub(super) struct Session {
    link: Arc<Link>,
    own: Arc<Own>,
}

#[interface(name = "org.clairvoix.Session1")]
impl Session {
    async fn set_defaults(
        &self,
        #[zbus(header)] header: Header<'_>,
        options: HashMap<String, Value<'_>>,
    ) -> Result<(), BusError> {
        self.own.session(&header)?;
        let defaults = SessionOptions::read_defaults(self::options(options))?;
        *self.own.defaults.lock().unwrap_or_else(PoisonError::into_inner) = defaults;
        Ok(())
    }

    async fn close(&self, #[zbus(header)] header: Header<'_>) -> Result<(), BusError> {
        self.link.close_object(self.own.session(&header)?);
        Ok(())
    }
}

/// Makes a session with an object of its own for a caller.
pub(super) async fn open(
    link: &Arc<Link>,
    header: &Header<'_>,
    objects: &ObjectServer,
    given: Options,
) -> Result<OwnedObjectPath, BusError> {
    let SessionOptions { application, defaults } = SessionOptions::read(given)?;
    let (session, path) = link.open_object(header)?;
    let made = async {
        if let Some(name) = &application {
            link.hub.set_application(session, name)?;
        }
        let owner = header.sender().map(ToString::to_string);
        let own = Arc::new(Own { session, owner, defaults: Mutex::new(defaults) });
        let speech = Speech::of_session(Arc::clone(link), Arc::clone(&own));
        objects.at(path.as_str(), speech).await?;
        objects.at(path.as_str(), Session { link: Arc::clone(link), own }).await?;
        Ok(OwnedObjectPath::try_from(path.as_str()).map_err(zbus::Error::from)?)
    };
    let made: Result<OwnedObjectPath, BusError> = made.await;
    if made.is_err() || link.callers.object(session).is_none() {
        // Refused, or the client left meanwhile: nothing stays.
        link.close_object(session);
        link.callers.put_away(&path);
    }
    made
}

/// Takes the object of a session away.
pub(super) async fn put_away(connection: &Connection, path: &str) {
    let objects = connection.object_server();
    // What is not there need not be taken away.
    let _ = objects.remove::<Session, _>(path).await;
    let _ = objects.remove::<Speech, _>(path).await;
}
