//! The suite on a machine without a network: in a network namespace (Linux) whose one interface is loopback.

use crate::process::{self, Outcome};

/// Starts what follows once loopback is up, and only where there is no other interface.
const ENTER: &str = "ip link set lo up && test \"$(grep -c : /proc/net/dev)\" = 1 && exec \"$@\"";
/// Their packages are fetched beforehand.
const NODE_FOLDERS: [&str; 2] = ["tests/e2e/page", "examples/clients"];

/// The whole suite, or the tests of the packages named.
pub(super) fn run(packages: &[String]) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err("a network namespace needs Linux".to_owned());
    }
    prepare()?;
    let mut command = process::program("unshare");
    if process::output(process::program("id").arg("-u"))?.trim() != "0" {
        command.arg("--map-root-user");
    }
    command.args(["--net", "--", "sh", "-c", ENTER, "sh"]);
    // Neither asks a registry for what it has.
    command.env("CARGO_NET_OFFLINE", "true").env("npm_config_offline", "true");
    if packages.is_empty() {
        command.arg(std::env::current_exe().map_err(|e| e.to_string())?).arg("test");
    } else {
        command.arg(process::cargo().get_program()).args(["test", "--no-fail-fast"]);
        for package in packages {
            command.args(["--package", package]);
        }
    }
    process::run(&mut command)
}

/// What takes the network: the sources of all packages, and Node's for the tests in browsers and clients. All
/// is compiled without it.
fn prepare() -> Outcome {
    process::run(process::cargo().args(["fetch", "--locked"]))?;
    for folder in NODE_FOLDERS {
        let mut install = process::program("npm");
        install.current_dir(process::root().join(folder));
        install.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
        process::run(&mut install)?;
    }
    Ok(())
}
