//! Workers that die or hang in the middle of an utterance: the rest is said.

#![cfg(unix)]

mod common;

use clairvoix_backends::engine::{PicoEngine, PicoOptions};
use clairvoix_speech::{Engine, ErrorKind, Utterance};
use common::{Said, check_marks, engine, engine_with, say, utterance};

/// Long enough that no pipe or queue holds all of it: the worker is at work when it is struck.
fn long() -> Utterance {
    utterance(
        "pico-fr-FR",
        &"Le soir, les enfants rentrent de l'école ; ils racontent leur journée. ".repeat(12),
    )
}

fn strike(engine: &mut PicoEngine, signal: i32) {
    let id = engine.status().process_id.expect("a worker runs");
    let id = i32::try_from(id).expect("a process number");
    // SAFETY: kill touches no memory; the process is a child of ours that is not reaped yet.
    assert_eq!(unsafe { libc::kill(id, signal) }, 0);
}

/// Says `asked`, striking the worker each time that `frames` more have been heard.
fn say_struck(engine: &mut PicoEngine, asked: &Utterance, signal: i32, frames: usize) -> Said {
    let mut said = Said::default();
    let mut next = frames;
    engine.begin(asked).expect("it begins");
    loop {
        let event = engine.next_event().expect("it goes on");
        if !said.hear(asked, event) {
            return said;
        }
        if said.audio.len() >= next {
            next += frames;
            strike(engine, signal);
        }
    }
}

/// Word for word as long as in an undisturbed run.
fn check_whole(asked: &Utterance, said: &Said, calm: &Said) {
    check_marks(asked, said);
    assert!(said.skipped.is_empty(), "{:?}", said.skipped);
    for (mark, calm) in said.words.iter().zip(&calm.words) {
        assert_eq!(mark.end_frame - mark.start_frame, calm.end_frame - calm.start_frame);
    }
    for resumed in &said.interrupted {
        assert!(*resumed > 0 && *resumed < asked.words.len());
    }
}

#[test]
fn a_killed_worker_is_replaced_and_the_rest_is_said() {
    for spare in [false, true] {
        let mut engine = engine_with(spare);
        let asked = long();
        let calm = say(&mut engine, &asked);
        let said = say_struck(&mut engine, &asked, libc::SIGKILL, 120_000);
        check_whole(&asked, &said, &calm);
        assert!(said.interrupted.len() >= 2, "{:?}", said.interrupted);
        assert_eq!(engine.status().losses, said.interrupted.len() as u64);
        assert_eq!(say(&mut engine, &asked).words, calm.words, "the next one is undisturbed");
    }
}

#[test]
fn a_worker_killed_after_any_event_loses_no_word() {
    let mut engine = engine_with(true);
    let asked = utterance("pico-fr-FR", "Il dort.");
    for count in 0.. {
        let mut said = Said::default();
        engine.begin(&asked).expect("it begins");
        let mut heard = 0;
        while said.hear(&asked, engine.next_event().expect("it goes on")) {
            heard += 1;
            if heard == count {
                strike(&mut engine, libc::SIGKILL);
            }
        }
        check_marks(&asked, &said);
        assert!(said.skipped.is_empty(), "killed after event {count}: {:?}", said.skipped);
        if heard < count {
            break;
        }
    }
}

#[test]
fn a_stopped_worker_is_replaced_and_the_rest_is_said() {
    let mut engine = engine();
    let asked = long();
    let calm = say(&mut engine, &asked);
    let said = say_struck(&mut engine, &asked, libc::SIGSTOP, 400_000);
    check_whole(&asked, &said, &calm);
    assert!(!said.interrupted.is_empty());
}

#[test]
fn a_worker_that_dies_between_utterances_is_not_noticed() {
    let mut engine = engine();
    let asked = utterance("pico-fr-FR", "Bonjour à tous.");
    let calm = say(&mut engine, &asked);
    strike(&mut engine, libc::SIGKILL);
    let said = say(&mut engine, &asked);
    assert_eq!(said.words, calm.words);
}

#[test]
fn a_worker_that_cannot_start_is_an_error_that_names_it() {
    let program = Some("/nonexistent/clairvoix-pico".into());
    let mut engine = PicoEngine::new(PicoOptions { program, ..Default::default() }).expect("given");
    let error = engine.voices().expect_err("it is not there");
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    assert!(error.message().contains("/nonexistent/clairvoix-pico"), "{error}");
    let program = Some("/bin/false".into());
    let mut engine = PicoEngine::new(PicoOptions { program, ..Default::default() }).expect("given");
    assert_eq!(engine.voices().expect_err("it ends at once").kind(), ErrorKind::Unavailable);
}

#[test]
fn the_worker_ends_with_its_host() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_clairvoix-pico"))
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdin.take());
    assert!(child.wait().expect("it ends").success());
}
