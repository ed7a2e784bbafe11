//! The command and the service have one store: what `clairvoix profile` changes, an application that speaks over D-Bus
//! is said with.

#![allow(clippy::disallowed_methods, reason = "a test of processes and files")]

use std::{collections::HashMap, fs::File, process::Stdio};

use clairvoix_backends::engine::find_worker;
use clairvoix_e2e::{bus::Bus, pulse::PulseServer};
use zbus::{
    blocking::{Connection, MessageIterator, connection::Builder},
    zvariant::{Fd, OwnedValue, Value},
};

const NAME: &str = "org.clairvoix.Clairvoix1";
const PATH: &str = "/org/clairvoix/Clairvoix1";
const TEXT: &str = "Maël mange une pomme. Il rit.";

type Fallible<V = ()> = Result<V, Box<dyn std::error::Error>>;

struct Desk {
    bus: Bus,
    server: PulseServer,
}

impl Desk {
    fn new() -> Fallible<Self> {
        let daemon = find_worker("clairvoixd")?;
        let server = PulseServer::start_exact(16_000)?;
        let bus = Bus::start(&server, &daemon)?;
        Ok(Self { bus, server })
    }

    fn profile(&self, words: &[&str]) -> Fallible {
        let mut command = self.bus.command(&self.server, find_worker("clairvoix")?);
        let status = command.arg("profile").args(words).stdout(Stdio::null()).status()?;
        status.success().then_some(()).ok_or_else(|| format!("profile {words:?}").into())
    }
}

/// A setting that holds for an application which names no profile.
fn setting(client: &Connection, key: &str) -> Fallible<Option<OwnedValue>> {
    let interface = Some("org.clairvoix.Profiles1");
    let reply = client.call_method(Some(NAME), PATH, interface, "Get", &"")?;
    let mut values: HashMap<String, OwnedValue> = reply.body().deserialize()?;
    Ok(values.remove(key))
}

/// How many bytes of sound a text is.
fn length(client: &Connection, signals: &mut MessageIterator) -> Fallible<u64> {
    let file: File = tempfile::tempfile()?;
    let options = HashMap::from([("voice", Value::from("pico-fr-FR"))]);
    let body = (TEXT, options, Fd::from(&file));
    let speech = Some("org.clairvoix.Speech1");
    client.call_method(Some(NAME), PATH, speech, "Synthesize", &body)?;
    for message in signals {
        let message = message?;
        match message.header().member().map(zbus::names::MemberName::as_str) {
            Some("Finished") => return Ok(file.metadata()?.len()),
            Some("Failed") => return Err(format!("{:?}", message.body()).into()),
            _ => {}
        }
    }
    Err("the connection ended".into())
}

#[test]
fn what_the_command_changes_an_application_is_said_with() -> Fallible {
    let desk = Desk::new()?;
    desk.profile(&["new", "Renard"])?;
    desk.profile(&["use", "Renard"])?;
    let client = Builder::address(desk.bus.address())?.build()?;
    let mut signals = MessageIterator::from(&client);
    assert_eq!(setting(&client, "voice.rate")?, Some(1.0.into()));
    let plain = length(&client, &mut signals)?;
    desk.profile(&["set", "voice.rate", "0.5"])?;
    assert_eq!(setting(&client, "voice.rate")?, Some(0.5.into()));
    let slow = length(&client, &mut signals)?;
    assert!(slow > plain * 3 / 2, "{plain} {slow}");
    // Another pupil sits down, and the first one again.
    desk.profile(&["new", "Loup"])?;
    desk.profile(&["use", "Loup"])?;
    assert_eq!(length(&client, &mut signals)?, plain);
    desk.profile(&["use", "Renard"])?;
    assert_eq!(length(&client, &mut signals)?, slow);
    Ok(())
}
