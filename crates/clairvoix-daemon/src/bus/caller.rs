//! Who calls: each client of the bus has one session, which ends when it leaves.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use async_channel::{Receiver, Sender};
use zbus::{
    Connection, MessageStream,
    export::futures_core::Stream,
    fdo::{DBusProxy, NameOwnerChanged},
    message::{Header, Type},
    names::{BusName, OwnedUniqueName, UniqueName},
};

use super::{
    Link,
    outbox::{Outbox, Recipient},
};
use crate::{
    error::{Error, ErrorKind},
    floor::SessionId,
};

/// The name of the one client of a peer-to-peer connection.
const PEER: &str = "";

/// The sessions of a connection.
pub(crate) struct Callers {
    sessions: Mutex<Known>,
    outbox: Arc<Outbox>,
    news: Sender<Change>,
}

/// A client that is to be watched, or no more.
pub(super) enum Change {
    Came(OwnedUniqueName),
    Left(OwnedUniqueName),
}

/// The sessions by name.
#[derive(Default)]
struct Known {
    by_name: HashMap<String, SessionId>,
    /// The connection is over: what is still worked on gets no new session.
    closed: bool,
}

/// The clients that come and leave.
pub(super) type Changes = Receiver<Change>;

impl Callers {
    pub(super) fn new(outbox: Arc<Outbox>) -> (Self, Changes) {
        // Bounded by the number of sessions.
        let (news, changes) = async_channel::unbounded();
        (Self { sessions: Mutex::default(), outbox, news }, changes)
    }

    fn sessions(&self) -> MutexGuard<'_, Known> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The name of each session.
    pub(super) fn names(&self) -> HashMap<SessionId, String> {
        self.sessions().by_name.iter().map(|(name, session)| (*session, name.clone())).collect()
    }

    /// No more calls and no more signals; gives the sessions there were.
    pub(super) fn close(&self) -> Vec<SessionId> {
        self.outbox.close();
        self.news.close();
        let mut sessions = self.sessions();
        sessions.closed = true;
        sessions.by_name.drain().map(|(_, session)| session).collect()
    }

    pub(super) fn forget(&self, name: &str) -> Option<SessionId> {
        self.sessions().by_name.remove(name)
    }
}

impl Link {
    /// The session of a caller, new if need be.
    pub(crate) fn session(&self, header: &Header<'_>) -> Result<SessionId, Error> {
        let sender = header.sender();
        let name = sender.map_or(PEER, |sender| sender.as_str());
        let mut sessions = self.callers.sessions();
        if sessions.closed {
            return Err(Error::new(ErrorKind::Unavailable, "the connection is over"));
        }
        if let Some(session) = sessions.by_name.get(name) {
            return Ok(*session);
        }
        let recipient = Recipient::new(Arc::clone(&self.callers.outbox), sender);
        let session = self.hub.open_session(Arc::new(recipient))?;
        sessions.by_name.insert(name.to_owned(), session);
        drop(sessions);
        if let Some(sender) = sender {
            // The other end lives as long as the connection.
            let name = OwnedUniqueName::from(sender.to_owned());
            drop(self.callers.news.try_send(Change::Came(name)));
        }
        Ok(session)
    }
}

/// Asks the bus to tell when a client leaves: of each client of ours, not of all.
pub(super) async fn watch(connection: Connection, changes: Changes, gone: impl Fn(&str) + Send) {
    let Ok(bus) = DBusProxy::new(&connection).await else { return };
    while let Ok(change) = changes.recv().await {
        match change {
            Change::Came(name) => {
                let asked = bus.add_match_rule(rule(&name)).await;
                // It may have left before the bus was asked.
                let stays = bus.name_has_owner(BusName::from(name.inner().clone())).await;
                if asked.is_err() || !stays.unwrap_or(false) {
                    gone(name.as_str());
                }
            }
            // The rule is of no use any more; that it was unknown is no harm.
            Change::Left(name) => drop(bus.remove_match_rule(rule(&name)).await),
        }
    }
}

fn rule(name: &UniqueName<'_>) -> zbus::MatchRule<'static> {
    zbus::MatchRule::builder()
        .msg_type(Type::Signal)
        .sender("org.freedesktop.DBus")
        .and_then(|rule| rule.member("NameOwnerChanged"))
        .and_then(|rule| rule.arg(0, name.to_string()))
        .map(zbus::match_rule::Builder::build)
        .unwrap_or_else(|_| zbus::MatchRule::builder().build())
}

/// Calls `gone` with each client that left. It waits for nothing but the next message: while its queue is
/// full, the connection reads nothing, not even an answer that it waited for.
pub(super) async fn departures(connection: Connection, link: Arc<Link>) {
    let mut messages = std::pin::pin!(MessageStream::from(&connection));
    while let Some(message) = std::future::poll_fn(|cx| messages.as_mut().poll_next(cx)).await {
        let Ok(message) = message else { return };
        if message.message_type() != Type::Signal {
            continue;
        }
        let Some(signal) = NameOwnerChanged::from_message(message) else { continue };
        let Ok(args) = signal.args() else { continue };
        if args.new_owner().is_none() {
            link.leave(args.name().as_str());
            if let BusName::Unique(name) = args.name() {
                let name = OwnedUniqueName::from(name.to_owned());
                drop(link.callers.news.try_send(Change::Left(name)));
            }
        }
    }
}
