//! Further sessions of one client, each with an object of its own.
#![allow(clippy::disallowed_methods, reason = "tests wait")]

mod common;

use std::{collections::HashMap, time::Duration};

use clairvoix::{
    profile::{Profile, Value as Setting},
    store::{Place, Store},
};
use clairvoix_daemon::{bus, limit::Limits};
use common::{Caller, PrivateBus, hub, peers, refused};
use zbus::zvariant::{Fd, Value};

fn none() -> HashMap<&'static str, Value<'static>> {
    HashMap::new()
}

async fn speak(caller: &Caller, session: &str, text: &str) -> zbus::Result<u64> {
    let reply = caller.call_at(session, "Speech1", "Speak", &(text, none())).await?;
    reply.body().deserialize()
}

#[test]
fn each_has_its_queue_its_defaults_and_its_signals() {
    async_io::block_on(async {
        let bus = PrivateBus::start();
        let hub = hub(Limits::default(), None);
        let _service = bus.serve(&hub).await;
        let mut caller = Caller::on(&bus).await;
        let append = [("mode", Value::from("append")), ("unit", "utf8".into())];
        let lesson = caller.open_session(&append).await.expect("a session");
        let lesson = lesson.as_str();
        let first = speak(&caller, lesson, "Où dort-il ?").await.expect("a job");
        let second = speak(&caller, lesson, "b").await.expect("a job");
        // What our object is asked replaces nothing of the session's.
        caller.call("Speech1", "Stop", &()).await.expect("done");
        caller.listen_to(lesson);
        let told = caller.until("Finished").await;
        assert_eq!(told.last().expect("one").1, first.to_string());
        let bytes = told.iter().any(|(name, it)| name == "Mark" && it.contains(" word true 4 "));
        assert!(bytes, "the unit is the session's default: {told:?}");
        let told = caller.until("Finished").await;
        assert_eq!(told.last().expect("one").1, second.to_string());
        let body = (HashMap::from([("unit", Value::from("scalar"))]),);
        caller.call_at(lesson, "Session1", "SetDefaults", &body).await.expect("done");
        speak(&caller, lesson, "Où dort-il ?").await.expect("a job");
        let told = caller.until("Finished").await;
        assert!(told.iter().any(|(name, it)| name == "Mark" && it.contains(" word true 3 ")));
        for (options, message) in [
            (("from", Value::from(1_u64)), "from: it is of one text, and no default"),
            (("colour", Value::from("red")), "colour: there is no such option here"),
            (
                ("application", Value::from("A b")),
                "application: it is 1 to 40 of a to z, digits and -",
            ),
        ] {
            let error = refused(caller.open_session(&[options]).await);
            assert_eq!(error, ("InvalidOption".to_owned(), message.to_owned()));
        }
        // What Synthesize refuses is no default for it.
        let file = tempfile::tempfile().expect("a file");
        let loud = caller.open_session(&[("volume", 0.5.into())]).await.expect("a session");
        let body = ("a", none(), Fd::from(&file));
        caller.call_at(loud.as_str(), "Speech1", "Synthesize", &body).await.expect("a job");
        caller.listen_to(loud.as_str());
        caller.until("Finished").await;
    });
}

