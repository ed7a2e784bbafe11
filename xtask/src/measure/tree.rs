//! Peak memory of a process and its children, as Linux tells it in its process folder.

use std::{collections::BTreeMap, fs};

/// Highest resident sizes seen, by process.
#[derive(Default)]
pub(super) struct Peak {
    processes: BTreeMap<u32, (String, u64)>,
}

impl Peak {
    /// Looks at the process and at all below it. Where there is no process folder, sees nothing.
    pub(super) fn sample(&mut self, process: u32) {
        if let Some((name, kib)) = peak_of(process) {
            let seen = self.processes.entry(process).or_default();
            // A starting child is still called after its parent: the last name is the right one.
            *seen = (name, kib.max(seen.1));
        }
        let children = fs::read_to_string(format!("/proc/{process}/task/{process}/children"));
        for child in children.unwrap_or_default().split_whitespace() {
            if let Ok(child) = child.parse() {
                self.sample(child);
            }
        }
    }

    /// Each process with its own peak.
    pub(super) fn describe(&self) -> String {
        let each = self.processes.values();
        each.map(|(name, kib)| format!("{name} {:.1} MB", mb(*kib))).collect::<Vec<_>>().join(", ")
    }

    /// The sum of the peaks: at least the peak of the sum.
    pub(super) fn total_mb(&self) -> f64 {
        self.processes.values().map(|(_, kib)| mb(*kib)).sum()
    }
}

fn mb(kib: u64) -> f64 {
    kib as f64 * 1024.0 / 1e6
}

fn peak_of(process: u32) -> Option<(String, u64)> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let field = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let kib = field("VmHWM:")?.trim_end_matches(" kB").parse().ok()?;
    Some((field("Name:")?.to_owned(), kib))
}
