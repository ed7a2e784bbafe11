//! Speech over the bus and over a peer: what is heard is told, to the caller alone, in order.
#![allow(clippy::disallowed_methods, reason = "tests read files and wait")]

mod common;

use std::{collections::HashMap, fs::File, io::Read, os::fd::OwnedFd, time::Duration};

use clairvoix_daemon::limit::Limits;
use common::{Caller, PrivateBus, hub, peers, refused};
use zbus::zvariant::{Fd, Value};

/// Runs a test over the bus, then over a peer.
fn both_ways(test: impl AsyncFn(Caller)) {
    async_io::block_on(async {
        let bus = PrivateBus::start();
        let hub = hub(Limits::default(), None);
        let _service = bus.serve(&hub).await;
        test(Caller::on(&bus).await).await;
        let (_service, client) = peers(&hub).await;
        test(Caller::of(client, None)).await;
    });
}

fn names(told: &[common::Told]) -> Vec<&str> {
    told.iter().map(|(name, _)| name.as_str()).collect()
}

fn no_options() -> HashMap<&'static str, Value<'static>> {
    HashMap::new()
}

#[test]
fn a_text_is_heard_with_its_marks_in_the_unit_asked_for() {
    both_ways(async |mut caller| {
        for (unit, expected) in [("utf8", [0, 4, 5, 10]), ("utf16", [0, 2, 3, 6])] {
            let job = caller.speak("🦉 été", &[("unit", unit.into())]).await.expect("a job");
            let told = caller.until("Finished").await;
            assert_eq!(told[0], ("Started".to_owned(), job.to_string()), "{unit}");
            let word =
                expected[2..].iter().map(|n: &i32| n.to_string()).collect::<Vec<_>>().join(" ");
            let found = told.iter().any(|(name, arguments)| {
                name == "Mark" && arguments.starts_with(&format!("{job} word true {word} "))
            });
            assert!(found, "{unit}: {told:?}");
            let balance: i32 = told
                .iter()
                .filter(|(name, _)| name == "Mark")
                .map(|(_, it)| if it.split(' ').nth(2) == Some("true") { 1 } else { -1 })
                .sum();
            assert_eq!(balance, 0);
        }
    });
}

#[test]
fn the_reply_comes_first_and_jobs_follow_in_order() {
    both_ways(async |mut caller| {
        let mut jobs = Vec::new();
        for _ in 0..5 {
            jobs.push(caller.speak("a", &[("mode", "append".into())]).await.expect("a job"));
        }
        let mut finished = Vec::new();
        while finished.len() < jobs.len() {
            let told = caller.until("Finished").await;
            finished.push(told.last().expect("one").1.parse::<u64>().expect("a job"));
        }
        assert_eq!(finished, jobs);
    });
}

#[test]
fn pause_resume_skip_and_stop_do_what_they_say() {
    both_ways(async |mut caller| {
        let text = "Un deux trois quatre cinq. Six sept huit neuf dix.";
        caller.speak(text, &[]).await.expect("a job");
        caller.until("Started").await;
        caller.call("Speech1", "Pause", &()).await.expect("done");
        caller.until("Paused").await;
        assert_eq!(caller.told_within(Duration::from_millis(300)).await, None);
        caller.call("Speech1", "Resume", &()).await.expect("done");
        caller.until("Resumed").await;
        caller.call("Speech1", "Skip", &("sentence", 1)).await.expect("done");
        loop {
            let (name, arguments) = caller.told().await;
            if name == "Mark" && arguments.contains("word true 27 30 ") {
                break;
            }
            assert_ne!(name, "Finished");
        }
        caller.call("Speech1", "GoTo", &0_u64).await.expect("done");
        loop {
            let (_, arguments) = caller.told().await;
            if arguments.contains("word true 0 2 ") {
                break;
            }
        }
        caller.call("Speech1", "Stop", &()).await.expect("done");
        caller.until("Stopped").await;
        let again: u64 = caller
            .call("Speech1", "Repeat", &"replace")
            .await
            .expect("a job")
            .body()
            .deserialize()
            .expect("a number");
        let told = caller.until("Started").await;
        assert_eq!(told.last().expect("one").1, again.to_string());
        caller.call("Speech1", "Cancel", &again).await.expect("done");
        caller.until("Stopped").await;
        caller.call("Speech1", "SetRate", &2.0).await.expect("done");
        caller.call("Speech1", "SetPitch", &1.0).await.expect("done");
        caller.call("Speech1", "SetVolume", &0.5).await.expect("done");
    });
}

