//! Words a second with every layer asked for, on the text given.
//!
//! `cargo run --release -p clairvoix-text --example speed -- FILE [REPEAT]` prints the words, the
//! words a second and the seconds. The file is analysed block by block, as a reader would.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example at the edge: it reads a file and the clock"
)]

use std::{hint::black_box, time::Instant};

use clairvoix_text::{analysis::Analyzer, segment::blocks, structure::breath_groups};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let Some(path) = arguments.next() else {
        eprintln!("usage: speed FILE [REPEAT]");
        std::process::exit(2);
    };
    let repeat: usize = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(1);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text.repeat(repeat),
        Err(error) => {
            eprintln!("failed to read {path}: {error}");
            std::process::exit(1);
        }
    };
    let started = Instant::now();
    let words = all_layers(&text);
    let seconds = started.elapsed().as_secs_f64();
    println!("{words} words, {:.0} words/s", words as f64 / seconds);
    println!("{seconds:.6}");
}

/// Asks for all of every layer of every word; returns the number of words.
fn all_layers(text: &str) -> usize {
    let analyzer = Analyzer::default();
    let mut words = 0;
    for block in blocks(text) {
        let analysis = analyzer.analyze(block.slice(text));
        for sentence in analysis.sentences() {
            breath_groups(&sentence).into_iter().for_each(use_up);
        }
        for word in analysis.words() {
            words += 1;
            use_up(word.pos());
            word.graphemes().for_each(use_up);
            word.written_syllables().for_each(use_up);
            word.oral_syllables().for_each(use_up);
            word.silent().for_each(use_up);
            use_up(word.liaison_after());
        }
    }
    words
}

/// Keeps the compiler from leaving out what is not looked at.
fn use_up<T>(value: T) {
    black_box(value);
}
