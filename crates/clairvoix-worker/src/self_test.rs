//! Tries what a sandboxed worker must not be able to do, and says how each attempt went.

use std::fs::{self, File};
use std::net::UdpSocket;
use std::path::Path;
use std::process::Command;
use std::{env, io};

/// One attempt: its name, and whether it was allowed.
pub(crate) type Attempt = (&'static str, bool);

/// Tries to read a file, to write one, to list a folder, to open a socket and to start a program.
/// What an attempt makes, it takes away. `program` is the worker's own file.
pub(crate) fn attempts(program: &Path) -> Vec<Attempt> {
    let written = env::temp_dir().join(format!("clairvoix-self-test-{}", std::process::id()));
    let tries: [(&str, io::Result<()>); 5] = [
        ("read a file", File::open(program).map(drop)),
        ("write a file", File::create(&written).map(drop)),
        ("list a folder", fs::read_dir(env::temp_dir()).map(drop)),
        ("open a socket", UdpSocket::bind("127.0.0.1:0").map(drop)),
        ("start a program", Command::new(program).arg("--version").output().map(drop)),
    ];
    let _ = fs::remove_file(&written);
    tries.map(|(what, outcome)| (what, outcome.is_ok())).into()
}
