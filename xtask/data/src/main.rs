//! Builds the language data of `clairvoix-text` from documented sources.
//!
//! One module per data file; each has `pub(crate) fn run(sources: &Path, out: &Path) -> Result<(),
//! String>`, is listed in [`GENERATORS`], and writes below `crates/clairvoix-text/data/`. The
//! sources and their licences are listed in `crates/clairvoix-text/data/README.md`.

#![allow(
    clippy::disallowed_methods,
    reason = "a developer's tool at the edge: it reads sources and writes data files"
)]

mod common;
mod g2p;
mod spoken;
mod tagger;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Reads sources below the first folder, writes data files below the second.
type Run = fn(&Path, &Path) -> Result<(), String>;

/// Name on the command line, what it builds, how.
const GENERATORS: &[(&str, &str, Run)] = &[
    ("g2p", "sounds of French words, fr/reading.bin", g2p::run),
    ("tagger", "the part-of-speech tagger, fr/tagger.bin", tagger::run),
    ("common", "the common words that readability counts on, fr/common.bin", common::run),
    ("spoken", "genders, short words and names of emoji, fr/spoken/*.tsv", spoken::run),
];

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--help") {
        return help();
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut sources = root.join("../shared/data");
    if let Some(at) = arguments.iter().position(|argument| argument == "--sources") {
        if at + 1 >= arguments.len() {
            return fail("--sources needs a folder");
        }
        sources = PathBuf::from(arguments.remove(at + 1));
        arguments.remove(at);
    }
    let out = root.join("crates/clairvoix-text/data");
    let unknown = arguments.iter().find(|name| GENERATORS.iter().all(|(known, ..)| known != name));
    if let Some(name) = unknown {
        return fail(&format!("nothing is called {name:?}; see --help"));
    }
    if !sources.is_dir() {
        return fail(&format!(
            "no folder of sources at {}; name it with --sources",
            sources.display()
        ));
    }
    for (name, _, run) in GENERATORS {
        if arguments.is_empty() || arguments.iter().any(|argument| argument == name) {
            println!("{name}:");
            if let Err(message) = run(&sources, &out) {
                return fail(&format!("{name}: {message}"));
            }
        }
    }
    ExitCode::SUCCESS
}

fn help() -> ExitCode {
    println!("cargo xtask data [--sources DIR] [NAME ...]\n");
    for (name, builds, _) in GENERATORS {
        println!("  {name:<12} {builds}");
    }
    println!("\nWithout a name, all of them. DIR holds the source data (default ../shared/data).");
    ExitCode::SUCCESS
}

fn fail(message: &str) -> ExitCode {
    eprintln!("data: {message}");
    ExitCode::FAILURE
}
