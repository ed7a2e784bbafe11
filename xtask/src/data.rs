//! `cargo xtask data`: builds the language data again from its sources.
//!
//! The generators are a package of their own, `xtask/data` (`clairvoix-data`), because they share
//! code with the engine they train; this task only starts it, optimised.

use crate::process::{self, Outcome};

/// Hands everything on to the generators.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    let mut command = process::cargo();
    command.args(["run", "--release", "--package", "clairvoix-data", "--"]).args(arguments);
    process::run(&mut command)
}
