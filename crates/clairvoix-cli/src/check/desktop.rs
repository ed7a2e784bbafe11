//! The service, and what a Linux desktop has around it.

use std::fs;

use clairvoix::client::{Presence, presence};

use super::{Check, State};
use crate::{
    desktop::{Folders, service_files},
    ui::Ui,
};

/// Bus and service, speech-dispatcher's module, the user's folder, the sandbox of the voices.
pub(super) fn checks(ui: &Ui) -> Vec<Check> {
    let mut checks = vec![service(ui)];
    checks.extend(sandbox(ui));
    if let Some(folders) = Folders::of_user() {
        checks.push(folder(ui, &folders));
        checks.extend(module(ui, &folders));
    }
    checks
}

fn service(ui: &Ui) -> Check {
    let bad = |key| Check::bad(ui, "service", State::Lacking, key, &[]);
    match presence() {
        Presence::Running => Check::good("service", ui.get("check.service_runs").to_owned()),
        Presence::Startable => Check::good("service", ui.get("check.service_ready").to_owned()),
        Presence::Absent => bad("no_service"),
        Presence::NoBus => bad("no_bus"),
    }
}

/// Nothing where the kernel does not show what it has.
fn sandbox(ui: &Ui) -> Option<Check> {
    let modules = fs::read_to_string("/sys/kernel/security/lsm").ok()?;
    Some(if modules.split(',').any(|name| name.trim() == "landlock") {
        Check::good("sandbox", "Landlock, seccomp".to_owned())
    } else {
        Check::bad(ui, "sandbox", State::Lacking, "no_landlock", &[])
    })
}

/// The user's settings can be kept.
fn folder(ui: &Ui, folders: &Folders) -> Check {
    let mut below = folders.configuration.join("clairvoix");
    let name = below.display().to_string();
    while !below.exists() && below.pop() {}
    if tempfile::tempfile_in(&below).is_ok() {
        Check::good("folder", name)
    } else {
        Check::bad(ui, "folder", State::Missing, "no_folder", &[("name", &name)])
    }
}

/// Only where speech-dispatcher's module came with this program.
fn module(ui: &Ui, folders: &Folders) -> Option<Check> {
    let program = std::env::current_exe().and_then(fs::canonicalize).ok()?;
    let files = service_files(folders, program.parent()?);
    let module = files.iter().find(|file| file.path.ends_with("sd_clairvoix"))?;
    Some(if module.is_there() {
        Check::good("module", module.path.display().to_string())
    } else {
        Check::bad(ui, "module", State::Lacking, "no_module", &[])
    })
}
