//! A client that may have several questions open at once.

use std::{
    collections::HashMap,
    future::{Future, poll_fn},
    num::NonZeroU32,
    pin::{Pin, pin},
    task::Poll,
    time::{Duration, Instant},
};

use async_io::{Timer, block_on};
use serde::Serialize;
use zbus::{
    Connection, MessageStream,
    connection::Builder,
    export::futures_core::Stream,
    message::{Message, Type},
    zvariant::{DynamicType, OwnedValue, Value},
};

use crate::{
    Fallible,
    desk::{NAME, OBJECT},
};

/// No answer within this time is none.
const LONG: Duration = Duration::from_secs(60);

/// See the module.
pub(crate) struct Client {
    pub(crate) connection: Connection,
    messages: MessageStream,
    /// What was told of jobs, marks left out: job, signal.
    pub(crate) told: Vec<(u64, String)>,
    early: HashMap<NonZeroU32, Message>,
}

/// What comes of a call.
pub(crate) enum Answer {
    Result(Message),
    /// The error's name.
    Refusal(String),
}

/// Options of words.
pub(crate) fn options<'a>(all: &[(&'a str, &'a str)]) -> HashMap<&'a str, Value<'a>> {
    all.iter().map(|(name, value)| (*name, Value::from(*value))).collect()
}

impl Client {
    pub(crate) fn new(address: &str) -> Fallible<Self> {
        let connection = block_on(Builder::address(address)?.build())?;
        let mut messages = MessageStream::from(&connection);
        // They are read when it is their turn; a full queue would keep answers back.
        messages.set_max_queued(100_000);
        Ok(Self { connection, messages, told: Vec::new(), early: HashMap::new() })
    }

    /// Asks without waiting for the answer; gives the question's number.
    pub(crate) fn send<B: Serialize + DynamicType>(
        &self,
        member: &str,
        body: &B,
    ) -> Fallible<NonZeroU32> {
        let (interface, method) = member.split_once('.').ok_or("no interface")?;
        let interface = match interface {
            "Peer" => "org.freedesktop.DBus.Peer".to_owned(),
            ours => format!("org.clairvoix.{ours}"),
        };
        let call = Message::method_call(OBJECT, method)?
            .destination(NAME)?
            .interface(interface)?
            .build(body)?;
        block_on(self.connection.send(&call))?;
        Ok(call.primary_header().serial_num())
    }

    /// The answer to a question.
    pub(crate) fn answer(&mut self, question: NonZeroU32) -> Fallible<Answer> {
        let deadline = Instant::now() + LONG;
        loop {
            if let Some(message) = self.early.remove(&question) {
                return Ok(match message.message_type() {
                    Type::Error => {
                        let name = message.header().error_name().map(ToString::to_string);
                        Answer::Refusal(name.unwrap_or_default())
                    }
                    _ => Answer::Result(message),
                });
            }
            self.read(deadline).map_err(|why| format!("an answer: {why}"))?;
        }
    }

    pub(crate) fn ask<B: Serialize + DynamicType>(
        &mut self,
        member: &str,
        body: &B,
    ) -> Fallible<Message> {
        let question = self.send(member, body)?;
        match self.answer(question)? {
            Answer::Result(message) => Ok(message),
            Answer::Refusal(name) => Err(name.into()),
        }
    }

    pub(crate) fn speak(&mut self, text: &str, given: &[(&str, &str)]) -> Fallible<u64> {
        Ok(self.ask("Speech1.Speak", &(text, options(given)))?.body().deserialize()?)
    }

    pub(crate) fn status(&mut self) -> Fallible<HashMap<String, OwnedValue>> {
        Ok(self.ask("Speech1.Status", &())?.body().deserialize()?)
    }

    /// Waits until a job's signal of one of these names came.
    pub(crate) fn wait(&mut self, job: u64, names: &[&str]) -> Fallible {
        let deadline = Instant::now() + LONG;
        loop {
            let is_it = |(of, name): &(u64, String)| *of == job && names.contains(&name.as_str());
            if self.told.iter().any(is_it) {
                return Ok(());
            }
            self.read(deadline).map_err(|why| format!("{names:?} of {job}: {why}"))?;
        }
    }

    /// Reads one message.
    fn read(&mut self, deadline: Instant) -> Fallible {
        let mut late = pin!(Timer::at(deadline));
        let messages = &mut self.messages;
        let next = poll_fn(|context| {
            if let Poll::Ready(message) = Pin::new(&mut *messages).poll_next(context) {
                return Poll::Ready(Ok(message));
            }
            late.as_mut().poll(context).map(|_| Err("nothing within a minute"))
        });
        let message = block_on(next)?.ok_or("the connection ended")??;
        let header = message.header();
        match (message.message_type(), header.reply_serial(), header.member()) {
            (Type::MethodReturn | Type::Error, Some(question), _) => {
                self.early.insert(question, message.clone());
            }
            (Type::Signal, _, Some(name)) if name.as_str() != "Mark" => {
                let of_job = header.interface().is_some_and(|it| it.as_str().ends_with("Speech1"));
                // Signals of jobs begin with the job's number, whatever else they tell.
                if of_job && let Some(job) = first_number(&message) {
                    self.told.push((job, name.to_string()));
                }
            }
            _ => {}
        }
        Ok(())
    }
}

fn first_number(signal: &Message) -> Option<u64> {
    let body = signal.body();
    body.deserialize::<u64>()
        .or_else(|_| body.deserialize::<(u64, String, String)>().map(|it| it.0))
        .or_else(|_| body.deserialize::<(u64, String)>().map(|it| it.0))
        .ok()
}
