//! What processes cost while nothing is said: memory and wake-ups (Linux's /proc).

use std::fs;

/// One process, measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Process {
    /// Its number.
    pub id: u32,
    /// Its program's name.
    pub name: String,
    /// Its share of memory, in kB: what several processes share is divided among them.
    pub pss_kb: f64,
    /// The part of it that lies in no file: its heap and stacks, in kB. It alone grows with a leak;
    /// the whole changes also with what other processes share.
    pub anonymous_kb: f64,
    /// How often one of its threads began to run.
    pub wakeups: u64,
}

/// A process and all it started, itself first.
#[must_use]
pub fn family(id: u32) -> Vec<Process> {
    let mut found: Vec<Process> = measure(id).into_iter().collect();
    for child in children(id) {
        found.extend(family(child));
    }
    found
}

/// One process; nothing when it has ended.
#[must_use]
pub fn measure(id: u32) -> Option<Process> {
    let name = fs::read_to_string(format!("/proc/{id}/comm")).ok()?.trim().to_owned();
    let memory = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
    let pss_kb = field(&memory, "Pss:").unwrap_or(f64::NAN);
    let anonymous_kb = field(&memory, "Pss_Anon:").unwrap_or(f64::NAN);
    let tasks = fs::read_dir(format!("/proc/{id}/task")).ok()?;
    let of_task = |task: fs::DirEntry| {
        let status = fs::read_to_string(task.path().join("status")).unwrap_or_default();
        let count = |name| field(&status, name).unwrap_or(0.0) as u64;
        count("voluntary_ctxt_switches:") + count("nonvoluntary_ctxt_switches:")
    };
    Some(Process { id, name, pss_kb, anonymous_kb, wakeups: tasks.flatten().map(of_task).sum() })
}

/// Whether it runs; what has ended and waits for its parent to notice does not.
#[must_use]
pub fn runs(id: u32) -> bool {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let state = status.lines().find_map(|line| line.strip_prefix("State:"));
    state.is_some_and(|state| !state.trim_start().starts_with(['Z', 'X']))
}

fn children(id: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    let mut found = Vec::new();
    for task in tasks {
        let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
        found.extend(children.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
    }
    found
}

fn field(text: &str, name: &str) -> Option<f64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

/// How much more often the processes ran in `after` than in `before`.
#[must_use]
pub fn wakeups_between(before: &[Process], after: &[Process]) -> u64 {
    let earlier = |id| before.iter().find(|p| p.id == id).map_or(0, |p| p.wakeups);
    after.iter().map(|p| p.wakeups.saturating_sub(earlier(p.id))).sum()
}
