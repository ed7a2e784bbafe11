//! Neural voices: added, shown, heard, removed.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use std::{fs, path::Path};

use clairvoix_piper::testing::write_voice;
use common::{Run, command, finish, marks, names_in, worker};

/// Runs with a home of its own.
fn run(home: &Path, args: &[&str]) -> Run {
    let mut process = command(args);
    process.env("XDG_DATA_HOME", home).env("LOCALAPPDATA", home).env("HOME", home);
    process.env_remove("CLAIRVOIX_VOICES");
    finish(process, b"")
}

fn own_voices(home: &Path) -> Vec<String> {
    let folder = home.join("clairvoix").join("voices");
    if folder.exists() { names_in(&folder) } else { Vec::new() }
}

#[cfg(target_os = "linux")]
#[test]
fn a_voice_is_added_heard_and_removed() {
    worker::build();
    let (home, bag) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("one"));
    let at = |name: &str| bag.path().join(name).to_string_lossy().into_owned();
    write_voice(bag.path(), "fr_FR-duo-low", "fr_FR", 2).expect("written");
    fs::write(bag.path().join("MODEL_CARD"), "# Card\n* License: CC0\n").expect("written");
    let told = run(home.path(), &["voices", "add", &at("fr_FR-duo-low.onnx")]).exits(0).out();
    assert!(told.contains("piper-fr_FR-duo-low.jessica\tfr-FR\t22050\texact"), "{told}");
    assert!(told.contains("piper-fr_FR-duo-low.pierre"), "{told}");
    assert!(told.contains("SHA-256\t") && told.contains("licence\tCC0"), "{told}");
    let kept = ["fr_FR-duo-low.MODEL_CARD", "fr_FR-duo-low.onnx", "fr_FR-duo-low.onnx.json"];
    assert_eq!(own_voices(home.path()), kept);
    // Again: nothing changes. Another one of that name: refused.
    run(home.path(), &["voices", "add", &at("fr_FR-duo-low.onnx.json")]).exits(0);
    write_voice(bag.path(), "fr_FR-duo-low", "fr_FR", 1).expect("written");
    let other = run(home.path(), &["voices", "add", &at("fr_FR-duo-low.onnx")]).exits(1);
    assert!(other.stderr.contains("n'a pas été remplacée"), "{}", other.stderr);

    let listed = run(home.path(), &["voices"]).exits(0).out();
    assert!(listed.contains("piper-fr_FR-duo-low.pierre"), "{listed}");
    let wav = at("heard.wav");
    let say = ["say", "Bonjour.", "--voice", "piper-fr_FR-duo-low.pierre", "--out", &wav];
    run(home.path(), &say).exits(0);
    let sound = fs::read(&wav).expect("it is written");
    let loud = |pair: &[u8]| i16::from_le_bytes([pair[0], pair[1]]).unsigned_abs() > 3_000;
    assert!(sound.len() > 10_000 && sound[44..].chunks_exact(2).any(loud));

    run(home.path(), &["voices", "remove", "piper-fr_FR-duo-low"]).exits(0);
    assert!(own_voices(home.path()).is_empty());
    let gone = run(home.path(), &["voices", "show", "fr_FR-duo-low"]).exits(2);
    assert!(gone.stderr.contains("aucune voix neuronale"), "{}", gone.stderr);
}

/// The neural voice speaks French only, at 22 050 samples a second; English is Pico's, at 16 000.
#[cfg(target_os = "linux")]
#[test]
fn a_quotation_is_said_by_another_engine_in_the_same_sound() {
    worker::build();
    let (home, bag) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("one"));
    let at = |name: &str| bag.path().join(name);
    write_voice(bag.path(), "fr_FR-solo-low", "fr_FR", 1).expect("written");
    let file = at("fr_FR-solo-low.onnx").to_string_lossy().into_owned();
    run(home.path(), &["voices", "add", &file]).exits(0);
    let text = "Elle a dit « the children are playing in the garden today », puis elle est partie.";
    let (wav, jsonl) = (at("s.wav"), at("m.jsonl"));
    let paths = [wav.to_str().expect("UTF-8"), jsonl.to_str().expect("UTF-8")];
    let voice = ["--voice", "piper-fr_FR-solo-low", "--unit", "utf8"];
    let say = [&["say", text, "--out", paths[0], "--marks", paths[1]][..], &voice].concat();
    let told = run(home.path(), &say).exits(0);
    assert_eq!(told.stderr, "");
    let sound = fs::read(&wav).expect("it is written");
    assert_eq!(u32::from_le_bytes(sound[24..28].try_into().expect("four bytes")), 22_050);
    let samples: Vec<i16> =
        sound[44..].chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect();
    let all = marks::read(&jsonl);
    marks::check(&all, text.len(), marks::wav_seconds(&wav));
    marks::check_words(&all, text);
    for word in all.iter().filter(|mark| mark.kind == "word") {
        let frame = |ms: f64| (ms * 22.05) as usize;
        let heard = &samples[frame(word.start_ms)..frame(word.end_ms)];
        assert!(heard.iter().any(|sample| sample.unsigned_abs() > 500), "{word:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_no_voice_is_refused_and_leaves_nothing() {
    worker::build();
    let (home, bag) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("one"));
    let at = |name: &str| bag.path().join(name).to_string_lossy().into_owned();
    write_voice(bag.path(), "en_US-solo-low", "en_US", 1).expect("written");
    write_voice(bag.path(), "fr_FR-bad-low", "fr_FR", 1).expect("written");
    fs::write(bag.path().join("fr_FR-bad-low.onnx"), [8u8; 5000]).expect("written");
    fs::write(bag.path().join("alone.onnx"), "x").expect("written");
    for (file, code, why) in [
        ("en_US-solo-low.onnx", 1, "une autre langue"),
        ("fr_FR-bad-low.onnx", 1, "not a voice in Piper's format"),
        ("alone.onnx", 1, "alone.onnx.json"),
        ("missing.onnx", 1, "missing.onnx"),
        ("song.mp3", 2, "son nom finit par .onnx"),
    ] {
        let refused = run(home.path(), &["voices", "add", &at(file)]).exits(code);
        assert!(refused.stderr.contains(why), "{file}: {}", refused.stderr);
        assert!(own_voices(home.path()).is_empty(), "{file}");
    }
}

#[test]
fn an_action_needs_a_voice() {
    let home = tempfile::tempdir().expect("a folder");
    for action in ["add", "show", "remove"] {
        let refused = run(home.path(), &["voices", action]).exits(2);
        assert!(refused.stderr.contains("nommez une voix"), "{}", refused.stderr);
    }
}
