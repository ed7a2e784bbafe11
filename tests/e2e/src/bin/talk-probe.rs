//! Speaks with the system's own voice what it is told on standard input, and prints what it tells,
//! each line with the time of the machine's monotonic clock in ns. Commands: `speak TEXT`, `pause`,
//! `resume`, `stop`, `voices`.

#![allow(clippy::disallowed_methods, reason = "a test program: it starts a thread")]

use std::{
    io::{BufRead, Write},
    sync::Arc,
    thread,
};

use clairvoix_backends::talker::{SystemTalker, TalkerPlayer};
use clairvoix_e2e::{clock::now_ns, probe::describe};
use clairvoix_speech::{PlanOptions, VoiceId};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let player = Arc::new(TalkerPlayer::try_new(SystemTalker::try_new)?);
    let events = Arc::clone(&player);
    thread::spawn(move || {
        while let Some(event) = events.next_event(None) {
            tell(&describe(&event));
        }
    });
    tell("ready");
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (command, rest) = line.split_once(' ').unwrap_or((&line, ""));
        match command {
            "speak" => {
                player.speak(rest, PlanOptions::new("fr", VoiceId::try_new("system")?))?;
            }
            "pause" => player.pause(),
            "resume" => player.resume(),
            "stop" => player.stop(),
            "voices" => {
                for voice in player.voices()? {
                    tell(&format!("voice {} {}", voice.id.as_str(), voice.language));
                }
                tell("voices are all");
            }
            _ => return Err(format!("unknown command {line:?}").into()),
        }
    }
    Ok(())
}

fn tell(what: &str) {
    let mut out = std::io::stdout().lock();
    // Nobody listens any more: nothing is lost.
    let _ = writeln!(out, "{} {what}", now_ns());
    let _ = out.flush();
}
