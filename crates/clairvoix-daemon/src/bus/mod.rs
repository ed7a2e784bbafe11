//! The service on D-Bus: the same interfaces on the session bus and on any peer-to-peer connection.

mod caller;
mod error;
mod outbox;
mod profiles;
mod speech;
mod value;

use std::sync::Arc;

use zbus::{
    Connection,
    connection::Builder,
    fdo::{RequestNameFlags, RequestNameReply},
};

use crate::{hub::Hub, pool::Pool};
use caller::{Arrivals, Callers};
use outbox::Outbox;

/// The name on the session bus.
pub const NAME: &str = "org.clairvoix.Clairvoix1";
/// The object that has the interfaces.
pub const PATH: &str = "/org/clairvoix/Clairvoix1";

/// Threads that analyse texts and make pages, for each connection.
const WORKERS: usize = 2;

/// What the interfaces of one connection share.
pub(crate) struct Link {
    pub(crate) hub: Arc<Hub>,
    pub(crate) callers: Callers,
    pub(crate) pool: Arc<Pool>,
}

/// Makes a connection that serves a bus or a peer. A bus gives each client a session under its unique
/// name; a peer is one session.
///
/// # Errors
/// Those of [`Builder::build`].
pub async fn serve(builder: Builder<'_>, hub: Arc<Hub>) -> zbus::Result<Connection> {
    let (outbox, letters) = Outbox::new();
    let (callers, arrivals) = Callers::new(outbox);
    let link = Arc::new(Link { hub, callers, pool: Arc::new(Pool::new(WORKERS)) });
    let connection = builder
        .serve_at(PATH, speech::Speech(Arc::clone(&link)))?
        .serve_at(PATH, profiles::Profiles(Arc::clone(&link)))?
        .build()
        .await?;
    let spawn = connection.executor();
    spawn.spawn(letters.deliver(connection.clone()), "signals").detach();
    watch_speaking(&connection, &link.hub);
    if connection.is_bus() {
        watch_departures(&connection, link, arrivals);
    } else {
        let closed = connection.clone();
        let ends = async move {
            closed.closed().await;
            link.leave(caller::PEER);
        };
        spawn.spawn(ends, "end of a peer").detach();
    }
    Ok(connection)
}

/// Takes the name. False where another service has it.
///
/// # Errors
/// Those of the bus.
pub async fn take_name(connection: &Connection) -> zbus::Result<bool> {
    let flags = RequestNameFlags::DoNotQueue.into();
    match connection.request_name_with_flags(NAME, flags).await {
        Ok(reply) => {
            Ok(matches!(reply, RequestNameReply::PrimaryOwner | RequestNameReply::AlreadyOwner))
        }
        Err(zbus::Error::NameTaken) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whoever watches the property `Speaking` is told when it changes.
fn watch_speaking(connection: &Connection, hub: &Hub) {
    let (news, changes) = async_channel::bounded(1);
    // One that is not taken yet is enough: the property is asked when it is.
    hub.watch_speaking(move |_| {
        let _ = news.try_send(());
    });
    let told = connection.clone();
    let tell = async move {
        while changes.recv().await.is_ok() && !told.is_closed() {
            speech::Speech::tell_speaking(&told).await;
        }
    };
    connection.executor().spawn(tell, "property Speaking").detach();
}

/// A client that leaves the bus takes its session with it.
fn watch_departures(connection: &Connection, link: Arc<Link>, arrivals: Arrivals) {
    let leave = Arc::clone(&link);
    let departures = caller::departures(connection.clone(), move |name| leave.leave(name));
    connection.executor().spawn(departures, "clients that leave").detach();
    let watch = caller::watch(connection.clone(), arrivals, move |name| link.leave(name));
    connection.executor().spawn(watch, "clients that come").detach();
}

impl Link {
    fn leave(&self, name: &str) {
        if let Some(session) = self.callers.forget(name) {
            self.hub.close_session(session);
        }
    }
}
