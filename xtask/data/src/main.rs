//! Builds the language data of `clairvoix-text` from documented sources.
//!
//! One module per data file; each is listed in [`GENERATORS`], and writes below
//! `crates/clairvoix-text/data/` or the folder that `--out` names. The sources and their licences are listed in `crates/clairvoix-text/data/README.md`.

#![allow(
    clippy::disallowed_methods,
    reason = "a developer's tool at the edge: it reads sources and writes data files"
)]

mod common;
mod g2p;
mod homographs;
mod spoken;
mod tagger;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What the command line says.
pub(crate) struct Options {
    /// The folder of the sources.
    pub(crate) sources: PathBuf,
    /// The data folder of the crate, for what is written by hand.
    pub(crate) data: PathBuf,
    /// Where built files go.
    pub(crate) out: PathBuf,
    /// Seed of the tenth of the lemma groups to keep out of `g2p`.
    pub(crate) held_out: Option<u64>,
}

type Run = fn(&Options) -> Result<(), String>;

/// Name on the command line, what it builds, how.
const GENERATORS: &[(&str, &str, Run)] = &[
    ("g2p", "sounds of French words, fr/reading.bin", g2p::run),
    ("tagger", "the part-of-speech tagger, fr/tagger.bin", |o| tagger::run(&o.sources, &o.out)),
    ("accuracy", "nothing: prints how right fr/tagger.bin is on the treebanks kept aside", |o| {
        tagger::measure_built(&o.sources, &o.out)
    }),
    ("common", "the common words that readability counts on, fr/common.bin", |o| {
        common::run(&o.sources, &o.out)
    }),
    ("homographs", "words with two readings by category, fr/two_readings.tsv", |o| {
        homographs::run(&o.sources, &o.out)
    }),
    (
        "emoji",
        "names of emoji in other languages than French, {en,es,de,it}/spoken/emoji.tsv",
        |o| spoken::emoji_elsewhere(&o.sources, &o.out),
    ),
    ("spoken", "genders, short words and names of emoji, fr/spoken/*.tsv", |o| {
        spoken::run(&o.sources, &o.out)
    }),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--help") {
        return help();
    }
    match build(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("data: {message}");
            ExitCode::FAILURE
        }
    }
}

fn build(mut arguments: Vec<String>) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let data = root.join("crates/clairvoix-text/data");
    let folder = |given: Option<String>, default: PathBuf| given.map_or(default, PathBuf::from);
    let seed = take(&mut arguments, "--held-out", "a seed")?;
    let options = Options {
        sources: folder(
            take(&mut arguments, "--sources", "a folder")?,
            root.join("../shared/data"),
        ),
        out: folder(take(&mut arguments, "--out", "a folder")?, data.clone()),
        data,
        held_out: seed
            .map(|seed| seed.parse().map_err(|_| format!("--held-out: {seed:?} is no number")))
            .transpose()?,
    };
    if options.held_out.is_some() && options.out == options.data {
        return Err("--held-out builds what must not ship: name another folder with --out".into());
    }
    if let Some(name) = arguments.iter().find(|name| GENERATORS.iter().all(|g| g.0 != *name)) {
        return Err(format!("nothing is called {name:?}; see --help"));
    }
    if !options.sources.is_dir() {
        let folder = options.sources.display();
        return Err(format!("no folder of sources at {folder}; name it with --sources"));
    }
    for (name, _, run) in GENERATORS {
        if arguments.is_empty() || arguments.iter().any(|argument| argument == name) {
            println!("{name}:");
            run(&options).map_err(|message| format!("{name}: {message}"))?;
        }
    }
    Ok(())
}

/// Takes an option and its value out of the arguments.
fn take(arguments: &mut Vec<String>, name: &str, what: &str) -> Result<Option<String>, String> {
    let Some(at) = arguments.iter().position(|argument| argument == name) else { return Ok(None) };
    if at + 1 >= arguments.len() {
        return Err(format!("{name} needs {what}"));
    }
    let value = arguments.remove(at + 1);
    arguments.remove(at);
    Ok(Some(value))
}

fn help() -> ExitCode {
    println!("cargo xtask data [--sources DIR] [--out DIR] [--held-out SEED] [NAME ...]\n");
    for (name, builds, _) in GENERATORS {
        println!("  {name:<12} {builds}");
    }
    println!(
        "\nWithout a name, all of them. DIR holds the source data (default ../shared/data).\n\
         --held-out keeps a tenth of the words out of g2p; `cargo xtask measure held-out` scores it."
    );
    ExitCode::SUCCESS
}
