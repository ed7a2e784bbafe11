//! Prints the figures of sound: first sound, stop to silence, words against their sound; where the
//! command `clairvoix` is built beside it, also its start to the first sound, and its list of voices.
//!
//! `cargo run --release -p clairvoix-e2e --example measure_sound -- [fake|pico|espeak] [repetitions] [words]`

#![allow(clippy::disallowed_methods, reason = "reads its arguments")]

use clairvoix_e2e::{
    measure::{Bench, voice_lists},
    probe,
    stats::Summary,
};

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let engine = arguments.next().unwrap_or_else(|| "pico".to_owned());
    let mut number = |default: usize| {
        arguments.next().map_or(Ok(default), |a| a.parse().map_err(|e| format!("{a}: {e}")))
    };
    let (repetitions, words) = (number(30)?, number(210)?);
    let program = probe::program()?;
    let mut bench = Bench::start(&program, &engine, 48_000)?;
    let (first, stop) = bench.first_and_stop(repetitions)?;
    let errors = bench.event_errors(words)?;
    let distance: Vec<f64> = errors.iter().map(|e| e.abs()).collect();
    println!("engine {engine}, PulseAudio null sink recorded at its monitor");
    println!("speak to first sound          {}", Summary::of(&first));
    println!("stop to silence               {}", Summary::of(&stop));
    println!("word event minus its sound    {}", Summary::of(&errors));
    println!("the same, as a distance       {}", Summary::of(&distance));
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
