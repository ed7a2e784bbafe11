//! Profiles saved by a process that is killed at random moments.

use crate::process::{self, Outcome};

/// Kills a saving process many times, for each way of saving and for one that is known to be wrong.
pub(super) fn kills(arguments: &[String]) -> Outcome {
    let kills = match arguments {
        [] => "1000",
        [kills] => kills.as_str(),
        _ => return Err("usage: cargo xtask measure saving [KILLS]".to_owned()),
    };
    let mut command = process::cargo();
    command.args([
        "test",
        "--release",
        "--quiet",
        "--package",
        "clairvoix-store",
        "--test",
        "kill",
    ]);
    command.args(["--", "--nocapture", "kill_9"]).env("CLAIRVOIX_KILLS", kills);
    process::run(&mut command)
}