#[test]
fn another_application_is_told_nothing_and_goes_on_afterwards() {
    async_io::block_on(async {
        let bus = PrivateBus::start();
        let hub = hub(Limits::default(), None);
        let _service = bus.serve(&hub).await;
        let (mut reader, mut other) = (Caller::on(&bus).await, Caller::on(&bus).await);
        reader.speak("Un deux trois quatre cinq six sept.", &[]).await.expect("a job");
        reader.until("Started").await;
        other.speak("a", &[]).await.expect("a job");
        reader.until("Suspended").await;
        let told = other.until("Finished").await;
        assert!(!names(&told).contains(&"Suspended"), "{told:?}");
        let told = reader.until("Finished").await;
        assert!(names(&told).contains(&"Resumed"), "{told:?}");
        assert_eq!(other.told_within(Duration::from_millis(100)).await, None);
        reader.speak("Un deux trois.", &[]).await.expect("a job");
        reader.until("Started").await;
        other.call("Speech1", "StopAll", &()).await.expect("done");
        reader.until("Stopped").await;
    });
}

#[test]
fn a_client_that_leaves_takes_its_speech_with_it() {
    async_io::block_on(async {
        let bus = PrivateBus::start();
        let hub = hub(Limits::default(), None);
        let _service = bus.serve(&hub).await;
        let mut leaver = Caller::on(&bus).await;
        leaver.speak(&"mot ".repeat(200), &[]).await.expect("a job");
        leaver.speak("a", &[("mode", "append".into())]).await.expect("a job");
        leaver.until("Started").await;
        assert!(hub.is_speaking());
        drop(leaver);
        let mut other = Caller::on(&bus).await;
        for _ in 0..100 {
            if !hub.is_speaking() && hub.status().sessions == 0 {
                break;
            }
            async_io::Timer::after(Duration::from_millis(10)).await;
        }
        let status = hub.status();
        assert_eq!((status.sessions, status.jobs, status.text_bytes), (0, 0, 0));
        other.speak("a", &[]).await.expect("a job");
        other.until("Finished").await;
    });
}

#[test]
fn a_text_comes_by_descriptor_and_keeps_its_place() {
    both_ways(async |mut caller| {
        let (ours, theirs) = rustix::pipe::pipe().expect("a pipe");
        let first: u64 = caller
            .call("Speech1", "SpeakFd", &(Fd::from(&ours), no_options()))
            .await
            .expect("a job")
            .body()
            .deserialize()
            .expect("a number");
        drop(ours);
        let second = caller.speak("b", &[("mode", "append".into())]).await.expect("a job");
        rustix::io::write(&theirs, "a".as_bytes()).expect("room");
        drop(theirs);
        let told = caller.until("Finished").await;
        assert_eq!(told.last().expect("one").1, first.to_string());
        let told = caller.until("Finished").await;
        assert_eq!(told.last().expect("one").1, second.to_string());

        let mut file = tempfile::tempfile().expect("a file");
        std::io::Write::write_all(&mut file, b"a \xff b").expect("room");
        caller.call("Speech1", "SpeakFd", &(Fd::from(&file), no_options())).await.expect("a job");
        let (name, arguments) = caller.told().await;
        assert_eq!(name, "Failed");
        assert!(arguments.contains(" InvalidText "), "{arguments}");
    });
}

