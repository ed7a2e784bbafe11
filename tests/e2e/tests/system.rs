//! The system's own voice, here speech-dispatcher with espeak-ng, started by the test with a sound
//! server of its own and recorded there.

#![cfg(all(target_os = "linux", feature = "system"))]
#![allow(clippy::disallowed_methods, reason = "a test of devices and processes")]

use std::{io::Write, time::Duration};

use clairvoix_e2e::{
    clock::now_ns,
    peer::SpeechDispatcher,
    probe::{Probe, Told},
    pulse::PulseServer,
    recorder::Recorder,
};

const PROBE: &str = env!("CARGO_BIN_EXE_talk-probe");
const LONG: Duration = Duration::from_secs(60);
const TEXT: &str = "L'élève lit 12,5 pages. Un avion passe, puis le petit animal dort encore.";

struct System {
    recorder: Recorder,
    probe: Probe,
    _dispatcher: SpeechDispatcher,
    _server: PulseServer,
}

/// Everything, unless speech-dispatcher is missing here, which is said.
fn system() -> Result<Option<System>, String> {
    let server = PulseServer::start(48_000)?;
    let recorder = Recorder::start(&server, 48_000)?;
    let dispatcher = match SpeechDispatcher::start(&server) {
        Ok(dispatcher) => dispatcher,
        Err(why) if why.contains("could not be started") => {
            // Past the capture of the test runner, for `cargo xtask test` to count.
            writeln!(std::io::stdout(), "\ncannot run here: {why}").map_err(|e| e.to_string())?;
            return Ok(None);
        }
        Err(why) => return Err(why),
    };
    let probe = Probe::start_command(dispatcher.client(&server, PROBE))?;
    Ok(Some(System { recorder, probe, _dispatcher: dispatcher, _server: server }))
}

fn words(told: &[Told], edge: &str) -> Vec<String> {
    let start = format!("{edge} word ");
    let word = |t: &Told| {
        let mut numbers = t.what.strip_prefix(&start)?.split(' ');
        let (start, end) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
        TEXT.get(start..end).map(str::to_owned)
    };
    told.iter().filter_map(word).collect()
}

const WORDS: [&str; 13] = [
    "L'", "élève", "lit", "12,5", "pages", "Un", "avion", "passe", "puis", "le", "petit", "animal",
    "dort",
];

#[test]
fn a_text_is_heard_and_every_word_is_told_once() -> Result<(), String> {
    let Some(mut system) = system()? else { return Ok(()) };
    let begun = system.probe.send(&format!("speak {TEXT}"))?;
    let told = system.probe.wait("finished", LONG)?;
    let heard = system.recorder.wait_since(begun, LONG, |r| r.first_loud().is_some())?;
    assert!(heard.first_loud().is_some());
    let expected: Vec<&str> = WORDS.iter().copied().chain(["encore"]).collect();
    assert_eq!(words(&told, "start"), expected);
    assert_eq!(words(&told, "end"), expected);
    let count = |what: &str| told.iter().filter(|t| t.what.starts_with(what)).count();
    assert_eq!((count("started"), count("start sentence"), count("end sentence")), (1, 2, 2));
    Ok(())
}

#[test]
fn pause_and_stop_are_silence() -> Result<(), String> {
    let Some(mut system) = system()? else { return Ok(()) };
    system.probe.send(&format!("speak {TEXT}"))?;
    system.probe.wait("start word", LONG)?;
    system.probe.send("pause")?;
    system.probe.wait("paused", LONG)?;
    system.recorder.wait_since(now_ns(), LONG, |r| r.ends_silent(500))?;
    let resumed = system.probe.send("resume")?;
    system.probe.wait("resumed", LONG)?;
    system.recorder.wait_since(resumed, LONG, |r| r.first_loud().is_some())?;
    system.probe.send("stop")?;
    system.probe.wait("stopped", LONG)?;
    system.recorder.wait_since(now_ns(), LONG, |r| r.ends_silent(500))?;
    // And it speaks again.
    system.probe.send("speak Oui.")?;
    system.probe.wait("finished", LONG)?;
    Ok(())
}

#[test]
fn its_voices_are_listed() -> Result<(), String> {
    let Some(mut system) = system()? else { return Ok(()) };
    system.probe.send("voices")?;
    let told = system.probe.wait("voices are all", LONG)?;
    let voices: Vec<&str> = told.iter().filter_map(|t| t.what.strip_prefix("voice ")).collect();
    assert_eq!(voices.first(), Some(&"system und"));
    assert!(
        voices.iter().any(|voice| voice.ends_with(" fr") || voice.contains(" fr-")),
        "{voices:?}"
    );
    Ok(())
}
