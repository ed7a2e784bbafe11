//! Calls that are answered at once.

use std::time::Instant;

use clairvoix_e2e::{bus::Bus, stats::Summary};

pub(crate) const PARAGRAPH: &str = "Le soir, les enfants rentrent de l'école ; ils racontent leur journée. \
     Maman prépare onze crêpes, et le chat dort sur la chaise. Il est 20h30 : au lit !";

type Ask<'a> = &'a dyn Fn() -> Result<(), String>;

/// Prints how long each takes, from the call to the answer, read.
pub(crate) fn round_trips(bus: &Bus, count: usize) -> Result<(), String> {
    let client = bus.client()?;
    let failed = |error: clairvoix_speech::Error| error.to_string();
    let calls: [(&str, Ask); 3] = [
        ("Analyze, text", &|| client.analyze(PARAGRAPH, &[]).map(drop).map_err(failed)),
        ("Spoken, text", &|| client.spoken(PARAGRAPH, &[]).map(drop).map_err(failed)),
        ("Status", &|| client.status().map(drop).map_err(failed)),
    ];
    for (name, ask) in calls {
        // The first one loads the data of the language.
        ask()?;
        let mut took = Vec::new();
        for _ in 0..count {
            let begun = Instant::now();
            ask()?;
            took.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
        println!("{name:<13} round trip                        {}", Summary::of(&took));
    }
    Ok(())
}