#[test]
fn a_text_is_said_into_a_descriptor() {
    both_ways(async |mut caller| {
        let file = tempfile::tempfile().expect("a file");
        let body = ("Un deux.", no_options(), Fd::from(&file));
        caller.call("Speech1", "Synthesize", &body).await.expect("a job");
        let told = caller.until("Finished").await;
        assert!(names(&told).contains(&"Mark"), "{told:?}");
        let mut wav = Vec::new();
        let mut reader = file.try_clone().expect("a handle");
        std::io::Seek::rewind(&mut reader).expect("a file");
        reader.read_to_end(&mut wav).expect("bytes");
        assert_eq!(&wav[..4], b"RIFF");
        let stated = u32::from_le_bytes(wav[40..44].try_into().expect("four"));
        assert_eq!(stated as usize, wav.len() - 44);

        let (ours, theirs) = rustix::pipe::pipe().expect("a pipe");
        let body = ("Un deux trois.", no_options(), Fd::from(&theirs));
        caller.call("Speech1", "Synthesize", &body).await.expect("a job");
        drop(theirs);
        let read = |fd: OwnedFd| {
            let mut all = Vec::new();
            File::from(fd).read_to_end(&mut all).expect("bytes");
            all
        };
        assert!(read(ours).len() > 1000);
        caller.until("Finished").await;
    });
}

#[test]
fn what_is_wrong_is_refused_by_name() {
    both_ways(async |caller| {
        for (options, kind, message) in [
            (
                ("colour", Value::from("red")),
                "InvalidOption",
                "colour: there is no such option here",
            ),
            (
                ("rate", Value::from("fast")),
                "InvalidOption",
                "rate: it is a number (d) from 0.2 to 5",
            ),
            (
                ("rate", Value::from(f64::NAN)),
                "InvalidOption",
                "rate: it is a number (d) from 0.2 to 5",
            ),
            (
                ("pitch", Value::from(9.0)),
                "InvalidOption",
                "pitch: it is a number (d) from 0.5 to 2",
            ),
            (("from", Value::from(-1)), "InvalidOption", "from: it is a whole number (t)"),
            (
                ("mode", Value::from("loud")),
                "InvalidOption",
                "mode: it is one of replace, append, interrupt, echo",
            ),
            (("profile", Value::from("../x")), "InvalidInput", "there is no profile of that name"),
        ] {
            let result = caller.speak("a", &[options]).await;
            assert_eq!(refused(result), (kind.to_owned(), message.to_owned()));
        }
        let result = caller.call("Speech1", "Repeat", &"replace").await;
        assert_eq!(refused(result).0, "InvalidInput");
        let result = caller.call("Speech1", "Repeat", &"echo").await;
        assert_eq!(refused(result).0, "InvalidOption");
        let result = caller.call("Speech1", "Skip", &("page", 1)).await;
        assert_eq!(refused(result).0, "InvalidInput");
        let result = caller.call("Speech1", "SetRate", &100.0).await;
        assert_eq!(refused(result).0, "InvalidInput");
        let result = caller.speak(&"a".repeat((1 << 20) + 1), &[]).await;
        let (kind, message) = refused(result);
        assert_eq!(kind, "LimitExceeded");
        assert!(message.starts_with("text_bytes: at most 1048576"), "{message}");
        let file = tempfile::tempfile().expect("a file");
        let options = HashMap::from([("mode", Value::from("append"))]);
        let result = caller.call("Speech1", "Synthesize", &("a", options, Fd::from(&file))).await;
        assert_eq!(refused(result).1, "mode: there is no such option here");
    });
}

#[test]
fn a_voice_that_is_not_there_is_told_and_the_others_are_listed() {
    both_ways(async |mut caller| {
        caller.speak("a", &[("voice", "gone".into())]).await.expect("a job");
        let (name, arguments) = caller.told().await;
        assert!(name == "Failed" && arguments.contains(" Unavailable "), "{name} {arguments}");
        let voices = caller.call("Speech1", "Voices", &()).await.expect("voices");
        let voices: Vec<HashMap<String, zbus::zvariant::OwnedValue>> =
            voices.body().deserialize().expect("aa{sv}");
        assert_eq!(voices[0]["id"], zbus::zvariant::Str::from("fake-fr").into());
        let status = caller.call("Speech1", "Status", &()).await.expect("a status");
        let status: HashMap<String, zbus::zvariant::OwnedValue> =
            status.body().deserialize().expect("a{sv}");
        assert!(status.len() >= 18, "{status:?}");
    });
}
