//! Every example runs and says what it promises.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Cargo builds the examples before it runs this test, in a folder beside its own.
fn target_folder() -> PathBuf {
    let program = std::env::current_exe().expect("this test has a path");
    program.ancestors().nth(2).expect("a target folder").to_owned()
}

fn output(example: &str, arguments: &[&str]) -> String {
    let program = target_folder().join("examples").join(example);
    let output = Command::new(program).args(arguments).output().expect("the example starts");
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{example}: {message}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn build_worker() {
    let folder = target_folder();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "-p", "clairvoix-pico", "--bin", "clairvoix-pico"]);
    cargo.arg("--target-dir").arg(folder.parent().expect("a target folder"));
    if folder.ends_with("release") {
        cargo.arg("--release");
    }
    assert!(cargo.status().expect("cargo runs").success(), "the worker builds");
}

#[test]
fn analyse_a_text_shows_syllables_and_silent_letters() {
    let out = output("analyse_a_text", &["Le petit chapeau vole."]);
    assert!(out.contains("chapeau [ʃapo] syllabes cha-peau"), "{out}");
    assert!(out.contains("petit [pəti] syllabes pe-tit muettes t"), "{out}");
}

#[test]
fn speak_with_events_follows_every_word() {
    build_worker();
    let out = output("speak_with_events", &[]);
    let words: Vec<&str> = out.lines().filter_map(|line| line.split("ms  ").nth(1)).collect();
    assert_eq!(words, ["Les", "oiseaux", "s'", "envolent", "à", "8h30"]);
}

#[test]
fn follow_in_a_main_loop_shows_each_word() {
    build_worker();
    let out = output("follow_in_a_main_loop", &[]);
    let lit = |line: &str| {
        let (_, rest) = line.split_once('[').expect("a word is lit");
        rest.split_once(']').expect("it ends").0.to_owned()
    };
    let words: Vec<String> = out.lines().map(lit).collect();
    // A short word may begin and end between two ticks of a busy machine.
    assert!(words.len() >= 5 && words.contains(&"chouette".to_owned()), "{out}");
}

#[test]
fn talk_in_a_game_lights_words_with_their_picture() {
    build_worker();
    let out = output("talk_in_a_game", &[]);
    let words: Vec<&str> = out.lines().filter_map(|line| line.split(": ").nth(1)).collect();
    assert_eq!(words, ["Attention", "un", "dragon"]);
}

#[test]
fn serve_speech_gives_sound_and_marks() {
    build_worker();
    let program = target_folder().join("examples").join("serve_speech");
    let mut server =
        Command::new(program).arg("3").stdout(Stdio::piped()).spawn().expect("it starts");
    let mut address = String::new();
    let output = server.stdout.take().expect("an output");
    BufReader::new(output).read_line(&mut address).expect("it tells its address");
    let ask = |path: &str, text: &str| {
        let mut stream = TcpStream::connect(address.trim()).expect("it answers");
        let length = text.len();
        write!(stream, "POST {path} HTTP/1.1\r\nContent-Length: {length}\r\n\r\n{text}")
            .expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        answer
    };
    let marks = String::from_utf8(ask("/marks", "L'été, il lit.")).expect("UTF-8");
    let body = marks.split_once("\r\n\r\n").expect("a body").1;
    assert_eq!(body.lines().count(), 4, "{body}");
    assert!(body.starts_with(r#"{"range":[0,2],"start_ms":"#), "{body}");
    let sound = ask("/sound", "Bonjour.");
    let start = sound.windows(4).position(|four| four == b"RIFF").expect("a WAV");
    assert!(sound.len() - start > 20_000);
    assert!(ask("/other", "").starts_with(b"HTTP/1.1 404"));
    assert!(server.wait().expect("it ends").success());
}

#[test]
fn adapt_a_page_gives_a_whole_page() {
    let page = output("adapt_a_page", &[]);
    assert!(page.starts_with("<!DOCTYPE html>") || page.starts_with("<!doctype html>"), "{page}");
    assert!(page.contains("La nuit, il chasse."));
    let lesson = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lecon.md");
    let page = output("adapt_a_page", &[lesson.to_str().expect("UTF-8")]);
    assert!(page.contains("martin-pêcheur"));
}

#[test]
fn every_example_is_short() {
    for entry in std::fs::read_dir(env!("CARGO_MANIFEST_DIR")).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let lines = std::fs::read_to_string(&path).expect("source").lines().count();
            assert!(lines < 80, "{} has {lines} lines", path.display());
        }
    }
}
