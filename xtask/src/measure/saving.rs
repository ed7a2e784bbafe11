//! Profiles saved by a process that is killed, or whose disk loses its power, at random moments.

use crate::process::{self, Outcome};

/// Kills a saving process and cuts its power many times, for each way of saving and for those that are
/// known to be wrong.
pub(super) fn faults(arguments: &[String]) -> Outcome {
    let (kills, cuts) = match arguments {
        [] => ("1000", "500"),
        [kills] => (kills.as_str(), "500"),
        [kills, cuts] => (kills.as_str(), cuts.as_str()),
        _ => return Err("usage: cargo xtask measure saving [KILLS [POWER_CUTS]]".to_owned()),
    };
    let mut command = process::cargo();
    command.args(["test", "--release", "--quiet", "--package", "clairvoix-store"]);
    command.args(["--test", "kill", "--test", "power", "--", "--nocapture", "--test-threads=1"]);
    command.args(["kill_9", "power_cut", "same_cuts"]);
    command.env("CLAIRVOIX_KILLS", kills).env("CLAIRVOIX_POWER_CUTS", cuts);
    process::run(&mut command)
}
