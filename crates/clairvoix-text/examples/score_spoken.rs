//! Scores the spoken form on a table of cases and prints the share that is right, by category.
//!
//! ```text
//! cargo run -p clairvoix-text --example score_spoken -- cases.tsv [--errors] [--all]
//! ```
//!
//! The table has a header and the columns id, category, variant with modes
//! (`fr-BE;mode=dictee`), written, expected, remark, parted by tabs. Rows with `sortie=` expect
//! something else than a spoken form and are left out, as are segmentation and language. The
//! comparison ignores case, hyphens and repeated spaces.

#![allow(
    clippy::disallowed_methods,
    reason = "a tool for developers: it reads a file named on the command line"
)]

use std::{collections::BTreeMap, process::ExitCode};

use clairvoix_text::spoken::{Inclusive, Mode, SpokenOptions, Topic, Variant, spoken_form};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(path) = arguments.iter().find(|argument| !argument.starts_with("--")) else {
        eprintln!("usage: score_spoken CASES.tsv [--errors] [--all]");
        return ExitCode::FAILURE;
    };
    let table = match std::fs::read_to_string(path) {
        Ok(table) => table,
        Err(error) => {
            eprintln!("score_spoken: {path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let errors = arguments.iter().any(|argument| argument == "--errors");
    let all = arguments.iter().any(|argument| argument == "--all");
    let mut shares: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for line in table.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, category, variant, written, expected, ..] = columns.as_slice() else {
            continue;
        };
        if variant.contains("sortie=") || matches!(*category, "segmentation" | "langue") {
            continue;
        }
        let spoken = spoken_form(&written.replace("\\n", "\n"), &options(variant)).text;
        let right = heard(&spoken) == heard(expected);
        let share = shares.entry(category).or_default();
        share.0 += u32::from(right);
        share.1 += 1;
        if all {
            println!("{id}\t{}\t{spoken:?}", if right { "right" } else { "wrong" });
        }
        if errors && !right {
            println!("{id}\t{category}\t{written}\n\texpected {expected}\n\tgot      {spoken}");
        }
    }
    report(&shares);
    ExitCode::SUCCESS
}

fn report(shares: &BTreeMap<&str, (u32, u32)>) {
    let (mut right, mut all) = (0, 0);
    for (category, share) in shares {
        println!("{category:<20} {:>4}/{:<4} {:6.1} %", share.0, share.1, percent(*share));
        right += share.0;
        all += share.1;
    }
    println!("{:<20} {right:>4}/{all:<4} {:6.1} %", "all", percent((right, all)));
}

fn percent((right, all): (u32, u32)) -> f64 {
    f64::from(right) * 100.0 / f64::from(all.max(1))
}

fn options(variant: &str) -> SpokenOptions {
    let mut options = SpokenOptions::default();
    for part in variant.split(';') {
        match part {
            "mode=dictee" => options.mode = Mode::Dictation,
            "mode=epellation" => options.mode = Mode::Spelling,
            "mode=vers" => options.mode = Mode::Verse,
            "inclusif=court" => options.inclusive = Inclusive::Short,
            "inclusif=doublet" => options.inclusive = Inclusive::Doublet,
            "contexte=score" => options.topic = Topic::Score,
            tag => options.variant = Variant::from_tag(tag),
        }
    }
    options
}

/// The text without what the comparison ignores.
fn heard(text: &str) -> String {
    let text = text.to_lowercase().replace(['-', '\u{2011}'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
