//! Two computers that follow a pupil through a WebDAV server, with lost connections, in random order.

use crate::process::{self, Outcome};

/// Tells many stories with a real server; also with a folder that keeps the newest version only, which must be
/// found out.
pub(super) fn interleavings(arguments: &[String]) -> Outcome {
    let count = match arguments {
        [] => "100",
        [count] => count.as_str(),
        _ => return Err("usage: cargo xtask measure sync [INTERLEAVINGS]".to_owned()),
    };
    let mut command = process::cargo();
    command.args(["test", "--release", "--quiet", "--package", "clairvoix-sync"]);
    command.args(["--test", "interleavings", "--", "--nocapture", "--test-threads=1"]);
    command.env("CLAIRVOIX_INTERLEAVINGS", count);
    process::run(&mut command)
}
