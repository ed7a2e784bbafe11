//! The commands around the service: installed and removed for one user, looked at, silenced.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

mod common;

use std::{fs, path::Path};

use common::{Run, command, finish};

/// Runs with a home of its own and no session bus.
fn run(home: &Path, args: &[&str]) -> Run {
    let mut process = command(args);
    process.env("HOME", home).env("XDG_RUNTIME_DIR", home).env_remove("DBUS_SESSION_BUS_ADDRESS");
    process.env_remove("XDG_DATA_HOME").env_remove("XDG_CONFIG_HOME");
    finish(process, b"")
}

#[test]
fn the_service_is_installed_and_removed_without_a_trace() {
    let home = tempfile::tempdir().expect("a folder");
    let beside = Path::new(env!("CARGO_BIN_EXE_clairvoix")).with_file_name("clairvoixd");
    if !beside.is_file() {
        // A copy of `clairvoix` without the service.
        let run = run(home.path(), &["service", "install"]).exits(1);
        assert!(run.stderr.contains("clairvoixd n'est pas à côté"), "{}", run.stderr);
        return;
    }
    let bus = home.path().join(".local/share/dbus-1/services/org.clairvoix.Clairvoix1.service");
    let unit = home.path().join(".config/systemd/user/clairvoixd.service");
    run(home.path(), &["service", "install"]).exits(0);
    let exec = format!("Exec=\"{}\"", beside.canonicalize().expect("it is there").display());
    assert!(fs::read_to_string(&bus).expect("written").contains(&exec));
    assert!(fs::read_to_string(&unit).expect("written").contains("Type=dbus"));
    run(home.path(), &["service", "remove"]).exits(0);
    assert!(!bus.exists() && !unit.exists());
    run(home.path(), &["service", "remove"]).exits(0);
}

#[test]
fn without_a_bus_nothing_runs_and_nothing_hangs() {
    let home = tempfile::tempdir().expect("a folder");
    let status = run(home.path(), &["status", "--json"]).exits(0);
    assert_eq!(status.out(), "{\"running\":false}\n");
    run(home.path(), &["stop"]).exits(0);
    let doctor = run(home.path(), &["doctor", "--json"]);
    let line = |name: &str| {
        let out = doctor.out();
        let found = out.lines().find(|l| l.contains(&format!("\"name\":\"{name}\"")));
        found.unwrap_or_else(|| panic!("no {name} in {out}")).to_owned()
    };
    assert!(line("service").contains("pas de bus de session"), "{}", line("service"));
    assert!(line("folder").contains("\"good\""), "{}", line("folder"));
    assert!(line("sound").contains("\"state\":"), "{}", line("sound"));
    for found in doctor.out().lines().filter(|l| !l.contains("\"good\"")) {
        assert!(found.contains("\"fix\":"), "{found}");
    }
}