#[test]
fn nobody_else_can_use_one_and_it_is_gone_when_it_is_closed_or_its_client_leaves() {
    async_io::block_on(async {
        let bus = PrivateBus::start();
        let hub = hub(Limits { session_objects: 2, ..Limits::default() }, None);
        let _service = bus.serve(&hub).await;
        let (caller, other) = (Caller::on(&bus).await, Caller::on(&bus).await);
        let first = caller.open_session(&[]).await.expect("a session");
        let second = caller.open_session(&[]).await.expect("a session");
        let error = refused(caller.open_session(&[]).await);
        assert!(error.1.starts_with("session_objects: at most 2"), "{error:?}");
        for (interface, method) in
            [("Speech1", "Pause"), ("Speech1", "Stop"), ("Session1", "Close")]
        {
            let result = other.call_at(first.as_str(), interface, method, &()).await;
            assert_eq!(refused(result).0, "AccessDenied", "{method}");
        }
        assert_eq!(refused(speak(&other, first.as_str(), "a").await).0, "AccessDenied");
        let is_gone = async |path: &str| {
            for _ in 0..500 {
                let result = other.call_at(path, "Session1", "Close", &()).await;
                let (name, _) = refused(result);
                if name != "AccessDenied" {
                    return name.starts_with("org.freedesktop.DBus.Error.Unknown");
                }
                async_io::Timer::after(Duration::from_millis(10)).await;
            }
            false
        };
        caller.call_at(first.as_str(), "Session1", "Close", &()).await.expect("done");
        assert!(is_gone(first.as_str()).await, "it was closed");
        let third = caller.open_session(&[]).await.expect("there is room again");
        speak(&caller, second.as_str(), &"mot ".repeat(200)).await.expect("a job");
        speak(&caller, third.as_str(), &"mot ".repeat(200)).await.expect("a job");
        assert_eq!(hub.status().jobs, 2);
        drop(caller);
        assert!(is_gone(second.as_str()).await && is_gone(third.as_str()).await, "it left");
        let status = hub.status();
        assert_eq!((status.jobs, status.text_bytes), (0, 0));
        assert!(!hub.is_speaking());
    });
}

#[test]
fn a_peer_has_them_too_and_speaking_tells_of_each() {
    async_io::block_on(async {
        let hub = hub(Limits::default(), None);
        let (_service, client) = peers(&hub).await;
        let mut caller = Caller::of(client, None);
        let session = caller.open_session(&[]).await.expect("a session");
        let speaking = async |caller: &Caller, path: &str| -> bool {
            let body = ("org.clairvoix.Speech1", "Speaking");
            let properties = Some("org.freedesktop.DBus.Properties");
            let reply = caller.connection.call_method(None::<&str>, path, properties, "Get", &body);
            let value: zbus::zvariant::OwnedValue =
                reply.await.expect("a value").body().deserialize().expect("v");
            value.downcast_ref().expect("b")
        };
        let other = caller.open_session(&[]).await.expect("a session");
        speak(&caller, session.as_str(), &"mot ".repeat(50)).await.expect("a job");
        caller.listen_to(session.as_str());
        caller.until("Started").await;
        assert!(speaking(&caller, bus::PATH).await && speaking(&caller, session.as_str()).await);
        assert!(!speaking(&caller, other.as_str()).await);
        caller.call_at(session.as_str(), "Session1", "Close", &()).await.expect("done");
        for _ in 0..500 {
            if hub.status().sessions == 2 && !hub.is_speaking() {
                break;
            }
            async_io::Timer::after(Duration::from_millis(10)).await;
        }
        assert!(!speaking(&caller, bus::PATH).await);
    });
}

#[test]
fn what_the_pupil_needs_in_an_application_holds_there() {
    async_io::block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::at(folder.path());
        let pupil = store.create("Renard", Profile::default()).expect("a pupil");
        store.set_active(Some(&pupil)).expect("saved");
        let slow = |profile: &mut Profile| {
            profile.set("voice.rate", &Setting::Number(0.5)).expect("it fits");
        };
        store.change(Place::App(&pupil, "lecteur"), slow).expect("saved");
        let bus = PrivateBus::start();
        let hub = hub(Limits::default(), Some(folder.path().to_owned()));
        let _service = bus.serve(&hub).await;
        let mut caller = Caller::on(&bus).await;
        let plain = caller.open_session(&[]).await.expect("a session");
        let reader = caller.open_session(&[("application", "lecteur".into())]).await;
        let reader = reader.expect("a session");
        let mut lengths = Vec::new();
        for path in [plain.as_str(), reader.as_str()] {
            let file = tempfile::tempfile().expect("a file");
            let body = ("Un deux trois.", none(), Fd::from(&file));
            caller.call_at(path, "Speech1", "Synthesize", &body).await.expect("a job");
            caller.listen_to(path);
            caller.until("Finished").await;
            lengths.push(file.metadata().expect("a file").len());
        }
        assert!(lengths[1] > lengths[0] + 10_000, "{lengths:?}");
    });
}
