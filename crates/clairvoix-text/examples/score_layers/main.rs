//! Scores what `analyze` finds on the rows of a table of cases that expect no spoken form: sounds in
//! context, liaisons, syllables, silent letters (`sortie=`), sentence borders and languages.
//!
//! ```text
//! cargo run -p clairvoix-text --example score_layers -- cases.tsv [--errors]
//! ```
//!
//! Sounds are compared without the differences that French does not make (o/ɔ, e/ɛ, a mute e), and a
//! word may carry the consonant of its liaison.

#![allow(
    clippy::disallowed_methods,
    reason = "a tool for developers: it reads a file named on the command line"
)]

mod found;

use std::{collections::BTreeMap, process::ExitCode};

use found::{found, normal};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(path) = arguments.iter().find(|argument| !argument.starts_with("--")) else {
        eprintln!("usage: score_layers CASES.tsv [--errors]");
        return ExitCode::FAILURE;
    };
    let Ok(table) = std::fs::read_to_string(path) else {
        eprintln!("score_layers: {path} cannot be read");
        return ExitCode::FAILURE;
    };
    let errors = arguments.iter().any(|argument| argument == "--errors");
    let mut shares: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for line in table.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, category, variant, written, expected, ..] = columns.as_slice() else {
            continue;
        };
        let Some(found) = found(category, variant, written, expected) else {
            continue;
        };
        let right = found == normal(expected);
        let share = shares.entry(category).or_default();
        share.0 += u32::from(right);
        share.1 += 1;
        if errors && !right {
            println!("{id}\t{category}\t{written}\n\texpected {expected}\n\tgot      {found}");
        }
    }
    let (mut right, mut all) = (0, 0);
    for (category, share) in &shares {
        println!("{category:<20} {:>4}/{:<4}", share.0, share.1);
        right += share.0;
        all += share.1;
    }
    println!("{:<20} {right:>4}/{all:<4}", "all");
    ExitCode::SUCCESS
}
