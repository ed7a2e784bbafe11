//! Megabytes a second of the spoken form, on the text given.
//!
//! `cargo run --release -p clairvoix-text --example speed_spoken -- FILE [TAG] [MEGABYTES ...]` repeats
//! the file to each size and prints the size, the seconds and the speed: the work is linear if the speed
//! stays. TAG is the language of the text (`fr`, `en-GB`, `de`…), French without it.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example at the edge: it reads a file and the clock"
)]

use std::{hint::black_box, time::Instant};

use clairvoix_text::spoken::{SpokenOptions, Variant, spoken_form};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let Some(path) = arguments.next() else {
        eprintln!("usage: speed_spoken FILE [TAG] [MEGABYTES ...]");
        std::process::exit(2);
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("failed to read {path}: {error}");
            std::process::exit(1);
        }
    };
    let (mut sizes, mut options): (Vec<usize>, _) = (Vec::new(), SpokenOptions::default());
    for argument in arguments {
        match argument.parse() {
            Ok(size) => sizes.push(size),
            Err(_) => options.variant = Variant::from_tag(&argument),
        }
    }
    let sizes = if sizes.is_empty() { vec![1, 10, 100] } else { sizes };
    // The tables are read once.
    black_box(spoken_form(&text, &options));
    for megabytes in sizes {
        let bytes = megabytes * 1_000_000;
        let repeated = text.repeat(bytes.div_ceil(text.len().max(1)));
        let started = Instant::now();
        let spoken = black_box(spoken_form(&repeated, &options));
        let seconds = started.elapsed().as_secs_f64();
        let speed = repeated.len() as f64 / 1e6 / seconds;
        let links = spoken.map.links().len();
        println!("{megabytes} MB\t{seconds:.3} s\t{speed:.1} MB/s\t{links} links");
    }
}
