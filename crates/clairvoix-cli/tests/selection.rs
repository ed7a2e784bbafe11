//! What is selected in another application, on a real display that the test starts.
#![cfg(all(target_os = "linux", feature = "selection"))]
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
};

use common::{Run, command, finish, marks, worker};

/// A display of the test's own.
struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// None where the programs are not there: said aloud, and counted as skipped.
    fn start() -> Option<Self> {
        for program in ["Xvfb", "xclip"] {
            if let Err(error) = Command::new(program).arg("-version").output() {
                let why = format!("cannot run here: {program}: {error} (cargo xtask doctor)");
                // On the real standard output, where the runner counts it.
                writeln!(std::io::stdout(), "\n{why}").expect("it is written");
                return None;
            }
        }
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "320x240x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a display");
        let mut number = String::new();
        let out = server.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut number).expect("its number");
        Some(Self { server, name: format!(":{}", number.trim()) })
    }

    /// Selects a text as an application would: xclip returns when it has the selection, and holds it in
    /// the background until the display ends.
    fn select(&self, selection: &str, text: &[u8]) {
        let mut xclip = Command::new("xclip")
            .args(["-i", "-selection", selection])
            .env("DISPLAY", &self.name)
            .env_remove("WAYLAND_DISPLAY")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("xclip");
        xclip.stdin.take().expect("its input").write_all(text).expect("written");
        assert!(xclip.wait().expect("xclip ends").success());
    }

    fn run(&self, folder: &Path, args: &[&str]) -> Run {
        worker::build();
        let mut command = command(args);
        command.current_dir(folder).env("DISPLAY", &self.name).env_remove("WAYLAND_DISPLAY");
        finish(command, b"")
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // It fails only when the server is gone already.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The words said, in a text.
fn words(folder: &Path, text: &str) -> Vec<String> {
    let all = marks::read(&folder.join("m.jsonl"));
    let words = all.iter().filter(|mark| mark.kind == "word");
    let chars: Vec<char> = text.chars().collect();
    words.map(|mark| chars[mark.start..mark.end].iter().collect()).collect()
}

const SAY: [&str; 6] = ["say", "--selection", "--out", "s.wav", "--marks", "m.jsonl"];

#[test]
fn the_selection_comes_before_the_clipboard() {
    let Some(display) = Display::start() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let nothing = display.run(folder.path(), &SAY).exits(1);
    assert!(nothing.stderr.contains("rien n'est sélectionné"), "{}", nothing.stderr);
    assert!(!folder.path().join("s.wav").exists());
    display.select("clipboard", "Le chat copié.".as_bytes());
    display.run(folder.path(), &SAY).exits(0);
    assert_eq!(words(folder.path(), "Le chat copié."), ["Le", "chat", "copié"]);
    display.select("primary", "  \n".as_bytes());
    display.run(folder.path(), &SAY).exits(0);
    assert_eq!(words(folder.path(), "Le chat copié."), ["Le", "chat", "copié"]);
    display.select("primary", "L'œil choisi".as_bytes());
    display.run(folder.path(), &SAY).exits(0);
    assert_eq!(words(folder.path(), "L'œil choisi"), ["L'", "œil", "choisi"]);
}

#[test]
fn a_long_selection_becomes_a_page() {
    let Some(display) = Display::start() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    // More than an X request holds.
    let text = format!("{}\n\nLe petit chat dort.", " ".repeat(600_000));
    display.select("primary", text.as_bytes());
    display.run(folder.path(), &["read", "--selection", "--single", "--max-hours", "9"]).exits(0);
    let page = fs::read_to_string(folder.path().join("clairvoix.html")).expect("a page");
    assert!(page.contains("petit"));
    let both = display.run(folder.path(), &["read", "--selection", "f.txt"]).exits(2);
    assert!(both.stderr.contains("--selection"), "{}", both.stderr);
}

#[test]
fn without_a_display_the_way_out_is_told() {
    let mut command = command(&["say", "--selection"]);
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    let run = finish(command, b"").exits(1);
    assert!(run.stderr.contains("l'écran n'est pas joignable"), "{}", run.stderr);
}
