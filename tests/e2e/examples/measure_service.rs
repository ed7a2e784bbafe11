//! Prints the figures of the service on a session bus of its own: `Speak` to first sound, warm and started by the
//! bus, stop to silence, `Reading1` round trips, memory and wake-ups at rest.
//!
//! `cargo run --release -p clairvoix-e2e --example measure_service -- [repetitions] [seconds of rest]`, after
//! `cargo build --release --bins`.

#![allow(clippy::disallowed_methods, reason = "reads its arguments and a clock")]

use std::time::{Duration, Instant};

use clairvoix_e2e::{
    clock::now_ns,
    measure::{Talker, first_and_stop},
    probe,
    pulse::PulseServer,
    recorder::Recorder,
    rest,
    service::{Bus, ServiceTalker},
    stats::Summary,
};
use clairvoix_speech::SpeechEvent;

const RATE_HZ: u32 = 48_000;
const LONG: Duration = Duration::from_secs(60);
const PARAGRAPH: &str = "Le soir, les enfants rentrent de l'école ; ils racontent leur journée. \
    Maman prépare onze crêpes, et le chat dort sur la chaise. Il est 20h30 : au lit !";

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let mut number = |default: usize| {
        arguments.next().map_or(Ok(default), |a| a.parse().map_err(|e| format!("{a}: {e}")))
    };
    let (repetitions, seconds) = (number(30)?, number(60)?);
    let server = PulseServer::start(RATE_HZ)?;
    let recorder = Recorder::start(&server, RATE_HZ)?;
    let bus = Bus::start(&server, &probe::built("clairvoixd")?)?;
    for voice in ["espeak-fr-fr", "pico-fr-FR"] {
        let mut talker = ServiceTalker::new(bus.client()?, voice)?;
        // The first text starts the voice.
        first_and_stop(&recorder, &mut talker, 1)?;
        let (first, stop) = first_and_stop(&recorder, &mut talker, repetitions)?;
        println!("{voice}, through the service");
        println!("Speak to first sound          {}", Summary::of(&first));
        println!("Stop to silence               {}", Summary::of(&stop));
    }
    let cold = cold(&bus, &recorder, repetitions)?;
    println!("started by the bus, Pico, to first sound {}", Summary::of(&cold));
    let client = bus.client()?;
    let round_trips = |ask: &dyn Fn() -> Result<(), String>| -> Result<Vec<f64>, String> {
        (0..repetitions * 10)
            .map(|_| {
                let begun = Instant::now();
                ask().map(|()| begun.elapsed().as_secs_f64() * 1000.0)
            })
            .collect()
    };
    let analyze = || client.analyze(PARAGRAPH, &[]).map(drop).map_err(|e| e.to_string());
    println!("Analyze of a paragraph        {}", Summary::of(&round_trips(&analyze)?));
    let spoken = || client.spoken(PARAGRAPH, &[]).map(drop).map_err(|e| e.to_string());
    println!("Spoken of a paragraph         {}", Summary::of(&round_trips(&spoken)?));
    let ping = || client.status().map(drop).map_err(|e| e.to_string());
    println!("Status                        {}", Summary::of(&round_trips(&ping)?));
    drop(client);
    at_rest(&bus, seconds)
}

/// From the call that makes the bus start the service to the first sound, in ms.
fn cold(bus: &Bus, recorder: &Recorder, count: usize) -> Result<Vec<f64>, String> {
    let mut found = Vec::new();
    for _ in 0..count {
        bus.kill_service()?;
        recorder.wait(LONG, |r| r.ends_silent(200))?;
        let begun = now_ns();
        let mut talker = ServiceTalker::new(bus.client()?, "pico-fr-FR")?;
        talker.speak("Un enfant arrive avec un animal.")?;
        let heard = recorder.wait_since(begun, LONG, |r| r.first_loud().is_some())?;
        let first = heard.first_loud().map_or(f64::NAN, |at| at.saturating_sub(begun) as f64 / 1e6);
        found.push(first);
        talker.stop()?;
        talker.ended()?;
    }
    Ok(found)
}

fn at_rest(bus: &Bus, seconds: usize) -> Result<(), String> {
    let rests = Duration::from_secs(seconds as u64);
    bus.kill_service()?;
    // A client that stays, so that the service does not end.
    let mut talker = ServiceTalker::new(bus.client()?, "pico-fr-FR")?;
    let print = |when: &str| {
        for process in bus.service() {
            println!("{when}: PSS {:>9.0} kB  {}", process.pss_kb, process.name);
        }
    };
    print("before speech");
    talker.speak(PARAGRAPH)?;
    talker.wait(|event| matches!(event, SpeechEvent::Finished { .. }))?;
    std::thread::sleep(Duration::from_secs(5));
    print("after speech");
    let before = bus.service();
    std::thread::sleep(rests);
    let after = bus.service();
    println!("wake-ups in {seconds} s of rest: {}", rest::wakeups_between(&before, &after));
    print("after rest");
    Ok(())
}
