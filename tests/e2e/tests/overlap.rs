//! No double speech: what a screen reader says through speech-dispatcher and what the service says are never heard
//! together. Each plays to a sink of its own, and both are recorded.

#![allow(
    clippy::disallowed_methods,
    reason = "a test of processes: it starts them and waits for them"
)]

use std::{io::Write, process::Command, time::Duration};

use clairvoix_backends::engine::find_worker;
use clairvoix_e2e::{
    bus::Bus,
    clock::now_ns,
    measure::Talker,
    peer::{Module, SpeechDispatcher},
    pulse::PulseServer,
    recorder::Recorder,
    service::ServiceTalker,
};

const LONG: Duration = Duration::from_secs(60);
const RATE_HZ: u32 = 16_000;
/// A voice that is told to hold ends within its fade and what the device has taken.
const FADE_MS: u64 = 100;

fn there() -> Result<bool, String> {
    let Err(error) = Command::new("speech-dispatcher").arg("--version").output() else {
        return Ok(true);
    };
    let why = format!("cannot run here: speech-dispatcher: {error} (cargo xtask doctor)");
    // On the real standard output, where the runner counts it.
    writeln!(std::io::stdout(), "\n{why}").map_err(|e| e.to_string())?;
    Ok(false)
}

/// How long, in ms, both are heard.
fn together(ours: &[(u64, u64)], theirs: &[(u64, u64)]) -> u64 {
    let pairs = ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b)));
    let both = pairs.map(|(a, b)| a.1.min(b.1).saturating_sub(a.0.max(b.0)));
    both.sum::<u64>() / 1_000_000
}

#[test]
fn a_screen_reader_and_the_service_are_heard_one_after_the_other() -> Result<(), String> {
    if !there()? {
        return Ok(());
    }
    let path = |name| find_worker(name).map_err(|e| e.to_string());
    let server = PulseServer::start_exact(RATE_HZ)?;
    server.add_sink("reader", RATE_HZ)?;
    let service = Recorder::start(&server, RATE_HZ)?;
    let reader = Recorder::start_at(&server, "reader", RATE_HZ)?;
    let bus = Bus::start(&server, path("clairvoixd")?)?;
    let variables = [("DBUS_SESSION_BUS_ADDRESS", bus.address()), ("PULSE_SINK", "reader")];
    let module = path("sd_clairvoix")?;
    let mut orca = SpeechDispatcher::start_in(&server, Module::Clairvoix(&module), &variables)?;
    orca.ask("SET self OUTPUT_MODULE clairvoix")?;
    orca.ask("SET self NOTIFICATION ALL on")?;
    let mut said = |text: &str| -> Result<(), String> {
        orca.speak(text)?;
        while orca.notice()?.code != 702 {}
        Ok(())
    };
    // The first text starts the voice of each.
    said("Bonjour.")?;
    let mut talker = ServiceTalker::new(bus.client()?, "pico-fr-FR")?;
    let begun = now_ns();
    talker.speak(&"Le petit chat dort sur la chaise. ".repeat(40))?;
    service.wait_since(begun, LONG, |r| r.first_loud().is_some())?;
    std::thread::sleep(Duration::from_millis(700));

    // As a screen reader moves from line to line.
    let cut = now_ns();
    for line in ["Nouveau message.", "De la part de Léa, à dix heures.", "Répondre, bouton."] {
        said(line)?;
    }
    let over = now_ns();
    service.wait_since(over, LONG, |r| r.first_loud().is_some())?;
    std::thread::sleep(Duration::from_millis(700));
    talker.stop()?;

    let theirs = reader.since(cut).stretches(60);
    let ours = service.since(begun).stretches(60);
    assert!(theirs.len() > 3, "the screen reader is heard: {theirs:?}");
    assert!(ours.iter().any(|it| it.0 < cut) && ours.iter().any(|it| it.0 > over), "{ours:?}");
    let both = together(&ours, &theirs);
    println!("both heard for {both} ms");
    assert!(both <= FADE_MS, "both heard for {both} ms: {ours:?} {theirs:?}");
    Ok(())
}
