//! A text that no worker survives. Alone in its program, because it writes and runs a script.

#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "a test writes the script it runs")]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use clairvoix_backends::engine::{PicoEngine, PicoOptions};
use clairvoix_speech::protocol::{Ready, Response, VERSION};
use clairvoix_speech::{Engine, ErrorKind, Timing};
use common::{engine, say, utterance};

/// A worker whose pipe breaks once it has introduced itself and loaded its voice: it dies on
/// whatever it is asked to say.
fn dying_worker(folder: &Path) -> PathBuf {
    let mut whole = engine();
    let voices = whole.voices().expect("it has voices");
    let status = whole.status();
    let ready = Ready { version: VERSION, engine: status.engine, sandbox: status.sandbox, voices };
    let loaded = Response::VoiceLoaded { voice: "pico-fr-FR".to_owned(), timing: Timing::Exact };
    let mut bytes = Vec::new();
    Response::Ready(ready).encode(&mut bytes).expect("it encodes");
    loaded.encode(&mut bytes).expect("it encodes");
    let script = format!(
        "#!/bin/sh\n'{}' | dd bs=1 count={} status=none\n",
        env!("CARGO_BIN_EXE_clairvoix-pico"),
        bytes.len()
    );
    let path = folder.join("dying-worker");
    fs::write(&path, script).expect("it is written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it is executable");
    path
}

#[test]
fn it_is_left_out_after_three_workers_and_said_to_be() {
    let program = dying_worker(Path::new(env!("CARGO_TARGET_TMPDIR")));
    let options = PicoOptions { program: Some(program), ..Default::default() };
    let mut engine = PicoEngine::new(options).expect("given");
    let asked = utterance("pico-fr-FR", "Ce texte est maudit.");
    for round in 1..=2 {
        let said = say(&mut engine, &asked);
        assert!(said.audio.is_empty() && said.words.is_empty());
        assert_eq!(said.interrupted, [0, 0], "tried again twice");
        let [(range, cause)] = said.skipped.as_slice() else { panic!("{:?}", said.skipped) };
        assert_eq!((range.start(), range.end()), (0, asked.text.len()));
        assert_eq!(cause.kind(), ErrorKind::EngineFailed);
        assert_eq!(engine.status().losses, 3 * round);
    }
}
