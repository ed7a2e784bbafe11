//! Speaks what it is told on standard input, and prints what is heard, each line with the time of
//! the machine's monotonic clock in ns. Commands: `speak TEXT`, `words RATE TEXT` (a pause after
//! each word), `pause`, `resume`, `stop`, `skip word|sentence N`, `rate X`, `quit`.

#![allow(
    clippy::disallowed_methods,
    reason = "a test program: it reads its arguments and starts a thread"
)]

use std::{
    io::{BufRead, Write},
    sync::Arc,
    thread,
};

use clairvoix_backends::{
    engine::{EspeakEngine, PicoEngine, PiperEngine, WorkerOptions},
    player::Player,
    sink::{CpalOptions, CpalSink},
};
use clairvoix_e2e::{clock::now_ns, probe::describe};
use clairvoix_speech::{Engine, Error, PlanOptions, SkipUnit, VoiceId, testing::FakeEngine};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let name = std::env::args().nth(1).unwrap_or_default();
    let options = WorkerOptions { keeps_spare: true, ..Default::default() };
    let (player, voice) = match name.as_str() {
        "fake" => (start(FakeEngine::default())?, FakeEngine::voice_id()),
        "pico" => (start(PicoEngine::new(options)?)?, VoiceId::try_new("pico-fr-FR")?),
        "espeak" => (start(EspeakEngine::new(options)?)?, VoiceId::try_new("espeak-fr-fr")?),
        "piper" => {
            let mut engine = PiperEngine::new(options)?;
            let first = engine.voices()?.into_iter().next();
            (start(engine)?, first.ok_or("no neural voice: clairvoix voices add FILE")?.id)
        }
        _ => return Err("usage: speak-probe fake|pico|espeak|piper".into()),
    };
    let player = Arc::new(player);
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
        let mut options = PlanOptions::new("fr", voice.clone());
        match command {
            "speak" => drop(player.speak(rest, options)?),
            "words" => {
                let (rate, rest) = rest.split_once(' ').ok_or("words RATE TEXT")?;
                options.rate = rate.parse()?;
                // Longer than any silence within a word, which is longer in slow speech.
                let pause_ms = (250.0 / options.rate.min(1.0)) as u32;
                options.pauses.word_ms = pause_ms;
                options.pauses.sentence_ms = pause_ms;
                options.pauses.paragraph_ms = pause_ms;
                player.speak(rest, options)?;
            }
            "pause" => player.pause(),
            "resume" => player.resume(),
            "stop" => player.stop(),
            "rate" => player.set_rate(rest.parse()?),
            "skip" => {
                let (unit, by) = rest.split_once(' ').ok_or("skip word|sentence N")?;
                let unit = if unit == "word" { SkipUnit::Word } else { SkipUnit::Sentence };
                player.skip(unit, by.parse()?);
            }
            "quit" => break,
            _ => return Err(format!("unknown command {line:?}").into()),
        }
    }
    Ok(())
}

fn start(engine: impl clairvoix_speech::Engine + 'static) -> Result<Player, Error> {
    Player::try_new(engine, || CpalSink::new(CpalOptions::default()))
}

fn tell(what: &str) {
    let mut out = std::io::stdout().lock();
    // Nobody listens any more: nothing is lost.
    let _ = writeln!(out, "{} {what}", now_ns());
    let _ = out.flush();
}
