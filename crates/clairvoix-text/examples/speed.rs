//! Words a second, on the text given.
//!
//! `cargo run --release -p clairvoix-text --example speed -- FILE [BYTES [RUNS [LAYER]]]` makes a text
//! of so many bytes out of the file (repeated or cut), analyses it block by block as a reader would,
//! so many times, and prints the words, the words a second, the peak of memory above the text where
//! the system tells it, and the seconds. Layers, each with those above it:
//!
//! | LAYER | what is asked for |
//! |---|---|
//! | `segment` | sentences and words |
//! | `context` | parts of speech |
//! | `reading` | sounds, syllables, silent letters, liaisons |
//! | `all` (default) | breath groups |
//! | `unknown` | all, and nothing is known from one block to the next |

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example at the edge: it reads a file and the clock"
)]

use std::{hint::black_box, time::Instant};

use clairvoix_text::{
    analysis::{Analysis, Analyzer},
    segment::blocks,
    structure::breath_groups,
};

const USAGE: &str =
    "usage: speed FILE [BYTES [RUNS [LAYER]]], LAYER: segment, context, reading, all, unknown";

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    Segment,
    Context,
    Reading,
    All,
    Unknown,
}

impl Layer {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "segment" => Self::Segment,
            "context" => Self::Context,
            "reading" => Self::Reading,
            "all" => Self::All,
            "unknown" => Self::Unknown,
            _ => return None,
        })
    }
}

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or(USAGE)?;
    let read = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let number = |text: String| text.parse::<usize>().map_err(|_| format!("{text}: {USAGE}"));
    let bytes = arguments.next().map(number).transpose()?.unwrap_or(read.len());
    let runs = arguments.next().map(number).transpose()?.unwrap_or(1);
    let layer = arguments.next().unwrap_or_else(|| "all".to_owned());
    let layer = Layer::named(&layer).ok_or_else(|| format!("{layer}: {USAGE}"))?;
    let text = text_of(&read, bytes);
    drop(read);
    let before = peak_kb();
    let started = Instant::now();
    let analyzer = Analyzer::default();
    let words: usize = (0..runs).map(|_| run(&analyzer, &text, layer)).sum();
    let seconds = started.elapsed().as_secs_f64();
    let speed = words as f64 / seconds;
    let memory = before.zip(peak_kb()).map_or("unknown".to_owned(), |(_, after)| {
        format!("{:.1} MB", (after as f64 - text.len() as f64 / 1024.0) / 1024.0)
    });
    println!("{words} words, {speed:.0} words/s, {:.0} ns a word", 1e9 / speed);
    println!("peak memory above the text, the program included: {memory}");
    println!("{seconds:.6}");
    Ok(())
}

/// So many bytes of the text, again and again, cut where a character ends.
fn text_of(read: &str, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes);
    while !read.is_empty() && text.len() < bytes {
        let end =
            (0..=read.len().min(bytes - text.len())).rev().find(|&end| read.is_char_boundary(end));
        match end {
            Some(end) if end > 0 => text.push_str(&read[..end]),
            _ => break,
        }
    }
    text
}

/// Asks for the layer, and those before it, of the whole text; returns the number of words.
fn run(analyzer: &Analyzer, text: &str, layer: Layer) -> usize {
    blocks(text)
        .map(|block| match layer {
            Layer::Unknown => ask(&Analyzer::default().analyze(block.slice(text)), layer),
            _ => ask(&analyzer.analyze(block.slice(text)), layer),
        })
        .sum()
}

fn ask(analysis: &Analysis<'_>, layer: Layer) -> usize {
    let words = analysis.words();
    let count = words.len();
    if layer == Layer::Segment {
        words.for_each(use_up);
        return count;
    }
    for word in words {
        use_up(word.pos());
        if layer >= Layer::Reading {
            word.graphemes().for_each(use_up);
            word.written_syllables().for_each(use_up);
            word.oral_syllables().for_each(use_up);
            word.silent().for_each(use_up);
            use_up(word.liaison_after());
        }
    }
    if layer >= Layer::All {
        analysis.sentences().for_each(|sentence| {
            breath_groups(&sentence).into_iter().for_each(use_up);
        });
    }
    count
}

/// Keeps the compiler from leaving out what is not looked at.
fn use_up<T>(value: T) {
    black_box(value);
}

/// The most memory that the process has had, where the system tells it.
fn peak_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
