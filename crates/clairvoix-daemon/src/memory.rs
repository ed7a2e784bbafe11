//! The memory of this process.

use std::fs;

/// What this process takes of the machine's memory, in kB: its share of what it has in common with
/// others counted once (PSS). None where the system does not tell.
#[must_use]
pub fn resident_kb() -> Option<u64> {
    let told = fs::read_to_string("/proc/self/smaps_rollup").ok()?;
    let line = told.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}
