//! Runs the real binary, as a person or a script does.
#![allow(dead_code, reason = "each test program uses a part of it")]
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

pub(crate) mod hostile;
pub(crate) mod marks;
pub(crate) mod worker;

use std::{
    ffi::OsStr,
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
    thread,
};

/// What a run gave.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

impl Run {
    /// Standard output as text.
    pub(crate) fn out(&self) -> String {
        String::from_utf8(self.stdout.clone()).expect("standard output is UTF-8")
    }

    /// Fails unless the run ended with `code`.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}", self.stderr);
        self
    }
}

/// The binary with a known language and nothing else of this machine's locale.
pub(crate) fn command<S: AsRef<OsStr>>(args: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clairvoix"));
    command
        .args(args)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "fr_FR.UTF-8")
        .env("RUST_BACKTRACE", "0")
        // Nobody's own profile: a test that has pupils names its folder.
        .env("CLAIRVOIX_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/no-pupils"))
        .env("CLAIRVOIX_PRESETS", "");
    command
}

/// Runs with nothing on standard input.
pub(crate) fn run<S: AsRef<OsStr>>(args: &[S]) -> Run {
    run_with_input(args, b"")
}

/// Runs with `input` on standard input.
pub(crate) fn run_with_input<S: AsRef<OsStr>>(args: &[S], input: &[u8]) -> Run {
    finish(command(args), input)
}

/// Runs a prepared command.
pub(crate) fn finish(mut command: Command, input: &[u8]) -> Run {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let writer = thread::Builder::new()
        .spawn(move || {
            // A command that stops early closes its end: no error of ours.
            let _ = stdin.write_all(&input);
        })
        .expect("a thread");
    let Output { status, stdout, stderr } = child.wait_with_output().expect("the binary ends");
    writer.join().expect("the writer ends");
    Run {
        code: status.code(),
        stdout,
        stderr: String::from_utf8(stderr).expect("messages are UTF-8"),
    }
}

/// Everything in a folder, hidden files too.
pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder can be listed")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
