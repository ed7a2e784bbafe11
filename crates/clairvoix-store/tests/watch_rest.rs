//! Watching costs nothing while nothing changes. Alone in its program: the threads of other tests would be taken
//! for the watching one.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "tests are at the edge")]

use std::{fs, path::PathBuf, thread, time::Duration};

use clairvoix_store::Store;

#[test]
fn at_rest_nothing_wakes_up() {
    let threads = || -> Vec<PathBuf> {
        let entries = fs::read_dir("/proc/self/task").expect("Linux");
        entries.map(|entry| entry.expect("an entry").path()).collect()
    };
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::at(folder.path());
    let before = threads();
    let _watch = store.watch(|| {}).expect("watched");
    let mut new = threads();
    new.retain(|task| {
        let name = fs::read_to_string(task.join("comm")).unwrap_or_default();
        !before.contains(task) && name.starts_with("notify")
    });
    assert!(!new.is_empty(), "the watching thread is there");
    // Its wake-ups, counted by the kernel.
    let switches = || -> Vec<String> {
        let status = |task: &PathBuf| fs::read_to_string(task.join("status")).expect("it runs");
        let line =
            |text: String| text.lines().find(|l| l.starts_with("voluntary")).map(str::to_owned);
        new.iter().map(|task| line(status(task)).expect("counted")).collect()
    };
    thread::sleep(Duration::from_millis(200));
    let start = switches();
    thread::sleep(Duration::from_secs(1));
    assert_eq!(switches(), start);
}
