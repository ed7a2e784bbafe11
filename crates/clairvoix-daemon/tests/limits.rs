//! Limits: each is reached, told by its name, and leaves the others served.
#![allow(clippy::disallowed_methods, reason = "tests read files and wait")]

mod common;

use std::{collections::HashMap, os::fd::OwnedFd, time::Duration};

use clairvoix_daemon::limit::Limits;
use common::{Caller, PrivateBus, hub, refused};
use zbus::zvariant::{Fd, Value};

fn small() -> Limits {
    Limits {
        text_bytes: 100,
        speech_fd_bytes: 1000,
        analysis_bytes: 50,
        document_fd_bytes: 1000,
        held_bytes: 500,
        held_fd_bytes: 1500,
        session_jobs: 8,
        jobs: 12,
        sessions: 4,
        session_objects: 2,
        session_calls: 2,
        calls: 3,
        fd_wait_ms: 300,
    }
}

fn named(result: zbus::Result<impl std::fmt::Debug>) -> String {
    let (kind, message) = refused(result);
    assert_eq!(kind, "LimitExceeded", "{message}");
    message.split(':').next().unwrap_or_default().to_owned()
}

fn append() -> [(&'static str, Value<'static>); 1] {
    [("mode", "append".into())]
}

#[test]
fn every_limit_is_told_by_its_name() {
    async_io::block_on(async {
        let bus = PrivateBus::start();
        let hub = hub(small(), None);
        let _service = bus.serve(&hub).await;
        let (a, b, c) = (Caller::on(&bus).await, Caller::on(&bus).await, Caller::on(&bus).await);
        assert_eq!(named(a.speak(&"a".repeat(101), &[]).await), "text_bytes");
        for text in ["Le chat dort sur le toit de la maison rouge."; 8] {
            a.speak(text, &append()).await.expect("a job");
        }
        assert_eq!(named(a.speak("a", &append()).await), "session_jobs");
        for _ in 0..4 {
            b.speak("b", &append()).await.expect("a job");
        }
        // Whoever has nothing yet may say one thing.
        c.speak("c", &append()).await.expect("a job");
        assert_eq!(named(c.speak("c", &append()).await), "jobs");
        a.call("Speech1", "StopAll", &()).await.expect("done");
        for _ in 0..5 {
            a.speak(&"mot ".repeat(25), &append()).await.expect("a job");
        }
        assert_eq!(named(c.speak("c", &append()).await), "held_bytes");
        a.call("Speech1", "StopAll", &()).await.expect("done");
        c.speak("c", &append()).await.expect("what was held is given back");
        let options: HashMap<&str, Value<'_>> = HashMap::new();
        let result = c.call("Reading1", "Analyze", &("a".repeat(51), &options)).await;
        assert_eq!(named(result), "analysis_bytes");
        let d = Caller::on(&bus).await;
        d.speak("d", &append()).await.expect("a job");
        let e = Caller::on(&bus).await;
        assert_eq!(named(e.speak("e", &append()).await), "sessions");
        drop(d);
        for _ in 0..200 {
            if hub.status().sessions < 4 {
                break;
            }
            async_io::Timer::after(Duration::from_millis(10)).await;
        }
        e.speak("e", &append()).await.expect("there is room again");
    });
}

#[test]
fn descriptors_are_bounded_in_size_and_time() {
    async_io::block_on(async {
        let bus = PrivateBus::start();
        let hub = hub(small(), None);
        let _service = bus.serve(&hub).await;
        let mut caller = Caller::on(&bus).await;
        let options: HashMap<&str, Value<'_>> = HashMap::new();
        let long = tempfile::tempfile().expect("a file");
        std::io::Write::write_all(&mut &long, &[b'a'; 1001]).expect("room");
        caller.call("Speech1", "SpeakFd", &(Fd::from(&long), &options)).await.expect("a job");
        let (name, arguments) = caller.told().await;
        assert_eq!(name, "Failed");
        assert!(arguments.contains("LimitExceeded speech_fd_bytes:"), "{arguments}");
        let result = caller
            .call("Reading1", "AnalyzeFd", &(Fd::from(&long), Fd::from(&long), &options))
            .await;
        assert_eq!(named(result), "document_fd_bytes");

        // Pipes that nobody fills: two calls are worked on, a third one is refused, all end.
        let pipes: Vec<(OwnedFd, OwnedFd)> =
            (0..2).map(|_| rustix::pipe::pipe().expect("a pipe")).collect();
        for (reader, _) in &pipes {
            caller.call("Speech1", "SpeakFd", &(Fd::from(reader), &options)).await.expect("a job");
        }
        let result = caller.call("Speech1", "SpeakFd", &(Fd::from(&long), &options)).await;
        assert_eq!(named(result), "session_calls");
        // The second one replaced the first one; it is told when nothing came for too long.
        let told = caller.until("Failed").await;
        assert!(told.iter().any(|(name, _)| name == "Stopped"), "{told:?}");
        assert!(told.last().expect("one").1.contains("Io fd_wait_ms:"), "{told:?}");
        drop(pipes);
        for _ in 0..100 {
            if hub.status().calls == 0 {
                break;
            }
            async_io::Timer::after(Duration::from_millis(10)).await;
        }
        assert_eq!(hub.status().calls, 0);

        // A pipe that nobody empties.
        let (reader, writer) = rustix::pipe::pipe().expect("a pipe");
        let text = "Le chat dort sur le toit. ".repeat(3);
        caller
            .call("Speech1", "Synthesize", &(text.as_str(), &options, Fd::from(&writer)))
            .await
            .expect("a job");
        let told = caller.until("Failed").await;
        assert!(told.last().expect("one").1.contains("Io fd_wait_ms:"), "{told:?}");
        drop(reader);
        caller.speak("a", &[]).await.expect("a job");
        caller.until("Finished").await;
    });
}
