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
    Link, PATH,
    outbox::{Outbox, Recipient},
    session,
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
    /// The object of this path is of no use any more.
    Closed(String),
}

/// What a client has.
struct Caller {
    session: SessionId,
    /// Sessions with an object of their own, and its path.
    objects: Vec<(SessionId, String)>,
}

/// The sessions by name.
#[derive(Default)]
struct Known {
    by_name: HashMap<String, Caller>,
    last_object: u64,
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

    /// The name of each session: the client's, and for an object's what its path has more than ours.
    pub(super) fn names(&self) -> HashMap<SessionId, String> {
        let known = self.sessions();
        let own = known.by_name.iter().map(|(name, caller)| (caller.session, name.clone()));
        let objects = known.by_name.iter().flat_map(|(name, caller)| {
            let more = |path: &str| path.strip_prefix(PATH).unwrap_or_default().to_owned();
            caller.objects.iter().map(move |(session, path)| (*session, name.clone() + &more(path)))
        });
        own.chain(objects).collect()
    }

    /// The object of a session, and whose it is.
    pub(super) fn object(&self, session: SessionId) -> Option<(String, String)> {
        let known = self.sessions();
        known.by_name.iter().find_map(|(name, caller)| {
            let (_, path) = caller.objects.iter().find(|(own, _)| *own == session)?;
            Some((name.clone(), path.clone()))
        })
    }

    /// No more calls and no more signals; gives the sessions there were.
    pub(super) fn close(&self) -> Vec<SessionId> {
        self.outbox.close();
        self.news.close();
        let mut known = self.sessions();
        known.closed = true;
        known.by_name.drain().flat_map(|(_, caller)| caller.sessions()).collect()
    }

    /// The client left; gives the sessions it had.
    pub(super) fn forget(&self, name: &str) -> Vec<SessionId> {
        let caller = self.sessions().by_name.remove(name);
        let Some(caller) = caller else { return Vec::new() };
        caller.objects.iter().for_each(|(_, path)| self.put_away(path));
        caller.sessions()
    }

    /// The object of a session is of no use any more.
    pub(super) fn forget_object(&self, session: SessionId) {
        let mut known = self.sessions();
        for caller in known.by_name.values_mut() {
            if let Some(index) = caller.objects.iter().position(|(own, _)| *own == session) {
                let (_, path) = caller.objects.swap_remove(index);
                self.put_away(&path);
            }
        }
    }

    /// Has an object taken away.
    pub(super) fn put_away(&self, path: &str) {
        // The other end lives as long as the connection, and the object with it.
        drop(self.news.try_send(Change::Closed(path.to_owned())));
    }
}

impl Caller {
    fn sessions(self) -> Vec<SessionId> {
        let objects = self.objects.into_iter().map(|(session, _)| session);
        objects.chain([self.session]).collect()
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
        if let Some(caller) = sessions.by_name.get(name) {
            return Ok(caller.session);
        }
        let recipient = Recipient::new(Arc::clone(&self.callers.outbox), sender, PATH);
        let session = self.hub.open_session(Arc::new(recipient))?;
        let caller = Caller { session, objects: Vec::new() };
        sessions.by_name.insert(name.to_owned(), caller);
        drop(sessions);
        if let Some(sender) = sender {
            // The other end lives as long as the connection.
            let name = OwnedUniqueName::from(sender.to_owned());
            drop(self.callers.news.try_send(Change::Came(name)));
        }
        Ok(session)
    }

    /// A session with an object of its own for a caller, and the object's path.
    pub(super) fn open_object(&self, header: &Header<'_>) -> Result<(SessionId, String), Error> {
        self.session(header)?;
        let sender = header.sender();
        let name = sender.map_or(PEER, |sender| sender.as_str());
        let max = self.hub.limits().session_objects;
        let mut known = self.callers.sessions();
        let number = known.last_object + 1;
        let Some(caller) = known.by_name.get_mut(name) else {
            return Err(Error::new(ErrorKind::Unavailable, "the client left"));
        };
        if caller.objects.len() as u64 >= max {
            return Err(self.hub.exceeded("session_objects", max, "close one that is not needed"));
        }
        let path = format!("{PATH}/session/{number}");
        let recipient = Recipient::new(Arc::clone(&self.callers.outbox), sender, &path);
        let session = self.hub.open_session(Arc::new(recipient))?;
        caller.objects.push((session, path.clone()));
        known.last_object = number;
        Ok((session, path))
    }

    /// A session that has an object is over.
    pub(super) fn close_object(&self, session: SessionId) {
        self.callers.forget_object(session);
        self.hub.close_session(session);
    }
}

/// Asks the bus to tell when a client leaves: of each client of ours, not of all. A peer has no bus: there,
/// objects are put away.
pub(super) async fn watch(connection: Connection, changes: Changes, gone: impl Fn(&str) + Send) {
    let bus = if connection.is_bus() { DBusProxy::new(&connection).await.ok() } else { None };
    while let Ok(change) = changes.recv().await {
        let Some(bus) = &bus else {
            if let Change::Closed(path) = change {
                session::put_away(&connection, &path).await;
            }
            continue;
        };
        match change {
            Change::Closed(path) => session::put_away(&connection, &path).await,
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
