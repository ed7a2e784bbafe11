//! Clients that mean harm, or are broken: they get errors or lose their connection, the service lives
//! and the others are served.
#![allow(clippy::disallowed_methods, reason = "tests read files and wait")]

mod common;

use std::{
    collections::HashMap,
    io::{Read, Write},
    os::unix::net::UnixStream,
    time::Duration,
};

use clairvoix_daemon::{bus, limit::Limits};
use common::{Caller, PrivateBus, both, hub, peers, refused};
use zbus::{
    connection::Builder,
    message::Message,
    zvariant::{Fd, Value},
};

const UNKNOWN: &str = "org.freedesktop.DBus.Error.UnknownMethod";

async fn is_served(caller: &mut Caller) {
    caller.speak("a", &[]).await.expect("a job");
    caller.until("Finished").await;
}

/// A number from the last, as good as any.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

/// A peer that has introduced itself and then writes what it likes.
async fn raw_peer(hub: &std::sync::Arc<clairvoix_daemon::hub::Hub>) -> (bus::Service, UnixStream) {
    let (ours, mut theirs) = UnixStream::pair().expect("a pair");
    let guid = zbus::Guid::generate();
    let service = Builder::async_io_unix_stream(ours).server(guid).expect("a name").p2p();
    let service = bus::serve(service, std::sync::Arc::clone(hub));
    let id: String = rustix::process::getuid()
        .as_raw()
        .to_string()
        .bytes()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    theirs
        .write_all(format!("\0AUTH EXTERNAL {id}\r\nNEGOTIATE_UNIX_FD\r\nBEGIN\r\n").as_bytes())
        .expect("room");
    let service = service.await.expect("a service");
    theirs.set_read_timeout(Some(Duration::from_secs(5))).expect("a socket");
    let mut answer = [0; 256];
    let count = theirs.read(&mut answer).expect("an answer");
    assert!(answer[..count].starts_with(b"OK "));
    (service, theirs)
}

