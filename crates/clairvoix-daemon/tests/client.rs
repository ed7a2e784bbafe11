//! The Rust client against the service, over a connection without a bus.

#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "a test of processes' ends makes threads")]

mod common;

use std::{os::unix::net::UnixStream, thread, time::Duration};

use clairvoix::{
    client::{Client, Speech},
    speech::{
        Edge, ErrorKind, MarkKind, PlanOptions, RequestId, SpeakMode, SpeechEvent,
        testing::FakeEngine,
    },
    text::Utf8Range,
};
use clairvoix_daemon::{bus, limit::Limits};

const TEXT: &str = "L'élève lit. 🙂 Où va-t-elle ?";
const LONG: Duration = Duration::from_secs(30);

/// A client, and the service's end of its connection.
fn connect() -> (Client, bus::Service) {
    let (ours, theirs) = UnixStream::pair().expect("a pair of sockets");
    let service = thread::spawn(move || {
        let hub = common::hub(Limits::default(), None);
        let guid = zbus::Guid::generate();
        let builder =
            zbus::connection::Builder::async_io_unix_stream(theirs).server(guid).expect("a peer");
        async_io::block_on(bus::serve(builder.p2p(), hub)).expect("it serves")
    });
    let connection = zbus::blocking::connection::Builder::async_io_unix_stream(ours).p2p().build();
    let client = Client::direct(connection.expect("a connection")).expect("a client");
    (client, service.join().expect("the service runs"))
}

fn options() -> PlanOptions {
    PlanOptions::new("fr", FakeEngine::voice_id())
}

/// All events up to the end of a request.
fn until_over(client: &Client, id: RequestId) -> Vec<SpeechEvent> {
    let mut events = Vec::new();
    while let Some(event) = client.next_event(Some(LONG)) {
        let over = matches!(&event, SpeechEvent::Finished { request }
            | SpeechEvent::Stopped { request } | SpeechEvent::Failed { request, .. }
            if *request == id);
        events.push(event);
        if over {
            return events;
        }
    }
    panic!("no end of {id:?} after {events:?}");
}

fn words(events: &[SpeechEvent], id: RequestId) -> Vec<&'static str> {
    let word =
        |event: &SpeechEvent| match event {
            SpeechEvent::Mark {
                request, edge: Edge::Start, kind: MarkKind::Word, range, ..
            } if *request == id => Some(Utf8Range::slice(*range, TEXT)),
            _ => None,
        };
    events.iter().filter_map(word).collect()
}

#[test]
fn a_text_is_said_and_followed_in_bytes() {
    let (client, _service) = connect();
    let first = client.speak(TEXT, options()).expect("it is taken");
    let second = client.append("Oui.", options()).expect("it is taken");
    let events = until_over(&client, first);
    let expected: Vec<&str> = clairvoix::text::segment::segment(TEXT)
        .words
        .iter()
        .map(|word| word.range.slice(TEXT))
        .collect();
    assert_eq!(words(&events, first), expected);
    assert_eq!(events.last(), Some(&SpeechEvent::Finished { request: first }));
    let events = until_over(&client, second);
    assert!(events.contains(&SpeechEvent::Started { request: second }), "{events:?}");
    let again = client.repeat(SpeakMode::Replace).expect("there is something to repeat");
    let events = until_over(&client, again);
    assert_eq!(events.last(), Some(&SpeechEvent::Finished { request: again }));
}

#[test]
fn commands_and_refusals_come_back_to_the_caller() {
    let (client, _service) = connect();
    let error = client.repeat(SpeakMode::Replace).expect_err("nothing was said");
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    let mut slow = options();
    slow.pauses.word_ms = 500;
    let error = client.speak(TEXT, slow).expect_err("the service takes no pauses");
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert_eq!(client.set_rate(40.0).expect_err("too fast").kind(), ErrorKind::InvalidInput);
    client.set_volume(0.5).expect("half as loud");
    let speech = Speech::Service(client);
    let id = speech.speak(TEXT.repeat(20), options()).expect("it is taken");
    speech.pause().expect("it pauses");
    speech.resume().expect("it goes on");
    speech.stop().expect("it stops");
    let Speech::Service(client) = &speech else { unreachable!("made so above") };
    assert_eq!(until_over(client, id).last(), Some(&SpeechEvent::Stopped { request: id }));
}

#[test]
fn a_service_that_dies_is_told_for_each_request() {
    let (client, service) = connect();
    let first = client.speak(TEXT.repeat(50), options()).expect("it is taken");
    let second = client.append("Oui.", options()).expect("it is taken");
    async_io::block_on(service.end());
    for id in [first, second] {
        let events = until_over(&client, id);
        let Some(SpeechEvent::Failed { cause, .. }) = events.last() else {
            panic!("no failure: {events:?}");
        };
        assert_eq!(cause.kind(), ErrorKind::Unavailable);
    }
    assert_eq!(client.next_event(Some(LONG)), None);
    assert_eq!(client.stop().expect_err("nobody answers").kind(), ErrorKind::Unavailable);
}
