//! `cargo xtask measure`: the long runs, whose small samples are in `test`.

use crate::process::Outcome;

/// Runs the measurements named, or all of them.
pub(crate) fn run(_arguments: &[String]) -> Outcome {
    Err("no measurement is built yet".to_owned())
}
