//! `cargo xtask tidy`: the house rules that no compiler checks, and the budgets, with their values.

mod budget;
mod dependency;
mod lexer;
mod source;
mod words;

pub(crate) use dependency::section;

use crate::process::{self, Outcome};

/// What one check found: lines to show, and what is wrong.
#[derive(Default)]
pub(crate) struct Findings {
    /// Measured values, shown always.
    pub(crate) figures: Vec<String>,
    /// Broken rules, each naming its file.
    pub(crate) faults: Vec<String>,
}

/// Runs every check and prints the budgets.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask tidy".to_owned());
    }
    let root = process::root();
    let files = source::tracked(&root)?;
    let rust = source::rust_files(&files);
    let mut all = Findings::default();
    for check in [
        budget::check(&root, &rust),
        budget::check_data(&root),
        dependency::check(&root)?,
        words::check(&root, &files, &rust),
    ] {
        all.figures.extend(check.figures);
        all.faults.extend(check.faults);
    }
    for figure in &all.figures {
        println!("{figure}");
    }
    for fault in &all.faults {
        println!("tidy: {fault}");
    }
    match all.faults.len() {
        0 => Ok(()),
        count => Err(format!("{count} house rules are broken (lines above)")),
    }
}
