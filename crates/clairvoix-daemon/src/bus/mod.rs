//! The service on D-Bus: the same interfaces on the session bus and on any peer-to-peer connection.

mod caller;
mod driver;
mod error;
mod layout;
mod outbox;
mod profiles;
mod reading;
mod session;
mod speech;
mod status;
mod value;

use std::sync::Arc;

use async_channel::Receiver;
use zbus::{
    Connection,
    connection::Builder,
    fdo::{RequestNameFlags, RequestNameReply},
    message::Header,
};

use crate::{
    error::Error,
    floor::SessionId,
    hub::{Hub, News},
    pool::Pool,
};
use caller::{Callers, Changes};
pub use driver::Service;
use error::BusError;
use outbox::Outbox;

/// The name on the session bus.
pub const NAME: &str = "org.clairvoix.Clairvoix1";
/// The object that has the interfaces.
pub const PATH: &str = "/org/clairvoix/Clairvoix1";

/// Threads that analyse texts and make pages, for each connection.
const WORKERS: usize = 2;
/// Threads that write to descriptors.
const SLOW_WORKERS: usize = 4;

/// What the interfaces of one connection share.
pub(crate) struct Link {
    pub(crate) hub: Arc<Hub>,
    pub(crate) callers: Callers,
    /// Names what watches changes for everybody.
    watch: u64,
    /// For what takes a moment.
    pub(crate) pool: Arc<Pool>,
    /// For what takes as long as whoever reads the result.
    pub(crate) slow: Arc<Pool>,
}

impl Link {
    /// What `work` gives, done away from the bus, within the limits on calls.
    pub(crate) async fn work<V: Send + 'static>(
        &self,
        header: &Header<'_>,
        work: impl FnOnce(&Hub, SessionId) -> Result<V, Error> + Send + 'static,
    ) -> Result<V, BusError> {
        let session = self.session(header)?;
        let call = self.hub.enter(session)?;
        let hub = Arc::clone(&self.hub);
        let result = self.pool.run(move || work(&hub, session)).await?;
        drop(call);
        Ok(result?)
    }
}

/// Makes a connection that serves a bus or a peer. A bus gives each client a session under its unique
/// name; a peer is one session.
///
/// # Errors
/// Those of [`Builder::build`].
pub async fn serve(builder: Builder<'_>, hub: Arc<Hub>) -> zbus::Result<Service> {
    let (outbox, letters) = Outbox::new();
    let (callers, changes) = Callers::new(outbox);
    // One that is not taken yet is enough: what changed is asked when it is.
    let (speaking, speaking_changes) = async_channel::bounded(1);
    let (profile, profile_changes) = async_channel::bounded(1);
    let watch = hub.watch(move |news| {
        let _ = match news {
            News::Speaking => speaking.try_send(()),
            News::Profile => profile.try_send(()),
        };
    });
    let link = Arc::new(Link {
        hub,
        callers,
        watch,
        pool: Arc::new(Pool::new(WORKERS)),
        slow: Arc::new(Pool::new(SLOW_WORKERS)),
    });
    let connection = builder
        .internal_executor(false)
        .serve_at(PATH, speech::Speech::of_callers(Arc::clone(&link)))?
        .serve_at(PATH, reading::Reading(Arc::clone(&link)))?
        .serve_at(PATH, layout::Layout(Arc::clone(&link)))?
        .serve_at(PATH, profiles::Profiles(Arc::clone(&link)))?
        .build()
        .await?;
    let tasks = connection.executor();
    tasks.spawn(letters.deliver(connection.clone()), "signals").detach();
    let told = tell_speaking(connection.clone(), Arc::clone(&link), speaking_changes);
    tasks.spawn(told, "property Speaking").detach();
    let told = profiles::tell(connection.clone(), Arc::clone(&link), profile_changes);
    tasks.spawn(told, "changes of the active profile").detach();
    watch_clients(&connection, &link, changes);
    Service::start(connection, link).map_err(|error| zbus::Error::Failure(error.to_string()))
}

/// Takes the name. False where another service has it.
///
/// # Errors
/// Those of the bus.
pub async fn take_name(service: &Service) -> zbus::Result<bool> {
    let flags = RequestNameFlags::DoNotQueue.into();
    match service.connection().request_name_with_flags(NAME, flags).await {
        Ok(reply) => {
            Ok(matches!(reply, RequestNameReply::PrimaryOwner | RequestNameReply::AlreadyOwner))
        }
        Err(zbus::Error::NameTaken) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whoever watches the property `Speaking` is told when it changes: everybody of that of our object, the owner
/// of a session's object of its own.
async fn tell_speaking(connection: Connection, link: Arc<Link>, changes: Receiver<()>) {
    let mut before = None;
    while changes.recv().await.is_ok() {
        let now = link.hub.speaker();
        if before.is_some() != now.is_some() {
            speech::Speech::tell_speaking(&connection, PATH, None).await;
        }
        let sessions = if before == now { [None, None] } else { [before, now] };
        for (owner, path) in sessions.into_iter().flatten().filter_map(|it| link.callers.object(it))
        {
            speech::Speech::tell_speaking(&connection, &path, Some(owner)).await;
        }
        before = now;
    }
}

/// A client that leaves the bus takes its sessions with it.
fn watch_clients(connection: &Connection, link: &Arc<Link>, changes: Changes) {
    let tasks = connection.executor();
    if connection.is_bus() {
        let departures = caller::departures(connection.clone(), Arc::clone(link));
        tasks.spawn(departures, "clients that leave").detach();
    }
    let leave = Arc::clone(link);
    let watch = caller::watch(connection.clone(), changes, move |name| leave.leave(name));
    tasks.spawn(watch, "clients that come and leave").detach();
}

impl Link {
    /// The connection is over.
    fn leave_all(&self) {
        for session in self.callers.close() {
            self.hub.close_session(session);
        }
        self.hub.unwatch(self.watch);
    }

    fn leave(&self, name: &str) {
        for session in self.callers.forget(name) {
            self.hub.close_session(session);
        }
    }
}
