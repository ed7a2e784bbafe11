//! From `Speak` to what is heard.

use std::time::Duration;

use clairvoix_e2e::{
    bus::Bus,
    clock::now_ns,
    measure::{SENTENCE, Talker, first_and_stop, first_sounds},
    probe,
    pulse::PulseServer,
    recorder::Recorder,
    service::ServiceTalker,
    stats::Summary,
};

const LONG: Duration = Duration::from_secs(60);
const VOICES: [&str; 2] = ["espeak-fr-fr", "pico-fr-FR"];

/// A client that stays, and a voice that has spoken.
pub(crate) fn warm(bus: &Bus, recorder: &Recorder, count: usize) -> Result<(), String> {
    for voice in VOICES {
        let mut talker = ServiceTalker::new(bus.client()?, voice)?;
        // The first text starts the voice.
        first_and_stop(recorder, &mut talker, 1)?;
        let (first, stop) = first_and_stop(recorder, &mut talker, count)?;
        println!("{voice:<13} Speak to first sound              {}", Summary::of(&first));
        println!("{voice:<13} Stop to silence                   {}", Summary::of(&stop));
    }
    Ok(())
}

/// A process for each text, which speaks through the service that runs.
pub(crate) fn command(
    bus: &Bus,
    server: &PulseServer,
    recorder: &Recorder,
    count: usize,
) -> Result<(), String> {
    let clairvoix = probe::built("clairvoix")?;
    for voice in VOICES {
        let first = first_sounds(recorder, count, || {
            let mut command = bus.command(server, &clairvoix);
            command.args(["say", "--voice", voice, SENTENCE]);
            Ok(command)
        })?;
        println!("{voice:<13} `clairvoix say`, to first sound   {}", Summary::of(&first));
    }
    Ok(())
}

/// From the call that makes the bus start the service to the first sound, and how much of it is beyond
/// `alone_ms`, which the sound server takes.
pub(crate) fn activated(
    bus: &Bus,
    recorder: &Recorder,
    count: usize,
    alone_ms: f64,
) -> Result<(), String> {
    for voice in VOICES {
        let mut found = Vec::new();
        for _ in 0..count {
            bus.kill_service()?;
            recorder.wait(LONG, |r| r.ends_silent(200))?;
            let begun = now_ns();
            let mut talker = ServiceTalker::new(bus.client()?, voice)?;
            talker.speak(SENTENCE)?;
            let heard = recorder.wait_since(begun, LONG, |r| r.first_loud().is_some())?;
            let first = heard.first_loud().ok_or("nothing is heard")?;
            found.push(first.saturating_sub(begun) as f64 / 1e6);
            talker.stop()?;
            talker.ended()?;
        }
        let beyond: Vec<f64> = found.iter().map(|ms| ms - alone_ms).collect();
        println!("{voice:<13} started by the bus, to first sound {}", Summary::of(&found));
        println!("{voice:<13} ... beyond the sound server       {}", Summary::of(&beyond));
    }
    Ok(())
}
