//! Prints the figures of the service on session buses of its own, beside its peers in the same run: first sound,
//! warm and started by the bus, stop to silence, round trips of `Reading1`, memory, wake-ups and open devices at
//! rest.
//!
//! `cargo run --release -p clairvoix-e2e --example measure_service -- [REPETITIONS] [SECONDS] [BUS]`, after
//! `cargo build --release --bins`; BUS is `dbus-daemon` or `dbus-broker` (both, where none is named).

#![allow(clippy::disallowed_methods, reason = "reads its arguments and a clock")]

mod calls;
mod idle;
mod peers;
mod speech;

use std::path::PathBuf;

use clairvoix_e2e::{
    bus::{Bus, BusKind},
    probe,
    pulse::PulseServer,
    recorder::Recorder,
};

const RATE_HZ: u32 = 48_000;

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |index: usize, default: usize| {
        let given = arguments.get(index);
        given.map_or(Ok(default), |text| text.parse().map_err(|e| format!("{text}: {e}")))
    };
    let (repetitions, seconds) = (number(0, 30)?, number(1, 60)?);
    let buses = match arguments.get(2) {
        Some(name) => vec![BusKind::named(name)?],
        None => BusKind::ALL.to_vec(),
    };
    let daemon = PathBuf::from(probe::built("clairvoixd")?);
    // Without repetitions, the rest alone.
    if repetitions > 0 {
        let server = PulseServer::start(RATE_HZ)?;
        let recorder = Recorder::start(&server, RATE_HZ)?;
        let alone = peers::sound_server(&server, &recorder, repetitions)?;
        for &kind in &buses {
            println!("\n== the service on {}", kind.program());
            let bus = match Bus::start_kind(kind, &server, &daemon) {
                Ok(bus) => bus,
                // The reference is on every machine; the other bus is one more.
                Err(why) if kind == BusKind::Broker => {
                    println!("cannot run here: {why}");
                    continue;
                }
                Err(why) => return Err(why),
            };
            speech::warm(&bus, &recorder, repetitions)?;
            speech::command(&bus, &server, &recorder, repetitions)?;
            speech::activated(&bus, &recorder, repetitions, alone)?;
            calls::round_trips(&bus, repetitions * 10)?;
            peers::spiel(&bus, &server, &recorder, repetitions)?;
            bus.kill_service()?;
        }
        println!("\n== peers");
        peers::all(&server, &recorder, repetitions)?;
    }
    for &kind in &buses {
        println!("\n== at rest on {}", kind.program());
        // A server of its own, without a recorder, which would keep it awake.
        let server = PulseServer::start_asleep(RATE_HZ)?;
        match Bus::start_kind(kind, &server, &daemon) {
            Ok(bus) => idle::at_rest(&bus, &server, seconds)?,
            Err(why) if kind == BusKind::Broker => println!("cannot run here: {why}"),
            Err(why) => return Err(why),
        }
    }
    Ok(())
}
