//! `clairvoix words`: the columns, the echo, the closed pipe.
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use std::process::Stdio;

use common::{command, run, run_with_input};

#[test]
fn each_line_gives_a_line_and_comes_back_byte_for_byte() {
    let lines: &[&[u8]] = &[
        b"chapeau",
        b"",
        b"l'ami",
        b"AVION",
        b"\xff\xfe",
        "œuf".as_bytes(),
        b"mot\r",
        b"  ",
        b"x y",
        "e\u{301}cole".as_bytes(),
        "🦉".as_bytes(),
        b"-",
        &[b'a'; 5000],
        b"dernier",
    ];
    let input = lines.join(&b'\n');
    for format in ["tsv", "score"] {
        let run = run_with_input(&["words", "--format", format], &input).exits(0);
        assert!(run.stderr.is_empty());
        let mut rows = run.stdout.split(|&b| b == b'\n');
        let header = rows.next().expect("a header");
        assert!(header.starts_with(b"input\tipa\twsyll\tosyll\talign"));
        let columns = header.split(|&b| b == b'\t').count();
        for line in lines {
            let row = rows.next().expect("a row for each line");
            assert!(row.starts_with(line));
            assert_eq!(row[line.len()..].split(|&b| b == b'\t').count(), columns);
        }
        assert_eq!(rows.collect::<Vec<_>>(), [b""]);
    }
}

#[test]
fn score_uses_the_codes_of_the_scorer() {
    let out = run_with_input(&["words", "--format", "score"], b"chapeau\n").exits(0).out();
    assert_eq!(
        out,
        "input\tipa\twsyll\tosyll\talign\twsyll_lc\n\
         chapeau\tʃapo\tcha-peau\tSa-po\tch:S|a:a|p:p|eau:o\tcha-peau\n"
    );
}

#[test]
fn explain_shows_a_reason_for_every_letter() {
    let out = run(&["words", "--explain", "oiseaux"]).exits(0).out();
    let letters: String = out.lines().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(letters, "oiseaux");
    for line in out.lines() {
        assert!(line.split('\t').nth(2).is_some_and(|reason| !reason.is_empty()), "{line}");
    }
}

#[test]
fn a_reader_that_leaves_ends_it_quietly() {
    let mut process = command(&["words"]);
    let mut child = process
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("a pipe");
    let words = "oiseau\n".repeat(50_000);
    // Writing fails once the command has ended: that is the point.
    let _ = std::io::Write::write_all(&mut stdin, words.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("the binary ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_output_is_said() {
    let full = std::fs::File::options().write(true).open("/dev/full").expect("/dev/full");
    let mut process = command(&["words", "--explain", "oiseau"]);
    let output = process.stdout(full).output().expect("the binary runs");
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(message.contains("sortie standard : le disque est plein"), "{message}");
}
