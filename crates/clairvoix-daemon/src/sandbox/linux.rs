//! Linux: Landlock, no new privileges, not dumpable. Each is used where the kernel has it.

use std::path::PathBuf;

use landlock::{
    ABI, Access, AccessFs, AccessNet, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreatedAttr, RulesetError, RulesetStatus,
};
use rustix::process::{DumpableBehavior, set_dumpable_behavior};

use super::Given;

/// Devices (sound cards, shared memory) that sound needs to write to.
const DEVICES: &str = "/dev";

pub(super) fn enter(folders: &[PathBuf]) -> Given {
    for folder in folders {
        // One that cannot be made cannot be written to: whoever saves there says so.
        let _ = make(folder);
    }
    Given {
        cores: set_dumpable_behavior(DumpableBehavior::NotDumpable).is_ok(),
        privileges: rustix::thread::set_no_new_privs(true).is_ok(),
        folders: landlock(folders).unwrap_or(false),
    }
}

/// For its owner alone.
fn make(folder: &std::path::Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Every right to write, and TCP, is handled; granted is only what lies beneath `folders` and devices.
/// A kernel that knows fewer refuses what it knows.
fn landlock(folders: &[PathBuf]) -> Result<bool, RulesetError> {
    let writing = AccessFs::from_write(ABI::V5);
    let mut rules = Ruleset::default()
        .handle_access(writing)?
        .handle_access(AccessNet::from_all(ABI::V5))?
        .create()?;
    let devices = PathBuf::from(DEVICES);
    for folder in folders.iter().chain([&devices]).filter_map(|folder| PathFd::new(folder).ok()) {
        rules = rules.add_rule(PathBeneath::new(folder, writing))?;
    }
    Ok(rules.restrict_self()?.ruleset != RulesetStatus::NotEnforced)
}
