//! The thread that hears the service.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use clairvoix_speech::{Error, ErrorKind, RequestId, SpeechEvent};
use zbus::{
    MatchRule, Message,
    blocking::{Connection, MessageIterator},
    message::Type,
};

use super::{
    SPEECH,
    news::{self, News},
};
use crate::player::Events;

/// What the thread and the callers have in common.
#[derive(Default)]
pub(super) struct Shared {
    /// The requests by the service's names for them, as long as they are not over.
    jobs: Mutex<HashMap<u64, RequestId>>,
    pub(super) events: Events,
}

impl Shared {
    fn jobs(&self) -> MutexGuard<'_, HashMap<u64, RequestId>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks for a job, and remembers which request it is before any of its news is read.
    pub(super) fn name(
        &self,
        id: RequestId,
        ask: impl FnOnce() -> Result<u64, Error>,
    ) -> Result<RequestId, Error> {
        let mut jobs = self.jobs();
        let job = ask()?;
        jobs.insert(job, id);
        Ok(id)
    }

    fn hear(&self, message: &Message) {
        let mut jobs = self.jobs();
        // Of a job that nobody here asked for, the number is as good a name as any.
        let read = news::read(message, |job| jobs.get(&job).copied().unwrap_or(RequestId(job)));
        let Some(told) = read else { return };
        if let News::Job(job, _) = &told
            && told.is_last()
        {
            jobs.remove(job);
        }
        drop(jobs);
        let (News::Job(_, event) | News::Device(event)) = told;
        self.events.push(event);
    }

    /// The service is gone, and with it all that was asked for.
    fn lost(&self, why: &str) {
        let mut lost: Vec<RequestId> = self.jobs().drain().map(|(_, request)| request).collect();
        lost.sort();
        for request in lost {
            let cause = Error::new(ErrorKind::Unavailable, why);
            self.events.push(SpeechEvent::Failed { request, cause });
        }
    }
}

/// Starts the thread; it ends with the connection.
pub(super) fn start(
    connection: &Connection,
    destination: Option<&'static str>,
    shared: Arc<Shared>,
) -> Result<(), Error> {
    let unavailable = |e: &dyn std::fmt::Display| {
        Error::new(ErrorKind::Unavailable, format!("the service cannot be listened to: {e}"))
    };
    let messages = MessageIterator::from(connection);
    if let Some(name) = destination {
        watch(connection, name).map_err(|e| unavailable(&e))?;
    }
    thread::Builder::new()
        .name("clairvoix-client".to_owned())
        .spawn(move || {
            for message in messages.map_while(Result::ok) {
                if message.message_type() == Type::Signal {
                    hear(&shared, &message, destination);
                }
            }
            shared.lost("the connection to the service ended");
            shared.events.close();
        })
        .map(drop)
        .map_err(|e| unavailable(&e))
}

/// Asks the bus to tell when the service leaves it.
fn watch(connection: &Connection, name: &str) -> zbus::Result<()> {
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender("org.freedesktop.DBus")?
        .member("NameOwnerChanged")?
        .arg(0, name)?
        .build();
    let bus = "org.freedesktop.DBus";
    let path = "/org/freedesktop/DBus";
    connection.call_method(Some(bus), path, Some(bus), "AddMatch", &rule.to_string())?;
    Ok(())
}

fn hear(shared: &Shared, message: &Message, destination: Option<&str>) {
    let header = message.header();
    let interface = header.interface().map(|i| i.as_str().to_owned()).unwrap_or_default();
    if interface == SPEECH {
        shared.hear(message);
    } else if interface == "org.freedesktop.DBus"
        && header.member().is_some_and(|member| member.as_str() == "NameOwnerChanged")
        && let Ok((name, _, new)) = message.body().deserialize::<(String, String, String)>()
        && Some(name.as_str()) == destination
        && new.is_empty()
    {
        shared.lost("the service ended");
    }
}
