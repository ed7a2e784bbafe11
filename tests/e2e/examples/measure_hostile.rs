//! Hostile texts through an engine, or through the plan alone.
//!
//! `cargo run --release -p clairvoix-e2e --example measure_hostile -- pico|espeak-ng|piper|plan [COUNT]`; COUNT is
//! of texts for an engine, of bytes for the plan

#![allow(clippy::disallowed_methods, reason = "reads its arguments, works in a folder of its own")]

use std::time::Instant;

use clairvoix_e2e::{
    engines::EngineKind,
    hostile::{plan_all, say_all, texts},
};
use clairvoix_speech::testing::hostile::{HostileTexts, random_bytes};

/// Made by the generator, for each engine.
const TEXTS: u64 = 21_000;
/// Of random bytes, said as one text.
const RANDOM_BYTES: usize = 200_000;
/// Of each kind of text, planned.
const PLANNED_BYTES: usize = 10_000_000;

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().ok_or("which engine?")?;
    let count = arguments
        .next()
        .map(|count| count.parse::<u64>().map_err(|_| format!("{count:?} is no number")));
    let count = count.transpose()?;
    // Whatever a text makes an engine write would be here.
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let texts = texts()?;
    let failed = if name == "plan" {
        planned(&texts, count)?
    } else {
        said(&name, &texts, count.unwrap_or(TEXTS), folder.path())?
    };
    if failed == 0 { Ok(()) } else { Err(format!("{failed} texts failed")) }
}

fn said(
    name: &str,
    texts: &HostileTexts,
    count: u64,
    folder: &std::path::Path,
) -> Result<usize, String> {
    let kind = EngineKind::ALL.into_iter().find(|kind| kind.name() == name);
    let kind = kind.ok_or_else(|| format!("no engine {name:?}"))?;
    std::env::set_current_dir(folder).map_err(|error| error.to_string())?;
    let mut open = kind.open()?;
    let (engine, voice) = (open.engine.as_mut(), kind.french()?);
    let entries = texts.list.iter().enumerate();
    let entries = entries.map(|(at, entry)| (format!("entry {at}"), entry.text.clone()));
    let listed = say_all(engine, &voice, entries);
    println!("{name}, the list: {listed}");
    let made = (0..count).map(|number| (format!("text {number}"), texts.text(number)));
    let made = say_all(engine, &voice, made);
    println!("{name}, generated: {made}");
    let random = std::iter::once(("random bytes".to_owned(), random_bytes(2026, RANDOM_BYTES)));
    let random = say_all(engine, &voice, random);
    println!("{name}, {} kB of random bytes: {random}", RANDOM_BYTES / 1000);
    let left = std::fs::read_dir(folder).map_err(|error| error.to_string())?.count();
    println!("{name}: {left} files written");
    Ok(left + [listed, made, random].iter().map(|tally| tally.failures.len()).sum::<usize>())
}

fn planned(texts: &HostileTexts, count: Option<u64>) -> Result<usize, String> {
    let bytes = count.map_or(PLANNED_BYTES, |count| usize::try_from(count).unwrap_or(usize::MAX));
    let random = random_bytes(2026, bytes);
    for (what, text) in [("random bytes", random), ("generated", texts.long_text(0, bytes))] {
        let begun = Instant::now();
        let (utterances, words) = plan_all(&text)?;
        let seconds = begun.elapsed().as_secs_f64();
        let bytes = text.len();
        println!(
            "plan, {what}: {bytes} bytes, {utterances} utterances, {words} words, {seconds:.0} s"
        );
    }
    Ok(0)
}
