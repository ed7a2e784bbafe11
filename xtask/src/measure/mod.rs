//! `cargo xtask measure`: the long runs, whose small samples are in `test`. Tables on standard
//! output; nothing passes or fails here.

mod cost;
mod disagreements;
mod fuzz;
mod held_out;
mod homographs;
mod numbers;
mod offline;
mod peer_scores;
mod pronunciation;
mod reading;
mod saving;
mod speed;
mod spoken;
mod sync;
mod tagger;
mod text_copy;
mod tree;
mod voice;
mod words;

use crate::process::{self, Outcome};

/// Takes the arguments after its name.
type Measure = fn(&[String]) -> Outcome;

/// Name on the command line, what it shows, how.
const MEASURES: &[(&str, &str, Measure)] = &[
    (
        "words",
        "[DIR]: scores of single words against the gold data of DIR (default ../shared/data)",
        words::run,
    ),
    (
        "disagreements",
        "[DIR]: differences from the gold by class, to docs/disagreements-fr.md",
        disagreements::run,
    ),
    (
        "held-out",
        "[SEED [DIR]]: learns without a tenth of the words and scores that tenth (some minutes)",
        held_out::run,
    ),
    (
        "homographs",
        "[DIR]: homographs in their sentence, also with every hand-written line taken out",
        homographs::run,
    ),
    (
        "tagger",
        "[DIR]: parts of speech on the test parts of the treebanks of DIR (default ../shared/data)",
        tagger::run,
    ),
    (
        "speed",
        "[FILE]: words a second of the text core beside peers (default: the lesson)",
        speed::run,
    ),
    (
        "instructions",
        "[--write]: instructions a word of each layer of the text core, under valgrind, against those recorded",
        cost::instructions,
    ),
    (
        "scale",
        "[FILE]: time a word and peak of memory from 1 KB to 100 MB (default: the lesson)",
        cost::scale,
    ),
    (
        "spoken",
        "[CASES.tsv]: spoken forms by category beside peers, speed, properties of the map",
        spoken::run,
    ),
    (
        "numbers",
        ": English, Spanish, German and Italian numbers beside num2words (Python)",
        numbers::run,
    ),
    (
        "spoken-peers",
        "[CASES.tsv]: spoken forms by category: ours, espeak-ng's, Pico's, num2words'",
        spoken::peers,
    ),
    (
        "pronunciation",
        "[WORDS [DIR]]: Pico's and espeak-ng's phonemes against our reading, before and after it is sent",
        pronunciation::run,
    ),
    (
        "read",
        "[FILE]: sentences, words, audio, speed and memory of `clairvoix read` (default: the lesson)",
        reading::run,
    ),
    (
        "voice",
        "[KILLS]: marks against the sound, first sound, gaps after a killed worker",
        voice::marks_and_faults,
    ),
    (
        "sound",
        "[ENGINE] [REPETITIONS] [WORDS] [pulseaudio|pipewire]: what a sound server plays, and when; \
         ENGINE pico, espeak, piper, fake or speech-dispatcher",
        voice::sound,
    ),
    ("conformance", ": what every engine does, engine by behaviour", voice::conformance),
    (
        "endurance",
        "[kill|fault|hang|server|spoken|rest|utterances|words [COUNT]]: many faults, many \
         utterances, rest (all: 100 min)",
        voice::endurance,
    ),
    (
        "service",
        "[REPETITIONS] [SECONDS] [dbus-daemon|dbus-broker]: clairvoixd on buses of its own beside \
         speech-dispatcher, espeak-ng and libspiel: first sound, warm and started by the bus, stop, round \
         trips, memory, wake-ups and open devices in SECONDS of rest",
        voice::service,
    ),
    (
        "load",
        "[load [CLIENTS [REQUESTS [PER_SECOND]]]|leave [COUNT]|canary]: clairvoixd with 1 000 clients and 100 000 \
         requests, clients gone while they speak, a word looked for after a crash",
        voice::load,
    ),
    (
        "fuzz",
        "[RUNS] [TARGET]: executions of each fuzzer (at most 1 000 000, 3 min each; needs cargo-fuzz)",
        fuzz::run,
    ),
    (
        "saving",
        "[KILLS [POWER_CUTS]]: profiles saved by a process killed at random moments (1000 each way), and \
         on an ext4 image whose power is cut (500 each way; needs root): 15 min",
        saving::faults,
    ),
    (
        "offline",
        "[PACKAGE ...]: the whole suite, or the tests of these packages, where loopback is the only network (Linux; \
         packages of Rust and Node are fetched beforehand)",
        offline::run,
    ),
    (
        "sync",
        "[INTERLEAVINGS]: two computers and a WebDAV server, changes and lost connections in random order (100; \
         needs lighttpd-mod-webdav)",
        sync::interleavings,
    ),
    (
        "hostile",
        "[pico|espeak-ng|piper|plan|armour|command [COUNT]]: hostile strings, 21 000 texts and random \
         bytes through each",
        voice::hostile,
    ),
];

/// Runs the measurement named, or all of them with their defaults.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    let Some((name, rest)) = arguments.split_first() else {
        for (name, _, measure) in MEASURES {
            println!("== {name}");
            measure(&[])?;
        }
        return Ok(());
    };
    match MEASURES.iter().find(|(known, ..)| known == name) {
        Some((_, _, measure)) => measure(rest),
        None => Err(help()),
    }
}

fn help() -> String {
    let mut text = "usage: cargo xtask measure [NAME [ARGUMENT]]\n".to_owned();
    for (name, shows, _) in MEASURES {
        text.push_str(&format!("\n  {name} {shows}"));
    }
    text
}

/// Builds the programs, optimised, and returns the path of `clairvoix`.
fn clairvoix() -> Result<std::path::PathBuf, String> {
    let packages = ["--package", "clairvoix-cli", "--package", "clairvoix-pico"];
    process::run(process::cargo().args(["build", "--release", "--quiet"]).args(packages))?;
    let program = process::root().join("target/release/clairvoix");
    Ok(program.with_extension(std::env::consts::EXE_EXTENSION))
}
