//! Prints the figures of sound: first sound, stop to silence, words against their sound, at four rates and after
//! a pause, a skip and the death of the engine; where the
//! command `clairvoix` is built beside it, also its start to the first sound, and its list of voices.
//!
//! `cargo run --release -p clairvoix-e2e --example measure_sound -- [ENGINE] [repetitions] [words]
//! [pulseaudio|pipewire]`; ENGINE is `fake`, `pico`, `espeak`, `piper`, or a peer: `speech-dispatcher` (first
//! sound and stop).

#![allow(clippy::disallowed_methods, reason = "reads its arguments")]

use clairvoix_e2e::{
    disturb::Disturbance,
    endurance::Random,
    measure::{Bench, first_and_stop, voice_lists},
    peer::SpeechDispatcher,
    probe,
    pulse::{PulseServer, ServerKind},
    recorder::Recorder,
    stats::Summary,
};

const RATE_HZ: u32 = 48_000;
/// Of speech; the words of each are as many.
const RATES: [f32; 4] = [0.5, 1.0, 2.0, 3.0];

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let engine = arguments.next().unwrap_or_else(|| "pico".to_owned());
    let mut number = |default: usize| {
        arguments.next().map_or(Ok(default), |a| a.parse().map_err(|e| format!("{a}: {e}")))
    };
    let (repetitions, words) = (number(30)?, number(210)?);
    let kind = match arguments.next().as_deref() {
        None | Some("pulseaudio") => ServerKind::PulseAudio,
        Some("pipewire") => ServerKind::PipeWire,
        Some(other) => return Err(format!("no sound server {other:?}: pulseaudio, pipewire")),
    };
    println!("{engine}, null sink of {kind:?} recorded at its monitor");
    if engine == "speech-dispatcher" {
        return peer(kind, repetitions);
    }
    let program = probe::program()?;
    let mut bench = Bench::start_kind(kind, &program, &engine, RATE_HZ)?;
    let (first, stop) = bench.first_and_stop(repetitions)?;
    println!("speak to first sound          {}", Summary::of(&first));
    println!("stop to silence               {}", Summary::of(&stop));
    for rate in RATES {
        let errors = bench.event_errors(words, rate)?;
        print_events(&format!("rate {rate}"), &errors);
    }
    let mut random = Random(0x0c1a_17f0_1271);
    // An engine without a process has none that may die.
    for what in
        Disturbance::ALL.into_iter().filter(|w| *w != Disturbance::Crash || engine != "fake")
    {
        let errors = bench.event_errors_after(what, words, &mut random)?;
        print_events(&format!("after {what:?}"), &errors);
    }
    let voice = match engine.as_str() {
        "pico" => "pico-fr-FR",
        "espeak" => "espeak-fr-fr",
        _ => return Ok(()),
    };
    if let Ok(command) = probe::built("clairvoix") {
        let cold = bench.cold_starts(&command, voice, repetitions)?;
        println!("process start to first sound  {}", Summary::of(&cold));
        println!(
            "list of voices                {}",
            Summary::of(&voice_lists(&command, repetitions)?)
        );
    }
    Ok(())
}

fn print_events(when: &str, errors: &[f64]) {
    let distance: Vec<f64> = errors.iter().map(|e| e.abs()).collect();
    println!("{when}");
    println!("word event minus its sound    {}", Summary::of(errors));
    println!("the same, as a distance       {}", Summary::of(&distance));
}

/// The same sentences said by speech-dispatcher with espeak-ng.
fn peer(kind: ServerKind, repetitions: usize) -> Result<(), String> {
    let server = PulseServer::start_kind(kind, RATE_HZ)?;
    let recorder = Recorder::start(&server, RATE_HZ)?;
    let mut client = SpeechDispatcher::start(&server)?;
    // The first text loads the voice.
    first_and_stop(&recorder, &mut client, 1)?;
    let (first, stop) = first_and_stop(&recorder, &mut client, repetitions)?;
    println!("speak to first sound          {}", Summary::of(&first));
    println!("stop to silence               {}", Summary::of(&stop));
    Ok(())
}
