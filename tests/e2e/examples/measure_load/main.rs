//! Prints how the service `clairvoixd` bears many clients, clients that are killed, and a crash, on a bus and a sound
//! server of its own.
//!
//! `cargo run --release -p clairvoix-e2e --example measure_load -- WHAT [COUNT...]`, after
//! `cargo build --release --bins`; WHAT is `load` (COUNT clients, COUNT requests, COUNT of
//! them a second or as fast as they are answered), `leave` (COUNT clients killed while
//! they speak, then COUNT times ten killed anywhere) or `canary` (words are given, everything is killed, they are
//! looked for).

#![allow(clippy::disallowed_methods, reason = "reads its arguments, the clock and files of /proc")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it prints figures")]

mod canary;
mod client;
mod desk;
mod leave;
mod many;

/// What goes wrong is told as it is.
pub(crate) type Fallible<V = ()> = Result<V, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> Fallible {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let [what, counts @ ..] = words.as_slice() else {
        return Err("usage: load|leave|canary [COUNT...]".into());
    };
    let count = |index: usize, default: usize| -> Fallible<usize> {
        Ok(counts.get(index).map_or(Ok(default), |count| count.parse())?)
    };
    match *what {
        "load" => many::load(count(0, 1000)?, count(1, 100_000)?, count(2, 0)?),
        "leave" => leave::leave(count(0, 30)?),
        // A client that is killed, started by `leave`.
        "victim" => leave::victim(counts),
        "canary" => canary::canary(),
        _ => Err("there is no such measure".into()),
    }
}
