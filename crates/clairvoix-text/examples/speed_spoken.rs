//! Megabytes a second of the spoken form, on the text given.
//!
//! `cargo run --release -p clairvoix-text --example speed_spoken -- FILE [BYTES [TAG]]` makes a text of so many
//! bytes out of the file (repeated or cut; all of it once by default), puts it into spoken form until a
//! second has passed, and prints the size, how often, the megabytes a second, the links of the map and
//! the peak of memory above the text. Where the system tells how long the program was on the processor,
//! that is the time: what else the machine does is left out. TAG is the language of the text (`fr`,
//! `en-GB`, `de`…), French without it.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example at the edge: it reads a file and the clock"
)]

use std::{hint::black_box, time::Instant};

use clairvoix_text::spoken::{SpokenOptions, Variant, spoken_form};

const USAGE: &str = "usage: speed_spoken FILE [BYTES [TAG]]";
/// Long enough for a time that can be trusted.
const SECONDS: f64 = 1.0;

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or(USAGE)?;
    let read = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let bytes = match arguments.next() {
        Some(bytes) => bytes.parse().map_err(|_| format!("{bytes}: {USAGE}"))?,
        None => read.len(),
    };
    let variant = arguments.next().map_or(Variant::default(), |tag| Variant::from_tag(&tag));
    let options = SpokenOptions { variant, ..SpokenOptions::default() };
    let text = text_of(&read, bytes);
    // The tables are read once.
    black_box(spoken_form(&read, &options));
    drop(read);
    let clock = Clock::start();
    let (mut times, mut links) = (0, 0);
    while times == 0 || clock.seconds() < SECONDS {
        links = black_box(spoken_form(&text, &options)).map.links().len();
        times += 1;
    }
    let speed = text.len() as f64 * f64::from(times) / 1e6 / clock.seconds();
    let memory = status_kb("VmHWM:").map_or("unknown".to_owned(), |peak| {
        format!("{:.1} MB", peak / 1024.0 - text.len() as f64 / 1_048_576.0)
    });
    println!(
        "{} bytes\t{times} x\t{speed:.1} MB/s\t{links} links\t{memory} above the text",
        text.len()
    );
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

/// Time on the processor where the system tells it, else by the clock.
struct Clock {
    started: Instant,
    processor: Option<f64>,
}

impl Clock {
    fn start() -> Self {
        Self { started: Instant::now(), processor: processor_seconds() }
    }

    fn seconds(&self) -> f64 {
        match (self.processor, processor_seconds()) {
            (Some(before), Some(now)) => now - before,
            _ => self.started.elapsed().as_secs_f64(),
        }
    }
}

/// How long this program has been on the processor.
fn processor_seconds() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    let nanoseconds: f64 = told.split(' ').next()?.parse().ok()?;
    (nanoseconds > 0.0).then_some(nanoseconds / 1e9)
}

/// A number of the status of this program, where the system tells it.
fn status_kb(name: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
