//! What is behind a passphrase opens with it only, whole only, and is what the program `age` takes for a file of
//! its own, in both directions.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use clairvoix_store::{ErrorKind, Work, is_sealed, open_sealed, seal};

const WORDS: &str = "quatre mots au hasard";

#[test]
fn every_length_comes_back() {
    for len in [0, 1, 100, (64 << 10) - 1, 64 << 10, (64 << 10) + 1, 200_000] {
        let plain: Vec<u8> = (0..len).map(|at| (at % 251) as u8).collect();
        let sealed = seal(&plain, WORDS, Work::RandomKey).expect("sealed");
        assert!(is_sealed(&sealed) && !is_sealed(&plain));
        assert_eq!(open_sealed(&sealed, WORDS).expect("opened"), plain, "{len}");
    }
}

#[test]
fn another_passphrase_and_any_change_are_refused() {
    let plain: Vec<u8> = (0..70_000).map(|at| (at % 251) as u8).collect();
    let sealed = seal(&plain, WORDS, Work::RandomKey).expect("sealed");
    let wrong = open_sealed(&sealed, "quatre mots").expect_err("another");
    assert_eq!(wrong.kind, ErrorKind::BadPassphrase);
    let payload = sealed.len() - plain.len();
    for at in (0..payload + 100).chain((payload..sealed.len()).step_by(997)) {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(open_sealed(&changed, WORDS).is_err(), "byte {at}");
    }
    for len in (0..sealed.len()).step_by(613).chain([sealed.len() - 1]) {
        assert!(open_sealed(&sealed[..len], WORDS).is_err(), "cut at {len}");
    }
    // The last piece taken away, its neighbour whole: still not the end.
    assert!(open_sealed(&sealed[..payload + (64 << 10)], WORDS).is_err());
    let dear = String::from_utf8_lossy(&sealed).replacen(" 1\n", " 40\n", 1).into_bytes();
    assert_eq!(open_sealed(&dear, WORDS).expect_err("too dear").kind, ErrorKind::BadBundle);
}

/// Answers the questions of a program that asks on its terminal.
const ON_A_TERMINAL: &str = "
import os, pty, sys
words, program = sys.argv[1], sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(program[0], program)
said = b''
while True:
    try:
        piece = os.read(terminal, 1024)
    except OSError:
        break
    if not piece:
        break
    said += piece
    if said.rstrip().endswith(b':'):
        os.write(terminal, words.encode() + b'\\n')
        said = b''
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
";

fn age(args: &[&str], input: &Path, output: &Path) {
    let mut command = Command::new("python3");
    command.args(["-c", ON_A_TERMINAL, WORDS, "age"]).args(args);
    let done = command.arg("-o").arg(output).arg(input).status().expect("python3 starts");
    assert!(done.success(), "age {args:?}");
}

#[test]
fn the_program_age_opens_ours_and_we_open_its_own() {
    let found = Command::new("age").arg("--version").stdout(Stdio::null()).status();
    if !found.is_ok_and(|status| status.success()) {
        let mut out = std::io::stdout().lock();
        writeln!(out, "\ncannot run here: age (cargo xtask doctor)").expect("a reader");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| folder.path().join(name);
    // The program writes no file for an empty one.
    for len in [1, 150_000] {
        let plain: Vec<u8> = (0..len).map(|at| (at % 251) as u8).collect();
        let (ours, opened) = (file(&format!("ours-{len}")), file(&format!("opened-{len}")));
        fs::write(&ours, seal(&plain, WORDS, Work::Remembered).expect("sealed")).expect("written");
        age(&["-d"], &ours, &opened);
        assert!(fs::read(&opened).expect("there") == plain, "{len}");
        let (source, theirs) = (file(&format!("source-{len}")), file(&format!("theirs-{len}")));
        fs::write(&source, &plain).expect("written");
        age(&["-p"], &source, &theirs);
        let theirs = fs::read(&theirs).expect("there");
        assert!(open_sealed(&theirs, WORDS).expect("opened") == plain, "{len}");
    }
}