#[test]
fn garbled_messages_from_a_peer_do_no_harm() {
    async_io::block_on(async {
        let hub = hub(Limits::default(), None);
        let call = Message::method_call(bus::PATH, "Speak")
            .and_then(|call| call.interface("org.clairvoix.Speech1"))
            .and_then(|call| call.build(&("un deux", HashMap::<&str, Value<'_>>::new())))
            .expect("a call");
        let good = call.data().bytes().to_vec();
        let mut seed = 7;
        for _ in 0..150 {
            let (service, mut peer) = raw_peer(&hub).await;
            let mut bytes = good.clone();
            match next(&mut seed) % 4 {
                0 => bytes.truncate(next(&mut seed) as usize % good.len()),
                1 => bytes = (0..200).map(|_| next(&mut seed) as u8).collect(),
                _ => {
                    for _ in 0..=next(&mut seed) % 4 {
                        let at = next(&mut seed) as usize % bytes.len();
                        bytes[at] = next(&mut seed) as u8;
                    }
                }
            }
            // The service may have hung up in the middle.
            let _ = peer.write_all(&bytes);
            drop(peer);
            service.over().await;
        }
        let (_service, client) = peers(&hub).await;
        // It stays, or its session would end too.
        let mut caller = Caller::of(client, None);
        is_served(&mut caller).await;
        for _ in 0..200 {
            if hub.status().sessions == 1 {
                break;
            }
            async_io::Timer::after(Duration::from_millis(10)).await;
        }
        assert_eq!(hub.status().sessions, 1, "each peer's session ended with it");
        drop(caller);
    });
}

#[test]
fn wrong_bodies_and_huge_strings_are_refused() {
    async_io::block_on(async {
        let bus = PrivateBus::start();
        let hub = hub(Limits::default(), None);
        let _service = bus.serve(&hub).await;
        let (rude, mut other) = (Caller::on(&bus).await, Caller::on(&bus).await);
        for interface in ["Speech1", "Reading1", "Layout1", "Profiles1"] {
            for method in [
                "Speak",
                "SpeakFd",
                "Synthesize",
                "Analyze",
                "AnalyzeFd",
                "Spoken",
                "Explain",
                "StyleSheet",
                "Adapt",
                "AdaptFd",
                "Get",
                "SetActive",
                "SetOverride",
                "Cancel",
                "Skip",
                "GoTo",
                "Repeat",
                "SetRate",
                "Hold",
            ] {
                let result = rude.call(interface, method, &(1_u8, vec![2_i16])).await;
                let (name, _) = refused(result);
                assert!(
                    name == "org.freedesktop.zbus.Error" || name == UNKNOWN,
                    "{interface}.{method}: {name}"
                );
            }
        }
        let huge = "é".repeat(8 << 20);
        let options: HashMap<&str, Value<'_>> = HashMap::new();
        let result = rude.speak(&huge, &[]).await;
        assert_eq!(refused(result).0, "LimitExceeded");
        let result = rude.call("Layout1", "Adapt", &(huge.as_str(), &options)).await;
        assert_eq!(refused(result).0, "LimitExceeded");
        let name = "x".repeat(1 << 20);
        let result = rude.speak("a", &[(name.as_str(), Value::from(1))]).await;
        let (kind, message) = refused(result);
        assert!(kind == "InvalidOption" && message.len() < 200, "{kind}");
        is_served(&mut other).await;
    });
}

#[test]
fn a_flood_of_signals_and_calls_without_waiting_for_answers_does_no_harm() {
    async_io::block_on(async {
        let bus = PrivateBus::start();
        let hub = hub(Limits::default(), None);
        let service = bus.serve(&hub).await;
        let (rude, mut other) = (Caller::on(&bus).await, Caller::on(&bus).await);
        let name = service.connection().unique_name().expect("a name").to_owned();
        for count in 0..3000_u32 {
            rude.connection
                .emit_signal(Some(&name), bus::PATH, "org.clairvoix.Speech1", "Finished", &count)
                .await
                .expect("sent");
        }
        let options: HashMap<&str, Value<'_>> = HashMap::new();
        for _ in 0..3000 {
            let call = Message::method_call(bus::PATH, "Speak")
                .and_then(|call| call.destination(bus::NAME))
                .and_then(|call| call.interface("org.clairvoix.Speech1"))
                .and_then(|call| call.with_flags(zbus::message::Flags::NoReplyExpected))
                .and_then(|call| call.build(&("un", &options)))
                .expect("a call");
            rude.connection.send(&call).await.expect("sent");
        }
        is_served(&mut other).await;
        drop(rude);
        is_served(&mut other).await;
    });
}

#[test]
fn descriptors_that_are_of_no_use_are_refused() {
    async_io::block_on(async {
        let bus = PrivateBus::start();
        let hub = hub(Limits { fd_wait_ms: 200, ..Limits::default() }, None);
        let _service = bus.serve(&hub).await;
        let mut caller = Caller::on(&bus).await;
        let options: HashMap<&str, Value<'_>> = HashMap::new();
        let folder = std::fs::File::open("/").expect("a folder");
        caller.call("Speech1", "SpeakFd", &(Fd::from(&folder), &options)).await.expect("a job");
        let (name, arguments) = caller.told().await;
        assert!(name == "Failed" && arguments.contains(" Io "), "{name} {arguments}");
        let (reader, writer) = rustix::pipe::pipe().expect("a pipe");
        // Nobody will ever read.
        drop(reader);
        caller
            .call("Speech1", "Synthesize", &("un deux", &options, Fd::from(&writer)))
            .await
            .expect("a job");
        let told = caller.until("Failed").await;
        assert!(told.last().expect("one").1.contains(" Io "), "{told:?}");
        // Written to where it should be read.
        let (reader, _writer) = rustix::pipe::pipe().expect("a pipe");
        let result = caller
            .call("Reading1", "AnalyzeFd", &(Fd::from(&reader), Fd::from(&reader), &options))
            .await;
        assert_eq!(refused(result).0, "Io");
        is_served(&mut caller).await;
    });
}

#[test]
fn fifty_clients_and_two_thousand_requests_each_get_an_answer() {
    async_io::block_on(async {
        let bus = PrivateBus::start();
        let hub = hub(Limits::default(), None);
        let _service = bus.serve(&hub).await;
        let mut clients = Vec::new();
        for _ in 0..50 {
            clients.push(Caller::on(&bus).await);
        }
        let (mut jobs, mut refusals) = (0, 0);
        let options: HashMap<&str, Value<'_>> = HashMap::new();
        for round in 0..40 {
            for (index, client) in clients.iter().enumerate() {
                match (round + index) % 4 {
                    0 => match client.speak("Un deux.", &[("mode", "append".into())]).await {
                        Ok(_) => jobs += 1,
                        Err(error) => {
                            assert_eq!(refused::<u64>(Err(error)).0, "LimitExceeded");
                            refusals += 1;
                        }
                    },
                    1 => {
                        let text = "Le chat dort.";
                        client.call("Reading1", "Analyze", &(text, &options)).await.expect("JSON");
                    }
                    2 => drop(client.call("Speech1", "Stop", &()).await.expect("done")),
                    _ => {
                        drop(client.call("Layout1", "StyleSheet", &(&options,)).await.expect("CSS"))
                    }
                }
            }
        }
        assert_eq!(jobs + refusals, 500);
        let (first, rest) = clients.split_at_mut(1);
        both(is_served(&mut first[0]), async {
            for client in rest {
                client.call("Speech1", "Stop", &()).await.expect("done");
            }
        })
        .await;
        drop(clients);
        for _ in 0..300 {
            if hub.status().sessions == 0 {
                break;
            }
            async_io::Timer::after(Duration::from_millis(10)).await;
        }
        let status = hub.status();
        assert_eq!((status.sessions, status.jobs, status.text_bytes), (0, 0, 0), "nothing is left");
    });
}

#[test]
fn many_clients_that_leave_at_once_do_not_stop_the_service() {
    async_io::block_on(async {
        let bus = PrivateBus::start();
        let hub = hub(Limits::default(), None);
        let _service = bus.serve(&hub).await;
        let mut other = Caller::on(&bus).await;
        for _ in 0..3 {
            let mut clients = Vec::new();
            for _ in 0..150 {
                let client = bus.client().await;
                let caller = Caller::of(client, Some(bus::NAME));
                caller.speak("Un deux.", &[("mode", "append".into())]).await.expect("a job");
                clients.push(caller);
            }
            drop(clients);
            is_served(&mut other).await;
        }
        for _ in 0..500 {
            if hub.status().sessions == 1 {
                break;
            }
            async_io::Timer::after(Duration::from_millis(10)).await;
        }
        let status = hub.status();
        assert_eq!((status.sessions, status.jobs), (1, 0), "nothing is left of them");
    });
}
